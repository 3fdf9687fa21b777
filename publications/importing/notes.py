"""The notes and quotations of a document, each with the work and the section it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from publications.choices import QuotationKind
from publications.importing.plan import Plan
from publications.models import Footnote, NewsItem, Project, Publication, Quotation
from publications.models import Section as SectionRow
from publications.parsing import document as parsed
from publications.parsing import names

Work = Publication | NewsItem | Project
# By the index of a section in the document: its work, and its row where it has one.
Places = dict[int, tuple[Work, SectionRow | None]]
_QUOTATION_KINDS = frozenset(QuotationKind.values)


def owner(work: Work) -> dict[str, Work]:
    """The foreign key by which a row of text hangs on its work."""
    if isinstance(work, Publication):
        return {"publication": work}
    return {"news_item": work} if isinstance(work, NewsItem) else {"project": work}


@dataclass(slots=True)
class Ranges:
    """Which work a place of the source belongs to, where a source holds several."""

    whole: Work | None
    _parts: list[tuple[int, int, Work]] = field(default_factory=list)

    def add(self, start: int, end: int, work: Work) -> None:
        self._parts.append((start, end, work))

    def work_at(self, offset: int) -> Work | None:
        for start, end, work in self._parts:
            if start <= offset < end:
                return work
        return self.whole


def add_footnotes(plan: Plan, places: Places, ranges: Ranges) -> None:
    """Notes under the section that calls them, else under the work that they stand in."""
    counts: dict[int, int] = {}
    for note in plan.document.footnotes:
        work, row = places.get(note.section, (None, None))
        work = work or ranges.work_at(_start(note.mark_evidence or note.evidence))
        if work is None:
            continue
        position = counts[id(work)] = counts.get(id(work), 0) + 1
        plan.child(
            Footnote(
                section=row,
                number=note.number,
                text=note.text,
                urls=list(note.urls),
                position=position,
                **owner(work),
            ),
            note.evidence,
        )


def add_quotations(plan: Plan, ranges: Ranges) -> None:
    for position, quotation in enumerate(plan.document.quotations, 1):
        work = ranges.work_at(_start(quotation.evidence))
        if work is None:
            continue
        plan.child(
            Quotation(
                author=plan.agents.person(names.tidy_name(quotation.name)),
                kind=quotation.kind
                if quotation.kind in _QUOTATION_KINDS
                else QuotationKind.PULL_QUOTE,
                text=quotation.text,
                printed=quotation.name,
                affiliation=quotation.affiliation,
                position=position,
                **owner(work),
            ),
            (*quotation.evidence, *quotation.name_evidence),
        )


def _start(evidence: parsed.Evidence) -> int:
    return min((start for start, _ in evidence), default=-1)
