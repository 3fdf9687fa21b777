"""The numbers before headings: "2.1 Money", "Chapter Four: Money", "Part II Money", "Theme 2"."""

from __future__ import annotations

import re

from publications.parsing.dates import only_date

_NUMBER = re.compile(
    r"(?:(?:chapter|part|section)\s+(?=[\dIVX]))?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}(?=[.:)\t]|\s{2,})|(?<=part )[IVX]{1,5}(?!\w))"
    r"(?:[.:)]|\s*[–|-](?=\s))?[\s\t]+(?=[^\s\d])",
    re.IGNORECASE,
)
_CHAPTER_WORD = re.compile(r"(?:chapter|part|section)\s+([a-z]+)\s*[:.–-]?\s+(?=\S)", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][a-z]+(?:\s[a-z]+)?\s+(?P<number>\d{1,2})\s*(?::|\s[–—-])\s+(?=\S)")
_LONGEST_DATE = 40


def split_number(text: str) -> tuple[str, str]:
    """A heading's number and its words: "2.1 Money" -> ("2.1", "Money"); a date has none."""
    if match := _NUMBER.match(text):
        number = match["number"]
        if number.isdigit() and len(text) < _LONGEST_DATE and only_date(text):
            return "", text.strip()
        if number.isdigit() or "." in number or number.isupper():
            return number, text[match.end() :].strip()
    match = _CHAPTER_WORD.match(text)
    if match and match.group(1).lower() in _NUMBER_WORDS:
        return str(_NUMBER_WORDS.index(match.group(1).lower()) + 1), text[match.end() :]
    return "", text.strip()


def split_label(text: str) -> tuple[str, str]:
    """The number and the words of "Theme 2: Money" -> ("2", "Money"); ("", text) without one."""
    match = _LABEL.match(text)
    return (match["number"], text[match.end() :].strip()) if match else ("", text)


_NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
