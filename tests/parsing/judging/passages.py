"""Judges of the text of a work: sections, notes, quotations, entries, and what is no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publications.parsing.abbreviations import found_in
from publications.parsing.document import Block, Document
from tests.parsing.judging.verdicts import Judge, Verdict, headed, named, plain, verdict, ways

_ENOUGH = 24  # characters of a passage that tell it from all others


def _quotations(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    found = []
    told = [plain(each.text) for each in document.quotations]
    borne: set[int] = set()
    for each in expected["quotations"]:
        begins = plain(each["begins"])[:_ENOUGH]
        at = [number for number, text in enumerate(told) if begins in text]
        borne.update(at)
        names = [document.quotations[number].name for number in at]
        wanted = {named(name) for name in ways(each, "name")}
        right = any(named(name) in wanted for name in names)
        read = ", ".join(names) or ("nobody" if at else "")
        words = f"{each.get('name')}: {each['begins']}"
        found.append(verdict("quotation", words, read, right=right))
    said = [each["begins"] for each in expected["quotations"]]
    whole = plain(" ".join((*said, *expected.get("also_quotations", ()))))
    for number, text in enumerate(told):
        if number not in borne and text[:_ENOUGH] not in whole:
            each = document.quotations[number]
            words = f"{each.name}: {each.text[:60]}"
            found.append(Verdict("quotation", "", words, "invented"))
    return found


def _sections(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    pages: dict[str, set[str]] = {}
    for part in document.sections:
        for title in (part.title, f"{part.number} {part.title}"):
            pages.setdefault(headed(title), set()).add(part.page)
    for block in _blocks(document):
        if block.kind == "heading":
            pages.setdefault(headed(block.text), set()).add("")
    found = []
    known = {headed(each) for each in expected.get("optional_sections", ())}
    for each in expected["sections"]:
        titles = {headed(title) for title in ways(each, "title") if title}
        known |= titles
        at = {page for title in titles for page in pages.get(title, ())}
        right = bool(titles & pages.keys()) and (not each.get("page") or str(each["page"]) in at)
        read = f"{each['title']}, {', '.join(sorted(at))}" if titles & pages.keys() else ""
        found.append(verdict("section", f"{each['title']}, {each.get('page')}", read, right=right))
    for part in document.sections:
        if part.title and not {headed(part.title), headed(f"{part.number} {part.title}")} & known:
            found.append(Verdict("section", "", part.title, "invented"))
    return found


def _notes(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    found = []
    for each in expected["notes"]:
        begins = plain(each["begins"])[:_ENOUGH]
        same = [note for note in document.footnotes if note.number == str(each["number"])]
        there = [note for note in same if plain(note.text).startswith(begins)]
        right = any(note.mark_evidence for note in there)
        read = (there or same)[0].text[:60] if same else ""
        found.append(verdict("note", f"{each['number']} {each['begins']}", read, right=right))
    return found


def _notes_count(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    wanted, got = expected["notes_count"], len(document.footnotes)
    return [verdict("count of notes", str(wanted or ""), str(got or ""))]


def _items(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    found = []
    got = {plain(each.title): each for each in document.items}
    known = {plain(each) for each in expected.get("also_items", ()) if isinstance(each, str)}
    known |= {plain(e["title"]) for e in expected.get("also_items", ()) if isinstance(e, dict)}
    for each in expected["items"]:
        titles = [plain(title) for title in ways(each, "title") if title]
        known.update(titles)
        item = next((got[title] for title in titles if title in got), None)
        date = item.date.date.edtf if item and item.date else ""
        right = item and date in [day or "" for day in ways(each, "date")]
        right = right and item.kind in ways(each, "kind")
        told = f"{each['title']}, {each.get('date')}, {each['kind']}"
        read = f"{item.title}, {date}, {item.kind}" if item else ""
        found.append(verdict("entry", told, read, right=bool(right)))
    return found + [
        Verdict("entry", "", item.title, "invented")
        for title, item in got.items()
        if not item.related and title not in known
    ]


def _abbreviations(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    got = {each.short: each.long for each in found_in(document.source.text)}
    return [
        verdict("abbreviation", each["long"], got.get(each["short"], ""))
        for each in expected["abbreviations"]
    ]


def _shown(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    text = _text_of(document)
    return [verdict("text", each, each * (plain(each) in text)) for each in expected["text"]]


def _chrome(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    blocks = {plain(each.text) for each in _blocks(document)}
    found = []
    for each in expected["chrome"]:
        shown = plain(each) in blocks
        found.append(Verdict("chrome", "", each * shown, "invented" if shown else "right"))
    return found


def _blocks(document: Document) -> Iterator[Block]:
    yield from document.description
    for part in (*document.sections, *document.boxes):
        yield from part.blocks


def _text_of(document: Document) -> str:
    """All words that a reader of the work's pages sees."""
    parts = [each.text for each in _blocks(document)]
    parts += [each.title for each in (*document.sections, *document.boxes)]
    parts += [each.text for each in (*document.footnotes, *document.quotations)]
    parts += [each.text for each in document.biographies]
    parts += [f"{each.title} {each.summary}" for each in document.items]
    parts += [each.text for each in (document.title, document.subtitle) if each]
    return " ".join(plain(each) for each in parts)


JUDGES: dict[str, Judge] = {
    "quotations": _quotations,
    "sections": _sections,
    "notes": _notes,
    "notes_count": _notes_count,
    "items": _items,
    "abbreviations": _abbreviations,
    "text": _shown,
    "chrome": _chrome,
}
