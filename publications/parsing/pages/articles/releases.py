"""Whose press release, statement or own news an article is, by the form that such texts have.

A release calls itself one, ends with "Ends" and notes to editors, and offers a contact; a
statement begins with what it answers ("Commenting on the budget, X, leader of Y, said"). There
the body that the headline or the first sentence is of speaks for itself, and so does that of the
first speaker. In an article of a paper the same words are said of others, and weigh nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from publications.parsing.document import Line, Person, Span, Value
from publications.parsing.organisations import find_organisations
from publications.parsing.organisations.wholes import NAME, without_article
from publications.parsing.pages.own_signs import Sign

_MARK = re.compile(
    r"^\W*(?:ends|notes? (?:to|for) (?:the )?editors?|(?:press|news|media) (?:release|statement)s?"
    r"|(?:press|media) (?:contacts?|enquiries|office)|statement"
    r"|(?:for )?(?:more|further|media|press|additional) (?:\w+ ){0,2}(?:information|details"
    r"|enquiries|comment|interviews?)\b.{0,80}(?:contact|call|ring|e-?mail|telephone|phone|\d{4})"
    r"|contact: )",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\W*(?:(?:in )?respon(?:se|ding) to|commenting (?:on|about|after|ahead)|reacting to"
    r"|in reaction to|welcoming|in reply to|replying to|speaking (?:after|about|ahead|following|on)"
    r"|on (?:the|today)|following (?:the|today)|ahead of|answering)\b",
    re.IGNORECASE,
)
_OF_STATEMENT = re.compile(
    r"^(?:the )?(?P<name>(?-i:[A-Z])[\w&'\u2019-]*(?: (?:(?:of|for|and|the|&) ){0,2}"
    r"(?-i:[A-Z])[\w&'\u2019-]*){0,6}?)(?:['\u2019]s?)? (?:response|responds|reply|replies"
    r"|statement|reacts|reaction|comments?|answers?)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"(?:^|[.] )(?:The )?{NAME}(?: \([A-Za-z&]{{2,10}}\))?"
    r" (?:(?:has|have|is|are) )?(?:today|this week|this morning|yesterday)\b"
)
_OURS = re.compile(
    r"\b[Oo]ur (?:[\w-]+ ){0,2}(?P<office>[Dd]irector|[Cc]hief [Ee]xecutive|[Cc]hair(?:man)?"
    r"|[Pp]resident|[Ss]ecretary|[Cc]hief [Ee]conomist|[Ll]eader|[Hh]ead)\b"
)
_PARTIES = r"Independent|Labour|Conservative|Tory|Liberal|Lib Dem|Green|Former|Local|Non-Party"
_OF_BODY = re.compile(rf"(?:\b(?:of|at|for|from)|,) (?:the )?(?:[a-z][\w-]+ )?{NAME}\W*$")
_BODY_FIRST = re.compile(rf"(?!{_PARTIES}){NAME}(?:['\u2019]s?)?(?= [a-z])")
_FIRST = 4  # lines in which a statement begins and its speaker is named
_PROSE = 6  # words
_STATED = 0.9
_HEADED = 0.6
_OPENED = 0.4


def released_by(
    text: str,
    title: Value | None,
    lines: Sequence[Line],
    people: Sequence[Person],
) -> Iterator[Sign]:
    """The bodies that an article may be of itself, each with its weight and its place.

    ``lines`` are all of the page.
    """
    below = title.evidence[-1][1] if title and title.evidence else 0
    prose = (each for each in lines if each.start >= below and len(each.text.split()) >= _PROSE)
    first = list(islice(prose, _FIRST))
    released = any(_MARK.match(line.text[:200]) for line in lines)
    stated = any(_ANSWERS.match(line.text) for line in first[:2])
    if title and title.evidence and (span := _headed_statement(text, title.evidence[0])):
        stated = True
        yield Sign(_STATED, span)
    speakers = [each for each in people if each.role in {"quoted", "speaker"} and each.evidence]
    if stated and first:
        end = first[-1].end
        begun = [each for each in speakers if each.evidence[0][0] < end]
        if begun and (span := _body_of(text, begun[0])):
            yield Sign(_STATED, span)
    if any(_OURS.search(line.text) for line in lines):
        for each in people:
            if span := _body_of(text, each):
                yield Sign(_STATED, span)
                break
    if not (released or stated):
        return
    if title and title.evidence and (span := _opening(text, *title.evidence[0])):
        yield Sign(_HEADED, span)
    for line in first:
        for match in _TODAY.finditer(line.text):
            start, end = match.span("name")
            yield Sign(_HEADED, without_article(text, line.start + start, line.start + end))
    if first and (span := _opening(text, first[0].start, first[0].end)):
        yield Sign(_OPENED, span)
    bodies = [span for each in speakers if (span := _body_of(text, each))]
    if bodies:
        yield Sign(_OPENED, bodies[0])


def _headed_statement(text: str, place: Span) -> Span | None:
    """The body whose statement a headline says that the article is: "X responds to Y"."""
    start, end = place
    match = _OF_STATEMENT.match(text[start:end])
    if not match or not match["name"][0].isupper():
        return None
    return start + match.start("name"), start + match.end("name")


def _opening(text: str, start: int, end: int) -> Span | None:
    """The body that some words begin with, whole or by its abbreviation."""
    words = text[start : min(end, start + 200)]
    start += len(words) - len(words.lstrip())
    start, _ = without_article(text, start, end)
    words = text[start : min(end, start + 200)]
    for found in find_organisations(words, start):
        if found.start == start:
            return found.start, found.start + len(found.name)
    short = re.match(r"[A-Z][A-Za-z&]{1,7}(?<=[A-Z])(?= )", words)
    return (start, start + short.end()) if short else None


def _body_of(text: str, person: Person) -> Span | None:
    """The body that the office of somebody names."""
    if not person.affiliation_evidence:
        return None
    start, end = person.affiliation_evidence[0]
    words = text[start:end]
    if found := find_organisations(words, start):
        return found[-1].start, found[-1].start + len(found[-1].name)
    match = _OF_BODY.search(words) or _BODY_FIRST.match(words)
    return (start + match.start("name"), start + match.end("name")) if match else None
