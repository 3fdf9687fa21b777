"""A document as plain values for JSON: the contract of ``manage.py inspect``.

Names are never renamed, only added to. What a text does not have is None or empty. Evidence
is a list of ``[start, end]`` offsets into the decoded text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publications.parsing import coverage
from publications.parsing.document import (
    Block,
    Box,
    Document,
    Evidence,
    Footnote,
    Item,
    Organisation,
    ParseWarning,
    Person,
    Quotation,
    Section,
    SourceText,
    Value,
)

Json = dict[str, Any]


def to_json(document: Document) -> Json:
    """All that a document holds, as dicts, lists, strings and numbers."""
    return {
        "source": _source(document.source),
        "kind": document.kind,
        "title": _text(document.title),
        "subtitle": _text(document.subtitle),
        "date": _date(document.date),
        "form": _text(document.form),
        "description": "\n\n".join(each.text for each in document.description) or None,
        "rights": _text(document.rights),
        "people": [_person(each) for each in document.people],
        "organisations": [_organisation(each) for each in document.organisations],
        "places": [
            {"name": each.name, "evidence": _spans(each.evidence)} for each in document.places
        ],
        "identifiers": [
            {
                "scheme": each.scheme,
                "value": each.value,
                "printed": each.printed,
                "evidence": _spans(each.evidence),
            }
            for each in document.identifiers
        ],
        "series": _series(document),
        "price": _price(document),
        "imprint": [_block(each) for each in document.imprint],
        "contents": [
            {"text": each.text, "evidence": _spans(each.evidence)} for each in document.contents
        ],
        "sections": [_section(each) for each in document.sections],
        "boxes": [_box(each) for each in document.boxes],
        "footnotes": [_footnote(each) for each in document.footnotes],
        "quotations": [_quotation(each) for each in document.quotations],
        "biographies": [
            {"name": each.name, "text": each.text, "evidence": _spans(each.evidence)}
            for each in document.biographies
        ],
        "items": [_item(each) for each in document.items],
        "files": [
            {
                "name": each.name,
                "media_type": each.media_type,
                "evidence": _spans(each.evidence),
            }
            for each in document.files
        ],
        "evidence": _evidence(document),
        "warnings": [_warning(each) for each in document.warnings],
        "coverage": _coverage(document),
    }


def _spans(evidence: Evidence) -> list[list[int]]:
    return [list(span) for span in evidence]


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _source(source: SourceText) -> Json:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "bytes": source.bytes,
        "characters": source.characters,
        "encoding": source.encoding,
        "pages": len(source.pages) or None,
        "metadata": dict(source.metadata),
    }


def _date(value: Any) -> Json | None:
    return {"edtf": value.date.edtf, "printed": value.printed} if value else None


def _evidence(document: Document) -> Json:
    """The places of the values that the contract prints as plain strings."""
    single = {
        name: getattr(document, name)
        for name in ("title", "subtitle", "date", "form", "rights", "series", "price")
    }
    return {
        **{name: _spans(value.evidence) if value else [] for name, value in single.items()},
        "description": _all_spans(document.description),
    }


def _all_spans(blocks: Iterable[Block]) -> list[list[int]]:
    return [list(span) for block in blocks for span in block.evidence]


def _person(person: Person) -> Json:
    return {
        "name": person.name,
        "printed": person.printed,
        "role": person.role,
        "affiliation": person.affiliation,
        "evidence": _spans(person.evidence),
        "affiliation_evidence": _spans(person.affiliation_evidence),
    }


def _organisation(organisation: Organisation) -> Json:
    return {
        "name": organisation.name,
        "role": organisation.role,
        "abbreviation": organisation.abbreviation,
        "evidence": _spans(organisation.evidence),
    }


def _series(document: Document) -> Json | None:
    series = document.series
    if not series:
        return None
    # A decimal number only: int() would also take "1_1" and digits of other scripts.
    whole = series.number.isascii() and series.number.isdecimal()
    return {
        "title": series.title,
        "number": int(series.number) if whole else series.number or None,
    }


def _price(document: Document) -> Json | None:
    """Amounts are decimal strings: a JSON number would make 20.10 a float."""
    price = document.price
    if not price:
        return None
    return {
        "amount": price.amount,
        "currency": price.currency,
        "postage": price.postage or None,
    }


def _block(block: Block) -> Json:
    """A block; keys that say nothing about it are left away."""
    shown: Json = {"kind": block.kind, "text": block.text}
    if block.marker:
        shown["marker"] = block.marker
    if block.level:
        shown["level"] = block.level
    if block.rows:
        shown["rows"] = [[cell.text for cell in row] for row in block.rows]
    if block.box is not None:
        shown["box"] = block.box
    if block.page:
        shown["page"] = block.page
    notes = [run.note for run in block.runs if run.style == "note"]
    if notes:
        shown["notes"] = notes
    shown["evidence"] = _spans(block.evidence)
    return shown


def _section(section: Section) -> Json:
    return {
        "level": section.level,
        "title": section.title,
        "number": section.number or None,
        "kind": section.kind,
        "people": [_person(each) for each in section.people],
        "page": section.page or None,
        "blocks": [_block(each) for each in section.blocks],
        "evidence": _spans(section.evidence),
        "contents_evidence": _spans(section.contents_evidence),
    }


def _box(box: Box) -> Json:
    return {
        "title": box.title,
        "kind": box.kind,
        "section": box.section,
        "text": "\n\n".join(block.text for block in box.blocks if block.text),
        "blocks": [_block(each) for each in box.blocks],
        "evidence": _spans(box.evidence),
    }


def _footnote(note: Footnote) -> Json:
    return {
        "number": note.number,
        "text": note.text,
        "urls": list(note.urls),
        "section": note.section,
        "page": note.page or None,
        "mark": _spans(note.mark_evidence),
        "evidence": _spans(note.evidence),
    }


def _quotation(quotation: Quotation) -> Json:
    return {
        "text": quotation.text,
        "name": quotation.name,
        "affiliation": quotation.affiliation,
        "kind": quotation.kind,
        "evidence": _spans(quotation.evidence),
        "name_evidence": _spans(quotation.name_evidence),
    }


def _item(item: Item) -> Json:
    return {
        "title": item.title,
        "date": _date(item.date),
        "kind": item.kind,
        "form": item.form or None,
        "group": item.group,
        "summary": item.summary,
        "flag": item.flag,
        "related": item.related,
        "venue": item.venue or None,
        "time": item.time or None,
        "hosts": [_organisation(each) for each in item.hosts],
        "people": [_person(each) for each in item.people],
        "organisations": [_organisation(each) for each in item.organisations],
        "evidence": _spans(item.evidence),
        "title_evidence": _spans(item.title_evidence),
        "date_evidence": _spans(item.date.evidence) if item.date else [],
        "summary_evidence": _spans(item.summary_evidence),
        "kind_evidence": _spans(item.kind_evidence),
        "group_evidence": _spans(item.group_evidence),
        "venue_evidence": _spans(item.venue_evidence),
        "time_evidence": _spans(item.time_evidence),
    }


def _warning(warning: ParseWarning) -> Json:
    return {
        "code": warning.code,
        "message": warning.message,
        "evidence": _spans(warning.evidence),
    }


def _coverage(document: Document) -> Json:
    measured = coverage.measure(document)
    return {
        "characters": measured.characters,
        "placed": measured.placed,
        "left_out": [
            {"start": each.start, "end": each.end, "reason": each.reason}
            for each in measured.left_out
        ],
    }
