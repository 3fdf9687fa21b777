"""What must hold for the items of every page, and how golden files are compared."""

from __future__ import annotations

import json
from pathlib import Path

from publications.parsing import registry
from publications.parsing.document import Document
from publications.parsing.inspection import to_json
from tests.parsing.reading import bare, check, seed, words_at

GOLDEN = Path(__file__).parent / "golden"


def check_page(document: Document) -> None:
    """Nothing is lost, and every value of every item stands where it points."""
    check(document)
    for block in document.description:
        assert bare(block.text) in bare(words_at(document, block.evidence))
    for place in document.places:
        assert all(words_at(document, (span,)) == place.name for span in place.evidence)
    for quotation in document.quotations:
        speaker = quotation.name or quotation.affiliation
        assert speaker.split()[-1] in words_at(document, quotation.name_evidence)
    for file in document.files:
        assert file.name == words_at(document, file.evidence)
    if document.series:
        assert document.series.title in words_at(document, document.series.evidence)
    if document.form:
        assert document.form.text == words_at(document, document.form.evidence)
    for item in document.items:
        assert item.kind in {"publication", "event", "news_item"}
        for span in item.title_evidence:
            assert item.title.casefold() == words_at(document, (span,)).casefold()
        if item.date:
            assert item.date.printed == words_at(document, item.date.evidence)
        if item.summary:
            assert " ".join(item.summary.split()) == words_at(document, item.summary_evidence)
        assert item.group == words_at(document, item.group_evidence)
        assert item.venue == words_at(document, item.venue_evidence)
        assert item.time == words_at(document, item.time_evidence)
        for person in item.people:
            assert person.printed == words_at(document, person.evidence)
            assert person.affiliation == words_at(document, person.affiliation_evidence)
        for organisation in (*item.hosts, *item.organisations):
            assert organisation.name in words_at(document, organisation.evidence)


def check_golden(prefix: str) -> Document:
    """The document of a seed text, after comparing it with the golden file that was read.

    After a wanted change write the file anew with ``manage.py inspect`` and read it again.
    """
    source = seed(prefix)
    document = registry.parse(source)
    path = GOLDEN / source.name.replace(".txt", ".json")
    assert json.loads(json.dumps(to_json(document))) == json.loads(path.read_text("utf-8"))
    return document


def warned(document: Document, code: str) -> int:
    """How many warnings of a code the document has."""
    return sum(warning.code == code for warning in document.warnings)
