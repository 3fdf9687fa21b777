"""Reads lines of records, as ``docs/records.md`` describes them, and says what is wrong in each.

A line is checked against the models' own limits before anything is written, so that loading can
be set-based. What a line refers to may stand anywhere in the file, or in the archive already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model

from publications import models
from publications.importing.records.lines import AUTHORITY, Json, Line, Reference, checked, parse
from publications.importing.records.values import RecordError
from publications.importing.shape import KINDS, natural_name

__all__ = ["Json", "Read", "RecordError", "Reference", "Wrong", "parse", "read"]

LONGEST_REASON = 300
RECORDS = {kind.model for kind in KINDS.values() if kind.is_record}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that was left out, by its number from 1, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Read:
    """What a first reading of a file found: which lines are right, and what was wrong.

    ``outside`` names what right lines refer to in the archive; ``sections`` counts theirs.
    """

    good: dict[int, Reference] = field(default_factory=dict)
    outside: dict[type[Model], set[str]] = field(default_factory=dict)
    sections: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def read(
    lines: Iterable[bytes], existing: Callable[[type[Model], str, set[str]], set[str]]
) -> Read:
    """Checks every line; ``existing`` says which names of a column are in the archive already."""
    found = Read()
    good: dict[int, Line] = {}
    claimed: dict[tuple[str, str], int] = {}
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = checked(raw)
            for name in line.names:
                if name in claimed:
                    raise RecordError(f"{name[0]} {name[1]!r} is that of line {claimed[name]} too")
        except RecordError as error:
            found.wrong.append(Wrong(number, str(error)[:LONGEST_REASON]))
            continue
        claimed.update(dict.fromkeys(line.names, number))
        good[number] = line
    _refuse_present(good, found, existing)
    _refuse_dangling(good, found, existing)
    found.good = {number: line.own for number, line in good.items()}
    found.sections = sum(line.sections for line in good.values())
    found.wrong.sort(key=lambda wrong: wrong.line)
    return found


def _refuse_present(good: dict[int, Line], found: Read, existing) -> None:
    """Takes out lines of records that the archive has: nothing is overwritten."""
    by_column: dict[tuple[type[Model], str], dict[str, int]] = {}
    for number, line in good.items():
        for label, name in line.names:
            type_, _, column = label.partition(".")
            model = models.AuthorityIdentifier if type_ == AUTHORITY else KINDS[type_].model
            by_column.setdefault((model, column), {})[name] = number
    for (model, column), names in by_column.items():
        present = existing(model, column, set(names))
        if column == "identifier" and model in RECORDS:
            # An identifier that a merge retired is never given again.
            present |= existing(models.FormerIdentifier, column, set(names))
        for name in present:
            if good.pop(names[name], None):
                reason = f"{column} {name!r} is in the archive already"
                found.wrong.append(Wrong(names[name], reason))


def _refuse_dangling(good: dict[int, Line], found: Read, existing) -> None:
    """Takes out lines that refer to what is nowhere, and then those that refer to these."""
    here = {line.own for line in good.values()}
    outside: dict[type[Model], set[str]] = {}
    for line in good.values():
        for model, name in line.references - here:
            outside.setdefault(model, set()).add(name)
    known = set(here)
    for model, names in outside.items():
        found.outside[model] = existing(model, natural_name(model), names)
        known |= {(model, name) for name in found.outside[model]}
    again = True
    while again:
        again = False
        for number, line in list(good.items()):
            missing = line.references - known
            if missing:
                model, name = min(missing, key=lambda each: each[1])
                reason = f"refers to {model._meta.verbose_name} {name!r}, which is not to be had"
                found.wrong.append(Wrong(number, reason))
                known.discard(line.own)
                del good[number]
                again = True
