"""What a report's page prints between its title and its text without a label.

A subtitle on a line of its own, and the names of the authors. A name counts as one only with
something to show for it: more names beside it, a title or letters, a date next to it, or the
name again further down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.document import Line, Person, SourceText, Value
from publications.parsing.name_lists import people_listed
from publications.parsing.names import is_styled, tidy_name
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.pages.reports.lines import LABEL, date_in, file_in, people_in
from publications.parsing.pages.reports.sentences import authors_said
from publications.parsing.pages.reports.writers import heads_writers, is_office
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.title_faults import fault_of
from publications.parsing.prices import find_price
from publications.parsing.spans import span_of

_OTHER = 0.5  # what the words of a line have at least that are no title's
_PROSE_WORDS = 17  # a line of so many words is the page's text
_MOST_LINES = 8
_FOREWORD = re.compile(r"(?:foreword|preface):?", re.IGNORECASE)
_NO_SUBTITLE = re.compile(r"\d|\bseries\b|\bpages?\b|\bpaperback\b|@|[.!:;,]$", re.IGNORECASE)


def head_lines(lines: Sequence[Line], title: Value | None) -> list[Line]:
    """The short lines under the title, up to the first line of prose."""
    if title is None:
        return []
    start = title.evidence[-1][1]
    found: list[Line] = []
    for line in lines:
        if line.start < start:
            continue
        if len(line.text.split()) >= _PROSE_WORDS or len(found) == _MOST_LINES:
            break
        found.append(line)
    return found


def bare_authors(source: SourceText, head: Sequence[Line]) -> tuple[list[Person], list[Line]]:
    """The authors that the head names without a label, and their lines."""
    people: list[Person] = []
    taken: list[Line] = []
    over = zip(head, [None, *head], strict=False)
    labelled = (
        each.role
        for line, above in over
        if not above or not _FOREWORD.fullmatch(above.text.strip())
        for each in people_in(line)
    )
    if any(role in {"author", "editor"} for role in labelled):
        return people, taken
    for at, line in enumerate(head):
        if line in taken:
            continue
        if heads_writers(line):
            break
        capitals = _in_capitals(source, line)
        named = capitals or people_listed(line.text, line.start, "author")
        if not named:
            if people:
                break
            continue
        beside = [*head[max(0, at - 1) : at], *head[at + 1 : at + 2]]
        shown = (
            len(named) > 1
            or people
            or is_styled(named[0].printed)
            or any(date_in(each) or people_in(each) for each in beside)
            or (named[0].affiliation and _lists_people(head[at + 1 : at + 2]))
            or _office_under(line, named, head[at + 1 : at + 2])
            or source.text.find(named[0].name, line.end) >= 0
        )
        if shown:
            taken.append(line)
            if office := _office_under(line, named, head[at + 1 : at + 2]):
                named = [office]
                taken.append(head[at + 1])
            people += named
    return people, taken


def _lists_people(lines: Sequence[Line]) -> bool:
    """Whether a line is somebody with their office or body, as the line over it is."""
    people = [each for line in lines for each in people_listed(line.text, line.start, "author")]
    return any(each.affiliation for each in people)


def _office_under(line: Line, named: Sequence[Person], under: Sequence[Line]) -> Person | None:
    """The one person of a line with the office or the body that the next line is."""
    if len(named) != 1 or named[0].affiliation or not under or date_in(under[0]):
        return None
    words = " ".join(under[0].text.split())
    body = set(re.findall(r"[\w&]+", words)) & BODY_WORDS and len(words.split()) <= 8
    if people_in(under[0]) or words[-1] in ".!?:" or not (body or is_office(under[0])):
        return None
    return replace(named[0], affiliation=words, affiliation_evidence=(span_of(under[0]),))


def _in_capitals(source: SourceText, line: Line) -> list[Person]:
    """The people of a line in capitals, where each comes again below and is printed as a name."""
    if not line.text.isupper():
        return []
    below = source.text[line.end :]
    people: list[Person] = []
    for person in people_listed(line.text.replace(" AND ", " and "), line.start, "author"):
        again = (each.group() for each in re.finditer(re.escape(person.printed), below, re.I))
        name = next((each for each in again if not each.isupper() and not each.islower()), None)
        if name is None:
            return []
        people.append(replace(person, name=tidy_name(name)))
    return people


def subtitle_in(title: Value | None, head: Sequence[Line], authors: Sequence[Line]) -> Value | None:
    """The subtitle: the first line under the title, where it is no sentence and no other value.

    A title that is divided by a colon has its subtitle in itself.
    """
    line = head[0] if head else None
    if title and ": " in title.text:
        return None
    if line is None or line in authors or len(line.text.split()) < 2 or len(head) < 2:
        return None
    if _NO_SUBTITLE.search(line.text.strip()) or LABEL.match(line.text) or people_in(line):
        return None
    if authors_said([line]) or fault_of(line) >= _OTHER:
        return None
    if file_in(line) or date_in(line) or furniture_reason(line.text) or find_price(line.text):
        return None
    return Value(" ".join(line.text.split()), (span_of(line),))
