"""What others say of a report: quotations with their speaker behind them or on the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.document import Line, Person, Quotation, SourceText
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.pages.projects.testimonials import Testimonial, read_testimonial
from publications.parsing.spans import parted, span_of, tidy

_REVIEWS = re.compile(
    r"(?:reviews?|endorsements?|(?:advance )?praise(?: for\b.{0,80})?"
    r"|what (?:people|others|they|readers|critics) (?:say|said|are saying)\b.{0,40})",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters
_FEWEST_WORDS = 8
_WHO_WORDS = 18
_PAPER = re.compile(r"(?:The )?[A-Z][\w'\u2019-]+(?: (?:[A-Z][\w'\u2019-]+|of|the|and|for)){1,4}")
_FOREWORD = re.compile(r",? from (?:his|her|their|the) (?:foreword|introduction|preface)", re.I)
_CLOSING = frozenset("\u201d\"'\u2019")


def praise_in(text: str, lines: Sequence[Line]) -> list[Testimonial]:
    """What others say of the report, under a heading of its own or anywhere.

    A speaker on a line of his own counts only under such a heading: elsewhere the line under a
    quotation may go on with the text.
    """
    found: list[Testimonial] = []
    reviewed = praised = False
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        if line.text.lstrip()[:1] not in '\u201c"':
            heads = bool(_REVIEWS.fullmatch(line.text.strip().rstrip(":")))
            if heads or (len(line.text.split()) <= 8 and not _speaks(lines, at)):
                reviewed = heads
        elif said := read_testimonial(text, line, review=reviewed or praised):
            found.append(said)
            praised = True
        elif reviewed and at + 1 < len(lines) and _speaks(lines, at + 1):
            end = lines[at + 1].end
            joined = Line(line.start, end, text[line.start : end])
            if said := read_testimonial(text, joined, review=True):
                found.append(said)
    return found


def _speaks(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands right under a quotation that ends with its mark."""
    above = lines[at - 1].text.strip() if at else ""
    return above[:1] in {"\u201c", '"'} and above[-1:] in _CLOSING


def praise_set_apart(source: SourceText, lines: Sequence[Line]) -> list[Testimonial]:
    """Praise without marks: paragraphs that each have right under them who wrote so.

    There must be two, and one of them with an office; most end as sentences do, as titles do not.
    """
    found = [
        _set_apart(source, line, below)
        for at, (line, below) in enumerate(pairwise(lines))
        if _is_praise(source, lines, at)
    ]
    said = [each for each in found if each]
    stopped = sum(1 for each in said if each.quotation.text[-1:] in ".!?\u2026")
    offices = sum(1 for each in said if each.person and each.person.affiliation)
    return said if len(said) > 1 and offices and 2 * stopped >= len(said) else []


def _is_praise(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph has one short line right under it, and nothing more."""
    words, below = lines[at].text.split(), lines[at + 1].text.split()
    if len(words) < _FEWEST_WORDS or len(below) > _WHO_WORDS or below[-1][-1] in ".:;!?":
        return False
    alone = at + 2 >= len(lines) or parted(source, lines[at + 1], lines[at + 2])
    return alone and not parted(source, lines[at], lines[at + 1])


def _set_apart(source: SourceText, line: Line, below: Line) -> Testimonial | None:
    start, stop = span_of(below)
    text = source.text[start:stop]
    own = _FOREWORD.search(text)
    who = text[: own.start()] if own else text
    name, office = split_person_line(who)
    person = None
    printed = re.match(r"\s+".join(re.escape(word) for word in name.split()), text)
    if name and office and looks_like_name(name) and printed:
        at = start + who.rfind(office) if office in who else start
        place = ((at, at + len(office)),) if office in who else ()
        role = "foreword" if own else "testimonial"
        evidence = ((start, start + printed.end()),)
        person = Person(
            tidy_name(name), printed.group(), role, office if place else "", evidence, place
        )
    elif not _PAPER.fullmatch(text):
        return None
    quotation = Quotation(
        text=tidy(source.text, *span_of(line)),
        name=person.name if person else " ".join(text.split()),
        affiliation=person.affiliation if person else "",
        kind="testimonial",
        evidence=(span_of(line),),
        name_evidence=((start, stop),),
    )
    return Testimonial(quotation, person, None)
