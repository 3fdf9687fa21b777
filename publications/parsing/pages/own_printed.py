"""Where a page prints whose it is: over its menus, in its copyright line, over its address.

A paper calls on its readers by its own name; a magazine speaks of its last issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publications.parsing.document import LeftOut, Line, Span
from publications.parsing.organisations.joint import parted
from publications.parsing.pages.articles.papers import PAPER
from publications.parsing.pages.own_signs import Sign
from publications.parsing.pages.side_matter import NOBODY

HEAD, RIGHTS, RIGHTS_BEHIND, SERIES = 4.5, 4.0, 1.5, 6.0
_ADDRESSED = 1.2
_CALLED = 1.2
_SPOKEN_OF = 1.0
_LONGEST = 240  # characters; such lines are short
_HOLDER = re.compile(
    r"\s*(?:(?:\u00a9|\(c\)|copyright)\s*)+(?:\d{4}(?:\s?[-\u2013]\s?\d{4})?,?\s+)?(?:by\s+)?"
    r"(?P<name>[A-Z][^\n.,|;:()\d]{1,78}?)"
    r"(?=\s*(?:$|[.,|;:(]|\d{4}|\b(?:all rights|limited|ltd|registered)\b))",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\b(?:photo|picture|image|map|cover)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\s*(?P<name>[A-Z][^\n.,|;:()\d]{2,78}), (?=(?:[^\n]{0,60}, )?\d)[^\n]{5,100}"
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_SHORT = re.compile(r"\b(?P<name>The [A-Z]{2,5})\b")  # "The MT"
_MAGAZINE = re.compile(
    r"\b(?:(?:last|next|latest|current|new|[Tt]his) (?:edition|issue) of|become an?|editor of"
    r"|subscribe to|readers of|told) (?P<name>[A-Z][A-Z]{1,8}|[A-Z]\w+(?: [A-Z]\w+){1,4})\b"
    r"(?= columnist| was published| magazine|[,.]|$| that)"
)


def stands_over(site: Line | None) -> Iterator[Sign]:
    """The name of the site, as it stands over its menus."""
    if site:
        yield Sign(HEAD, (site.start, site.end), "it stands over the page")


def rights_of(text: str, lines: Sequence[Line]) -> Iterator[Sign]:
    """Those whom a copyright line of a page names, or else one behind other words of a line."""
    holder = next(_holders(lines, at_start=True), None)
    weight = RIGHTS if holder else RIGHTS_BEHIND
    holder = holder or next(_holders(lines, at_start=False), None)
    holders = tuple(parted(text, *holder)) if holder else ()
    for each in holders:
        yield Sign(weight, each, "the page's copyright line names it", holders, of_site=True)


def _holders(lines: Sequence[Line], *, at_start: bool) -> Iterator[Span]:
    for line in lines:
        sign = 0 if at_start else line.text.find("\u00a9")
        if len(line.text) > _LONGEST or sign < 0:
            continue
        match = _HOLDER.match(line.text, sign)
        of_image = not at_start and _IMAGE.search(line.text)
        if (
            match
            and not of_image
            and match["name"][0].isupper()
            and not NOBODY.search(match["name"])
        ):
            yield line.start + match.start("name"), line.start + match.end("name")


def address_of(lines: Iterable[Line]) -> Iterator[Sign]:
    """The body whose address a page prints: "Moor Policy, 14 Row Lane, Moss MS1 1AA"."""
    for line in lines:
        match = _ADDRESS.match(line.text) if len(line.text) <= _LONGEST else None
        if match:
            place = line.start + match.start("name"), line.start + match.end("name")
            yield Sign(_ADDRESSED, place, "the page's address is its own", of_site=True)
            return


def calls_of(text: str, calls: Sequence[LeftOut]) -> Iterator[Sign]:
    """The paper for which a page calls on its readers."""
    for each in calls:
        words = text[each.start : each.end]
        if each.reason == "call to readers" and len(words) <= _LONGEST:
            if found := PAPER.search(words) or _SHORT.search(words):
                start, end = found.span("name")
                place = each.start + start, each.start + end
                yield Sign(_CALLED, place, "the page calls on its readers for it")
                return


def magazine_of(text: str, lines: Sequence[Line]) -> Iterator[Sign]:
    """The magazine of which a page's foot speaks: "the last edition of X was published"."""
    for line in lines:
        for match in _MAGAZINE.finditer(text, line.start, min(line.end, line.start + 4000)):
            yield Sign(_SPOKEN_OF, match.span("name"), "the page speaks of it as its own magazine")
