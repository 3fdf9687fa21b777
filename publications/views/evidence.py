"""Where this comes from: the words of the source behind every value of a record."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse

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
from publications.views.records import RecordView

CONTEXT = 90  # characters shown before and after the words
LONGEST_WORDS = 700  # characters of the words themselves; the source page shows all

WORK_OF = {Publication: "publication", Event: "event", NewsItem: "news_item", Project: "project"}
AGENT_OF = {Author: "author", Organisation: "organisation"}


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a source in their context."""

    source: Source
    start: int
    end: int
    before: str
    words: str
    cut: bool
    after: str
    page: str
    line: int
    address: str

    @property
    def where(self) -> str:
        """The name of the source and the line, as the link to the words says it."""
        return f"{self.source.name}, line {self.line}"

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
        return {
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
            before=_spaced(_from_word(text, max(0, start - CONTEXT), start).split("\n\n")[-1]),
            words=" ".join(words[:LONGEST_WORDS].split()),
            cut=len(words) > LONGEST_WORDS,
            after=_spaced(text[end : end + CONTEXT].split("\n\n")[0]),
            page=next((str(p) for p, first, last in pages if first <= start < last), ""),
            line=bisect_left(self.line_ends, start) + 1,
            address=f"{self.address}?start={start}&end={end}#words",
        )


def _spaced(text: str) -> str:
    """Text on one line, with a space at an end where it has white space there."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def _from_word(text: str, first: int, last: int) -> str:
    """A stretch of text that does not begin in the middle of a word."""
    while 0 < first < last and not text[first - 1].isspace():
        first += 1
    return text[first:last]


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
        return f"{row.text[:80]}…" if len(row.text) > 80 else row.text
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


def evidence_address(record) -> str:
    name = record.url_name.removesuffix("detail") + "evidence"
    return reverse(name, args=[record.identifier, record.slug or "-"])
