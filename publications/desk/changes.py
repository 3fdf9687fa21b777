"""What a revision changed, in words that an editor reads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from publications import models
from publications.importing.blocks import block_text
from publications.importing.revising import same_row
from publications.models.desk import Revision

LONGEST = 4_000  # characters of a row's text that are compared word by word
MOST_ROWS = 200  # of one set that are listed
# Columns that follow from others, or that only imports use, and the places of words.
_UNSHOWN = frozenset({"curated", "import_key", "slug", "evidence"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a revision changed, worded for a reader."""

    label: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...] = ()  # ("", "del" or "ins", words) of a longer text
    is_row: bool = False  # one of a set of rows that hang on the record


def changes_of(revision: Revision) -> list[Change]:
    """What a revision changed, value by value, in words."""
    found: list[Change] = []
    for name in dict.fromkeys([*revision.before, *revision.after]):
        if name in _UNSHOWN:
            continue
        before, after = revision.before.get(name), revision.after.get(name)
        if isinstance(before, list) or isinstance(after, list):
            found += _row_changes(name, before or [], after or [])
        else:
            old, new = (_shown(revision.model, name, value) for value in (before, after))
            if old or new:
                found.append(Change(label_of(name), old, new, pieces(old, new)))
    return found


def pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The words of two texts in one sequence, each stretch marked as kept, removed or added."""
    if min(len(old), len(new)) < 20:
        return ()
    ours, theirs = old.split(), new.split()
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag == "equal":
            found.append(("", " ".join(ours[a:b])))
            continue
        if b > a:
            found.append(("del", " ".join(ours[a:b])))
        if d > c:
            found.append(("ins", " ".join(theirs[c:d])))
    return tuple(found)


def label_of(name: str) -> str:
    """A column or a set of rows as an editor calls it."""
    if name == "date_edtf":
        return "Date"
    return name.removesuffix("_id").replace("_", " ").capitalize()


def _row_changes(name: str, before: list[dict], after: list[dict]) -> Iterator[Change]:
    old = {each["id"]: each for each in before}
    new = {each["id"]: each for each in after}
    keys = [
        key
        for key in dict.fromkeys([*old, *new])
        if not (key in old and key in new and same_row(old[key], new[key]))
    ]
    for key in keys[:MOST_ROWS]:
        was, now = _worded(old.get(key), new.get(key)), _worded(new.get(key), old.get(key))
        yield Change(label_of(name), was, now, pieces(was, now), is_row=True)
    if len(keys) > MOST_ROWS:
        yield Change(label_of(name), "", f"and {len(keys) - MOST_ROWS} more")


def _worded(row: dict[str, Any] | None, other: dict[str, Any] | None) -> str:
    """A row in words; of a section, its heading and the paragraphs that the other has not."""
    if row is None:
        return ""
    words = row["words"]
    if "blocks" in row and other is not None:
        there = {block_text(block) for block in other["blocks"]}
        own = [text for block in row["blocks"] if (text := block_text(block)) not in there]
        words = " ".join([words, *own])
    elif "text" in row:
        words = " ".join(filter(None, [row.get("number", ""), row["text"]]))
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _shown(model: str, name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    targets = {
        "series_id": models.Series,
        "part_of_id": models.Publication,
        "organisation_id": models.Organisation,
        "launched_id": models.Publication,
    }
    if name in targets:
        return str(targets[name].objects.filter(pk=value).first() or value)
    return in_words(model, name, value)


def in_words(model: str, name: str, value: Any) -> str:
    """The value of a column as its form shows it: a choice by its label, yes or no.

    A column that its model lost since is shown as it was kept.
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    try:
        choices = dict(apps.get_model("publications", model)._meta.get_field(name).flatchoices)
    except (LookupError, FieldDoesNotExist, AttributeError):
        choices = {}
    return str(choices.get(value, value))
