"""Whole reports: title page, imprint, contents list, chapters, boxes, notes, people.

Written for think-tank reports cut from PDFs, with or without a contents list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.books.biographies import Biographies, read_biographies
from publications.parsing.books.blocks import BlockMaker
from publications.parsing.books.bylines import label_of
from publications.parsing.books.contents import find_contents
from publications.parsing.books.contributors import (
    interviewees,
    prepared_by,
    thanked,
    unique_organisations,
    unique_people,
)
from publications.parsing.books.covers import comes_back_in
from publications.parsing.books.front_matter import read_front_matter
from publications.parsing.books.headings import Heading, looks_like_heading
from publications.parsing.books.inline import Words
from publications.parsing.books.listed import report_keys
from publications.parsing.books.numbers import split_number
from publications.parsing.books.outline import (
    Chapter,
    Prepared,
    build,
    chapters_of,
    contents_values,
    prepare,
)
from publications.parsing.books.pieces import Piece, split
from publications.parsing.books.signatures import named_in_title, signed_at_end, signed_at_start
from publications.parsing.document import (
    Biography,
    Document,
    Organisation,
    ParseWarning,
    Person,
    Price,
    SourceText,
)
from publications.parsing.names import match_key
from publications.parsing.organisations import match_key as body_key
from publications.parsing.prices import find_price
from publications.parsing.roles import with_roles

KIND = "report"

_SIGNED = {"foreword": "foreword", "introduction": "introduction",
           "acknowledgements": "acknowledgements"}  # fmt: skip
_REPORT_WORD = re.compile(
    r"\b(?:(?:this|the) report|executive summary|foreword|ISBN|methodology|recommendations|appendix"
    r"|published by|references)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 60
_SHORT = 1500  # words; below, parts that are named and made by somebody show a report
_PART = re.compile(
    r"(?:executive )?summary|introduction|background|context|methods?|methodology|(?:key )?findings"
    r"|conclusions?|recommendations?|next steps|discussion|lessons",
    re.IGNORECASE,
)
_BY_LENGTH = ((500, 0.1), (1500, 0.25), (3000, 0.4), (8000, 0.5), (float("inf"), 0.6))
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z][^.\n]{3,80}$", re.MULTILINE)


def likeness(source: SourceText) -> float:
    """How surely a source is a whole report: by its length and the parts that reports have."""
    text = source.text
    words = text.count(" ")
    if words < _FEWEST_WORDS:
        return 0.0
    score = next(share for most, share in _BY_LENGTH if words < most)
    if _CONTENTS.search(text[:30_000]):
        contents = find_contents(source, split(source))
        score += 0.35 if contents and any(entry.page for entry in contents.entries) else 0.15
    found = {match.group().lower() for match in _REPORT_WORD.finditer(text[:200_000])}
    score += min(0.4, 0.1 * len(found))
    score += 0.15 if len(_NUMBERED.findall(text[:100_000])) >= 3 else 0.0
    score += 0.1 if len(source.pages) > 8 else 0.0
    if words < _SHORT:
        score += _parts_and_makers(source)
    return round(min(score, 0.9), 3)


def _parts_and_makers(source: SourceText) -> float:
    """What shows that a text of a few lines a part is a report: headed parts, and who made it.

    Two headings at least, over prose, are parts as reports have them ("Introduction"); a byline
    or a commission stands over the first.
    """
    pieces = [piece for piece in split(source) if len(piece.text) < 2000]
    headed = [
        at
        for at, (piece, following) in enumerate(pairwise(pieces))
        if at and piece.single and looks_like_heading(piece.text) and following.text[-1:] in ".:"
    ]
    named = [at for at in headed if _PART.fullmatch(split_number(pieces[at].text)[1])]
    if len(headed) < 3 or len(named) < 2:
        return 0.0
    lines = [line.text.strip() for piece in pieces[: headed[0]] for line in piece.lines]
    made = any(label_of(line)[0] for line in lines[1:])
    return 0.35 + (0.15 if made else 0.0)


def parse(source: SourceText) -> Document:
    """A report as a document. Raises ParseError only when there is no text at all."""
    prepared = prepare(source, report_keys)
    chapters = chapters_of(prepared.flow)
    return assemble(prepared, chapters, KIND)


def assemble(prepared: Prepared, chapters: list[Chapter], kind: str) -> Document:
    """The document of a text whose chapters are known."""
    source = prepared.source
    heads = comes_back_in(prepared.front, prepared.all_pieces)
    front = read_front_matter(source, prepared.front, prepared.back, prepared.running_text, heads)
    front_chapters = chapters_of(front.flow)
    people, organisations = list(front.people), list(front.organisations)
    for chapter in (*front_chapters, *chapters):
        known = list(chapter.heading.people) if chapter.heading else []
        people += [*known, *_sign(source, chapter)]
    everything = (*front_chapters, *chapters)
    prose = [p for c in everything for p in c.elements if isinstance(p, Piece)]
    named = prepared_by(source, [*front.imprint, *prose])
    people = _authors_first(named.people, people)
    organisations += named.organisations
    organisations += _supporters(source, front.imprint, organisations)
    warnings = [*prepared.warnings, *front.warnings]
    for chapter in everything:
        if chapter.heading and chapter.heading.kind == "acknowledgements":
            thanks = thanked(source, chapter)
            people += thanks.people
            organisations += thanks.organisations
        people += interviewees(source, chapter)
    before, front_chapters = _biographies(source, front_chapters, people, warnings)
    behind, chapters = _biographies(source, chapters, people, warnings)
    biographies = [*before, *behind]
    built = build(prepared, chapters, front_chapters)
    words = Words(source, prepared.notes.marks)
    maker = BlockMaker(source, words)
    return Document(
        source=source,
        kind=kind,
        title=front.title,
        subtitle=front.subtitle,
        date=front.date,
        people=unique_people(people),
        organisations=unique_organisations(organisations),
        identifiers=front.identifiers,
        price=_price(source, front.imprint),
        rights=front.rights,
        sections=tuple(built.sections),
        boxes=tuple(built.boxes),
        footnotes=tuple(built.footnotes),
        quotations=tuple(built.quotations),
        biographies=tuple(
            Biography(name, "\n\n".join(words.plain(p.words) for p in pieces), evidence)
            for name, pieces, evidence in biographies
        ),
        imprint=tuple(maker.text_blocks(front.imprint)),
        contents=contents_values(prepared),
        left_out=(*prepared.left_out, *front.left_out),
        warnings=(*warnings, *built.warnings),
    )


def _supporters(
    source: SourceText, imprint: Sequence[Piece], known: Sequence[Organisation]
) -> list[Organisation]:
    """The bodies that an imprint's sentences thank: "produced with the support of X"."""
    keys = {body_key(each.name) for each in known if each.role != "publisher"}
    found: list[Organisation] = []
    for piece in imprint:
        for start, end in piece.evidence:
            for each, role in with_roles(source.text[start : min(end, start + 2000)], start):
                if body_key(each.name) not in keys:
                    keys.add(body_key(each.name))
                    place = ((each.start, each.end),)
                    found.append(Organisation(each.name, role, each.abbreviation, place))
    return found


def _price(source: SourceText, imprint: Sequence[Piece]) -> Price | None:
    """The price that an imprint prints beside the ISBN or the publisher."""
    spans = (span for piece in imprint for span in piece.evidence if span[1] - span[0] < 2000)
    found = (find_price(source.text[start:end], start) for start, end in spans)
    return next((price for price in found if price), None)


def _sign(source: SourceText, chapter: Chapter) -> list[Person]:
    """The people who sign a foreword, an introduction or acknowledgements."""
    heading = chapter.heading
    if heading is None or heading.kind not in _SIGNED:
        return []
    role = _SIGNED[heading.kind]
    people = named_in_title(heading.title, heading.evidence, role)
    start = signed_at_start(source, chapter.elements, role)
    end = signed_at_end(source, chapter.elements, role)
    chapter.signatures = [*start.pieces, *end.pieces]
    people = _once([*people, *start.people, *end.people])
    heading.people += people
    return people


def _once(people: list[Person]) -> list[Person]:
    """People of one text, each once: the mention with an office is kept."""
    kept: dict[str, Person] = {}
    for person in people:
        key = match_key(person.name)
        if key not in kept or (person.affiliation and not kept[key].affiliation):
            kept[key] = person
    return list(kept.values())


def _authors_first(authors: list[Person], others: list[Person]) -> list[Person]:
    """Title-page people and authors named in a sentence; a name is an author once."""
    known = {match_key(person.name) for person in others if person.role == "author"}
    fresh = [person for person in authors if match_key(person.name) not in known]
    offices = {match_key(person.name): person for person in authors}
    merged = []
    for person in others:
        more = offices.get(match_key(person.name))
        if person.role == "author" and more and not person.affiliation:
            person = replace(
                person,
                affiliation=more.affiliation,
                affiliation_evidence=more.affiliation_evidence,
            )
        merged.append(person)
    return [*fresh, *merged]


BiographyParts = tuple[str, list[Piece], tuple[tuple[int, int], ...]]


def _biographies(
    source: SourceText,
    chapters: list[Chapter],
    people: list[Person],
    warnings: list[ParseWarning],
) -> tuple[list[BiographyParts], list[Chapter]]:
    """Biographies out of authors' chapters; text behind the last becomes a chapter of its own."""
    found: list[BiographyParts] = []
    result: list[Chapter] = []
    has_authors = any(person.role in {"author", "editor"} for person in people)
    keys = [match_key(person.name) for person in people]
    for chapter in chapters:
        result.append(chapter)
        if chapter.heading is None or chapter.heading.kind != "authors":
            continue
        read = read_biographies(source, chapter.elements, [person.name for person in people])
        chapter.name_lines = [
            d.name_piece for d in read.drafts if d.name_piece and d.name_piece.single
        ]
        for draft in read.drafts:
            evidence = [*draft.person.evidence] if draft.name_piece else []
            evidence += [span for piece in draft.pieces for span in piece.evidence]
            found.append((draft.person.name, draft.pieces, tuple(evidence)))
            _introduce(draft.person, people, keys, has_authors)
        take_blurb(chapter, read, result, warnings)
    return found, result


def _introduce(person: Person, people: list[Person], keys: list[str], has_authors: bool) -> None:
    """Give an author the office that the biography's heading prints, or add the author."""
    key = match_key(person.name)
    same = [at for at, each in enumerate(keys) if each == key]
    for at in same:
        if person.affiliation and not people[at].affiliation:
            people[at] = replace(
                people[at],
                affiliation=person.affiliation,
                affiliation_evidence=person.affiliation_evidence,
            )
    if not same:
        people.append(replace(person, role="mentioned" if has_authors else "author"))
        keys.append(key)
    elif all(people[at].printed != person.printed for at in same):
        people.append(replace(person, role="mentioned", name=people[same[0]].name))
        keys.append(key)


def take_blurb(
    chapter: Chapter, read: Biographies, result: list[Chapter], warnings: list[ParseWarning]
) -> None:
    """Move text behind the last biography to the back, and say what was not sure."""
    if read.blurb:
        gone = {id(piece) for piece in read.blurb}
        chapter.elements = [each for each in chapter.elements if id(each) not in gone]
        behind = Chapter(Heading("", 1, (), kind="back"), list(read.blurb))
        result.append(behind)
        warnings.append(
            ParseWarning(
                "text_after_biographies",
                "Text behind the last biography does not name its person; it was taken as a "
                "text of its own.",
                tuple(span for piece in read.blurb for span in piece.evidence),
            )
        )
    for piece in read.unsure:
        warnings.append(
            ParseWarning(
                "biography_unsure",
                "This paragraph was taken as part of the biography before it, whose person it "
                "does not name.",
                piece.spans(),
            )
        )
