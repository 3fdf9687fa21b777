"""CSV, for spreadsheets: one row for each work, with the columns that a table is read back by."""

from __future__ import annotations

import csv
import io
import re

from publications.exports.formats.base import CITED, Format, readable
from publications.exports.shapes import Agent, Record
from publications.parsing.tables.columns import NAMES

COLUMNS = (*NAMES, "collection", "address")  # the last two are for a reader


class CSV(Format):
    identifier = "csv"
    extension = "csv"
    media_type = "text/csv"
    label = "CSV (spreadsheet)"
    types = CITED
    # The mark without which Excel takes UTF-8 for something else.
    head = "\ufeff" + ",".join(COLUMNS) + "\r\n"
    separator = ""

    def item(self, record: Record) -> str:
        values = _values(record)
        file = io.StringIO()
        csv.writer(file).writerow([_cell(values.get(name, "")) for name in COLUMNS])
        return file.getvalue()


FORMAT = CSV()


def _values(record: Record) -> dict[str, str]:
    people = {role: _agents(record, role, person=True) for role in ("author", "editor", "speaker")}
    return {
        "identifier": record.identifier,
        "type": record.type,
        "kind": record.kind,
        "title": record.title,
        "subtitle": record.subtitle,
        "date": record.date.edtf if record.date else "",
        "authors": people["author"],
        "corporate authors": _agents(record, "author", person=False),
        "editors": people["editor"],
        "speakers": people["speaker"],
        "publishers": "; ".join(record.publishers),
        "hosts": _agents(record, "host", person=False),
        "series": record.series.title if record.series else "",
        "series number": record.series_number,
        "first page": record.first_page,
        "last page": record.last_page,
        "isbn": "; ".join(record.values_of("isbn")),
        "issn": "; ".join(record.values_of("issn")),
        "doi": "; ".join(record.values_of("doi")),
        "summary": record.summary,
        "topics": "; ".join(record.keywords),
        "rights": record.rights,
        "venue": record.venue,
        "time": record.time,
        "group": record.group,
        "collection": record.collection.title if record.collection else "",
        "address": record.address,
    }


def _agents(record: Record, role: str, *, person: bool) -> str:
    found: list[Agent] = [each for each in record.with_role(role) if each.is_person == person]
    return "; ".join(each.name.replace(";", ",") for each in found)


def _cell(text: str) -> str:
    """Text that a spreadsheet does not take for a formula; reading takes the sign off again."""
    text = readable(text)
    return f"'{text}" if re.match(r"[=+\-@\t]", text) else text
