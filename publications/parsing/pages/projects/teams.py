"""The people whom a page lists: who works on a project, who advises it, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.document import Biography, LeftOut, Line, Person, SourceText
from publications.parsing.mentions import OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.pages.articles.offices import with_office_told
from publications.parsing.pages.contacts import REACHED, person_of
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import parted, span_of, tidy

_TEAM = re.compile(
    r"(?:(?:the|our|project|programme|research|key|meet|policy|advisory|steering|expert|media) )*"
    r"(?:team|authors?|investigators|people|staff|researchers?|contacts?|group|board|panel"
    r"|committee|advis[eo]rs|trustees|commissioners):?"
    r"|(?:speak|talk) to:?|get in touch(?: with)?:?|who to (?:contact|ask):?",
    re.IGNORECASE,
)
_TO_REACH = re.compile(r"contact|speak|talk|touch|ask", re.IGNORECASE)
# Those of whom a page says so wrote what came of it.
_TO_WRITE = re.compile(r"authors?|research(?:ers?| team)|investigators", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:(?:project|programme|research|principal|media|press) )*(?:lead(?:er)?s?|led by|manager"
    r"|director|officer|contacts?|team|staff|researchers?|investigators?"
    r"|chair(?: of the [\w ]{3,30})?)(?: officer)?:\s*(?P<names>\S.{2,400})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",? (?:who|which|where|whose|and (?:has|is|was|writes|wrote))\b|,? and the ")
_DEGREES = re.compile(r"[A-Z]{2,5}(?:, [A-Z]{2,5})+")  # "CPA, CMA"; one alone may be a body
_OFFICE_WORDS = 10
_BIOGRAPHY_WORDS = 8
_SENTENCE_WORDS = 4


@dataclass(slots=True)
class Team:
    """The people of a page's lists, the lines they took, and what is said of them."""

    people: list[Person] = field(default_factory=list)
    biographies: list[Biography] = field(default_factory=list)
    lines: set[Line] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)


def read_team(source: SourceText, lines: Sequence[Line]) -> Team:
    """The people of lines "Name, office" or of a name over an office, under such a heading."""
    team = Team()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if named := _labelled(line):
            team.people += named
            team.lines.add(line)
            team.left_out.append(LeftOut(*span_of(line), "label"))
        elif _TEAM.fullmatch(line.text.strip()):
            end = _read_list(source, lines, at, team)
            if end > at:
                team.lines.add(line)
                team.left_out.append(LeftOut(*span_of(line), "side heading"))
            at = end
    return team


def _read_list(source: SourceText, lines: Sequence[Line], at: int, team: Team) -> int:
    """Take the people under a heading; gives back where the list ends."""
    role = _role_under(lines[at - 1].text)
    last: Person | None = None
    while at < len(lines):
        line = lines[at]
        beside = bool(last) and not parted(source, lines[at - 1], line)
        person = person_of(line, role)
        if person and not (beside and len(line.text.split()) >= _BIOGRAPHY_WORDS + 4):
            following = lines[at + 1] if at + 1 < len(lines) else None
            alone = not person.affiliation
            lone = following is None or parted(source, line, following)
            if alone and lone and not last and role != "contact":
                break  # a name and nothing under it: no list of people
            last = person
            team.people.append(person)
        elif last and beside and _is_office(line) and not last.affiliation:
            last = _with_office(last, line)
            team.people[-1] = last
        elif last and beside and REACHED.search(line.text) and len(line.text.split()) < 12:
            team.left_out.append(LeftOut(*span_of(line), "contact line"))
        elif last and beside and _tells_of(line, last):
            _add_biography(source, team, last, line)
        elif reason := furniture_reason(line.text):
            if reason != "image credit":
                break
            team.left_out.append(LeftOut(*span_of(line), reason))
        else:
            break
        if person:  # the signs between name and office are nobody's words
            team.left_out.append(LeftOut(*span_of(line), "label"))
        team.lines.add(line)
        at += 1
    return at


def _role_under(heading: str) -> str:
    """What those did who are listed under a heading, or behind a label."""
    if _TO_REACH.search(heading):
        return "contact"
    return "author" if _TO_WRITE.search(heading) else "mentioned"


def _is_office(line: Line) -> bool:
    words = line.text.split()
    return len(words) <= _OFFICE_WORDS and not REACHED.search(line.text) and words[-1][-1] != "."


def _tells_of(line: Line, person: Person) -> bool:
    """Whether a line under a name is on that person: a sentence with the name, or many words."""
    words = line.text.split()
    named = words[0] in person.name.split() and words[-1][-1] in ".!"
    return len(words) >= _BIOGRAPHY_WORDS or (named and len(words) >= _SENTENCE_WORDS)


def _with_office(person: Person, line: Line) -> Person:
    office = " ".join(line.text.split())
    return replace(person, affiliation=office, affiliation_evidence=(span_of(line),))


def _add_biography(source: SourceText, team: Team, person: Person, line: Line) -> None:
    words, span = tidy(source.text, *span_of(line)), span_of(line)
    if team.biographies and team.biographies[-1].name == person.name:
        before = team.biographies.pop()
        words, evidence = f"{before.text}\n\n{words}", (*before.evidence, span)
    else:
        evidence = (span,)
    team.biographies.append(Biography(person.name, words, evidence))


def _labelled(line: Line) -> list[Person]:
    """The people of "Project lead: Dr Jo Hill" or "Team: Jo Hill; Bo Lee"."""
    match = _LEAD.match(line.text)
    if not match:
        return []
    label = line.text[: match.start("names")]
    role = "contact" if "contact" in label.casefold() else _role_under(label)
    return people_listed(match["names"], line.start + match.start("names"), role)


def without_degrees(person: Person) -> Person:
    """A person without the letters behind the name, which are no office."""
    if not _DEGREES.fullmatch(person.affiliation):
        return person
    return replace(person, affiliation="", affiliation_evidence=())


def with_office(person: Person, lines: Sequence[Line]) -> Person:
    """A person with the office that a line about them prints: "Jo Hill is an officer at Moss"."""
    if person.affiliation or not person.name:
        return person
    is_one = re.compile(
        rf"\s*(?i:{re.escape(person.printed)}|{re.escape(person.name)})(?: \([^()]{{1,60}}\))?,? "
        r"(?:is|was|works as) (?!joining )(?:currently )?(?:(?:an?|the) )?"
        r"(?P<office>[^.;:]{3,160})"
    )
    for line in lines:
        match = is_one.match(line.text)
        office = _CLAUSE.split(match["office"], maxsplit=1)[0].rstrip(" ,") if match else ""
        if match and re.search(OFFICE, office.split(",")[0], re.IGNORECASE):
            start = line.start + match.start("office")
            place = ((start, start + len(office)),)
            words = " ".join(office.split())
            return replace(person, affiliation=words, affiliation_evidence=place)
    for line in lines:
        told = with_office_told(line.text[:2000], person, [(0, len(line.text[:2000]))])
        if told.affiliation:
            places = tuple((a + line.start, b + line.start) for a, b in told.affiliation_evidence)
            return replace(told, affiliation_evidence=places)
    return person
