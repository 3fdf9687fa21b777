"""The sections and notes of a text, as an editor looks them over one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from publications import models
from publications.choices import SectionKind, Verdict
from publications.desk.places import Place, place_of
from publications.importing.blocks import block_text
from publications.importing.rejections import worded
from publications.models.base import Record
from publications.models.desk import Decision

PARTS = ("sections", "footnotes")
MOST = 400  # headings or notes that are listed
WORDS = 9  # of the beginning and of the end of a section

Decisions = Mapping[tuple[str, str], Decision]


@dataclass(slots=True)
class Part:
    """A section or a note of the text. ``key`` names it in forms, ``told`` to a listener."""

    key: str
    told: str
    title: str
    number: str
    level: int
    page: str
    kind: str
    anchor: str  # of the section itself; of a note, of the section that calls it
    begin: str
    end: str
    places: list[Place]
    verdict: str = ""
    source_says: str = ""

    @property
    def anchor_here(self) -> str:
        """Where the part stands on the review page."""
        return "value-" + self.key.replace(":", "-")

    @property
    def verdict_words(self) -> str:
        return Verdict(self.verdict).label if self.verdict else ""


@dataclass(slots=True)
class TextParts:
    """The parts of a text, how many there are of each, and the notes that were not taken."""

    sections: list[Part] = field(default_factory=list)
    footnotes: list[Part] = field(default_factory=list)
    section_count: int = 0
    footnote_count: int = 0
    not_taken: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)  # anchors of sections that were none


def text_parts(record: Record, source: models.Source | None, decisions: Decisions) -> TextParts:
    """The sections and notes of a record in reading order, with what was decided on them."""
    found = TextParts()
    if not hasattr(type(record), "sections"):
        return found
    sections = record.sections.order_by("position", "pk")
    found.section_count = sections.count()
    ends = sections.annotate(first=F("blocks__0"), last=F("blocks__-1")).defer("blocks")
    found.sections = [_section(row, source, decisions) for row in ends[:MOST]]
    notes = record.footnotes.order_by("position", "pk")
    found.footnote_count = notes.count()
    rows = notes.select_related("section").defer("section__blocks")
    found.footnotes = [_note(row, source, decisions) for row in rows[:MOST]]
    there = {part.anchor for part in found.sections}
    for (name, value), each in decisions.items():
        if each.verdict != Verdict.REJECTED:
            continue
        if name == "footnotes":
            found.not_taken.append(value)
        elif name == "sections" and value not in there:
            found.joined.append(value)
    return found


def _section(row: Any, source: models.Source | None, decisions: Decisions) -> Part:
    part = Part(
        key=f"sections:{row.pk}",
        told=str(row),
        title=row.title,
        number=row.number,
        level=row.level,
        page=row.page,
        kind=row.get_kind_display() if row.kind != SectionKind.SECTION else "",
        anchor=row.anchor,
        begin=_begin(row.first),
        end=_end(row.last),
        places=_places(row, source),
    )
    return _decided(part, row, decisions)


def _note(row: models.Footnote, source: models.Source | None, decisions: Decisions) -> Part:
    part = Part(
        key=f"footnotes:{row.pk}",
        told=f"note {row.number}",
        title="",
        number=row.number,
        level=1,
        page="",
        kind="",
        anchor=row.section.anchor if row.section else "",
        begin=row.text[:160],
        end="",
        places=_places(row, source),
    )
    return _decided(part, row, decisions)


def _decided(part: Part, row: Any, decisions: Decisions) -> Part:
    name, words = worded(row)
    decision = decisions.get((name, words))
    if decision is not None and decision.verdict != Verdict.REJECTED:
        part.verdict = decision.verdict
    return part


def _places(row: Any, source: models.Source | None) -> list[Place]:
    if source is None or row.source_id != source.pk:
        return []
    return [place_of(source, start, end) for start, end in row.spans[:1]]


def _begin(block: dict[str, Any] | None) -> str:
    words = block_text(block).split() if block else []
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")


def _end(block: dict[str, Any] | None) -> str:
    words = block_text(block).split() if block else []
    return "…" + " ".join(words[-WORDS:]) if len(words) > WORDS else ""
