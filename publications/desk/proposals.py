"""What was read from a source, value by value, as an editor reviews it.

A proposal is a column of the record ("title") or a row that hangs on it ("contributions:12"),
with the places of its words, how sure it is, and what an editor decided on it before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publications import models
from publications.choices import SCHEMES, Role, Status, Verdict
from publications.desk.columns import column_text
from publications.desk.held import Difference, differences_of, held_sources
from publications.desk.parts import PARTS, TextParts, text_parts
from publications.desk.places import Place, place_of
from publications.desk.records import WORKS, sources_of
from publications.desk.sureness import ABOUT, CHECK, LIKELY, SURE, Sureness, judge
from publications.desk.who import Candidate, alike, works_of
from publications.importing.rejections import worded
from publications.models.base import Record
from publications.models.desk import Decision
from publications.search import folded

# The columns that are reviewed of each kind, in reading order.
COLUMNS: dict[type[Record], tuple[str, ...]] = {
    models.Publication: (
        "kind", "title", "subtitle", "date_edtf", "series", "series_number", "summary", "rights",
        "first_page", "last_page",
    ),
    models.NewsItem: ("kind", "title", "date_edtf", "summary", "group"),
    models.Event: ("kind", "title", "date_edtf", "time_printed", "venue", "summary"),
    models.Project: ("title", "summary"),
}  # fmt: skip
ALWAYS = {"kind", "title", "subtitle", "date_edtf", "series", "summary"}  # also when empty
ROWS = ("contributions", "identifiers", "places", "topics")


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
class Review:
    """A record beside one of its sources."""

    record: Record
    source: models.Source | None
    sources: list[models.Source]
    proposals: list[Proposal]
    contributions: list[Proposal]
    general: list[dict[str, Any]]  # warnings about the whole text
    text: TextParts
    differences: list[Difference]  # what this source says of a public record, and it does not

    @property
    def all(self) -> list[Proposal]:
        return [*self.proposals, *self.contributions]

    @property
    def open(self) -> int:
        """How many values nobody has looked at that need a look."""
        unsure = sum(not each.verdict and each.sureness.level == CHECK for each in self.all)
        return unsure + len(self.differences)

    @property
    def marked(self) -> list[Proposal | Difference]:
        """All whose words are marked in the text of the source."""
        return [*self.differences, *self.all]


def review_of(record: Record, source_pk: int | None = None) -> Review:
    """Everything that the review page shows of a record and one of its sources."""
    sources = sources_of(record)
    held = held_sources(record)
    source = next((each for each in sources if each.pk == source_pk), None) or next(
        (each for each in sources if each.pk in held), sources[0] if sources else None
    )
    reader = _Reader(record, source)
    return Review(
        record=record,
        source=source,
        sources=sources,
        proposals=[*reader.columns(), *reader.rows()],
        contributions=list(reader.contributions()),
        general=reader.general(),
        text=text_parts(record, source, reader.decisions),
        differences=differences_of(record, source) if source else [],
    )


class _Reader:
    """Reads the proposals of one record and one source; few queries for all of them."""

    def __init__(self, record: Record, source: models.Source | None):
        self.record = record
        self.source = source
        self.warnings: list[dict[str, Any]] = list(source.warnings) if source else []
        self.evidence: dict[str, list[models.Evidence]] = {}
        if source:
            for each in models.Evidence.objects.filter(record=record.identifier, source=source):
                self.evidence.setdefault(each.field, []).append(each)
        self.decisions: dict[tuple[str, str], Decision] = {}
        for each in Decision.objects.filter(record=record.identifier).order_by("pk"):
            # A corrected value is known by what it is now; a part of the text by what it was.
            corrected = each.verdict == Verdict.CORRECTED and each.field not in PARTS
            said = each.instead if corrected else each.value
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
            places = [
                place_of(self.source, each.start, each.end, each.page)
                for each in self._spoken(name)
            ]
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
                    label=_label_of_row(row),
                    value=value,
                    sureness=self._row_sureness(name, row, value, places),
                    places=places,
                )
                self._add_decision(proposal, words[1] if words else value)
                yield proposal

    def contributions(self) -> Iterator[Proposal]:
        if type(self.record) not in WORKS:
            return
        rows = list(self.record.contributions.select_related("author", "organisation"))
        known = works_of(rows, self.record)
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
        return [place_of(self.source, start, end) for start, end in row.spans]

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
            said = self._before_corrections(decision)
            proposal.source_says = said if said != value else ""

    def _before_corrections(self, last: Decision) -> str:
        """What was read, where an editor has corrected a value more than once."""
        seen = [last]
        while (earlier := self.decisions.get((last.field, seen[-1].value))) is not None:
            if earlier.verdict != Verdict.CORRECTED or earlier in seen:
                break
            seen.append(earlier)
        return seen[-1].value

    def general(self) -> list[dict[str, Any]]:
        return [each for each in self.warnings if each["code"] not in ABOUT]


def _label(record: Record, name: str) -> str:
    if name == "date_edtf":
        return "Date"
    return str(record._meta.get_field(name).verbose_name).capitalize()


def _label_of_row(row: Any) -> str:
    if isinstance(row, models.PublishedIdentifier):
        return SCHEMES.get(row.scheme, row.scheme.capitalize())
    return (
        "Topic" if isinstance(row, models.TopicAssignment) else row._meta.verbose_name.capitalize()
    )
