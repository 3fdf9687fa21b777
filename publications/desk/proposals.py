"""What was read from a source, value by value, as an editor reviews it.

A proposal is a column of the record ("title") or a row that hangs on it ("contributions:12"),
with the places of its words, how sure it is, and what an editor decided on it before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from publications import models
from publications.choices import Role, Status, Verdict
from publications.desk.records import FIELD_OF_AGENT, sources_of
from publications.desk.sureness import ABOUT, CHECK, LIKELY, SURE, Sureness, judge
from publications.importing.rejections import worded
from publications.models.base import Record
from publications.models.desk import Decision
from publications.search import folded

MOST_PARTS = 400  # headings or notes that are listed
ALIKE = 0.55  # from here on two names are worth a look

# The columns that are reviewed of each kind, in reading order.
COLUMNS: dict[type[Record], tuple[str, ...]] = {
    models.Publication: (
        "kind", "title", "subtitle", "date_edtf", "series", "series_number", "summary", "rights",
        "first_page",
    ),
    models.NewsItem: ("kind", "title", "date_edtf", "summary", "group"),
    models.Event: ("kind", "title", "date_edtf", "time_printed", "venue", "summary"),
    models.Project: ("title", "summary"),
}  # fmt: skip
ALWAYS = {"kind", "title", "subtitle", "date_edtf", "series", "summary"}  # also when empty
ROWS = ("contributions", "identifiers", "places", "topics")


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int
    page: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is in the archive and may be meant, and why."""

    record: Record
    reason: str


@dataclass(slots=True)
class Proposal:
    """One value to look at. ``key`` names it in addresses and forms."""

    key: str
    field: str
    label: str
    value: str
    sureness: Sureness
    places: list[Place] = field(default_factory=list)
    verdict: str = ""
    rejectable: bool = True
    long: bool = False
    choices: list[tuple[str, str]] = field(default_factory=list)
    role: str = ""
    who: Record | None = None  # whom a name was taken for
    is_new: bool = False
    because: str = ""  # why that person
    candidates: list[Candidate] = field(default_factory=list)
    source_says: str = ""  # where an editor set something else

    @staticmethod
    def anchor_of(key: str) -> str:
        """The place of a value on the review page."""
        return "value-" + key.replace(":", "-")

    @property
    def anchor(self) -> str:
        return self.anchor_of(self.key)

    @property
    def verdict_words(self) -> str:
        return Verdict(self.verdict).label if self.verdict else ""


@dataclass(slots=True)
class Part:
    """A heading or a note of the text, to be looked at."""

    label: str
    level: int
    places: list[Place]
    key: int


@dataclass(slots=True)
class Review:
    """A record beside one of its sources."""

    record: Record
    source: models.Source | None
    sources: list[models.Source]
    proposals: list[Proposal]
    contributions: list[Proposal]
    sections: list[Part]
    footnotes: list[Part]
    general: list[dict[str, Any]]  # warnings about the whole text
    section_count: int = 0
    footnote_count: int = 0

    @property
    def all(self) -> list[Proposal]:
        return [*self.proposals, *self.contributions]

    @property
    def open(self) -> int:
        """How many values nobody has looked at that need a look."""
        return sum(not each.verdict and each.sureness.level == CHECK for each in self.all)


def review_of(record: Record, source_pk: int | None = None) -> Review:
    """Everything that the review page shows of a record and one of its sources."""
    sources = sources_of(record)
    source = next((each for each in sources if each.pk == source_pk), None) or (
        sources[0] if sources else None
    )
    reader = _Reader(record, source)
    review = Review(
        record=record,
        source=source,
        sources=sources,
        proposals=[*reader.columns(), *reader.rows()],
        contributions=list(reader.contributions()),
        sections=[],
        footnotes=[],
        general=reader.general(),
    )
    _add_parts(review, reader)
    return review


class _Reader:
    """Reads the proposals of one record and one source; few queries for all of them."""

    def __init__(self, record: Record, source: models.Source | None):
        self.record = record
        self.source = source
        self.text = source.text if source else ""
        self.warnings: list[dict[str, Any]] = list(source.warnings) if source else []
        self.evidence: dict[str, list[models.Evidence]] = {}
        if source:
            for each in models.Evidence.objects.filter(record=record.identifier, source=source):
                self.evidence.setdefault(each.field, []).append(each)
        self.decisions: dict[tuple[str, str], Decision] = {}
        for each in Decision.objects.filter(record=record.identifier).order_by("pk"):
            said = each.instead if each.verdict == Verdict.CORRECTED else each.value
            self.decisions[each.field, said] = each
        # What a field said before an editor set it outside of a review: the first revision tells.
        self.earlier: dict[str, Any] = {}
        for before in models.Revision.objects.filter(record=record.identifier).order_by("pk"):
            for name, value in before.before.items():
                self.earlier.setdefault(name, value)

    # -- columns ---------------------------------------------------------------------------

    def columns(self) -> Iterator[Proposal]:
        for name in COLUMNS.get(type(self.record), ()):
            value = column_text(self.record, name)
            places = [self._place(each.start, each.end, each.page) for each in self._spoken(name)]
            if not value and not places and name not in ALWAYS:
                continue
            proposal = Proposal(
                key=name,
                field=name,
                label=_label(self.record, name),
                value=value,
                sureness=self._sureness(name, value, places),
                places=places,
                rejectable=name not in {"title", "kind"} and bool(value),
                long=name in {"summary", "rights"},
                choices=list(self.record._meta.get_field(name).choices or []),
            )
            self._add_decision(proposal, value)
            self._add_difference(proposal)
            yield proposal

    def _add_difference(self, proposal: Proposal) -> None:
        """Shows where an editor set something else than was read, in a form of the admin."""
        before = self.earlier.get(proposal.field)
        if (
            proposal.field in self.record.curated
            and isinstance(before, str)
            and before
            and before != proposal.value
            and not proposal.source_says
        ):
            proposal.source_says = before

    def _spoken(self, name: str) -> list[models.Evidence]:
        return self.evidence.get(name, [])

    # -- rows ------------------------------------------------------------------------------

    def rows(self) -> Iterator[Proposal]:
        for name in ROWS[1:]:
            if not hasattr(type(self.record), name):
                continue
            rows = getattr(self.record, name).all()
            for row in rows.select_related("topic") if name == "topics" else rows:
                words = worded(row)
                value = str(row)
                places = self._places(row)
                proposal = Proposal(
                    key=f"{name}:{row.pk}",
                    field=name,
                    label=row._meta.verbose_name.capitalize() if name != "topics" else "Topic",
                    value=value,
                    sureness=self._row_sureness(name, row, value, places),
                    places=places,
                )
                self._add_decision(proposal, words[1] if words else value)
                yield proposal

    def contributions(self) -> Iterator[Proposal]:
        if not hasattr(type(self.record), "contributions"):
            return
        rows = list(self.record.contributions.select_related("author", "organisation"))
        known = _works_of(rows, self.record)
        for row in rows:
            name = row.printed or str(row.agent)
            places = self._places(row)
            proposal = Proposal(
                key=f"contributions:{row.pk}",
                field="contributions",
                label=row.get_role_display(),
                value=name,
                sureness=self._sureness("contributions", name, places),
                places=places,
                role=row.role,
                choices=list(Role.choices),
                who=row.agent,
                is_new=row.agent.status != Status.PUBLISHED,
            )
            self._explain(proposal, known.get((type(row.agent), row.agent.pk), 0))
            words = worded(row)
            self._add_decision(proposal, words[1] if words else name)
            yield proposal

    def _explain(self, proposal: Proposal, works: int) -> None:
        """Says why a name was taken for somebody, and who else might be meant."""
        if not proposal.is_new:
            same = folded(proposal.value) == folded(str(proposal.who))
            printed = "under this name" if same else f"as {proposal.who}"
            proposal.because = f"Known {printed} from {works or 'no'} other work" + (
                "." if works == 1 else "s."
            )
            return
        proposal.because = "New: nobody of this name is in the archive yet."
        proposal.candidates = alike(proposal.who)
        if proposal.candidates and not proposal.verdict:
            first = proposal.candidates[0]
            proposal.sureness = Sureness(
                CHECK, f"New to the archive, but {first.record} has a similar name."
            )

    # -- the words -------------------------------------------------------------------------

    def _places(self, row: Any) -> list[Place]:
        if self.source is None or row.source_id != self.source.pk:
            return []
        return [self._place(start, end) for start, end in row.spans]

    def _place(self, start: int, end: int, page: str = "") -> Place:
        start, end = min(start, len(self.text)), min(end, len(self.text))
        return Place(start, end, page or self._page(start), " ".join(self.text[start:end].split()))

    def _page(self, offset: int) -> str:
        pages = self.source.pages if self.source else []
        return next((str(label) for label, start, end in pages if start <= offset < end), "")

    def _sureness(self, name: str, value: str, places: list[Place]) -> Sureness:
        said = value
        if name == "kind" or (name == "date_edtf" and value):
            # A kind or a date is never printed as it is kept.
            said = places[0].words if places else value
        spans = [(each.start, each.end) for each in places]
        found = judge(name, said, [each.words for each in places], spans, self.warnings)
        if name == "date_edtf" and found.level == SURE and not value[4:5]:
            return Sureness(LIKELY, "Only a year is printed.")
        return found

    def _row_sureness(self, name: str, row: Any, value: str, places: list[Place]) -> Sureness:
        if name == "topics":
            if row.words:
                return Sureness(LIKELY, f"Because of these words: {row.words}.")
            return Sureness(SURE, "Chosen by an editor.")
        said = getattr(row, "printed", "") or getattr(row, "value", "") or value
        return self._sureness(name, said, places)

    def _add_decision(self, proposal: Proposal, value: str) -> None:
        decision = self.decisions.get((proposal.field, value))
        if decision is None or decision.verdict == Verdict.REJECTED:
            rejected = [
                each
                for (name, _), each in self.decisions.items()
                if name == proposal.field and each.verdict == Verdict.REJECTED
            ]
            if rejected and not value:
                proposal.verdict, proposal.source_says = Verdict.REJECTED, rejected[-1].value
                proposal.sureness = Sureness(SURE, "An editor rejected what the source says.")
            return
        proposal.verdict = decision.verdict
        proposal.sureness = Sureness(SURE, "An editor has looked at it.")
        if decision.verdict == Verdict.CORRECTED:
            proposal.source_says = decision.value

    def general(self) -> list[dict[str, Any]]:
        return [each for each in self.warnings if each["code"] not in ABOUT]


def column_text(record: Record, name: str) -> str:
    """A column as a form shows it."""
    value = getattr(record, name)
    return "" if value is None else str(value)


def _label(record: Record, name: str) -> str:
    if name == "date_edtf":
        return "Date"
    return str(record._meta.get_field(name).verbose_name).capitalize()


def _works_of(rows: list[models.Contribution], record: Record) -> dict[tuple[type, int], int]:
    """In how many other works each person and body of a record has a part."""
    counts: dict[tuple[type, int], int] = {}
    own = {row.pk for row in rows}
    for model, name in FIELD_OF_AGENT.items():
        keys = {getattr(row, f"{name}_id") for row in rows} - {None}
        works: dict[int, set[tuple]] = {}
        for row in models.Contribution.objects.filter(**{f"{name}__in": keys}).exclude(pk__in=own):
            works.setdefault(getattr(row, f"{name}_id"), set()).add(
                (row.publication_id, row.event_id, row.news_item_id, row.project_id)
            )
        counts |= {(model, key): len(found) for key, found in works.items()}
    return counts


def alike(agent: Record, most: int = 4) -> list[Candidate]:
    """Published people or bodies whose names resemble one, the likest first, with reasons."""
    name = folded(str(agent))
    if len(name) < 3:
        return []
    rows = (
        type(agent)
        .objects.published()
        .filter(folded_name__trigram_word_similar=name)
        .exclude(pk=agent.pk)
        .annotate(likeness=TrigramWordSimilarity(name, "folded_name"))
        .filter(likeness__gte=ALIKE)
        .order_by("-likeness", "pk")
    )
    found = [Candidate(row, _why(agent, row)) for row in rows[:most]]
    if isinstance(agent, models.Author) and not found:
        surname, _, given = agent.sort_name.partition(" ")
        same = models.Author.objects.published().filter(
            Q(sort_name__startswith=f"{surname} {given[:1]}")
        )
        found = [Candidate(row, _why(agent, row)) for row in same.exclude(pk=agent.pk)[:most]]
    return found


def _why(agent: Record, other: Record) -> str:
    ours, theirs = str(agent), str(other)
    if folded(ours) == folded(theirs):
        return "the same name"
    if isinstance(agent, models.Author):
        mine, its = agent.sort_name.partition(" "), other.sort_name.partition(" ")
        if mine[0] == its[0]:
            return "the same surname, and a first name that begins alike"
    return "a similar name"


def _add_parts(review: Review, reader: _Reader) -> None:
    record = review.record
    if not hasattr(type(record), "sections"):
        return
    sections = record.sections.defer("blocks").order_by("position", "pk")
    review.section_count = sections.count()
    for row in sections[:MOST_PARTS]:
        review.sections.append(Part(str(row), row.level, reader._places(row)[:1], row.pk))
    notes = record.footnotes.order_by("position", "pk")
    review.footnote_count = notes.count()
    for row in notes[:MOST_PARTS]:
        review.footnotes.append(
            Part(f"{row.number} {row.text[:90]}", 1, reader._places(row)[:1], row.pk)
        )
