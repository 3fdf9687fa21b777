"""The printed page behind a value: its picture, and where on it the words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from publications.desk.originals import original_of
from publications.desk.places import Place
from publications.models import Source
from publications.parsing.readers.pdf.pictures import Box, letters_of, places_on_page

MOST = 60  # values that are marked on one page


class Marked(Protocol):
    """A value and the words that it was read from."""

    key: str
    label: str
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one value on the picture of a page."""

    key: str
    label: str
    chosen: bool
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that has a picture, with what is marked on it."""

    number: int
    marks: list[Mark]


def pdf_of(source: Source) -> Path | None:
    """The PDF that a source was read from, where it is kept."""
    return original_of(source) if source.media_type == "application/pdf" else None


def sheet_of(
    source: Source, number: int, values: Sequence[Marked], chosen: Sequence[tuple[int, int]]
) -> Sheet | None:
    """The page of that number with the words of these values; None where there is no picture."""
    path = pdf_of(source)
    if path is None or not source.pages:
        return None
    _, start, end = source.pages[number - 1]
    here = [
        (value.key, value.label, place.start, place.end)
        for value in values
        for place in value.places
        if start <= place.start < end
    ]
    marked = {(first, last) for _, _, first, last in here}
    here += [
        ("", "", first, last)
        for first, last in chosen
        if start <= first < end and (first, last) not in marked
    ]
    here = here[:MOST]
    wanted = [
        (
            source.text[first : min(last, end)],
            letters_of(source.text[start:first]).count(letters_of(source.text[first:last])),
        )
        for _, _, first, last in here
    ]
    found = places_on_page(path, number, wanted)
    return Sheet(
        number,
        [
            Mark(key, label, (first, last) in set(chosen), boxes)
            for (key, label, first, last), boxes in zip(here, found, strict=True)
            if boxes
        ],
    )
