"""The people whom a page lists: who works on a project, who advises it, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.document import Biography, LeftOut, Line, Person, SourceText
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.pages.articles.named import names_in
from publications.parsing.pages.articles.offices import person_at, with_office_told
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import parted, span_of, tidy

_TEAM = re.compile(
    r"(?:(?:the|our|project|programme|research|key|meet|policy|advisory|steering|expert|media) )*"
    r"(?:team|people|staff|researchers?|contacts?|group|board|panel|committee|advis[eo]rs|trustees"
    r"|commissioners):?|(?:speak|talk) to:?|get in touch(?: with)?:?|who to (?:contact|ask):?",
    re.IGNORECASE,
)
_TO_REACH = re.compile(r"contact|speak|talk|touch|ask", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:(?:project|programme|research|principal|media|press) )*(?:lead(?:er)?s?|led by|manager"
    r"|director|officer|contacts?|team|staff|researchers?|investigators?"
    r"|chair(?: of the [\w ]{3,30})?)(?: officer)?:\s*(?P<names>\S.{2,400})",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    rf"\b(?:(?:[Cc]ontact|[Ee]nquiries|[Ww]rite to|[Ss]peak to)(?::?\s+|\s*\n\s*)"
    rf"|[Ii]nformation:\s+)(?P<name>{NAME})"
    rf"(?:, (?P<office>[^,;:.()\n]*(?i:{OFFICE})[^,;:.()\n]*?)(?=[,;.\n]|$))?"
)
# "Secretary to the Inquiry: Jo Hill, jo.hill@..."
_LABELLED = re.compile(
    rf"\s*(?P<office>(?=[A-Z])[^:;.,\n]{{0,60}}(?i:{OFFICE})[^:;.,\n]{{0,50}}): (?P<name>{NAME})"
    r"(?=,? (?:on |tel\.?:? |e-?mail:? )?(?:\S+@|\+?\(?\d[\d ()]{6,}))"
)
_ADDRESS = re.compile(r"\b(?P<first>[a-z]{2,20})[._](?P<last>[a-z-]{2,30})@")
_BEHIND_OFFICE = re.compile(
    r"[,;\s]+(?:tel|t|e|e-?mail|phone|on)?[:.]?\s*(?:\S+@\S+|\+?\(?\d[\d ()-]{6,}).*$", re.I
)
_REACHED = re.compile(r"@|\d{3}|\bwww\.|^(?:tel|email|t|e)\b", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:who|which|where|whose|and (?:has|is|was|writes|wrote))\b|,? and the ")
_OFFICE_WORDS = 10
_BIOGRAPHY_WORDS = 8


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
    role = "contact" if _TO_REACH.search(lines[at - 1].text) else "mentioned"
    last: Person | None = None
    while at < len(lines):
        line = lines[at]
        beside = bool(last) and not parted(source, lines[at - 1], line)
        person = _person(line, role)
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
        elif last and beside and _REACHED.search(line.text) and len(line.text.split()) < 12:
            team.left_out.append(LeftOut(*span_of(line), "contact line"))
        elif last and beside and len(line.text.split()) >= _BIOGRAPHY_WORDS:
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


def _person(line: Line, role: str) -> Person | None:
    """The person of a line "Jo Hill", "Jo Hill, office" or "Jo Hill (office)"."""
    text = line.text.strip(" -\u2022*\t")
    if len(text) > 200 or text[-1:] in ".?!":
        return None
    printed, office = split_person_line(text)
    if not printed or not looks_like_name(printed):
        return None
    office = _BEHIND_OFFICE.sub("", office)
    start = line.start + line.text.index(text)
    begin = start + text.rfind(office) if office else 0
    name = ((start, start + len(printed)),)
    behind = ((begin, begin + len(office)),) if office else ()
    return Person(tidy_name(printed), printed, role, office, name, behind)


def _is_office(line: Line) -> bool:
    words = line.text.split()
    return len(words) <= _OFFICE_WORDS and not _REACHED.search(line.text) and words[-1][-1] != "."


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
    role = "contact" if "contact" in match.group().casefold() else "mentioned"
    return people_listed(match["names"], line.start + match.start("names"), role)


def contacts(text: str, lines: Sequence[Line]) -> list[Person]:
    """The people whom a page says to contact, the name on the same line or on the next."""
    found: list[Person] = []
    for at, line in enumerate(lines):
        end = lines[at + 1].end if at + 1 < len(lines) else line.end
        match = _LABELLED.match(text, line.start, min(line.end, line.start + 300))
        match = match or _CONTACT.search(text, line.start, min(end, line.start + 2000))
        if not match or match.start() > line.end or not looks_like_name(match["name"]):
            continue
        office = (match["office"] or "").strip()
        place = (match.span("office"),) if office else ()
        name = (match.span("name"),)
        person = Person(tidy_name(match["name"]), match["name"], "contact", office, name, place)
        if all(person.name != each.name for each in found):
            found.append(person)
    known = {each.name for each in found}
    return [*found, *(each for each in _by_address(text, lines) if each.name not in known)]


def _by_address(text: str, lines: Sequence[Line]) -> list[Person]:
    """Those of whom the page tells and whose names its e-mail addresses begin with."""
    found: dict[str, Person] = {}
    addresses = [match for line in lines for match in _ADDRESS.finditer(line.text[:2000])]
    for line in lines if addresses else ():
        for name in names_in(line.text[:2000]):
            first, last = name_key(name.group())
            asked = any(each["last"] == last and each["first"] == first for each in addresses)
            if asked:
                start, end = (line.start + at for at in name.span())
                person = replace(
                    person_at(text[: line.end], start, end, line.start), role="contact"
                )
                known = found.get(person.name)
                found[person.name] = known if known and known.affiliation else person
    return list(found.values())


def name_key(name: str) -> tuple[str, str]:
    """The first and the last word of a name as an address prints them."""
    words = re.sub(r"[^a-z\s-]", "", tidy_name(name).casefold()).split()
    return (words[0], words[-1]) if words else ("", "")


_DEGREES = re.compile(r"[A-Z]{2,5}(?:, [A-Z]{2,5})+")  # "CPA, CMA"; one alone may be a body


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
        r"(?:is|was|works as) (?:currently )?(?:(?:an?|the) )?(?P<office>[^.;:]{3,160})"
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
