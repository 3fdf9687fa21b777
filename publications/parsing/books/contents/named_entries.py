"""Contents entries with their authors on the same line: "On brooms – Jo Hill", "Bo Lee: Rakes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.books.contents.entries import Entry, is_names

_NAMED = re.compile(
    r"(?P<title>\S.*?)(?P<mark>\s[–—-]\s|\s[/|]\s|,?\s+by\s)\s*(?P<names>[^–—/|]{4,160})",
    re.IGNORECASE,
)
_LED = re.compile(r"(?P<names>[^:]{4,160}?)\s*:\s+(?P<title>\S.*)")
_CAPITALS = re.compile(r"[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){1,3}")
_FEWEST = 3  # entries, and half of all, with one mark before their names


def authors_apart(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with the names at their ends as authors, where most have them."""
    if led := _names_lead(entries):
        return led
    found = [_NAMED.fullmatch(entry.title) for entry in entries]
    found = [match if match and is_names(match["names"]) else None for match in found]
    marks = [match["mark"].strip(" ,").lower() for match in found if match]
    best = max(set(marks), key=lambda mark: (marks.count(mark), mark), default="")
    if marks.count(best) < _FEWEST or 2 * marks.count(best) < len(entries):
        return tuple(entries)
    return tuple(
        replace(entry, title=match["title"], author=match["names"].strip())
        if match and match["mark"].strip(" ,").lower() == best
        else entry
        for entry, match in zip(entries, found, strict=True)
    )


def _names_lead(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with the names before their colons as authors; none where few have names there.

    Where names stand before nearly all colons, other words in capitals there are a name too.
    """
    found = [None if entry.author else _LED.fullmatch(entry.title) for entry in entries]
    sure = [bool(match and is_names(match["names"])) for match in found]
    colons = sum(1 for match in found if match)
    if sum(sure) < _FEWEST or 2 * sum(sure) < len(entries):
        return ()
    others = 4 * sum(sure) >= 3 * colons
    return tuple(
        replace(entry, title=match["title"], author=match["names"])
        if match and (named or (others and _CAPITALS.fullmatch(match["names"])))
        else entry
        for entry, match, named in zip(entries, found, sure, strict=True)
    )


def without_names(text: str) -> str:
    """A line without the names at its end, if any stand there behind a dash, a stroke or "by"."""
    match = _NAMED.fullmatch(text.strip())
    return match["title"] if match and is_names(match["names"]) else text
