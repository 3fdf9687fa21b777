"""Rows that hang on records: contributions, sections, notes, quotations, topics and the like.

A row is recognised by what it says, so that it keeps its primary key from one import to the
next. Only the rows of the plan's own source are compared; what other sources and editors have
put under the same record stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models as django_models
from django.db.models import Q

from publications import models
from publications.importing import corrections
from publications.importing.rows import (
    BATCH,
    Comparison,
    changes,
    column_names,
    content_differs,
    settle,
)
from publications.models.base import Record
from publications.search import folded


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
SECTIONS_OF_A_SOURCE = 10_000
# Kinds of documents that are the whole text of a work, which it has from one source only.
_WHOLE = ("report", "essay_collection", "news_article", "unknown")
PutAside = Callable[[dict[type, list[Any]]], None]
Apart = Callable[["ChildKind", list[Any]], list[Any]]
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
    ChildKind(
        models.AbbreviationUse,
        "abbreviations",
        _TEXTS,
        lambda row: row.abbreviation_id,
        once=True,
    ),
)


def write_children(
    comparison: Comparison,
    *,
    is_new: bool,
    put_aside: PutAside = lambda by_model: None,
    apart: Apart = lambda kind, rows: rows,
) -> None:
    """Write the rows of a plan; ``is_new`` says that its source was not known before.

    ``put_aside`` takes out what is not to be written, ``apart`` what is not to be compared.
    """
    _Children(comparison).write(is_new, put_aside, apart)


class _Children:
    def __init__(self, comparison: Comparison):
        self.comparison = comparison
        self.plan = comparison.plan
        self.source = comparison.source
        self.wanted = comparison.wanted
        self.before = comparison.before
        # Whether anyone else can have put rows under the works of this plan.
        self.shared = any(type(row) in _WORK_MODELS for row in comparison.before.values())

    def write(self, is_new: bool, put_aside: PutAside, apart: Apart) -> None:
        by_model: dict[type, list[Any]] = defaultdict(list)
        for row in self.plan.children:
            by_model[type(row)].append(row)
        for rows in by_model.values():
            for row in rows:
                settle(row)
        put_aside(by_model)
        self._leave_text_to_others(by_model)
        self._correct_text(by_model, is_new)
        # All are read before any is written: a note forgets its section when that goes.
        there = {
            kind.model: [] if is_new else apart(kind, self._of_source(kind)) for kind in CHILDREN
        }
        for kind in CHILDREN:
            wanted = by_model.get(kind.model, [])
            for row in wanted:
                settle(row)  # again: sections have been written since
            before = there[kind.model]
            if kind.model is models.Section:
                self._write_sections(kind, wanted, before)
            else:
                wanted = self._without_what_others_say(kind, wanted)
                self._reconcile(kind, wanted, before)
            if kind.model is models.NameVariant:
                self._fold_names()

    def _correct_text(self, by_model: dict[type, list[Any]], is_new: bool) -> None:
        """Gives the sections addresses of their own, and does again what editors decided."""
        sections = by_model.get(models.Section, [])
        self._make_room(sections)
        if sections and not is_new:
            notes = by_model.get(models.Footnote, [])
            by_model[models.Section], self.plan.passages = corrections.redo(
                self.source, sections, notes, self.plan.passages
            )

    def _of_source(self, kind: ChildKind) -> list[Any]:
        return list(kind.model.objects.filter(source=self.source))

    def _leave_text_to_others(self, by_model: dict[type, list[Any]]) -> None:
        """Drops the text of works that an earlier source of the same sort already brought."""
        sections = by_model.get(models.Section, [])
        if not sections or not self.shared or self.source.document_kind not in _WHOLE:
            return
        earlier = models.Section.objects.filter(
            under(_TEXTS, sections),
            source__pk__lt=self.source.pk,
            source__document_kind__in=_WHOLE,
        )
        held = {
            tuple(columns): name
            for *columns, name in earlier.values_list(*_TEXTS, "source__name").distinct()
        }
        if not held:
            return
        for model in (
            models.Section,
            models.Footnote,
            models.Quotation,
            models.Biography,
            models.AbbreviationUse,
        ):
            kind = next(each for each in CHILDREN if each.model is model)
            by_model[model] = [
                row
                for row in by_model.get(model, [])
                if (*owner_key(kind, row), None, None)[:3] not in held
            ]
        names = ", ".join(sorted(set(held.values())))
        self.plan.warn("text_held_already", f"Its text is in the archive already, from {names}.")

    def _without_what_others_say(self, kind: ChildKind, wanted: list[Any]) -> list[Any]:
        """The wanted rows less those that another source or an editor has already made."""
        if not kind.once or not wanted or not self.shared:
            return wanted
        condition = under(kind.owners, wanted)
        others = kind.model.objects.filter(condition).exclude(source=self.source)
        said = {(owner_key(kind, row), kind.key(row)) for row in others}
        return [row for row in wanted if (owner_key(kind, row), kind.key(row)) not in said]

    def _reconcile(
        self,
        kind: ChildKind,
        wanted: list[Any],
        before: list[Any],
    ) -> None:
        """Insert, update and remove so that this source's rows of one kind are the wanted ones."""
        wanted = [row for row in wanted if not self._is_curated(kind, row)]
        there: dict[Hashable, list[Any]] = defaultdict(list)
        for row in sorted(before, key=lambda row: row.pk):
            there[owner_key(kind, row), kind.key(row)].append(row)
        inserted, updated, changed = [], [], set()
        columns = column_names(kind.model) - {"id"}
        for row in wanted:
            same = there.get((owner_key(kind, row), kind.key(row)))
            if not same:
                inserted.append(row)
                continue
            old = same.pop(0)
            row.pk = old.pk
            if difference := changes(row, old, columns):
                changed |= difference
                updated.append(row)
                if content_differs(row, old, difference):
                    self.comparison.touch(owner_record(kind, row))
                    self._note(kind, owner_record(kind, row), old, row)
        removed = [
            row for rows in there.values() for row in rows if not self._is_curated_row(kind, row)
        ]
        if removed:
            self._touch_by_id(kind, removed)
            for row in removed:
                self._note(kind, self._known_owner(kind, row), row, None)
            kind.model.objects.filter(pk__in=[row.pk for row in removed]).delete()
        if inserted:
            for row in inserted:
                self.comparison.touch(owner_record(kind, row))
            kind.model.objects.bulk_create(inserted, batch_size=BATCH)
            for row in inserted:
                self._note(kind, owner_record(kind, row), None, row)
        if updated:
            kind.model.objects.bulk_update(updated, sorted(changed), batch_size=BATCH)

    def _write_sections(
        self,
        kind: ChildKind,
        wanted: list[models.Section],
        before: list[models.Section],
    ) -> None:
        """Sections level by level, for each points at its parent; then their passages."""
        kept = {(owner_key(kind, row), row.anchor): row.pk for row in before}
        free = [row for row in wanted if not self._is_curated(kind, row)]
        for row in wanted:
            row.pk = kept.get((owner_key(kind, row), row.anchor))
        generations: dict[int, list[models.Section]] = defaultdict(list)
        for row in free:
            generations[_depth(row)].append(row)
        remaining = {row.pk: row for row in before}
        for _, generation in sorted(generations.items()):
            for row in generation:
                settle(row)
            mine = [remaining.pop(row.pk) for row in generation if row.pk in remaining]
            self._reconcile(kind, generation, mine)
        self._reconcile(kind, [], list(remaining.values()))
        self._write_passages({id(row) for row in free}, {row.pk for row in before})

    def _make_room(self, wanted: list[models.Section]) -> None:
        """Puts text behind that of earlier sources and of editors under the same work."""
        if not wanted or not self.shared:
            return
        others = models.Section.objects.filter(under(_TEXTS, wanted)).exclude(source=self.source)
        taken: dict[Hashable, set[str]] = defaultdict(set)
        before: dict[Hashable, set[int | None]] = defaultdict(set)
        for *columns, anchor, source in others.values_list(*_TEXTS, "anchor", "source_id"):
            whose = tuple(columns)
            taken[whose].add(anchor)
            if source is None or source < self.source.pk:
                before[whose].add(source)
        renamed: dict[tuple[Hashable, str], str] = {}
        for row in wanted:
            whose = tuple(getattr(row, column) for column in _TEXTS)
            if whose not in taken:
                continue
            # Far apart, so that a source that grows does not run into the next one.
            row.position += len(before[whose]) * SECTIONS_OF_A_SOURCE
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

    def _write_passages(self, sections: set[int], had: set[int]) -> None:
        wanted = [each for each in self.plan.passages if id(each.section) in sections]
        there: dict[tuple[int, int], models.Passage] = {}
        if had:
            rows = models.Passage.objects.filter(section__in=had).defer("search_vector")
            curated = {row.pk for row in self._curated_sections}
            there = {
                (row.section_id, row.position): row for row in rows if row.section_id not in curated
            }
        inserted, updated = [], []
        for row in wanted:
            settle(row)
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

    # -- what editors have set -------------------------------------------------------------

    @property
    def _curated_sections(self) -> list[models.Section]:
        return [
            row
            for row in self.plan.children
            if isinstance(row, models.Section)
            and row.pk
            and (before := self.before.get(id(row.work)))
            and "sections" in before.curated
        ]

    def _is_curated(self, kind: ChildKind, row: Any) -> bool:
        record = owner_record(kind, row)
        before = self.before.get(id(record)) if record is not None else None
        return before is not None and kind.curated in before.curated

    def _is_curated_row(self, kind: ChildKind, row: Any) -> bool:
        """Whether the set that a row of the database stands in was set by an editor."""
        whose = owner_key(kind, row)
        for before in self.before.values():
            if kind.curated in before.curated and whose == key_of_owner(kind, before):
                return True
        return False

    def _note(self, kind: ChildKind, record: Record | None, old: Any, new: Any) -> None:
        """Keeps what a row was and is, where it hangs on a record that was there before."""
        before = self.comparison.known(record)
        if before is not None:
            self.comparison.changes.row(before, kind.curated, old, new)

    def _known_owner(self, kind: ChildKind, row: Any) -> Record | None:
        whose = owner_key(kind, row)
        return next((each for each in self.wanted if key_of_owner(kind, each) == whose), None)

    def _touch_by_id(self, kind: ChildKind, rows: Iterable[Any]) -> None:
        whose = {owner_key(kind, row) for row in rows}
        self.comparison.written.changed = True
        for record in self.wanted:
            if key_of_owner(kind, record) in whose:
                self.comparison.touch(record)


_WORK_MODELS = (models.Publication, models.Event, models.NewsItem, models.Project)
_OWNER_FIELDS = ("publication", "event", "news_item", "project", "author", "organisation")
_COLUMN_OF = {
    models.Publication: "publication_id",
    models.Event: "event_id",
    models.NewsItem: "news_item_id",
    models.Project: "project_id",
    models.Author: "author_id",
    models.Organisation: "organisation_id",
}


def under(columns: Iterable[str], rows: Iterable[Any]) -> Q:
    """The condition that a row hangs on one of the records that these rows hang on."""
    condition = Q()
    for column in columns:
        if ids := {getattr(row, column) for row in rows} - {None}:
            condition |= Q(**{f"{column}__in": ids})
    return condition


def _depth(section: models.Section) -> int:
    """How many sections a section stands inside of."""
    depth = 0
    while (section := section.parent) is not None:
        depth += 1
    return depth


def owner_key(kind: ChildKind, row: Any) -> Hashable:
    """The primary keys of what a row hangs on, one of them set."""
    return tuple(getattr(row, column) for column in kind.owners)


def key_of_owner(kind: ChildKind, record: Record) -> Hashable:
    """What ``owner_key`` says of the rows that hang on a record."""
    own = _COLUMN_OF.get(type(record))
    return tuple(record.pk if column == own else None for column in kind.owners)


def owner_record(kind: ChildKind, row: Any) -> Record | None:
    """The wanted record that a wanted row hangs on."""
    own = [column.removesuffix("_id") for column in kind.owners]
    for name in (*own, *_OWNER_FIELDS):
        if hasattr(type(row), name) and row._meta.get_field(name).is_cached(row):
            related = getattr(row, name)
            if related is not None:
                return related
    return None
