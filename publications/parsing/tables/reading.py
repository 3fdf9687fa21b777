"""From a file to rows: what each says with its places, what is doubtful, and what is refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publications.identifiers import is_valid
from publications.parsing import names
from publications.parsing.document import (
    DateValue,
    Evidence,
    Identifier,
    Organisation,
    Page,
    ParseWarning,
    Person,
    Series,
    SourceText,
    Value,
)
from publications.parsing.errors import ParseError
from publications.parsing.readers.text import decode, lines_of
from publications.parsing.tables import cells, columns, ris, values
from publications.parsing.tables.cells import Cell

LARGEST = 10_000_000  # bytes
MOST_ROWS = 5_000
LONGEST_CELL = 50_000  # characters
CSV, RIS = "text/csv", "application/x-research-info-systems"
_PAGES = re.compile(r"(\w+)\s*[-\N{EN DASH}]{1,2}\s*(\w+)")
_PEOPLE = {"authors": "author", "editors": "editor", "speakers": "speaker"}
_BODIES = {"corporate authors": "author", "publishers": "publisher", "hosts": "host"}


@dataclass(slots=True)
class Row:
    """What one row says of one work. ``whole_title`` says that the title may hold a subtitle."""

    number: int
    evidence: Evidence
    type: str = columns.PUBLICATION
    kind: str = ""
    kind_evidence: Evidence = ()
    identifier: str = ""
    date: DateValue | None = None
    values: dict[str, Value] = field(default_factory=dict)  # title, subtitle, summary ...
    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    series: Series | None = None
    topics: list[Value] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    whole_title: bool = False

    @property
    def title(self) -> str:
        return self.values["title"].text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken, as it stands, and why."""

    number: int
    title: str
    reason: str
    start: int
    end: int


@dataclass(slots=True)
class Table:
    source: SourceText
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # headers that mean nothing here
    header: tuple[int, int] = (0, 0)


def is_table(name: str) -> bool:
    """Whether a file is a table of works by its name."""
    return name.lower().endswith((".csv", ".tsv", ".ris"))


def read_table(data: bytes, name: str) -> Table:
    """The rows of a file; raises ParseError, in words, where it is no table that can be read."""
    if len(data) > LARGEST:
        raise ParseError(name, f"is larger than {LARGEST // 1_000_000} MB; split it")
    decoded = decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ParseError(name, "is empty")
    by_tags = ris.is_ris(text)
    if name.lower().endswith(".ris") and not by_tags:
        raise ParseError(name, "is no RIS file: it does not begin with a line “TY  - ”")
    table = _Reader(name, text, decoded.warnings)
    found = table.references() if by_tags else table.spreadsheet()
    source = SourceText(
        name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=RIS if by_tags else CSV,
        bytes=len(data), encoding=decoded.encoding, text=text, lines=lines_of(text, name),
        pages=tuple(table.pages), warnings=tuple(decoded.warnings),
    )  # fmt: skip
    found.source = source
    return found


class _Refused(ValueError):
    """The row cannot be taken; the message says why."""


class _Reader:
    def __init__(self, name: str, text: str, warnings: Iterable[ParseWarning]):
        self.name, self.text = name, text
        self.pages: list[Page] = []
        self.table = Table(None)

    # -- two syntaxes ----------------------------------------------------------------------

    def spreadsheet(self) -> Table:
        separator, start = cells.separator_of(self.text)
        rows = cells.rows_of(self.text, separator, start)
        try:
            header = next(rows, [])
            means = [columns.column_of(each.text) for each in header]
            if "title" not in means and "identifier" not in means:
                raise ParseError(
                    self.name, "has no column “title” in its first row; the template shows how it "
                    "should begin"
                )  # fmt: skip
            twice = {each for each in means if each and means.count(each) > 1}
            if twice:
                raise ParseError(self.name, f"has two columns for {', '.join(sorted(twice))}")
            self.table.header = (header[0].start, header[-1].end)
            self.table.unknown = [
                each.text
                for each, mean in zip(header, means, strict=True)
                if each.text and not mean and not columns.is_for_readers(each.text)
            ]
            for number, row in enumerate(rows, 2):
                self._limit(number - 1)
                place = row[0].start, max(each.end for each in row)
                said = {m: [c] for m, c in zip(means, row, strict=False) if m and c.text}
                extra = [each.text for each in row[len(means) :] if each.text]
                self._row(number, place, said, extra)
        except cells.Unclosed as error:
            raise ParseError(self.name, str(error)) from None
        return self.table

    def references(self) -> Table:
        for number, (start, end, said) in enumerate(ris.references_of(self.text), 1):
            self._limit(number)
            end = start + len(self.text[start:end].rstrip())
            self._row(number, (start, end), said, [], whole_title=True)
        return self.table

    def _limit(self, number: int) -> None:
        if number > MOST_ROWS:
            raise ParseError(self.name, f"has more than {MOST_ROWS:,} rows; split it")

    # -- one row ---------------------------------------------------------------------------

    def _row(
        self,
        number: int,
        place: tuple[int, int],
        said: dict[str, list[Cell]],
        extra: list[str],
        *,
        whole_title: bool = False,
    ) -> None:
        start, end = place
        self.pages.append(Page(number=number, label=str(number), start=start, end=end))
        row = Row(number, (place,), whole_title=whole_title)
        try:
            if extra:
                raise _Refused("It has more cells than the header: is a quotation mark missing?")
            if any(len(each.text) > LONGEST_CELL for found in said.values() for each in found):
                raise _Refused(f"A cell is longer than {LONGEST_CELL:,} characters.")
            self._fill(row, said)
        except ValueError as error:
            title = said.get("title", [Cell("", 0, 0)])[0].text
            self.table.refused.append(Refusal(number, title[:200], str(error), start, end))
        else:
            self.table.rows.append(row)

    @staticmethod
    def _part_pages(row: Row, cell: Cell) -> None:
        """Two pages in one cell: 11-19."""
        if pages := _PAGES.search(cell.text):
            for group, name in enumerate(("first page", "last page"), 1):
                place = _within(cell, pages.start(group), len(pages[group]))
                row.values[name] = Value(pages[group], place)

    def _fill(self, row: Row, said: dict[str, list[Cell]]) -> None:
        first = {name: found[0] for name, found in said.items()}
        type_, kind = (first.get(each, _EMPTY).text for each in ("type", "kind"))
        row.type, row.kind = columns.kind_of(type_, kind)
        row.kind_evidence = _span(first["kind"]) if kind else ()
        for cell in said.get("identifier", ()):
            identifier = values.archive_identifier_of(cell.text)
            if is_valid(identifier):
                row.identifier = identifier
                break
        else:
            if "identifier" in said and not row.whole_title:
                raise _Refused(f"“{first['identifier'].text}” is no identifier of the archive.")
        for name in ("title", "subtitle", "summary", "rights", "venue", "time", "group",
                     "first page", "last page", "series number"):  # fmt: skip
            if name in first:
                words = first[name].text
                words = words if name == "summary" else " ".join(words.split())
                row.values[name] = Value(words, _span(first[name]))
        if "title" not in row.values:
            raise _Refused("It has no title.")
        if "last page" not in first and "first page" in first:
            self._part_pages(row, first["first page"])
        if "date" in first:
            date = values.date_of(first["date"].text)
            row.date = DateValue(date, first["date"].text, _span(first["date"]))
        for scheme, normalise in values.SCHEMES.items():
            for cell in said.get(scheme, ()):
                for part, place in _parts(cell, ";|\n," if scheme != "doi" else ";|\n"):
                    row.identifiers.append(Identifier(scheme, normalise(part), part, place))
        if "series" in first:
            number = row.values.get("series number", Value("", ()))
            evidence = (*_span(first["series"]), *number.evidence)
            row.series = Series(" ".join(first["series"].text.split()), number.text, evidence)
        for cell in said.get("topics", ()):
            found = ";|\n" if re.search(r"[;|\n]", cell.text) else ","
            row.topics += [Value(part, place) for part, place in _parts(cell, found)]
        self._fill_agents(row, said)

    def _fill_agents(self, row: Row, said: dict[str, list[Cell]]) -> None:
        for name, role in _PEOPLE.items():
            for cell in said.get(name, ()):
                for printed, place in _names(cell, single=row.whole_title):
                    self._agent(row, printed, role, place)
        for name, role in _BODIES.items():
            for cell in said.get(name, ()):
                for part, place in _parts(cell, ";|\n"):
                    row.organisations.append(Organisation(part, role, "", place))

    def _agent(self, row: Row, name: str, role: str, place: Evidence) -> None:
        """A person by the form of the name; what is none is a body, and an editor is told."""
        if values.is_person(name):
            tidy = names.tidy_name(name)
            row.people.append(Person(tidy, self._printed(place), role, "", place))
            return
        row.organisations.append(Organisation(name, role, "", place))
        row.warnings.append(f"“{name}” is taken for an organisation.")

    def _printed(self, place: Evidence) -> str:
        ((start, end),) = place
        return values.turned(" ".join(self.text[start:end].replace('""', '"').split()))


_EMPTY = Cell("", 0, 0)


def _span(cell: Cell) -> Evidence:
    return ((cell.start, cell.end),) if cell.end > cell.start else ()


def _parts(cell: Cell, separators: str) -> Iterator[tuple[str, Evidence]]:
    for part, at in values.parts_of(cell.text, separators):
        yield part, _within(cell, at, len(part))


def _names(cell: Cell, *, single: bool) -> Iterator[tuple[str, Evidence]]:
    if single:
        yield values.turned(cell.text), _span(cell)
        return
    found = values.names_of(cell.text)
    for index, (name, at) in enumerate(found):
        end = found[index + 1][1] if index + 1 < len(found) else len(cell.text)
        stretch = re.sub(r"[\s;|,&]+(?:and)?\s*$", "", cell.text[at:end])
        yield name, _within(cell, at, len(stretch))


def _within(cell: Cell, at: int, length: int) -> Evidence:
    """The place of a part of a cell; a cell with doubled quotes is told as a whole."""
    if cell.end - cell.start != len(cell.text):
        return _span(cell)
    return ((cell.start + at, cell.start + at + length),)
