"""Places in a source: the words that a value was read from, with their page."""

from __future__ import annotations

from dataclasses import dataclass

from publications import models
from publications.desk.verdicts import page_at


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int
    page: str
    words: str


def place_of(source: models.Source, start: int, end: int, page: str = "") -> Place:
    """Some words of a source; what lies beyond its end is cut."""
    start, end = min(start, len(source.text)), min(end, len(source.text))
    words = " ".join(source.text[start:end].split())
    return Place(start, end, page or page_at(source, start), words)
