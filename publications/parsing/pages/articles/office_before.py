"""The office that stands before a name: "Moss Trust director Jo Hill", "its leader, Jo Hill,"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.document import Span
from publications.parsing.pages.articles.named import HAS_OFFICE, names_in
from publications.parsing.pages.articles.office_words import TRADE, VERB, names_somebody

_HOLDS = 90  # characters before a name in which a body that owns it may stand
_LINK = re.compile(
    r"\b(?:by|that|when|while|but|with|to|as|because|than|if|and so|then|after|before"
    rf"|{VERB}) "
)
_BOUND = re.compile(
    r"[:;\u201c\u201d\"\n!?]|[,.!?][\u2019'](?=\s)|(?<!\bSt)(?<!\bDr)\.(?=\s)|\s[\u2013\u2014-]\s"
)
_TAIL = re.compile(
    r"\s*(?:\([^()]{2,40}\)\s*)?"
    r"(?:(?:,? ?and|of|for|at|in|on|to|from|with responsibility for|the)\b.*)?"
)
_PASSIVE = re.compile(r"\b(?:[a-z]+ed|met|told|saw|said|asks|thanks|names)\s*$")
_OWNER = re.compile(
    r"(?P<body>(?:[Tt]he )?(?:[A-Z][\w&.-]*(?: (?:of|for|and|the) )? ?){1,6})"
    r"(?:['\u2019]s|(?<=s)['\u2019]) $"
)
_THEIRS_IS = re.compile(
    r"(?P<office>(?:^|(?<=[.] ))(?:The|Its|Their|Our) [^.,;:]{3,80}) (?:is|was) $"
)
_ARTICLE = re.compile(
    r"(?:the|an?|our|its|their|his|her|one|another|fellow|leading)\b|[A-Z]|former|deputy|local|ex-",
    re.I,
)
_LISTING = re.compile(r"\b(?:for|of) [^,]*,[^,]* and [^,]*$")  # "member for roads, bins and"
_FOLLOWS = re.compile(rf"(?: \([^()]{{1,40}}\))?(?:,| {VERB}\b| [a-z]+ed\b|$)")
_UNOWNED = re.compile(r"(?i:the|its|their|his|her|our|my|an?) (?!\S+(?: \S+)?['\u2019])")
_AND = re.compile(r"(?:^|,? )and (?:the )?")
_AND_MORE = re.compile(r"[a-z]+ (?:and|of)\b")
_FOR = re.compile(r"\b(?:for|of)\b")


def offices_before(text: str, start: int, end: int, floor: int) -> Iterator[tuple[Span, float]]:
    """The places of what may be the office before a name, from ``floor`` on, with their weights."""
    bounds = [each.end() for each in _BOUND.finditer(text, floor, start)]
    begin = bounds[-1] if bounds else floor
    if theirs := _THEIRS_IS.search(text[begin:start].lstrip()):
        at = begin + len(text[begin:start]) - len(text[begin:start].lstrip())
        if HAS_OFFICE.search(theirs["office"]):
            yield (at + theirs.start("office"), at + theirs.end("office")), 0.3
    if text[:start].endswith(", "):
        yield from _apposed(text, begin, start - 2, start, end)
        return
    if not text[max(0, start - 1) : start].isspace() or start <= begin:
        return
    lead = text[begin:start]
    comma = lead.rfind(", ")
    listed = _LISTING.search(lead)
    if comma >= 0 and (not listed or HAS_OFFICE.search(lead, comma)):
        begin += comma + 2
    place = _office_in(text, begin, start)
    if place:
        yield place, 0.25
    owner = _OWNER.search(text[max(begin, start - _HOLDS) : start])
    if owner and not HAS_OFFICE.search(owner["body"]):
        at = max(begin, start - _HOLDS)
        yield (at + owner.start("body"), at + owner.end("body")), 0.3


def _apposed(
    text: str, begin: int, stop: int, start: int, end: int
) -> Iterator[tuple[Span, float]]:
    """ "The council's cabinet member for housing, Jo Hill, said": an office, a comma, a name."""
    follows = text[end : end + 1] in {",", ":", "(", "."} or _FOLLOWS.match(text, end)
    lead = text[begin:stop]
    comma = lead.rfind(", ")
    listed = comma >= 0 and _LISTING.search(lead)
    if comma >= 0 and not listed:
        if any(True for _ in names_in(lead[max(0, comma - 50) : comma])):
            near = list(names_in(lead[:comma]))
            if near and near[-1].end() >= comma - 1:
                return  # "Bo Lee, chair, Jo Hill": the other's office
        begin += comma + 2
    place = _office_in(text, begin, stop, apposed=True)
    if follows and place and _ARTICLE.match(text[slice(*place)]):
        article = _UNOWNED.match(text[slice(*place)])
        yield (place[0] + (article.end() if article else 0), place[1]), 0.25


def _office_in(text: str, begin: int, stop: int, *, apposed: bool = False) -> Span | None:
    """Where the words before a name tell an office: the last clause, without what leads in."""
    lead = text[begin:stop]
    links = [each.end() for each in _LINK.finditer(lead)]
    for at in (*reversed(links), 0):
        words = lead[at:]
        head = words.strip(" ,")
        offices = [*HAS_OFFICE.finditer(head), *TRADE.finditer(head)]
        if not offices:
            continue
        # "the minister and Jo Hill", "X and council leader Jo Hill"
        joined = [each.end() for each in _AND.finditer(head)]
        for cut in reversed(joined):
            rest = head[cut:]
            if HAS_OFFICE.search(rest) and not _AND_MORE.match(rest):
                former = head[:cut]
                if names_somebody(former) or not _FOR.search(former):
                    head, at = rest, at + words.find(head) + cut
                    words = rest
                break
        offices = [*HAS_OFFICE.finditer(head), *TRADE.finditer(head)]
        if not offices or head.endswith(" and"):
            return None
        last = max(offices, key=lambda each: each.end())
        tail = head[last.end() :]
        if not _TAIL.fullmatch(tail) or _PASSIVE.search(tail) or names_somebody(tail):
            return None
        if not apposed and tail and tail.split()[-1][:1].islower() and len(tail.split()) > 5:
            return None
        first = begin + lead.find(head, at if head in lead[at:] else 0)
        return (first, first + len(head)) if head and len(head.split()) <= 20 else None
    return None
