"""The manifest beside a folder's texts: the checksum and the rights holder of each file.

It says nothing that a text says itself. A folder without a manifest is as good as one with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAME = "manifest.toml"
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Entry:
    sha256: str
    rights_holder: str  # as printed, or NOT_STATED


@dataclass(frozen=True, slots=True)
class Manifest:
    """Entries by file name, relative to the folder; ``fault`` says why it could not be read."""

    path: Path | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    fault: str = ""

    def entry(self, file: Path) -> Entry | None:
        if self.path is None:
            return None
        try:
            return self.entries.get(file.relative_to(self.path.parent).as_posix())
        except ValueError:
            return None


def read(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none."""
    path = folder / NAME
    try:
        with path.open("rb") as stream:
            return Manifest(path, _entries(tomllib.load(stream)))
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        return Manifest(path, fault=f"cannot be read ({error.strerror})")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        return Manifest(path, fault=f"is not a manifest ({error})")


def _entries(content: Mapping[str, object]) -> dict[str, Entry]:
    sources = content.get("source", [])
    if not isinstance(sources, list):
        raise TypeError("'source' is not a list of tables")
    entries: dict[str, Entry] = {}
    for each in sources:
        if not isinstance(each, dict) or not isinstance(each.get("file"), str):
            raise TypeError("a source without 'file'")
        entries[each["file"]] = Entry(
            sha256=str(each.get("sha256", "")).lower(),
            rights_holder=str(each.get("rights_holder", "")) or NOT_STATED,
        )
    return entries
