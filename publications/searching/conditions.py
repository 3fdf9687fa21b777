"""A typed query as one condition on rows: for feeds, exports and the API, which read in order.

It says the same as ``matching`` and ``results`` do with sets; a test compares them.
"""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from publications.models import Author
from publications.partial_dates import PartialDate, parse
from publications.searching.abbreviations import written_out
from publications.searching.kinds import spoken
from publications.searching.matching import TEXT, TITLE, leaf_of, statement
from publications.searching.query import Query, Term, read

MOST_NAMED = 500  # people that a part of a name may mean
NONE = ("false", [])
Condition = tuple[str, list]


def records_matching(room: str, text: str, exact: bool = False) -> RawSQL:
    """The primary keys of the records of a room that match what was typed."""
    condition, parameters = condition_of(written_out(read(text), exact).query)
    return RawSQL(
        f"SELECT e.record FROM publications_searchentry e WHERE e.room = %s AND ({condition})",
        [room, *parameters],
        output_field=BigIntegerField(),
    )


def condition_of(query: Query, where: str = TEXT) -> Condition:
    """The condition on entries ``e`` that a query means; it is false where no word is left."""
    parts = [author(value) for value in query.fields.get("author", ())]
    for value in query.fields.get("year", ()):
        span = years(value)
        parts.append(
            ("e.date_latest >= %s AND e.date_earliest <= %s", list(span)) if span else NONE
        )
    for value in query.fields.get("kind", ()):
        found = spoken(value)
        parts.append(
            ("e.room = %s AND (%s = '' OR e.kind = %s)", [found[0], found[1], found[1]])
            if found
            else NONE
        )
    alternatives = [_all_of(terms, where) for terms in query.alternatives]
    alternatives = [each for each in alternatives if each]
    if alternatives:
        parts.append(_joined(alternatives, " OR "))
    return _joined(parts, " AND ") if parts else NONE


def _all_of(terms: tuple[Term, ...], where: str) -> Condition | None:
    parts, wanted = [], False
    for term in terms:
        leaf = leaf_of(term.text, term.phrase)
        if leaf is None:
            continue
        found = _leaf(leaf, TITLE if term.title else where)
        wanted = wanted or not term.negated
        parts.append((f"NOT {found[0]}", found[1]) if term.negated else found)
    return _joined(parts, " AND ") if wanted else None


def _leaf(leaf, where: str) -> Condition:
    _, condition, named = statement(leaf, where)
    parameters, parts = [], condition.split("%(")
    said = parts[0]
    for part in parts[1:]:
        name, _, rest = part.partition(")s")
        parameters.append(named[name])
        said += f"%s{rest}"
    return said, parameters


def _joined(parts: list[Condition], by: str) -> Condition:
    said = by.join(f"({condition})" for condition, _ in parts)
    return f"({said})", [value for _, values in parts for value in values]


def author(value: str) -> Condition:
    """Works of the people that a value names."""
    try:
        people, named = people_named(value).query.sql_with_params()
    except EmptyResultSet:
        return NONE
    return f"e.authors && ARRAY({people})", list(named)


def people_named(value: str) -> QuerySet:
    """The keys of the public people whose names have all parts of a value, at most so many."""
    return Author.objects.published().named(value).order_by("pk").values_list("pk")[:MOST_NAMED]


def years(value: str) -> tuple | None:
    """The first and the last day of a year or of a span of years; None for anything else."""
    first, _, last = value.replace("\N{EN DASH}", "-").partition("-")
    dates: list[PartialDate | None] = [
        parse(part) if len(part) == 4 else None for part in (first, last or first)
    ]
    if dates[0] is None or dates[1] is None:
        return None
    return dates[0].earliest, dates[1].latest
