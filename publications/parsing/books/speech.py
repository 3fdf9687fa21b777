"""What people say in the running text of a book, and who they are.

Speech is read as in newspapers: of speakers who are named, and whole sentences of those who are
not, "a reader told us". What nobody is said to have said, "a ‘culture of yes’", stays a part of
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publications.parsing.books.placed import Placed
from publications.parsing.document import Box, Person, Quotation, Section, SourceText, Span
from publications.parsing.names import looks_like_name, match_key, tidy_name
from publications.parsing.pages.articles.offices import names_in
from publications.parsing.pages.articles.saying import SAID_WORD
from publications.parsing.pages.articles.speech import find_speech
from publications.parsing.pages.articles.surnames import SURNAME_ALONE

_KINDS = frozenset(("paragraph", "item", "quote"))
_SILENT = frozenset(("authors", "back", "front"))  # sections in which nobody speaks
_BACK = frozenset(("authors", "back"))
_MARKS = re.compile(r"[“\"‘']")
_OPENING = re.compile(r"'(?<![^\s(]')(?=\w)")
_CLOSING = re.compile(r"(?<=\S)'(?!\w)")
_TYPESET = re.compile("[‘’]")
_FEWEST = 4  # words that somebody says; fewer are a phrase of the text
_PROSE = 25  # words of a paragraph


def at_the_end(
    source: SourceText, sections: Sequence[Section], quotations: Sequence[Quotation]
) -> list[Quotation]:
    """The quotations, those with a name on a page behind all prose as praise of the work."""
    ends = [
        block.evidence[-1][1]
        for each in sections
        if each.kind not in _BACK
        for block in each.blocks
        if block.kind in {"paragraph", "item"} and len(block.text.split()) >= _PROSE
    ]
    last = max(ends, default=0)
    page = source.page_at(last - 1)
    behind = [
        block.evidence[0][0] for each in sections if each.kind in _BACK for block in each.blocks
    ]
    result = []
    for each in quotations:
        start = each.evidence[0][0]
        apart = start in behind or (page is not None and source.page_at(start) != page)
        is_praise = each.name and start > last and apart
        result.append(replace(each, kind="testimonial") if is_praise else each)
    return result


@dataclass(frozen=True, slots=True)
class Heard:
    """The quotations of a text in its order, and those who are quoted by name."""

    quotations: tuple[Quotation, ...]
    people: tuple[Person, ...]


def hear(
    source: SourceText,
    sections: Sequence[Section],
    boxes: Sequence[Box],
    known: Sequence[Quotation],
    people: Sequence[Person],
) -> Heard:
    """The quotations set apart (``known``) and the speech inside paragraphs.

    ``people`` are those whom the text names elsewhere: a surname alone means one of them.
    """
    blocks = [
        block
        for part in (*(each for each in sections if each.kind not in _SILENT), *boxes)
        for block in part.blocks
        if block.kind in _KINDS and block.evidence
    ]
    blocks.sort(key=lambda block: block.evidence)
    placed = Placed(source.text, [(block.text, block.evidence) for block in blocks])
    text = _OPENING.sub("\u2018", placed.text)
    text = _CLOSING.sub("\u2019", text)  # one character for one: the places stay
    spoken: list[Quotation] = []
    speakers: list[Person] = []
    for paragraphs in _conversations(placed):
        found, named, lost = find_speech(text, paragraphs, 0)
        spoken += found
        spoken += [
            Quotation(text[slice(*each)].rstrip(","), "", "", "quoted", (each,))
            for each in lost
            if _is_nobodys(text, each, paragraphs)
        ]
        speakers += named
    quotations = list(known)
    for each in spoken:
        typed = "’" not in placed.text and "‘" not in placed.text
        quotation = replace(
            each,
            text=_TYPESET.sub("'", each.text) if typed else each.text,
            evidence=tuple(span for piece in each.evidence for span in placed.back(*piece)),
            name_evidence=tuple(s for piece in each.name_evidence for s in placed.back(*piece)),
        )
        _add(quotations, replace(quotation, name=_in_full(each.name, people)))
    quotations.sort(key=lambda each: each.evidence)
    names = {match_key(each.name) for each in quotations if each.kind == "quoted"}
    voices = [
        replace(
            each,
            name=_in_full(each.name, people),
            evidence=tuple(s for piece in each.evidence for s in placed.back(*piece)),
            affiliation_evidence=tuple(
                s for piece in each.affiliation_evidence for s in placed.back(*piece)
            ),
        )
        for each in speakers
    ]
    voices = [each for each in voices if match_key(each.name) in names]
    voices += [_voice(source, each) for each in quotations if each.kind != "quoted" and each.name]
    return Heard(tuple(quotations), tuple(voices))


def _conversations(placed: Placed) -> Iterator[list[Span]]:
    """Paragraphs in which somebody speaks, as long as they follow each other.

    "She says" means nobody who spoke pages ago.
    """
    together: list[Span] = []
    for start, end in placed.paragraphs:
        words = placed.text[start:end]
        if _MARKS.search(words) or SAID_WORD.search(words):
            together.append((start, end))
        elif together:
            yield together
            together = []
    if together:
        yield together


def _in_full(name: str, people: Sequence[Person]) -> str:
    """The full name of "Ms Hill", where one person with that surname is named; else the name."""
    if looks_like_name(name) and not SURNAME_ALONE.fullmatch(name):
        return name
    surname = name.split()[-1:]
    full = {each.name for each in people if each.name.split()[-1:] == surname}
    full -= {name}
    return full.pop() if len(full) == 1 else name


def _add(quotations: list[Quotation], spoken: Quotation) -> None:
    """Add speech; where its words are set apart already, only who speaks is new."""
    known = looks_like_name(spoken.name) or _is_whole(spoken)
    if not known or len(spoken.text.split()) < _FEWEST:
        return
    for at, each in enumerate(quotations):
        if _meet(each, spoken):
            if not each.name and not each.affiliation:
                quotations[at] = replace(
                    spoken, text=each.text, kind=each.kind, evidence=each.evidence
                )
            return
    quotations.append(spoken)


def _is_nobodys(text: str, said: Span, paragraphs: Sequence[Span]) -> bool:
    """Whether a paragraph names nobody beside words of speech: else one of these said them."""
    start, end = next(each for each in paragraphs if each[0] <= said[0] < each[1])
    beside = (text[start : said[0]], text[said[1] : end])
    return not any(True for words in beside for _ in names_in(words))


def _is_whole(spoken: Quotation) -> bool:
    """Whether words of somebody without a name are a sentence, and no phrase or title."""
    return not spoken.name and spoken.text[:1].isupper()


def _meet(one: Quotation, other: Quotation) -> bool:
    return any(a < d and c < b for a, b in one.evidence for c, d in other.evidence)


def _voice(source: SourceText, quotation: Quotation) -> Person:
    """The person under whose words a name is printed."""
    evidence = quotation.name_evidence
    for start, end in evidence:
        at = source.text.find(quotation.name, start, end)
        if at >= 0:
            evidence = ((at, at + len(quotation.name)),)
            break
    office = quotation.affiliation
    return Person(
        tidy_name(quotation.name),
        quotation.name,
        "testimonial" if quotation.kind == "testimonial" else "quoted",
        office,
        evidence,
        _office_at(source, quotation) if office else (),
    )


def _office_at(source: SourceText, quotation: Quotation) -> tuple[tuple[int, int], ...]:
    for start, end in quotation.name_evidence:
        at = source.text.find(quotation.affiliation, start, end)
        if at >= 0:
            return ((at, at + len(quotation.affiliation)),)
    return quotation.name_evidence
