"""The pages before the text and behind it: covers, title page, imprint."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.books.contents.entries import Entry
from publications.parsing.books.front.boards import of_boards
from publications.parsing.books.front.bodies import front_bodies
from publications.parsing.books.front.bylines import (
    Makers,
    label_of,
    read_bare_names,
    read_makers,
)
from publications.parsing.books.front.commissions import reporting_commissions
from publications.parsing.books.front.covers import cover_words, left_out, page_furniture
from publications.parsing.books.front.joint_bodies import joint_bodies
from publications.parsing.books.front.official import bodies, formula, is_body, paper_number
from publications.parsing.books.front.sections import front_headings, front_sections
from publications.parsing.books.front.series_lines import is_series_line, series_pieces
from publications.parsing.books.front.title_page import WORK_FORM, TitlePage, find_title
from publications.parsing.books.headings.found import Flow
from publications.parsing.books.people.signatures import is_name_line
from publications.parsing.books.pieces import Piece, make_piece
from publications.parsing.books.wording import norm
from publications.parsing.dates import only_date
from publications.parsing.document import (
    DateValue,
    Identifier,
    LeftOut,
    Line,
    Organisation,
    ParseWarning,
    Person,
    SourceText,
    Value,
)
from publications.parsing.imprint import (
    Imprint,
    is_imprint,
    read_identifiers,
    read_publication,
)
from publications.partial_dates import parse as parse_date

_EARLY = 3  # pieces of the front among which a title that is a running head stands
_MOST_LINES = 8  # of a piece that is looked through line by line
_MOST_WORDS = 60  # of one that is no prose
_OVER_TITLE = 2  # lines, of bodies and series


@dataclass(slots=True)
class FrontMatter:
    """What front and back pages say."""

    title: Value | None = None
    subtitle: Value | None = None
    date: DateValue | None = None
    rights: Value | None = None
    identifiers: tuple[Identifier, ...] = ()
    organisations: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    imprint: list[Piece] = field(default_factory=list)
    flow: Flow = field(default_factory=list)  # sections of their own among the front pages
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def read_front_matter(
    source: SourceText,
    front: Sequence[Piece],
    back: Sequence[Piece],
    running_text: str,
    heads: Sequence[Piece] = (),
    listed: Mapping[str, Entry] | None = None,
) -> FrontMatter:
    """Read the pieces before the text (``front``) and behind it (``back``).

    ``heads`` are pieces of the front that come back over the pages of the text, ``listed`` the
    entries of the contents list that stand before it, by the words that they compare by.
    """
    listed = listed or {}
    result = FrontMatter()
    front = _lines_apart(source, front)
    taken: set[int] = set()
    for pages in (front, back):
        clouds = [p for p in cover_words(pages) if p is not (front[0] if front else None)]
        _set_aside(result, taken, clouds, "cover words")
        free = [p for p in pages if id(p) not in taken]
        by_form = source.media_type != "application/pdf"
        furniture = page_furniture(free, set(), running_heads=by_form)
        for piece in pages:
            if id(piece) in furniture:
                _set_aside(result, taken, [piece], furniture[id(piece)])
    imprints = [p for p in (*front, *back) if id(p) not in taken and is_imprint(p)]
    taken.update(id(piece) for piece in imprints)
    imprint = Imprint()
    for piece in imprints:
        read_publication(source, piece, imprint)

    joint = [each for pair in joint_bodies(source, front) for each in pair]
    papers = _read_paper(front, taken, imprint)
    makers = read_makers(source, front, taken)
    behind = read_makers(source, back, taken)
    taken.update(id(piece) for piece in (*makers.pieces, *behind.pieces))
    loose = [p for p in (*front, *back) if id(p) not in taken]
    dates = [p for p in loose if len(p.text) < 40 and parse_date(p.text)]
    _read_dates(dates, imprint)
    taken.update(id(piece) for piece in dates)

    series = series_pieces([piece for piece in front if id(piece) not in taken])
    taken.update(id(piece) for piece in series)
    above = {id(piece) for piece in heads}
    members = of_boards(source, front)
    headings = front_headings(front, taken | above | members, listed)
    bodies_named = {id(p) for p in front if imprint.names(p.text)}
    early = {norm(piece.text) for piece in [p for p in front if id(p) not in taken][:_EARLY]}
    late = {id(piece) for piece in heads if norm(piece.text) not in early}
    page = _read_title(source, front, taken | bodies_named | late, headings, running_text)
    result.title, result.subtitle = page.title, page.subtitle
    result.warnings += page.warnings
    _set_aside(result, taken, page.repeated, "repeated title")
    taken.update(id(piece) for piece in page.used)
    if not any(person.role == "author" for person in makers.people):
        others = taken | members
        bare = read_bare_names(source, _title_page(front, makers, imprints), others)
        makers.people += bare.people
        makers.pieces += bare.pieces
        taken.update(id(piece) for piece in bare.pieces)

    _set_aside(result, taken, [p for p in heads if id(p) not in taken], "running head")
    rest = [piece for piece in (*front, *back) if id(piece) not in taken]
    blocks = front_sections(source, rest, headings, result.flow, listed)
    result.imprint = sorted(
        [*imprints, *papers, *makers.pieces, *behind.pieces, *dates, *series, *blocks],
        key=lambda piece: piece.start,
    )
    read_identifiers(source, [*front, *back], imprint)
    result.identifiers = tuple(imprint.identifiers)
    result.date, result.rights = imprint.date, imprint.rights
    result.people = [*makers.people, *behind.people]
    makers.organisations += reporting_commissions(source, front)
    named = {each for body in makers.organisations for each in body.evidence}
    makers.organisations += [each for each in joint if not named.intersection(each.evidence)]
    result.organisations = front_bodies(source, imprint, makers, behind)
    result.warnings += imprint.warnings
    if result.date is None:
        result.warnings.append(ParseWarning("date_missing", "No date of publication is printed."))
    if result.title is None:
        result.warnings.append(ParseWarning("title_missing", "No line could be taken as a title."))
    return result


def _lines_apart(source: SourceText, front: Sequence[Piece]) -> list[Piece]:
    """The front pieces, with dates, series and names of bodies on lines of their own as pieces.

    "A report by Jo Hill / March 2010": the date is nobody's; "X Council / & / Y Trust" are two.
    """
    result: list[Piece] = []
    for piece in front:
        if piece.kind == "text" and piece.single and (cut := _form_and_date(piece.lines[0])):
            result += [make_piece(source, [line]) for line in cut]
            continue
        texts = [line.text.strip() for line in piece.lines]
        if piece.kind != "text" or not 1 < len(texts) <= _MOST_LINES:
            result.append(piece)
            continue
        joined = all(is_body(text) or text in {"&", "and"} for text in texts)
        prose = len(piece.text.split()) > _MOST_WORDS or texts[-1].endswith(".")
        group: list[Line] = []
        for line, text in zip(piece.lines, texts, strict=True):
            if joined or _is_date(text) or is_series_line(text):
                result += [make_piece(source, group)] if group else []
                result.append(make_piece(source, [line]))
                group = []
            elif group and not prose and _names_makers(text) and not _names_makers(texts[0]):
                result.append(make_piece(source, group))
                group = [line]
            else:
                group.append(line)
        result += [make_piece(source, group)] if group else []
    return result


def _names_makers(text: str) -> bool:
    """Whether a line under a title says who made the work: "Edited by Jo Hill"."""
    role, length = label_of(text)
    return bool(role) and (text[length:].strip()[:1].isupper() or not text[length:].strip())


def _form_and_date(line: Line) -> list[Line]:
    """The two halves of "Discussion paper | June 2008", "Issue 4, June 2008"; else nothing."""
    at = max(line.text.rfind(sign) for sign in "|,–·") + 1
    form, date = line.text[:at], line.text[at:]
    bare = form.strip(" |,–·")
    if not at or not _is_date(date) or not (WORK_FORM.fullmatch(bare) or is_series_line(bare)):
        return []
    return [
        replace(line, end=line.start + at, text=form),
        replace(line, start=line.start + at, text=date),
    ]


def _is_date(text: str) -> bool:
    found = only_date(text)
    return bool(found and found.date.precision in {"day", "month", "season"})


def _set_aside(result: FrontMatter, taken: set[int], pieces: Sequence[Piece], reason: str) -> None:
    for piece in pieces:
        result.left_out += left_out(piece, reason)
        taken.add(id(piece))


def _read_paper(front: Sequence[Piece], taken: set[int], imprint: Imprint) -> list[Piece]:
    """Take what a parliament's paper prints: its number, the formula, the department's name."""
    free = [piece for piece in front if id(piece) not in taken]
    found = formula(free)
    for piece in free:
        if number := paper_number(piece):
            same = [each for each in imprint.identifiers if each.value == number.value]
            for old in same:
                imprint.identifiers.remove(old)
                number = replace(old, evidence=(*old.evidence, *number.evidence))
            imprint.identifiers.append(number)
            found.append(piece)
    taken.update(id(piece) for piece in found)
    named = bodies([piece for piece in free if id(piece) not in taken])
    others = [p for p in free if id(p) not in taken and all(p is not each for each in named)]
    if named and others and imprint.publisher is None and imprint.rights_holder is None:
        best = named[0]
        imprint.publisher = Value(best.text.strip("* "), best.spans())
        imprint.warnings.append(
            ParseWarning(
                "publisher_from_title_page",
                "No line says who publishes; the body that the title page names, "
                f"{imprint.publisher.text}, was taken as the publisher.",
                best.spans(),
            )
        )
        taken.update(id(piece) for piece in named)
        found += named
    return found


def _read_dates(pieces: Sequence[Piece], imprint: Imprint) -> None:
    for piece in pieces:
        date = parse_date(piece.text)
        if date:
            value = DateValue(date, piece.text.strip(" .,"), piece.spans())
            imprint.dates.append((1, value))


def _read_title(
    source: SourceText,
    front: Sequence[Piece],
    taken: set[int],
    headings: list[Piece],
    running_text: str,
) -> TitlePage:
    other = taken | {id(piece) for piece in headings}
    candidates = [piece for piece in front if id(piece) not in other]
    if len(candidates) > 1:
        # A title that has the form of a name is printed again on the title page.
        first = norm(candidates[0].text)
        others = [piece for piece in candidates[1:] if norm(piece.text) != first]
        names = {id(piece) for piece in read_bare_names(source, others, set()).pieces}
        told = "\n".join([running_text, *(piece.text for piece in front)])
        other |= names - _named_like_people(candidates, names, told)
    return find_title(source, front, other, running_text)


def _named_like_people(candidates: Sequence[Piece], names: set[int], told: str) -> set[int]:
    """The title that has the form of a name: over a line that is none, with more names below.

    It is somebody after all if the text tells of them: "Jo Hill is a clerk".
    """
    first = next((at for at, piece in enumerate(candidates) if id(piece) in names), 0)
    below = [id(piece) in names for piece in candidates[first + 1 : first + 4]]
    alone = is_name_line(candidates[first].text) and candidates[first].single
    over = first <= _OVER_TITLE and below[:1] == [False] and True in below
    name = re.escape(candidates[first].text.strip("* "))
    if not (alone and over) or re.search(rf"{name}(?:,| (?:is|was|has)\b)", told, re.IGNORECASE):
        return set()
    return {id(candidates[first])}


def _title_page(
    front: Sequence[Piece], makers: Makers, imprints: Sequence[Piece]
) -> Sequence[Piece]:
    """Where names without a label are authors: up to the imprint, if a label names an editor."""
    if not imprints or not any(person.role == "editor" for person in makers.people):
        return front
    return [piece for piece in front if piece.start < imprints[0].start]
