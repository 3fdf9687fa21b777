"""How the tests of long texts read a text, and what must hold for every document."""

from __future__ import annotations

import re
from pathlib import Path

from publications.parsing import coverage
from publications.parsing.document import Document, SourceText
from publications.parsing.readers import read

SEEDS = Path(__file__).parents[2] / "seeds"
MADE = Path(__file__).parent / "made"


def seed(prefix: str) -> SourceText:
    """The seed text whose name begins so."""
    path = next(SEEDS.glob(f"{prefix}_*.txt"))
    return read(path.read_bytes(), path.name)


def made(name: str) -> SourceText:
    """A text made for the tests."""
    return read((MADE / name).read_bytes(), name)


def source_of(text: str) -> SourceText:
    """A text written in the test itself."""
    return read(text.encode(), "made.txt")


def words_at(document: Document, evidence: tuple[tuple[int, int], ...]) -> str:
    """The words of the source at some places, with single spaces."""
    text = document.source.text
    return " ".join(" ".join(text[start:end] for start, end in evidence).split())


def check(document: Document) -> None:
    """What must hold for every document: nothing lost, every value says where it stands."""
    measured = coverage.measure(document)
    lost = [document.source.text[each.start : each.end] for each in measured.not_understood]
    assert not lost
    left = sum(each.end - each.start for each in measured.left_out)
    assert measured.placed + left == measured.characters
    for value in (document.title, document.subtitle, document.rights):
        if value:
            assert value.text in words_at(document, value.evidence)
    if document.date:
        assert document.date.printed in words_at(document, document.date.evidence)
    people = [*document.people, *(p for s in document.sections for p in s.people)]
    for person in people:
        printed = " ".join(person.printed.split())
        assert printed in words_at(document, person.evidence), person
        if person.affiliation:
            found = words_at(document, person.affiliation_evidence)
            assert bare(person.affiliation) == bare(found), person
    for organisation in document.organisations:
        assert organisation.name in words_at(document, organisation.evidence), organisation
    for identifier in document.identifiers:
        assert identifier.printed in words_at(document, identifier.evidence)
    for section in document.sections:
        assert bare(section.title) in bare(words_at(document, section.evidence)), section.title
        for block in section.blocks:
            if block.kind not in {"table", "box"}:
                printed = "".join(run.text for run in block.runs)
                assert bare(printed) in bare(words_at(document, block.evidence)), block
    for box in document.boxes:
        assert bare(box.title) in bare(words_at(document, box.evidence))
    for note in document.footnotes:
        assert bare(note.text) in bare(words_at(document, note.evidence))
    for quotation in document.quotations:
        assert bare(quotation.text) in bare(words_at(document, quotation.evidence))
    for biography in document.biographies:
        assert bare(biography.text) in bare(words_at(document, biography.evidence))


def bare(text: str) -> str:
    """Letters, digits and nothing else: styles, marks and line breaks do not count here."""
    return re.sub(r"[\W_⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)


def people(document: Document, role: str) -> list[tuple[str, str]]:
    """The names and offices of those who have a role."""
    return [(each.name, each.affiliation) for each in document.people if each.role == role]
