"""Those who speak in an article without a name: its spokeswoman, "the report", "one resident"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person
from publications.parsing.organisations import find_organisations
from publications.parsing.pages.articles.named import names_in
from publications.parsing.pages.articles.offices import NAMED
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import SAID, SAID_WORD

_SPOKESPERSON = re.compile(
    r"\b[Aa]n? (?:(?:spokesperson|spokesman|spokeswoman|statement) (?:for|from|at|of) "
    r"[^,.:;\u201c\u201d\"]{2,80}|[\w\u2019' -]{2,50} spokes(?:person|man|woman)\b)"
)
_THE_BODY = re.compile(  # "It went on: ", of a statement
    r"(?:^|[.!?]\s+)(?P<who>(?:The|A|An|Its|Their) [^.!?:,\u201c\"]{3,80}?|It)"
    rf" (?:also |has |then )?{SAID}(?: that)?:\s*$"
)
_WORD = r"[^\s,.:;!?\u201c\u201d\"]+"
_WHO = (
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother|[Mm]y|[Oo]ur)"
    rf" (?:(?!that\b|which\b){_WORD} ){{0,7}}?{_WORD}"
)
_SAID_THE = re.compile(rf",?\s*{SAID} (?P<who>{_WHO})(?=[.,;:]|\s*$)")
_THE_SAID = re.compile(
    rf"(?:^|[.,!?;]\s+|^\s+)(?P<who>{_WHO}),? (?:also |has |then |once )?{SAID}"
    r"(?: (?:to|me|us|it|that|best|well|so|once|later|afterwards|\w+ly)\b){0,4}[.:,]?\s*$",
)
_BODY_SAID = re.compile(rf",? (?:also |has |have |then )?{SAID}(?: in [^,.:]{{3,40}})?[.:,]?\s*$")
_BODY_TOLD = re.compile(rf",? (?:also |has |have |then )?{SAID}\b")
_SAID_BODY = re.compile(rf",?\s*{SAID} (?:the )?")
_THEN_SAID = re.compile(rf"\s+{SAID}\b")


def spokesperson_in(gap: str, place: int) -> Person | None:
    """The spokesman or the statement of a body in words outside the marks; ``place`` is theirs."""
    found = _SPOKESPERSON.search(gap)
    if not found:
        return None
    printed = _THEN_SAID.split(found.group(), maxsplit=1)[0]
    at = place + found.start()
    return Person("", "", "quoted", printed, (), ((at, at + len(printed)),))


def nobody_in(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """Who speaks without a name: "the source said", "said the report"."""
    for gap, place in gaps(text, start, end, quoted):
        found = _SAID_THE.match(gap) or _THE_SAID.search(gap)
        if found and not any(True for _ in names_in(found["who"])):
            return _nobody(text, place + found.start("who"), place + found.end("who"))
    return None


def named_body_in(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """The body that is named beside a verb: "The Moss Trust said: ", "said Moss Council"."""
    for gap, place in gaps(text, start, end, quoted):
        if SAID_WORD.search(gap):
            said = _SAID_BODY.match(gap)
            for found in find_organisations(gap):
                if (said and found.start == said.end()) or _BODY_SAID.match(gap, found.end):
                    return _nobody(text, place + found.start, place + found.end)
    return None


def told_by_body(text: str, start: int, end: int) -> Person | None:
    """The body of which a paragraph without marks says that it said something, and nobody else."""
    words = text[start:end]
    if not SAID_WORD.search(words) or any(True for _ in names_in(words)):
        return None
    for found in find_organisations(words):
        if _BODY_TOLD.match(words, found.end):
            return _nobody(text, start + found.start, start + found.end)
    return None


def _nobody(text: str, start: int, end: int) -> Person:
    return Person("", "", "quoted", " ".join(text[start:end].split()), (), ((start, end),))


def body_in(text: str, start: int, quote: int) -> Person | None:
    """The body or paper that speech is led in by: "The council's report said: "; it has no name."""
    found = _THE_BODY.search(text[start:quote])
    if not found or NAMED.search(found["who"]):
        return None
    return _nobody(text, start + found.start("who"), start + found.end("who"))
