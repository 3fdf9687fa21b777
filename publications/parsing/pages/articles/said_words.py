"""What quoted words are: sentences that somebody speaks, or a few words in the article's own."""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.document import Span
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import LEADS_IN, PRONOUN
from publications.parsing.spans import trimmed

_MARKS = "\u201c\u201d\"\u2018\u2019'"
_PHRASE_REACH = 90
_FEWEST = 6  # words of a sentence in the middle of another
_SHORTEST = 4  # words of a quotation that nobody is said to have said are not speech


def bare(text: str, start: int, end: int) -> Span:
    """A paragraph without the marks around it."""
    start, end = trimmed(text, start, end)
    marked = text[start] in _MARKS and text[end - 1] in _MARKS
    return trimmed(text, start + marked, end - marked)


def is_speech(text: str, first: int, stop: int, start: int, end: int) -> bool:
    """Whether quoted words are speech: a sentence's beginning, or words ended by a stop."""
    words = text[first:stop].split()
    if len(words) >= _SHORTEST:
        return True
    return (bool(words) and words[-1][-1] in ",.!?") or stop == end


def is_phrase(text: str, first: int, stop: int, start: int) -> bool:
    """Whether a few quoted words are what somebody said, told in the words of the article.

    "She called it a “disgrace”", "he was “bitterly disappointed”": a verb of saying leads in.
    """
    if text[first - 1] == "'":
        return False  # straight single marks are about words as often as about speech
    before = text[max(start, first - _PHRASE_REACH) : first - 1]
    return bool(LEADS_IN.search(before)) and any(char.isalpha() for char in text[first:stop])


def is_sentence(text: str, quoted: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether quoted words are sentences, and not a few words in one of the article's own."""
    return any(
        text[first].isupper() or len(text[first:stop].split()) >= _FEWEST
        for first, stop, _ in quoted
    )


def has_pronoun(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether "he said" or the like stands outside the marks of a paragraph."""
    return any(PRONOUN.search(gap) for gap, _ in gaps(text, start, end, quoted))
