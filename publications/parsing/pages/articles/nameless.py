"""Those who speak in an article without a name: its spokeswoman, "the report", "one resident"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person
from publications.parsing.pages.articles.named import names_in
from publications.parsing.pages.articles.offices import NAMED
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import SAID

_SPOKESPERSON = re.compile(
    r"\b[Aa]n? (?:(?:spokesperson|spokesman|spokeswoman|statement) (?:for|from|at|of) "
    r"[^,.:;\u201c\u201d\"]{2,80}|[\w\u2019' -]{2,50} spokes(?:person|man|woman)\b)"
)
_THE_BODY = re.compile(  # "It went on: ", of a statement
    r"(?:^|[.!?]\s+)(?P<who>(?:The|A|An|Its|Their) [^.!?:,\u201c\"]{3,80}?|It)"
    rf" (?:also |has |then )?{SAID}:\s*$"
)
_WORD = r"[^\s,.:;!?\u201c\u201d\"]+"
_WHO = (
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother|[Mm]y|[Oo]ur)"
    rf" (?:(?!that\b|which\b){_WORD} ){{0,7}}?{_WORD}"
)
_SAID_THE = re.compile(rf",?\s*{SAID} (?P<who>{_WHO})(?=[.,;:]|\s*$)")
_THE_SAID = re.compile(
    rf"(?:^|[.,!?;]\s+|^\s+)(?P<who>{_WHO}),? (?:also |has |then |once )?{SAID}"
    r"(?: (?:to|me|us|it|best|well|so|once|later|afterwards|\w+ly)\b){0,4}[.:,]?\s*$",
)
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
            at = (place + found.start("who"), place + found.end("who"))
            return Person("", "", "quoted", " ".join(found["who"].split()), (), (at,))
    return None


def body_in(text: str, start: int, quote: int) -> Person | None:
    """The body or paper that speech is led in by: "The council's report said: "; it has no name."""
    found = _THE_BODY.search(text[start:quote])
    if not found or NAMED.search(found["who"]):
        return None
    place = (start + found.start("who"), start + found.end("who"))
    return Person("", "", "quoted", " ".join(found["who"].split()), (), (place,))
