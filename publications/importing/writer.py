"""From a plan to rows: compares what is wanted with what is there and writes the difference.

Runs inside the transaction of its caller. A row that is as wanted is not written; a row that
stays keeps its primary key; a record never changes its identifier. Fields and sets of rows
that an editor has set (``Record.curated``) and fields that another source speaks for are left
as they are. Few queries, however long the text is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models as django_models
from django.db.models import Q
from django.utils import timezone

from publications import models
from publications.choices import Status
from publications.importing import keys, matching
from publications.importing.plan import Plan, spans_of
from publications.models.base import Record
from publications.parsing import names, organisations
from publications.search import folded

RECORDS: tuple[type[Record], ...] = (
    models.Organisation,
    models.Author,
    models.Series,
    models.Project,
    models.Publication,
    models.Event,
    models.NewsItem,
)
BATCH = 500  # rows of one statement
GONE = "No source of the archive prints it any more."

# Columns that follow another one: who may set the first may set the rest.
_FOLLOWS = {
    "slug": "title",
    "sort_title": "title",
    "kind": "title",
    "status": "title",
    "part_of": "title",
    "position": "title",
    "sort_name": "name",
    "date_printed": "date_edtf",
    "date_earliest": "date_edtf",
    "date_latest": "date_edtf",
    "date_precision": "date_edtf",
}
_NEVER = frozenset(
    {
        "id",
        "identifier",
        "import_key",
        "curated",
        "created_at",
        "updated_at",
        "search_vector",
        "withdrawn_reason",
        "folded_name",
    }
)


@dataclass(frozen=True, slots=True)
class ChildKind:
    """A kind of row that hangs on records, how it is recognised, and what editors call the set.

    ``once`` marks kinds of which a work has one per key whatever the source.
    """

    model: type[django_models.Model]
    curated: str
    owners: tuple[str, ...]
    key: Callable[[Any], Hashable]
    once: bool = False


_WORKS = ("publication_id", "event_id", "news_item_id", "project_id")
_TEXTS = ("publication_id", "news_item_id", "project_id")
CHILDREN: tuple[ChildKind, ...] = (
    ChildKind(
        models.NameVariant, "variants", ("author_id", "organisation_id"), lambda row: row.printed
    ),
    ChildKind(
        models.Contribution,
        "contributions",
        _WORKS,
        lambda row: (row.author_id, row.organisation_id, row.role),
        once=True,
    ),
    ChildKind(
        models.PublishedIdentifier,
        "identifiers",
        ("publication_id",),
        lambda row: (row.scheme, row.value),
        once=True,
    ),
    ChildKind(models.OfferedFile, "files", ("publication_id",), lambda row: row.name, once=True),
    ChildKind(models.Biography, "biographies", ("publication_id",), lambda row: row.author_id),
    ChildKind(models.PlaceMention, "places", ("news_item_id",), lambda row: row.name),
    ChildKind(
        models.ProjectEntry,
        "entries",
        ("project_id",),
        lambda row: (row.publication_id, row.event_id, row.news_item_id),
    ),
    ChildKind(models.Section, "sections", _TEXTS, lambda row: row.anchor),
    ChildKind(models.Footnote, "footnotes", _TEXTS, lambda row: row.number),
    ChildKind(
        models.Quotation, "quotations", _TEXTS, lambda row: (row.kind, row.text, row.author_id)
    ),
    ChildKind(models.TopicAssignment, "topics", _WORKS, lambda row: row.topic_id, once=True),
)


@dataclass(slots=True)
class Written:
    """What was written: records by kind and fate, and whether any content changed at all."""

    records: Counter[str] = field(default_factory=Counter)
    changed: bool = False


def write(plan: Plan) -> Written:
    """Write a plan, its source first. The caller holds the transaction and the lock."""
    return _Writer(plan).write()


class _Writer:
    def __init__(self, plan: Plan):
        self.plan = plan
        self.source = plan.source
        self.written = Written()
        self.touched: set[int] = set()  # id() of wanted records of which something changed
        self.new: set[int] = set()
        self.before: dict[int, Record] = dict(plan.known)
        self.wanted: list[Record] = []
        self.unspoken: set[tuple[int, str]] = set()  # fields for which this source is no evidence

    def write(self) -> Written:
        is_new = self.source.pk is None
        own = self._own_evidence()
        self._gather_agents()
        self._recognise(own)
        self._name_main()
        self._write_source()
        foreign = self._foreign_evidence()
        self._write_records(own, foreign)
        self._write_children(is_new)
        self._write_evidence(own)
        self._retire(own, foreign)
        self._stamp()
        return self.written

    # -- recognising -----------------------------------------------------------------------

    def _own_evidence(self) -> list[models.Evidence]:
        if self.source.pk is None:
            return []
        return list(models.Evidence.objects.filter(source=self.source).order_by("pk"))

    def _gather_agents(self) -> None:
        """People and organisations come first: the rest points at them."""
        seen: set[int] = set()
        for agent in self.plan.agents:
            if id(agent.row) not in seen:
                seen.add(id(agent.row))
                self.wanted.append(agent.row)
                if agent.before is not None:
                    self.before[id(agent.row)] = agent.before
                agent.row.slug = keys.slug(agent.row.name)
                agent.row.sort_name = (
                    keys.person_sort_name(agent.row.name)
                    if isinstance(agent.row, models.Author)
                    else keys.organisation_sort_name(agent.row.name)
                )
            if agent.named_by:
                self.plan.point(agent.row, "name", agent.named_by)
            if agent.abbreviated_by:
                self.plan.point(agent.row, "abbreviation", agent.abbreviated_by)
            if agent.note:
                self.plan.warn("organisation_renamed", agent.note, agent.named_by)
            for printed, spans in agent.forms.items():
                self._variant(agent.row, printed, tuple(spans))
        self.wanted += self.plan.records

    def _variant(self, row: Record, printed: str, evidence: tuple[tuple[int, int], ...]) -> None:
        person = isinstance(row, models.Author)
        match = names.match_key if person else organisations.match_key
        self.plan.child(
            models.NameVariant(
                printed=printed,
                key=match(printed)[:300],
                **{"author" if person else "organisation": row},
            ),
            evidence,
        )

    def _recognise(self, own: Sequence[models.Evidence]) -> None:
        """Finds the row of each wanted record: by key, then by what this source had before."""
        had = {each.record for each in own}
        for model in RECORDS:
            wanted = [
                each
                for each in self.plan.records
                if isinstance(each, model) and id(each) not in self.before
            ]
            if not wanted:
                continue
            condition = Q(import_key__in=[each.import_key for each in wanted])
            if had:
                condition |= Q(identifier__in=had)
            titles = hasattr(model, "sort_title") and model is not models.Project
            if titles:
                condition |= Q(sort_title__in=[each.sort_title for each in wanted])
            rows = list(model.objects.filter(condition).order_by("pk"))
            taken = {row.pk for row in self.before.values() if isinstance(row, model)}
            self._match_rows(wanted, [row for row in rows if row.pk not in taken], had)
        for record in self.wanted:
            if row := self.before.get(id(record)):
                record.pk = row.pk
                record.identifier, record.import_key = row.identifier, row.import_key

    def _match_rows(self, wanted: list[Record], rows: list[Record], had: set[str]) -> None:
        by_key = {row.import_key: row for row in rows}
        free = {row.pk: row for row in rows}
        left: list[Record] = []
        for record in wanted:
            row = by_key.get(record.import_key)
            if row is not None and row.pk in free:
                self.before[id(record)] = free.pop(row.pk)
            else:
                left.append(record)
        pairs = sorted(
            (
                (_likeness(record, row, row.identifier in had), at, row.pk)
                for at, record in enumerate(left)
                for row in free.values()
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        for likeness, at, pk in pairs:
            if likeness > 0 and pk in free and id(left[at]) not in self.before:
                self.before[id(left[at])] = free.pop(pk)

    # -- the source ------------------------------------------------------------------------

    def _name_main(self) -> None:
        if self.plan.main is not None:
            self.source.main_record = self.plan.main.identifier

    def _write_source(self) -> None:
        if self.source.pk is None:
            self.source.save(force_insert=True)
            self.written.changed = True
            return
        before = models.Source.objects.get(pk=self.source.pk)
        changed = _changes(self.source, before, _column_names(models.Source) - _NEVER)
        if changed:
            if changed != {"parser_version"}:
                self.written.changed = True
                self.source.updated_at = timezone.now()
                changed.add("updated_at")
            self.source.save(update_fields=changed)

    # -- records ---------------------------------------------------------------------------

    def _foreign_evidence(self) -> dict[str, set[str]]:
        """Which fields of the known records other sources speak for."""
        known = [row.identifier for row in self.before.values()]
        found: dict[str, set[str]] = defaultdict(set)
        if known:
            pairs = (
                models.Evidence.objects.filter(record__in=known)
                .exclude(source=self.source)
                .values_list("record", "field")
                .distinct()
                .order_by()
            )
            for record, name in pairs:
                found[record].add(name)
        return found

    def _write_records(self, own: Sequence[models.Evidence], foreign: dict[str, set[str]]) -> None:
        self._rename_bodies()
        spoken: dict[str, set[str]] = defaultdict(set)
        for each in own:
            spoken[each.record].add(each.field)
        for model in RECORDS:
            of_model = [each for each in self.wanted if isinstance(each, model)]
            # A part is written after its whole, an event after the work that it launched.
            stages = [of_model]
            if model is models.Publication:
                stages = [
                    [each for each in of_model if each.part_of is None],
                    [each for each in of_model if each.part_of is not None],
                ]
            for stage in stages:
                for record in stage:
                    _settle(record)
                self._insert([each for each in stage if id(each) not in self.before], model)
                self._update(
                    [each for each in stage if id(each) in self.before], model, spoken, foreign
                )

    def _rename_bodies(self) -> None:
        """What other sources say of a body known by its abbreviation is said of that."""
        renamed = [
            agent.before
            for agent in self.plan.agents
            if agent.renamed and agent.before and "name" not in agent.before.curated
        ]
        for row in renamed:
            models.Evidence.objects.filter(record=row.identifier, field="name").update(
                field="abbreviation"
            )

    def _insert(self, records: list[Record], model: type[Record]) -> None:
        if not records:
            return
        for record in records:
            if hasattr(record, "folded_name"):
                record.folded_name = folded(record.name)
        model.objects.bulk_create(records, batch_size=BATCH)
        self.new.update(id(record) for record in records)
        self.written.changed = True
        self.written.records[f"{model._meta.verbose_name} created"] += len(records)

    def _update(
        self,
        records: list[Record],
        model: type[Record],
        spoken: dict[str, set[str]],
        foreign: dict[str, set[str]],
    ) -> None:
        renamed = {id(agent.row) for agent in self.plan.agents if agent.renamed}
        columns = _column_names(model) - _NEVER
        titled = "title" if "title" in columns else "name"
        changed: set[str] = set()
        rows: list[Record] = []
        for record in records:
            before = self.before[id(record)]
            others = foreign.get(before.identifier, set())
            mine = spoken.get(before.identifier, set())
            if id(record) in renamed:
                others = others - {"name", "abbreviation"}
            for name in columns:
                base = _FOLLOWS.get(name, name)
                base = titled if base == "title" else base
                kept = name in before.curated or base in before.curated
                kept |= base in others
                # A value that no import has set is an editor's, and an empty one is nobody's.
                empty = getattr(record, model._meta.get_field(name).attname) in (None, "")
                kept |= empty and base not in mine
                if kept:
                    column = model._meta.get_field(name).attname
                    if not _agree(getattr(record, column), getattr(before, column)):
                        self.unspoken.add((id(record), name))
                    setattr(record, column, getattr(before, column))
            if before.status == Status.WITHDRAWN and before.withdrawn_reason != GONE:
                record.status = before.status
            if record.status != Status.WITHDRAWN and before.withdrawn_reason == GONE:
                record.withdrawn_reason = ""
            else:
                record.withdrawn_reason = before.withdrawn_reason
            record.curated = before.curated
            record.created_at, record.updated_at = before.created_at, before.updated_at
            if hasattr(record, "folded_name"):
                record.folded_name = before.folded_name
            if difference := _changes(record, before, columns | {"withdrawn_reason"}):
                changed |= difference
                rows.append(record)
                self.touched.add(id(record))
        if rows:
            model.objects.bulk_update(rows, sorted(changed), batch_size=BATCH)
            self.written.changed = True

    # -- rows that hang on records ---------------------------------------------------------

    def _write_children(self, is_new: bool) -> None:
        by_model: dict[type, list[Any]] = defaultdict(list)
        for row in self.plan.children:
            by_model[type(row)].append(row)
        owners = {
            (type(record), record.pk): record for record in self.wanted if id(record) in self.before
        }
        for kind in CHILDREN:
            wanted = by_model.get(kind.model, [])
            for row in wanted:
                _settle(row)
            before = [] if is_new else list(kind.model.objects.filter(source=self.source))
            if kind.model is models.Section:
                self._write_sections(kind, wanted, before, owners)
            else:
                wanted = self._without_what_others_say(kind, wanted, owners)
                self._reconcile(kind, wanted, before, owners)
            if kind.model is models.NameVariant:
                self._fold_names()

    def _without_what_others_say(
        self, kind: ChildKind, wanted: list[Any], owners: dict[tuple[type, int], Record]
    ) -> list[Any]:
        """The wanted rows less those that another source or an editor has already made."""
        if not kind.once or not wanted or not owners:
            return wanted
        condition = Q()
        for column in kind.owners:
            ids = {getattr(row, column) for row in wanted} - {None}
            if ids:
                condition |= Q(**{f"{column}__in": ids})
        others = kind.model.objects.filter(condition).exclude(source=self.source)
        said = {(_owner(kind, row), kind.key(row)) for row in others}
        # SQL's "not equal" is never true of NULL: rows that an editor made have no source.
        unsourced = kind.model.objects.filter(condition, source=None)
        said |= {(_owner(kind, row), kind.key(row)) for row in unsourced}
        return [row for row in wanted if (_owner(kind, row), kind.key(row)) not in said]

    def _reconcile(
        self,
        kind: ChildKind,
        wanted: list[Any],
        before: list[Any],
        owners: dict[tuple[type, int], Record],
    ) -> None:
        """Insert, update and remove so that this source's rows of one kind are the wanted ones."""
        wanted = [row for row in wanted if not self._is_curated(kind, row, owners)]
        there: dict[Hashable, list[Any]] = defaultdict(list)
        for row in sorted(before, key=lambda row: row.pk):
            there[_owner(kind, row), kind.key(row)].append(row)
        inserted, updated, changed = [], [], set()
        columns = _column_names(kind.model) - {"id"}
        for row in wanted:
            same = there.get((_owner(kind, row), kind.key(row)))
            if not same:
                inserted.append(row)
                continue
            old = same.pop(0)
            row.pk = old.pk
            if difference := _changes(row, old, columns):
                changed |= difference
                updated.append(row)
                if _content_differs(row, old, difference):
                    self._touch(row)
        removed = [
            row for rows in there.values() for row in rows if not self._is_curated_row(kind, row)
        ]
        if removed:
            self._touch_by_id(kind, removed)
            kind.model.objects.filter(pk__in=[row.pk for row in removed]).delete()
        if inserted:
            for row in inserted:
                self._touch(row)
            kind.model.objects.bulk_create(inserted, batch_size=BATCH)
        if updated:
            kind.model.objects.bulk_update(updated, sorted(changed), batch_size=BATCH)

    def _write_sections(
        self,
        kind: ChildKind,
        wanted: list[models.Section],
        before: list[models.Section],
        owners: dict[tuple[type, int], Record],
    ) -> None:
        """Sections level by level, for each points at its parent; then their passages."""
        self._make_room(wanted, owners)
        kept = {(_owner(kind, row), row.anchor): row.pk for row in before}
        free = [row for row in wanted if not self._is_curated(kind, row, owners)]
        for row in wanted:
            row.pk = kept.get((_owner(kind, row), row.anchor))
        generations: dict[int, list[models.Section]] = defaultdict(list)
        for row in free:
            generations[_depth(row)].append(row)
        remaining = {row.pk: row for row in before}
        for _, generation in sorted(generations.items()):
            for row in generation:
                _settle(row)
            mine = [remaining.pop(row.pk) for row in generation if row.pk in remaining]
            self._reconcile(kind, generation, mine, owners)
        self._reconcile(kind, [], list(remaining.values()), owners)
        self._write_passages({id(row) for row in free}, bool(before))

    def _make_room(
        self, wanted: list[models.Section], owners: dict[tuple[type, int], Record]
    ) -> None:
        """Moves new text behind what other sources and editors have put under the same work."""
        known = {pk for model, pk in owners if model in _TEXT_MODELS}
        if not wanted or not known:
            return
        condition = Q()
        for column in _TEXTS:
            ids = {getattr(row, column) for row in wanted} - {None}
            if ids:
                condition |= Q(**{f"{column}__in": ids})
        others = models.Section.objects.filter(condition).exclude(source=self.source)
        taken: dict[Hashable, set[str]] = defaultdict(set)
        last: dict[Hashable, int] = defaultdict(int)
        for values in others.values_list(*_TEXTS, "anchor", "position"):
            whose = values[:3]
            taken[whose].add(values[3])
            last[whose] = max(last[whose], values[4] + 1)
        renamed: dict[tuple[Hashable, str], str] = {}
        for row in wanted:
            whose = tuple(getattr(row, column) for column in _TEXTS)
            if whose not in taken:
                continue
            row.position += last[whose]
            anchor, number = row.anchor, 1
            while row.anchor in taken[whose]:
                number += 1
                row.anchor = f"{anchor[:70]}-{number}"
            taken[whose].add(row.anchor)
            if row.anchor != anchor:
                renamed[whose, anchor] = row.anchor
        for row in wanted if renamed else ():
            whose = tuple(getattr(row, column) for column in _TEXTS)
            for block in row.blocks:
                if "box" in block:
                    block["box"] = renamed.get((whose, block["box"]), block["box"])

    def _write_passages(self, sections: set[int], had: bool) -> None:
        wanted = [each for each in self.plan.passages if id(each.section) in sections]
        there: dict[tuple[int, int], models.Passage] = {}
        if had:
            rows = models.Passage.objects.filter(section__source=self.source).defer("search_vector")
            curated = {row.pk for row in self._curated_sections}
            there = {
                (row.section_id, row.position): row for row in rows if row.section_id not in curated
            }
        inserted, updated = [], []
        for row in wanted:
            _settle(row)
            old = there.pop((row.section_id, row.position), None)
            if old is None:
                inserted.append(row)
            elif (old.text, old.first_block) != (row.text, row.first_block):
                row.pk = old.pk
                updated.append(row)
        if there:
            models.Passage.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
        if inserted:
            models.Passage.objects.bulk_create(inserted, batch_size=BATCH)
        if updated:
            models.Passage.objects.bulk_update(updated, ["text", "first_block"], batch_size=BATCH)

    def _fold_names(self) -> None:
        """Keeps ``folded_name``: the name and every printed form of it, in every source."""
        for model, column in (
            (models.Author, "author_id"),
            (models.Organisation, "organisation_id"),
        ):
            rows = {each.pk: each for each in self.wanted if isinstance(each, model)}
            if not rows:
                continue
            forms: dict[int, list[str]] = {pk: [row.name] for pk, row in rows.items()}
            variants = models.NameVariant.objects.filter(**{f"{column}__in": rows})
            for pk, printed in variants.order_by("printed").values_list(column, "printed"):
                forms[pk].append(printed)
            changed = []
            for pk, row in rows.items():
                text = " ".join(dict.fromkeys(folded(form) for form in forms[pk]))
                if text != row.folded_name:
                    row.folded_name = text
                    changed.append(row)
            if changed:
                model.objects.bulk_update(changed, ["folded_name"], batch_size=BATCH)

    # -- evidence --------------------------------------------------------------------------

    def _write_evidence(self, own: Sequence[models.Evidence]) -> None:
        wanted: dict[tuple[str, str, int, int], models.Evidence] = {}
        for record, name, evidence in self.plan.evidence:
            if (id(record), name) in self.unspoken:
                continue
            for start, end in spans_of(evidence):
                page = self.plan.document.source.page_at(start)
                wanted[record.identifier, name, start, end] = models.Evidence(
                    source=self.source,
                    record=record.identifier,
                    field=name,
                    start=start,
                    end=end,
                    page=(page.label if page else "")[:12],
                )
        gone = []
        for row in own:
            same = wanted.get((row.record, row.field, row.start, row.end))
            if same is not None and same.page == row.page:
                del wanted[row.record, row.field, row.start, row.end]
            else:
                gone.append(row.pk)
        if gone:
            models.Evidence.objects.filter(pk__in=gone).delete()
        if wanted:
            models.Evidence.objects.bulk_create(list(wanted.values()), batch_size=BATCH)

    # -- what is no longer there -----------------------------------------------------------

    def _retire(self, own: Sequence[models.Evidence], foreign: dict[str, set[str]]) -> None:
        """Withdraws records that only this source printed and that it prints no more."""
        here = {record.identifier for record in self.wanted}
        gone = {each.record for each in own} - {row.identifier for row in self.before.values()}
        moved = {each.record for each in own} & here
        if gone:
            gone -= set(
                models.Evidence.objects.filter(record__in=gone)
                .exclude(source=self.source)
                .values_list("record", flat=True)
            )
        for model in RECORDS:
            present = {each.identifier for each in self.wanted if isinstance(each, model)}
            if stale := moved - present:
                self._drop_moved(model, stale)
            if not gone:
                continue
            rows = model.objects.filter(identifier__in=gone).exclude(status=Status.WITHDRAWN)
            for row in rows.exclude(curated__contains=["status"]):
                row.status, row.withdrawn_reason = Status.WITHDRAWN, GONE
                row.updated_at = timezone.now()
                row.save(update_fields=["status", "withdrawn_reason", "updated_at"])
                self.written.changed = True
                self.written.records[f"{model._meta.verbose_name} withdrawn"] += 1
                self.plan.warn("record_withdrawn", f"{row} is no longer printed; withdrawn.")

    def _drop_moved(self, model: type[Record], identifiers: Iterable[str]) -> None:
        """A record that is now read as one of another kind lives on there, identifier and all."""
        for row in model.objects.filter(identifier__in=identifiers):
            row.delete()
            self.written.changed = True

    # -- small -----------------------------------------------------------------------------

    @property
    def _curated_sections(self) -> list[models.Section]:
        return [
            row
            for row in self.plan.children
            if isinstance(row, models.Section)
            and row.pk
            and (before := self.before.get(id(_owner_record(row))))
            and "sections" in before.curated
        ]

    def _is_curated(
        self, kind: ChildKind, row: Any, owners: dict[tuple[type, int], Record]
    ) -> bool:
        record = _owner_record(row)
        before = self.before.get(id(record)) if record is not None else None
        return before is not None and kind.curated in before.curated

    def _is_curated_row(self, kind: ChildKind, row: Any) -> bool:
        """Whether the set that a row of the database stands in was set by an editor."""
        whose = _owner(kind, row)
        for before in self.before.values():
            if kind.curated in before.curated and whose == _owner_of_record(kind, before):
                return True
        return False

    def _touch(self, row: Any) -> None:
        record = _owner_record(row)
        self.written.changed = True
        if record is not None and id(record) in self.before:
            self.touched.add(id(record))

    def _touch_by_id(self, kind: ChildKind, rows: Iterable[Any]) -> None:
        whose = {_owner(kind, row) for row in rows}
        self.written.changed = True
        for record in self.wanted:
            if id(record) in self.before and _owner_of_record(kind, record) in whose:
                self.touched.add(id(record))

    def _stamp(self) -> None:
        """Marks the records of which anything changed as updated now, and no others."""
        now = timezone.now()
        for model in RECORDS:
            rows = [
                each for each in self.wanted if isinstance(each, model) and id(each) in self.touched
            ]
            if rows:
                model.objects.filter(pk__in=[row.pk for row in rows]).update(updated_at=now)
                self.written.records[f"{model._meta.verbose_name} updated"] += len(rows)


_TEXT_MODELS = (models.Publication, models.NewsItem, models.Project)
_OWNER_FIELDS = ("publication", "event", "news_item", "project", "author", "organisation")
_COLUMN_OF = {
    models.Publication: "publication_id",
    models.Event: "event_id",
    models.NewsItem: "news_item_id",
    models.Project: "project_id",
    models.Author: "author_id",
    models.Organisation: "organisation_id",
}


def _likeness(record: Record, row: Record, ours: bool) -> float:
    """How sure it is that a wanted record is a row of another key; 0 is: it is not.

    A row that this source made before may have got another title or date. A row of another
    source must have the same title and a date that agrees, and is no part of a collection.
    """
    if not hasattr(record, "sort_title"):
        return 0
    if not ours:
        parts = getattr(record, "part_of", None) or getattr(row, "part_of_id", None)
        return 1.0 if not parts and matching.same_work(record, row) else 0
    title = matching.alike_titles(record.sort_title, row.sort_title)
    same_date = getattr(record, "date_edtf", "") == getattr(row, "date_edtf", "")
    if title >= 0.95 or (title >= 0.7 and same_date):
        return 1.0 + title + (0.5 if same_date else 0)
    return 0


def _column_names(model: type[django_models.Model]) -> set[str]:
    return {each.name for each in model._meta.concrete_fields if not each.generated}


def _changes(row: Any, before: Any, names_of_columns: Iterable[str]) -> set[str]:
    """The columns in which two rows differ."""
    changed = set()
    for name in names_of_columns:
        column = row._meta.get_field(name).attname
        if getattr(row, column) != getattr(before, column):
            changed.add(name)
    return changed


def _agree(one: object, other: object) -> bool:
    """Whether two values say the same, for which either source is evidence."""
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return one == other


def _content_differs(row: Any, before: Any, difference: set[str]) -> bool:
    """Whether more than places in the source changed."""
    for name in difference - {"spans", "source"}:
        if name != "blocks":
            return True
        ours = [{k: v for k, v in block.items() if k != "spans"} for block in row.blocks]
        theirs = [{k: v for k, v in block.items() if k != "spans"} for block in before.blocks]
        if ours != theirs:
            return True
    return False


def _settle(row: django_models.Model) -> None:
    """Takes over the primary keys of related objects that were written since they were set."""
    for each in row._meta.concrete_fields:
        if each.is_relation and each.is_cached(row):
            related = getattr(row, each.name)
            setattr(row, each.attname, related.pk if related is not None else None)


def _depth(section: models.Section) -> int:
    """How many sections a section stands inside of."""
    depth = 0
    while (section := section.parent) is not None:
        depth += 1
    return depth


def _owner(kind: ChildKind, row: Any) -> Hashable:
    return tuple(getattr(row, column) for column in kind.owners)


def _owner_of_record(kind: ChildKind, record: Record) -> Hashable:
    own = _COLUMN_OF.get(type(record))
    return tuple(record.pk if column == own else None for column in kind.owners)


def _owner_record(row: Any) -> Record | None:
    """The wanted record that a wanted row hangs on."""
    for name in _OWNER_FIELDS:
        if hasattr(type(row), name) and row._meta.get_field(name).is_cached(row):
            related = getattr(row, name)
            if related is not None:
                return related
    return None
