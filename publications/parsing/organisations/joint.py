"""Two bodies that one stretch of words names: "the Moor Trust and the Tea Guild"."""

from __future__ import annotations

import re

from publications.parsing.document import Span
from publications.parsing.organisations.bodies import goes_on
from publications.parsing.organisations.finding import find_organisations
from publications.parsing.organisations.sameness import ACRONYM
from publications.parsing.organisations.vocabulary import (
    BODY_WORDS,
    DOUBLE_COUNCILS,
    OPENING_JOINS,
    OPENS,
)

_JOIN = re.compile(r"\s+(?:(?:and|&)\s+(?P<article>(?:the|The)\s+)?|/\s+)|(?<=\w)/(?=[A-Z])")
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
# Who holds rights beside a body: "the contributors and the Moor Trust"
_WRITERS = re.compile(
    r"(?:the\s+)?(?:individual\s+|named\s+|several\s+)?(?:authors?|contributors?|editors?|writers?"
    r"|essayists?|publishers?)",
    re.IGNORECASE,
)


def parted(text: str, start: int, end: int) -> list[Span]:
    """The places of the bodies that a stretch joins, in order; itself where it joins none.

    "and" parts what are bodies on both sides: "Moss and Fell Council" is one. Those who wrote a
    work are no body.
    """
    for join in _JOIN.finditer(text, start, end):
        left, right = text[start : join.start()], text[join.end() : end]
        if are_writers(left) and right:
            return parted(text, join.end(), end)
        others = parted(text, join.end(), end)
        headed = bool(join["article"]) or "/" in join.group()
        if _are_two(left, text[slice(*others[0])] if len(others) > 1 else right, headed):
            first = _ARTICLE.match(text, start)
            return [(first.end() if first else start, join.start()), *others]
    return [(start, end)]


def are_writers(words: str) -> bool:
    """Whether words name those who wrote a work, and no body: "the authors"."""
    return bool(_WRITERS.fullmatch(words.strip()))


def _are_two(left: str, right: str, headed: bool) -> bool:
    """Whether the words on the sides of an "and" are a body each; ``headed``: by an article."""
    left = _ARTICLE.sub("", left, count=1)
    before, behind = left.split(), right.split()
    if not before or not behind or (before[-1], behind[0]) in DOUBLE_COUNCILS:
        return False
    if goes_on(before, "and", behind, not headed):
        return False
    opened = before[0] in OPENS and any(word in OPENING_JOINS for word in before)
    named = headed and not opened and all(word[0].isupper() for word in before)
    return _is_whole(right) and (_is_whole(left) or (named and before[-1] not in BODY_WORDS))


def _is_whole(words: str) -> bool:
    """Whether some words are one body's name and no more."""
    bare = words.removesuffix("'s").removesuffix("\u2019s")
    if ACRONYM.fullmatch(bare) and bare.isupper():
        return True
    found = find_organisations(bare)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(bare)
