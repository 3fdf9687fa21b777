"""Series as title pages print them, number before or behind the name."""

from __future__ import annotations

import pytest

from publications.parsing.books.front.series_lines import series_of
from publications.parsing.books.pieces import split
from tests.parsing.reading import source_of


@pytest.mark.parametrize(
    ("front", "series"),
    [
        ("Paper 4\nThe Straw Papers\n\nOpen Barns", ("The Straw Papers", "4")),
        ("Straw Papers\nNo. 4\n\nOpen Barns", ("Straw Papers", "4")),
        ("Open Barns\n\nFirst published: 27 June 2032\nMoss Report 17", ("Moss Report", "17")),
        ("A Moss pamphlet\nNo. 612\n\nMoss ideas 612", ("Moss ideas", "612")),
        ("Open Barns\n\nSeries: Leading Rakes, no 7", ("Leading Rakes", "7")),
        ("This paper is the third in\nour ‘Open Barns’ series.", ("Open Barns", "3")),
        (
            "Published by the Moor Society Number 6 in the Rake Hill Papers",
            ("Rake Hill Papers", "6"),
        ),
        ("The Raker\nIssue 4\n\nOpen barns at dawn", ("The Raker", "4")),
        ("Open barns at dawn\nIssue 4\n\n12 June 2031", None),
        ("Paper 4\n\nOpen Barns", None),
        ("Moss Report 2031\n\nBarn 17", None),
        ("Volume 3\nThe straw of others", None),
    ],
)
def test_series(front: str, series: tuple[str, str] | None) -> None:
    source = source_of(f"{front}\n")
    found = series_of(source, split(source))
    assert (found and (found.title, found.number)) == series
    for start, end in found.evidence if found else ():
        assert source.text[start:end].strip() == source.text[start:end]
