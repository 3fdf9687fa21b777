"""What a row repeats of a known record, or of the whole that it is a part of, and is left out."""

from __future__ import annotations

from dataclasses import replace

from publications.models.base import Record
from publications.parsing import names, organisations
from publications.parsing.tables import Row
from publications.search import folded


def without_what_its_whole_says(row: Row, known: Record) -> Row:
    """A list of works gives an essay the date and numbers of its collection; they stay there."""
    whole = getattr(known, "part_of", None)
    if whole is None:
        return row
    theirs = {value.lower() for value in whole.identifiers.values_list("value", flat=True)}
    publishers = {
        each.organisation_id: {organisations.match_key(each.organisation.name),
                               organisations.match_key(each.printed)}
        for each in whole.contributions.select_related("organisation")
        if each.organisation_id
    }  # fmt: skip
    shared = {key for found in publishers.values() for key in found}
    series = whole.series
    return replace(
        row,
        date=None if row.date and row.date.date.edtf == whole.date_edtf else row.date,
        identifiers=[each for each in row.identifiers if each.value.lower() not in theirs],
        series=None
        if row.series and series and folded(series.title) == folded(row.series.title)
        else row.series,
        values={
            name: value
            for name, value in row.values.items()
            if not (name == "rights" and value.text == whole.rights)
        },
        organisations=[
            each for each in row.organisations
            if not (each.role == "publisher" and organisations.match_key(each.name) in shared)
        ],
        people=[
            each for each in row.people
            if not (each.role == "editor" and whole.contributions.filter(
                role="editor", author__name=each.name).exists())
        ],
    )  # fmt: skip


def without_who_is_there(row: Row, known: Record) -> Row:
    """RIS calls whoever comes first an author; those who are there have their role already."""
    people, bodies = set(), set()
    for each in known.contributions.select_related("author", "organisation"):
        if each.author_id:
            people |= {names.match_key(name) for name in (each.author.name, each.printed)}
        else:
            bodies |= {
                organisations.match_key(name) for name in (each.organisation.name, each.printed)
            }
    return replace(
        row,
        people=[each for each in row.people if names.match_key(each.name) not in people],
        organisations=[
            each for each in row.organisations if organisations.match_key(each.name) not in bodies
        ],
    )
