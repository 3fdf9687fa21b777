"""Names that sign a text: under a foreword, or below the heading of an essay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.headings.found import Flow, Heading
from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.books.quotes import TWO_SENTENCES, is_whole_quote
from publications.parsing.document import Person, SourceText, Span
from publications.parsing.mentions import office_first, tells_of_person
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name, split_person_line, tidy_name

_BY = re.compile(r"(?:by|author:|with)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)\s*")
_SPEAKS = re.compile(r"\b(?:told|said|says|summed up|put it)\b|[“:]")
_STANDFIRST = 50  # words of what stands between a heading and its author
_TITLE_BY = re.compile(r"\bby\s+(?P<name>[A-Z].{3,80})$")


@dataclass(slots=True)
class Signatures:
    """People who sign, and the pieces that say so."""

    people: list[Person] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def signed_at_end(source: SourceText, elements: Flow, role: str) -> Signatures:
    """The signatures at the end of a text: each a name with office lines under it."""
    tail: list[Piece] = []
    for element in reversed(elements):
        if isinstance(element, Heading) or not _is_short(element):
            break
        tail.insert(0, element)
    while tail and not _name_of(source, tail[0].evidence[0]):
        tail.pop(0)
    if tail:
        before = elements.index(tail[0]) - 1
        above = elements[before] if before >= 0 else None
        if isinstance(above, Piece) and is_whole_quote(above.text):
            return Signatures()  # the name is that of the speaker
    result = Signatures(pieces=tail)
    person: list[Span] = []
    people: list[list[Span]] = []
    for piece in tail:
        for span in piece.evidence:
            if _begins_person(source, span, piece):
                person = [span]
                people.append(person)
            elif _is_date(source, span):
                continue
            else:
                person.append(span)
    for spans in people:
        together = people_of_line(source, spans[0], role)
        if len(together) > 1 and is_name_line(source.text[slice(*spans[0])]):
            result.people += _with_office(source, together, spans[1:]) if spans[1:] else together
        else:
            result.people.append(_person(source, spans[0], spans[1:], role))
    return result


def _begins_person(source: SourceText, span: Span, piece: Piece) -> bool:
    """Whether a line names the next person: the first of a piece, or office and name in one."""
    text = tidy(source.text[slice(*span)])[:300]
    return bool(_name_of(source, span)) and (
        span == piece.evidence[0] or bool(office_first(text)[0]) or _only_names(source, piece)
    )


def _only_names(source: SourceText, piece: Piece) -> bool:
    """Whether every line of a piece is somebody's name, a date aside: no line is an office."""
    lines = [span for span in piece.evidence if not _is_date(source, span)]
    return all(is_name_line(tidy(source.text[slice(*span)])[:300]) for span in lines)


def signed_at_start(source: SourceText, elements: Flow, role: str) -> Signatures:
    """The names of authors directly under a heading, one piece or line by line."""
    result = Signatures()
    elements = elements[1:] if _has_standfirst(source, elements) else elements
    for at, piece in enumerate(elements):
        if isinstance(piece, Heading) or piece.kind != "text" or len(piece.lines) > 4:
            break
        if together := _in_one_list(source, piece, role):
            result.people += together
            result.pieces.append(piece)
            continue
        people = people_of_line(source, piece.evidence[0], role)
        if not people:
            if at and result.people and _is_short(piece) and _is_office(piece, elements, at):
                _give_office(source, result, piece)
            break
        rest = piece.evidence[1:]
        if rest and not all(_is_short_text(source.text[s:e]) for s, e in rest):
            break
        more = [people_of_line(source, span, role) for span in rest]
        if all(more):
            people += [person for line in more for person in line]
        elif rest and len(people) > 1:
            people = _with_office(source, people, rest)
        elif rest:
            people[-1] = _person(source, piece.evidence[0], list(rest), role)
        result.people += people
        result.pieces.append(piece)
        if at >= 3:
            break
    return result


def _has_standfirst(source: SourceText, elements: Flow) -> bool:
    """Whether a sentence or two stand first, then a line of names alone, then the text."""
    above, line, below = (*elements[:3], *(None,) * 3)[:3]
    if not all(isinstance(each, Piece) and each.kind == "text" for each in (above, line, below)):
        return False
    words = len(above.text.split())
    return (
        5 <= words <= _STANDFIRST
        and above.text.rstrip("*_ ")[-1:] in ".?!"
        and not is_whole_quote(above.text)
        and line.single
        and bool(people_of_line(source, line.evidence[0], ""))
        and len(below.text.split()) >= 12
    )


def _in_one_list(source: SourceText, piece: Piece, role: str) -> list[Person]:
    """Several people with offices in a list that runs on over the ends of lines; else none."""
    if piece.single or all(people_of_line(source, span, role) for span in piece.evidence):
        return []
    text = source.text[piece.start : piece.end]
    people = people_listed(text.replace("\n", " "), piece.start, role)
    return people if len(people) > 1 else []


def named_in_title(title: str, evidence: tuple[Span, ...], role: str) -> list[Person]:
    """The person in "Foreword by Jo Hill"."""
    match = _TITLE_BY.search(title)
    if not match:
        return []
    printed, office = split_person_line(match["name"])
    if not printed:
        return []
    return [Person(tidy_name(printed), printed, role, office, evidence, evidence if office else ())]


def is_name_line(text: str) -> bool:
    """Whether a line is nothing but the names of people, "by" aside."""
    if len(text) > 200 or text.rstrip()[-1:] in ".:;!?":
        return False
    parts = _BETWEEN.split(_BY.sub("", text.strip("* "), count=1))
    return all(looks_like_name(part.strip("* ")) for part in parts)


def people_of_line(source: SourceText, span: Span, role: str) -> list[Person]:
    """The people a line is made of: "Name", "by Name and Name", "Name, office"; else none."""
    start, end = span
    if end - start > 200:
        return []
    text = source.text[start:end]
    by = _BY.match(text.lstrip("*"))
    begin = start + (by.end() + len(text) - len(text.lstrip("*")) if by else 0)
    text = source.text[begin:end]
    if text.rstrip(" \n”’\"'")[-1:] in ".:;!?":
        return []
    parts = _BETWEEN.split(text)
    if len(parts) > 1 and all(looks_like_name(part.strip("* ")) for part in parts):
        people: list[Person] = []
        at = begin
        for part in parts:
            bare = part.strip("* ")
            found = source.text.index(bare, at, end)
            at = found + len(bare)
            people.append(Person(tidy_name(bare), bare, role, evidence=((found, at),)))
        return people
    listed = people_listed(text, begin, role)
    if len(listed) > 1:
        return listed
    printed, office = split_person_line(text.strip("* "))
    if not printed or (office and not _is_office_text(office)):
        return []
    return [_person(source, (begin, end), [], role)]


def _person(source: SourceText, name: Span, offices: list[Span], role: str) -> Person:
    line = tidy(source.text[name[0] : name[1]]).strip("* ")
    printed, office = office_first(line)
    at = source.text.find(printed, *name) if printed else -1
    if at >= 0:
        span = (at, at + len(printed))
        around = [(name[0], at), (span[1], name[1])]
        places = [bare for each in around if (bare := _bare(source, each))[0] < bare[1]]
        return Person(tidy_name(printed), printed, role, office, (span,), (*places, *offices))
    printed, office = split_person_line(line)
    printed = printed or line
    evidence = [name]
    affiliation: list[Span] = []
    if office:
        at = source.text.find(office, name[0], name[1])
        affiliation.append((at, at + len(office)) if at >= 0 else name)
        evidence = [(name[0], at)] if at >= 0 else evidence
        begin, end = evidence[0]
        words = source.text[begin:end].rstrip(" ,–—-\t")
        evidence = [(begin, begin + len(words))]
    affiliation += offices
    words = [office.rstrip(" ,")] if office else []
    words += [tidy(source.text[start:end]).strip("* ,") for start, end in offices]
    return Person(
        tidy_name(printed), printed, role, ", ".join(words), tuple(evidence), tuple(affiliation)
    )


def _bare(source: SourceText, span: Span) -> Span:
    """A span without the white space and commas at its ends."""
    text = source.text[slice(*span)]
    begin = span[0] + len(text) - len(text.lstrip(" ,*\t\n"))
    return begin, max(begin, span[0] + len(text.rstrip(" ,*\t\n")))


def _name_of(source: SourceText, span: Span) -> str:
    text = tidy(source.text[span[0] : min(span[1], span[0] + 200)]).strip("* ")
    if office_first(text)[0] or is_name_line(text):
        return text
    printed, office = split_person_line(text)
    return printed if printed and (not office or _is_office_text(office)) else ""


def _is_short(piece: Piece) -> bool:
    return (
        piece.kind == "text"
        and len(piece.lines) <= 8
        and all(_is_short_text(line.text) for line in piece.lines)
    )


def _is_short_text(text: str) -> bool:
    words = text.split()
    return len(words) <= 16 and text.rstrip()[-1:] not in ".:;!?”"


def _is_office_text(text: str) -> bool:
    speaks = _SPEAKS.search(text)  # "Jo Hill, clerk of Moor, told us"
    return len(text.split()) <= 20 and text.rstrip()[-1:] not in ".:;!?" and not speaks


def _is_office(piece: Piece, elements: Flow, at: int) -> bool:
    """Whether a short piece under a name is the name's office: prose follows it."""
    following = elements[at + 1] if at + 1 < len(elements) else None
    if tells_of_person(piece.text) or TWO_SENTENCES.search(piece.text):
        return False  # a sentence of its own, "Jo Hill is Head of Parks", or a standfirst
    return isinstance(following, Piece) and len(following.text.split()) >= 12


def _give_office(source: SourceText, result: Signatures, piece: Piece) -> None:
    """Give the line under the names to whom stands in the line above it without an office."""
    if any(char.isdigit() for char in piece.text):
        return
    above = result.pieces[-1]
    named = [each for each in result.people if each.evidence[0][0] >= above.start]
    if any(each.affiliation for each in named):
        return
    before = result.people[: len(result.people) - len(named)]
    result.people = [*before, *_with_office(source, named, piece.evidence)]
    result.pieces.append(piece)


def _with_office(
    source: SourceText, people: Sequence[Person], offices: Sequence[Span]
) -> list[Person]:
    """The people of one line with what the lines under it say of each of them."""
    words = ", ".join(tidy(source.text[start:end]).strip("* ,") for start, end in offices)
    return [
        replace(each, affiliation=words, affiliation_evidence=tuple(offices)) for each in people
    ]


def _is_date(source: SourceText, span: Span) -> bool:
    return bool(re.fullmatch(r"(?:\d{1,2}\s+)?[A-Z][a-z]+\s+\d{4}", source.text[span[0] : span[1]]))
