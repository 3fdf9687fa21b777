"""The cells of a CSV file, each with its place: quotes, doubled quotes, lines within quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = ",;\t|"
# Before a sign that a spreadsheet takes for the beginning of a formula; not part of the text.
_GUARD = re.compile(r"'(?=[=+\-@])")
_SAYS_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    start: int
    end: int


class Unclosed(ValueError):
    """A quote that is never closed; the number of its row is told."""


def separator_of(text: str) -> tuple[str, int]:
    """What separates the cells, and where the table begins.

    Excel may say it in a first line ``sep=;``; else it is what the header has most of.
    """
    if match := _SAYS_SEPARATOR.match(text):
        return match.group(1), match.end()
    header = re.sub(r'"[^"]*"', "", text.lstrip("\n").partition("\n")[0])
    return max(SEPARATORS, key=lambda each: (header.count(each), -SEPARATORS.index(each))), 0


def rows_of(text: str, separator: str, start: int = 0) -> Iterator[list[Cell]]:
    """Every row that is not empty; raises Unclosed for a quote without end."""
    row: list[Cell] = []
    number, at = 1, start
    while at <= len(text):
        cell, at = _cell(text, separator, at, number)
        row.append(cell)
        if at < len(text) and text[at] == separator:
            at += 1
            continue
        if any(each.text for each in row):
            yield row
        row, number, at = [], number + 1, at + 1


def _cell(text: str, separator: str, start: int, number: int) -> tuple[Cell, int]:
    """The cell that begins at a place, and where it ends: at a separator or a line's end."""
    if text[start : start + 1] == '"':
        at = start + 1
        while True:
            close = text.find('"', at)
            if close < 0:
                raise Unclosed(f"has a quotation mark in row {number} that is never closed")
            if text[close + 1 : close + 2] != '"':
                break
            at = close + 2
        end = _end(text, separator, close + 1)
        words = text[start + 1 : close].replace('""', '"') + text[close + 1 : end]
        return _tidy(words, start + 1, close), end
    end = _end(text, separator, start)
    return _tidy(text[start:end], start, end), end


def _tidy(words: str, start: int, end: int) -> Cell:
    bare = words.strip()
    before = len(words) - len(words.lstrip())
    bare = _GUARD.sub("", bare, count=1) if bare.startswith("'") else bare
    return Cell(
        bare, min(start + before, end), max(end - (len(words) - len(words.rstrip())), start)
    )


def _end(text: str, separator: str, start: int) -> int:
    """Where an unquoted stretch ends."""
    line = text.find("\n", start)
    line = len(text) if line < 0 else line
    place = text.find(separator, start, line)
    return line if place < 0 else place
