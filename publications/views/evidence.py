"""Where this comes from: the words of the source behind every value of a record."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist

from publications.models import (
    AbbreviationUse,
    Author,
    Biography,
    Contribution,
    Event,
    Evidence,
    NameVariant,
    NewsItem,
    OfferedFile,
    Organisation,
    Project,
    ProjectEntry,
    Publication,
    PublishedIdentifier,
    Quotation,
    Series,
    Source,
)
from publications.paths import path_of
from publications.views.records import RecordView

CONTEXT = 90  # characters shown before and after the words
LONGEST_WORDS = 700  # characters of the words themselves; the source page shows all

WORK_OF = {Publication: "publication", Event: "event", NewsItem: "news_item", Project: "project"}
AGENT_OF = {Author: "author", Organisation: "organisation"}
# What the list of a room is called, and the name of its address.
LISTS = {
    "publications": ("Publications", "publication-list"),
    "news": ("News", "news-list"),
    "events": ("Events", "event-list"),
    "projects": ("Projects", "project-list"),
    "authors": ("People", "author-list"),
    "organisations": ("Organisations", "organisation-list"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a source in their context."""

    source: Source
    start: int
    end: int
    before: str  # with dots where it leaves out the beginning of its paragraph, as after the end
    words: str
    after: str
    page: str
    line: int
    address: str

    @property
    def where(self) -> str:
        """The name of the source and the line, as the link to the words says it."""
        return f"{self.source.name}, line\N{NO-BREAK SPACE}{self.line}"

    @property
    def position(self) -> str:
        return f"characters {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a record with the places it was read from."""

    label: str
    value: str
    places: list[Place]


class EvidenceView(RecordView):
    template_name = "publications/evidence.html"
    url_suffix = "evidence"

    def records(self):
        return self.model.objects.published()

    def context(self, record, **place):
        rows = [*_field_rows(record), *_part_rows(record)]
        wanted = {source for _, _, source, _ in rows if source}
        sources = Source.objects.published().in_bulk(wanted)
        shelves = {pk: Shelf(source) for pk, source in sources.items()}
        values: dict[tuple[str, str], list[Place]] = {}
        for label, value, source_id, (start, end) in rows:
            if source_id in shelves:
                shown = shelves[source_id].place(start, end)
                values.setdefault((label, value), []).append(shown)
        list_label, list_name = LISTS[self.room]
        return {
            "list_label": list_label,
            "list_address": path_of(list_name),
            "values": [Value(label, value, places) for (label, value), places in values.items()],
            "sources": list(sources.values()),
            "edited": [_label(record, name) for name in record.curated],
        }


class Shelf:
    """A source from which many places are shown: its lines and its address are found once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.address = source.get_absolute_url()
        self.line_ends = [match.start() for match in re.finditer("\n", source.text)]

    def place(self, start: int, end: int) -> Place:
        text = self.source.text
        start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
        words = text[start:end]
        pages = self.source.pages
        return Place(
            source=self.source,
            start=start,
            end=end,
            before=_before(text, start),
            words=" ".join(words[:LONGEST_WORDS].split()),
            after=" …" if len(words) > LONGEST_WORDS else _after(text, end),
            page=next((str(p) for p, first, last in pages if first <= start < last), ""),
            line=bisect_left(self.line_ends, start) + 1,
            address=f"{self.address}?start={start}&end={end}#words",
        )


def _spaced(text: str) -> str:
    """Text on one line, with a space at an end where it has white space there."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def _before(text: str, end: int) -> str:
    """The words before a place, from the start of its paragraph or of a word."""
    first = max(0, end - CONTEXT)
    *others, near = text[first:end].split("\n\n")
    if others or not first or text[:first].endswith("\n\n"):
        return _spaced(near)
    return f"… {_spaced(near.partition(' ')[2] or near)}"


def _after(text: str, start: int) -> str:
    """The words after a place, to the end of its paragraph or of a word."""
    last = start + CONTEXT
    near, *others = text[start:last].split("\n\n")
    if others or last >= len(text) or text[last:].startswith("\n\n"):
        return _spaced(near).rstrip()
    return f"{_spaced(near.rpartition(' ')[0] or near)} …"


def _field_rows(record):
    """The evidence of the record's own fields, in the order of the model's fields."""
    order = [field.name for field in record._meta.get_fields()]
    rows = list(Evidence.objects.filter(record=record.identifier))
    # The date and the date as printed are two columns of one value.
    dated = {(each.start, each.end) for each in rows if each.field == "date_edtf"}
    rows = [r for r in rows if r.field != "date_printed" or (r.start, r.end) not in dated]
    for each in sorted(
        rows, key=lambda e: (order.index(e.field) if e.field in order else 999, e.field, e.start)
    ):
        label, value = _label(record, each.field), _value(record, each.field)
        yield label, value, each.source_id, (each.start, each.end)


def _part_rows(record):
    """The places of the rows that hang on the record: credits, identifiers, quotations."""
    for label, rows in _parts(record):
        for row in rows:
            for start, end in row.spans:
                name = row.get_role_display() if isinstance(row, Contribution) else label
                yield name, _part_value(row), row.source_id, (start, end)


def _parts(record):
    if type(record) in WORK_OF:
        own = {WORK_OF[type(record)]: record}
        yield (
            "Credit",
            Contribution.objects.filter(**own).select_related("author", "organisation"),
        )
        if not isinstance(record, Event):
            yield "Quotation", Quotation.objects.filter(**own)
        yield "Abbreviation", AbbreviationUse.objects.filter(**own)
        if not isinstance(record, Project):
            yield (
                "Entry of a project",
                ProjectEntry.objects.filter(**own, project__status="published").select_related(
                    "project"
                ),
            )
    if isinstance(record, Publication):
        yield "Printed identifier", PublishedIdentifier.objects.filter(publication=record)
        yield "File", OfferedFile.objects.filter(publication=record)
    if isinstance(record, NewsItem):
        yield "Place", record.places.all()
    if type(record) in AGENT_OF:
        yield "Name as printed", NameVariant.objects.filter(**{AGENT_OF[type(record)]: record})
    if isinstance(record, Author):
        yield "Biography", Biography.objects.filter(author=record)


def _part_value(row) -> str:
    if isinstance(row, Contribution):
        return ", ".join(filter(None, [row.printed or str(row.agent), row.affiliation]))
    if isinstance(row, ProjectEntry):
        return str(row.project)
    if isinstance(row, Quotation | Biography):
        return f"{row.text[:80].rpartition(' ')[0]}…" if len(row.text) > 80 else row.text
    return str(row)


def _label(record, name: str) -> str:
    if name == "date_edtf":
        return "Date"
    try:
        return str(record._meta.get_field(name).verbose_name).capitalize()
    except (FieldDoesNotExist, AttributeError):
        return name.replace("_", " ").capitalize()


def _value(record, name: str) -> str:
    if name.startswith("date"):
        return str(record.date or "")
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name, "")
    if isinstance(value, str | int) or value is None:
        return str(value or "")
    if isinstance(value, Publication | Series | Organisation):
        return str(value) if value.is_published else ""
    return str(value) if hasattr(value, "quantize") else ""


def evidence_view(model, room: str):
    """The evidence page of one kind of record."""
    return EvidenceView.as_view(model=model, room=room)
