"""Which files an import reads: the ones named, and the texts of the folders named.

Nothing here opens a text. What cannot be read stands in the result with its reason, so that
the rest can go on.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from publications.importing import manifest
from publications.importing.manifest import Manifest

SUFFIXES = frozenset({".txt", ".text", ".pdf", ".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read; ``fault`` says in words why it cannot be read."""

    path: Path
    entry: manifest.Entry | None = None
    fault: str = ""


@dataclass(slots=True)
class Findings:
    candidates: list[Candidate] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    manifests: list[Manifest] = field(default_factory=list)
    set_aside: list[Path] = field(default_factory=list)


def find(paths: Iterable[Path]) -> Findings:
    """The files under ``paths`` in the order of the paths, a folder's sorted by name."""
    findings = Findings()
    seen: set[Path] = set()
    manifests: dict[Path, Manifest] = {}
    for path in paths:
        if path.is_dir():
            findings.folders.append(path)
            _find_in_folder(path, findings, seen, manifests)
        elif path.name == manifest.NAME and path.is_file():
            findings.set_aside.append(path)  # as when a shell lists a folder's files
        else:
            _add(path, path.parent, findings, seen, manifests)
    findings.manifests = [each for each in manifests.values() if each.path]
    return findings


def _find_in_folder(
    folder: Path, findings: Findings, seen: set[Path], manifests: dict[Path, Manifest]
) -> None:
    before = len(findings.candidates)
    faults: list[OSError] = []
    already = False
    home = folder.resolve()
    for here, names, files in os.walk(folder, onerror=faults.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in names:
            link = Path(here, name)
            if link.is_symlink() and not link.resolve().is_relative_to(home):
                findings.candidates.append(Candidate(link, fault=_LEADS_OUT))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or name == manifest.NAME:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                findings.candidates.append(Candidate(path, fault=_LEADS_OUT))
            elif path.suffix.lower() not in SUFFIXES:
                findings.set_aside.append(path)
            else:
                already |= not _add(path, folder, findings, seen, manifests)
    for fault in faults:
        findings.candidates.append(
            Candidate(Path(fault.filename), fault=f"cannot be read ({fault.strerror})")
        )
    if len(findings.candidates) == before and not already:
        findings.candidates.append(Candidate(folder, fault="holds no texts"))


_LEADS_OUT = "is a link that leads out of the folder"


def _add(
    path: Path,
    root: Path,
    findings: Findings,
    seen: set[Path],
    manifests: dict[Path, Manifest],
) -> bool:
    """Add a file once, however often it is named; False if it was there already."""
    try:
        resolved = path.resolve()
        mode = path.stat().st_mode
    except FileNotFoundError:
        reason = "is a link to a file that is not there" if path.is_symlink() else "does not exist"
        findings.candidates.append(Candidate(path, fault=reason))
        return True
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        findings.candidates.append(Candidate(path, fault=f"cannot be read ({reason})"))
        return True
    if resolved in seen:
        return False
    seen.add(resolved)
    if not stat.S_ISREG(mode):
        findings.candidates.append(Candidate(path, fault="is not a regular file"))
        return True
    entry = None
    # The manifest nearest to the file speaks for it, up to the folder that was named.
    for folder in [path.parent, *path.parent.parents]:
        if folder not in manifests:
            manifests[folder] = manifest.read(folder)
        entry = manifests[folder].entry(path)
        if entry or folder == root or manifests[folder].path:
            break
    findings.candidates.append(Candidate(path, entry))
    return True
