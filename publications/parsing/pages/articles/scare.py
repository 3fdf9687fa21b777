"""Words in marks that nobody speaks: names of works and schemes, and terms held at arm's length.

Weighed by their capitals, by what stands before and behind the marks, and by how they end: "the
report, “Homes for All”", "the “Streets for All” scheme", "a culture of “big bang” reform".
"""

from __future__ import annotations

import re

_WORK = (
    r"(?:report|paper|study|book|pamphlet|publication|survey|guide|review|strategy|plan|scheme"
    r"|programme|project|initiative|campaign|seminar|conference|debate|event|board|group|award"
    r"|exhibition|film|song|article|essay|heading|headline|title|slogan|banner|motto|motion|page"
    r"|website|series|lecture|chapter|section|fund|model|policy|document|manifesto|consultation)s?"
)
_BEFORE = re.compile(
    rf"\b(?:{_WORK}|titled|entitled|headed|known as|heading|award for"
    r"|marked|so-called|theme(?: was| is)?|under)(?:,| of| on)?\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[,.]?\s?(?:[\w-]+ )?{_WORK}\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?|its|their|his|her|our|this|new|of)\s*$", re.IGNORECASE)
_COLON = re.compile(r":\s*$")
_SPEAKS = re.compile(r"[:,]\s*$")
_TITLE_CAPITALS = 0.6  # of a title's words that are not small joining ones
_JOINING = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "for",
        "to",
        "by",
        "with",
        "at",
        "from",
        "as",
        "is",
    )
)
_LEAST = 2.5


def is_no_speech(text: str, first: int, stop: int, start: int) -> bool:
    """Whether the words between two marks are a title or a term; ``start`` is the paragraph's."""
    words = text[first:stop].split()
    before = text[max(start, first - 60) : first - 1]
    behind = text[stop + 1 : stop + 40]
    if not words or first - 1 <= start or text[stop - 1 : stop] in {",", "\u2026"}:
        return False
    weight = 0.0
    weighty = [word for word in words if word.casefold() not in _JOINING]
    capitals = sum(1 for word in weighty if word[:1].isupper() or word[:1].isdigit())
    if len(words) > 1 and weighty and capitals >= _TITLE_CAPITALS * len(weighty) and capitals > 1:
        weight += 1.5
    if _BEFORE.search(before):
        weight += 2
    if _BEHIND.match(behind):
        weight += 1.5
    if _ARTICLE.search(before):
        weight += 1
    if text[stop - 1 : stop] in ".!?":
        weight -= 1.5
    if _SPEAKS.search(before):
        weight -= 1
    if _COLON.search(before):
        weight -= 1.5
    if len(words) > 12:
        weight -= 1
    return weight >= _LEAST
