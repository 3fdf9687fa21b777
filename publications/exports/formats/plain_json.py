"""Plain JSON: the record itself, every field in every object, in a fixed order."""

from __future__ import annotations

import dataclasses
import json

from publications.exports.formats.base import Format
from publications.exports.shapes import Record
from publications.partial_dates import PartialDate


class PlainJSON(Format):
    identifier = "json"
    extension = "json"
    media_type = "application/json"
    label = "JSON"
    head = "[\n"
    separator = ",\n"
    tail = "\n]\n"

    def render(self, record: Record) -> str:
        return json.dumps(as_json(record), ensure_ascii=False, indent=2) + "\n"

    def item(self, record: Record) -> str:
        return json.dumps(as_json(record), ensure_ascii=False)


FORMAT = PlainJSON()


def as_json(record: Record) -> dict:
    """The record as JSON objects and lists; times in ISO 8601, the date as EDTF or null."""
    values = {}
    for field in dataclasses.fields(record):
        values[field.name] = _plain(getattr(record, field.name))
    values["identifiers"] = [
        {"scheme": scheme, "value": value} for scheme, value in record.identifiers
    ]
    return values


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.edtf
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
