"""The notes of a work, each at the mark that calls it first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publications.models import Footnote
from publications.reading.tree import Note


class Notes:
    """The footnotes of a work, given to their marks."""

    def __init__(self, footnotes: Iterable[Footnote]) -> None:
        self.called: list[Note] = []  # in the order of their marks
        self._named: set[str] = set()  # the names of the same
        self._by_number: dict[str, list[tuple[int | None, Note]]] = {}
        rows = list(footnotes)
        names = note_names((row.number, row.position) for row in rows)
        for row, name in zip(rows, names, strict=True):
            note = Note(name, row.number, row.text, list(row.urls))
            self._by_number.setdefault(row.number, []).append((row.section_id, note))

    def take(self, number: str, section: int) -> tuple[Note | None, bool]:
        """The note of a mark, and whether this is its first mark."""
        found = self._by_number.get(number, [])
        here = [note for where, note in found if where == section] or [note for _, note in found]
        if not here:
            return None, False
        fresh = next((note for note in here if note.name not in self._named), None)
        if not fresh:
            return here[-1], False
        self.called.append(fresh)
        self._named.add(fresh.name)
        return fresh, True

    def uncalled(self, sections: set[int]) -> list[Note]:
        """Notes of some sections, or of none, that no mark called."""
        return [
            note
            for found in self._by_number.values()
            for section, note in found
            if note.name not in self._named and (section is None or section in sections)
        ]


def note_names(notes: Iterable[tuple[str, int]]) -> Iterator[str]:
    """What the addresses of a work's notes call them, by their numbers and positions."""
    names: set[str] = set()
    for number, position in notes:
        name = re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-") or "x"
        if name in names:
            name = f"{name}-{position}"
        names.add(name)
        yield name
