"""The abbreviations that a work explains: found in its text, summary and title.

They are looked for in the words as they are kept, so that a file of records teaches the archive
as much as a source does; then their place in the source is found again, letter by letter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from publications.choices import SectionKind
from publications.importing import keys
from publications.importing.allocation import Keys
from publications.importing.blocks import block_text
from publications.importing.particulars import FIELD_OF_WORK
from publications.importing.plan import Plan, merged
from publications.models import (
    Abbreviation,
    AbbreviationUse,
    Event,
    Footnote,
    NewsItem,
    Project,
    Publication,
    Section,
    Source,
)
from publications.parsing import abbreviations as parsed
from publications.parsing.document import Evidence

SLUG_LENGTH = 180
_WORKS = (Publication, NewsItem, Project, Event)
_VALUES = ("summary", "title")  # after the text: where both explain it, the text is shown
_NO_TEXT = frozenset({SectionKind.CONTENTS, SectionKind.IMPRINT})


@dataclass(frozen=True, slots=True)
class Found:
    """One abbreviation with its place in the words that are kept: a block of a section."""

    slug: str
    value: parsed.Abbreviation
    section: Any
    block: int
    text: str
    spans: Evidence

    @property
    def anchor(self) -> str:
        """The anchor of a section of a line; empty for a summary, a note or a title."""
        return self.section["anchor"] if self.section else ""


# -- one document --------------------------------------------------------------------------


def assign(plan: Plan) -> None:
    """Adds what every work of a plan explains to it; makes the rows of abbreviations it lacks."""
    people = {agent.row.name for agent in plan.agents if hasattr(agent.row, "biographies")}
    sections: dict[int, list[Section]] = {}
    notes: dict[int, list[Footnote]] = {}
    for row in plan.children:
        if isinstance(row, Section):
            sections.setdefault(id(row.work), []).append(row)
        elif isinstance(row, Footnote):
            notes.setdefault(id(row.work), []).append(row)
    said: dict[tuple[int, str], list[Evidence]] = {}
    for record, name, evidence in plan.evidence:
        if name in _VALUES:
            said.setdefault((id(record), name), []).append(evidence)
    wanted: list[tuple[Any, Found]] = []
    for record in plan.records:
        if isinstance(record, _WORKS):
            places = chain(
                _places(sections.get(id(record), ()), notes.get(id(record), ())),
                (
                    (None, 0, getattr(record, name), merged(*said.get((id(record), name), ())))
                    for name in _VALUES
                ),
            )
            wanted += [(record, found) for found in first_of_each(places, people)]
    rows = rows_of(found for _, found in wanted)
    for record, found in wanted:
        plan.child(
            AbbreviationUse(
                abbreviation=rows[found.slug],
                section=found.section,
                block=found.block,
                short=found.value.short,
                expansion=found.value.long,
                **{FIELD_OF_WORK[type(record)]: record},
            ),
            _in_source(plan.document.source.text, found),
        )


Place = tuple[Any, int, str, Evidence]  # section, block, words, spans in the source


def _places(sections: Iterable[Section], notes: Iterable[Footnote]) -> Iterator[Place]:
    for row in sections:
        if row.kind not in _NO_TEXT:
            for at, block in enumerate(row.blocks):
                yield row, at, block_text(block), tuple(map(tuple, block["spans"]))
    for note in notes:
        yield None, 0, note.text, tuple(map(tuple, note.spans))


def first_of_each(places: Iterable[Place], people: Collection[str] = ()) -> list[Found]:
    """What some places of one work explain, each once, where it is first."""
    found: dict[str, Found] = {}
    for section, block, text, spans in places:
        for value in parsed.found_in(text, people):
            slug = slug_of(value)
            found.setdefault(slug, Found(slug, value, section, block, text, spans))
    return list(found.values())


def slug_of(value: parsed.Abbreviation) -> str:
    """The same for every way to write both forms; of letters without a slug, a digest."""
    words = f"{parsed.short_key(value.short)} {parsed.long_key(value.long)}"
    slug = keys.slug(words, SLUG_LENGTH)
    if words.isascii() and len(words) < SLUG_LENGTH:
        return slug
    return f"{slug}-{hashlib.sha256(words.encode()).hexdigest()[:8]}".strip("-")


def rows_of(wanted: Iterable[Found]) -> dict[str, Abbreviation]:
    """The rows of some abbreviations by slug; those that are new are made."""
    named = {found.slug: found.value for found in wanted}
    rows = {row.slug: row for row in Abbreviation.objects.filter(slug__in=named)} if named else {}
    missing = [row_of(slug, value) for slug, value in named.items() if slug not in rows]
    if missing:
        # Another transaction may make the same ones.
        Abbreviation.objects.bulk_create(
            sorted(missing, key=lambda row: row.slug), ignore_conflicts=True
        )
        new = Abbreviation.objects.filter(slug__in=[row.slug for row in missing])
        rows |= {row.slug: row for row in new}
    return rows


def row_of(slug: str, value: parsed.Abbreviation) -> Abbreviation:
    return Abbreviation(
        slug=slug,
        short=parsed.singular(value.short),
        expansion=value.long,
        **keys_of(value.short, value.long),
    )


def keys_of(short: str, long: str) -> dict[str, str]:
    """The columns by which a search finds either form; a few letters may become many."""
    return {
        "short_key": parsed.short_key(short)[:20],
        "expansion_key": parsed.long_key(long)[:200],
    }


# -- the place in the source ---------------------------------------------------------------


def _in_source(source: str, found: Found) -> Evidence:
    """Where the words of an abbreviation stand in the source; else all of the paragraph."""
    start, end = found.value.span
    return located(source, found.spans, found.text, start, end) or found.spans


def located(source: str, spans: Evidence, text: str, start: int, end: int) -> Evidence | None:
    """The places in a source of ``text[start:end]``, where ``text`` was read from ``spans``.

    Tidying leaves out white space, hyphens at line ends and marks of notes, and never reorders;
    so both are walked along together and what only the source has is passed over.
    """
    places = [at for first, last in sorted(spans) for at in range(first, last)]
    matched: list[int] = []
    here = 0
    for index, char in enumerate(text[:end]):
        if char.isspace():
            continue
        while here < len(places) and source[places[here]] != char:
            here += 1
        if here == len(places):
            return None
        if index >= start:
            matched.append(places[here])
        here += 1
    return _runs(matched, spans)


def _runs(matched: Sequence[int], spans: Evidence) -> Evidence | None:
    """The matched characters as stretches, parted only where the spans are."""
    found = []
    for first, last in sorted(spans):
        inside = [at for at in matched if first <= at < last]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found) or None


# -- lines of records ----------------------------------------------------------------------


def explained_in(record: Mapping[str, Any]) -> list[Found]:
    """What the sections, notes, summary and title of a record of a file explain."""
    places: list[Place] = []
    for section in record.get("sections", ()):
        if section.get("kind") in _NO_TEXT:
            continue
        for at, block in enumerate(section.get("blocks", ())):
            spans = tuple((start, end) for start, end in block.get("spans", ()))
            places.append((section, at, block_text(block), spans))
    places += [(None, 0, note["text"], ()) for note in record.get("footnotes", ())]
    places += [(None, 0, record.get(name) or "", ()) for name in _VALUES]
    return first_of_each(places)


@dataclass(frozen=True, slots=True)
class Explained:
    """What the text of a line explains: the column and the key of its work, its section's key."""

    found: Found
    column: str
    work: int
    section: int | None


EXPLAINED = (
    *("publication_id", "news_item_id", "project_id", "event_id"),
    *("abbreviation_id", "short", "expansion", "section_id", "block", "spans", "source_id"),
)


class Taught:
    """Makes rows of what texts explain; ``known`` are the keys of a load."""

    def __init__(self, known: Keys) -> None:
        self._known = known
        self._keys: dict[str, int] = {}

    def rows(self, explained: Sequence[Explained]) -> Iterator[tuple]:
        """Rows of ``AbbreviationUse`` by the columns ``EXPLAINED``; makes their abbreviations."""
        wanted = {each.found.slug: each.found for each in explained}
        for slug in wanted.keys() - self._keys.keys():
            if (key := self._known.find(Abbreviation, slug)) is not None:
                self._keys[slug] = key
        new = rows_of(found for slug, found in wanted.items() if slug not in self._keys)
        self._keys.update((slug, row.pk) for slug, row in new.items())
        for each in explained:
            found = each.found
            source = found.section and found.section.get("source")
            yield (
                *(each.work if column == each.column else None for column in EXPLAINED[:4]),
                self._keys[found.slug],
                found.value.short,
                found.value.long,
                each.section,
                found.block,
                json.dumps(found.spans if source else []),
                self._known.named(Source, source) if source else None,
            )
