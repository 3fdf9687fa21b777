"""The parameters of a list in the API: those of the page's filters, read by the filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import StringConstraints, create_model

from publications.api.problems import ProblemError
from publications.api.shapes import FIELDS
from publications.filters import NAMED, RecordFilterSet
from publications.filters import fields as filter_fields
from publications.identifiers import PATTERN

MOST = 100  # records on one page
LAST_PAGE = 1_000_000
_DAY = (
    "((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?"
    "|02(-(0[1-9]|1[0-9]|2[0-9]))?)"
)

_IDENTIFIER, _SLUG, _YEAR = f"^{PATTERN}$", "^[a-z0-9][a-z0-9-]{0,59}$", "^[1-9][0-9]{3}$"
_END = f"^[1-9][0-9]{{3}}(-{_DAY})?$"
ANCHOR = "^[a-z0-9_-]{1,80}$"
# What a value is to look like, by the pattern that it was held against.
EXPECTED = {
    _IDENTIFIER: "It should be an identifier: twelve characters, such as 0ctqc7zj66v2.",
    _SLUG: "It should be a topic as its address names it: small letters, digits and hyphens.",
    _YEAR: "It should be a year in four digits, such as 2010.",
    _END: "It should be a year, a month or a day, such as 2010, 2010-03 or 2010-03-17.",
    ANCHOR: "It should be the anchor of a section: small letters, digits and hyphens.",
}
# The same by the kind of mistake, with what it is told besides.
_EXPECTED_BY_KIND = {
    "int_parsing": "It should be a whole number.",
    "string_too_long": "It should have {max_length} characters at most.",
    "too_long": "It should have {max_length} values at most.",
    "greater_than_equal": "It should be {ge} at least.",
    "less_than_equal": "It should be {le} at most.",
    "literal_error": "It should be {expected}.",
}

Identifier = Annotated[str, StringConstraints(pattern=_IDENTIFIER)]
Slug = Annotated[str, StringConstraints(pattern=_SLUG)]
Year = Annotated[str, StringConstraints(pattern=_YEAR)]
End = Annotated[str, StringConstraints(pattern=_END)]

_HELP = {
    "q": 'Words to look for, in web-search syntax: `housing "social care" -private`',
    "exact": "1: an abbreviation and what it stands for do not find each other",
    "from": "First year, month or day: `2010`, `2010-03`, `2010-03-17`",
    "to": "Last year, month or day",
    "year": "Records whose date touches one of these years",
    "undated": "Records without a date, or these besides those of a span",
    "when": "Events to come (until the last day that the date can mean), past, or without date",
    "kind": "One of these kinds",
    "author": "Identifiers of people",
    "organisation": "Identifiers of organisations",
    "project": "Identifiers of projects",
    "series": "Identifiers of series",
    "topic": "Topics, as their addresses name them",
    "role": "Those who had one of these roles in a published work",
    "letter": "Those whose name, as it is sorted, begins with one of these letters, or `other`",
    "sort": "The order; with words, by relevance where nothing else is said",
}
# Needs a count of works for each person, which a page of people pays for and this does not.
_NOT_OFFERED = {"works"}


def expected(error: Mapping[str, Any]) -> str:
    """What a value should be, of what pydantic says of a wrong one."""
    told = error.get("ctx", {})
    if told.get("pattern") in EXPECTED:
        return EXPECTED[told["pattern"]]
    return _EXPECTED_BY_KIND.get(error["type"], "It is wrong.").format(**told)


def _many(item: Any) -> Any:
    return list[item]


def parameters_of(filterset: type[RecordFilterSet]) -> type[Schema]:
    """The schema of a list's parameters, for reading them and for the documentation."""
    fields: dict[str, Any] = {}
    for name, each in filterset.base_filters.items():
        kind = getattr(each, "field_class", None)
        limit: dict[str, Any] = {"max_length": filter_fields.MOST_VALUES}
        if kind is filter_fields.ManyChoicesField:
            accepted: Any = _many(Literal[tuple(dict(each.extra["choices"]))])
        elif kind is filter_fields.ManyIdentifiersField:
            accepted = _many(Identifier)
        elif kind is filter_fields.ManySlugsField:
            accepted = _many(Slug)
        elif kind is filter_fields.ManyYearsField:
            accepted = _many(Year)
        elif kind is filter_fields.EndField:
            accepted, limit = End | None, {}
        elif name in ("sort", "undated", "exact"):
            offered = [value for value in dict(each.extra["choices"]) if value not in _NOT_OFFERED]
            accepted, limit = Literal[tuple(offered)] | None, {}
        else:
            accepted, limit = str, {"max_length": filter_fields.LONGEST_WORDS}
        default = [] if "list" in str(accepted)[:5] else "" if accepted is str else None
        # "from" is a word of Python's own, so the field has another name than its parameter.
        fields[f"{name}_"] = (
            accepted,
            Field(default, alias=name, description=_HELP.get(name, ""), **limit),
        )
    fields["page_"] = (int, Field(1, alias="page", ge=1, le=LAST_PAGE))
    fields["page_size_"] = (int, Field(20, alias="page_size", ge=1, le=MOST))
    fields["fields_"] = (list[Literal[FIELDS]], _FIELDS_FIELD)
    return create_model(f"{filterset.__name__}Parameters", __base__=Schema, **fields)


_FIELDS_FIELD = Field(
    [],
    alias="fields",
    max_length=len(FIELDS),
    description="Only these fields of each record, and its type and identifier",
)
Selection = create_model(
    "Selection", __base__=Schema, fields_=(list[Literal[FIELDS]], _FIELDS_FIELD)
)


def chosen_fields(asked: Schema) -> tuple[str, ...]:
    """The fields in the order of the shape, whatever order they are asked for in."""
    return tuple(name for name in FIELDS if name in asked.fields_) if asked.fields_ else FIELDS


def refuse_unknown(request: HttpRequest, known: type[Schema] | None) -> None:
    """A parameter that is not there is a mistake, and would else give more than was asked for."""
    names = {field.alias for field in known.model_fields.values()} if known else set()
    if unknown := [name for name in request.GET if name not in names]:
        said = f"There is no such parameter; there are: {', '.join(sorted(names)) or 'none'}."
        raise ProblemError(
            422, "A parameter is wrong.", errors={name[:40]: [said] for name in unknown[:10]}
        )


def filtered(
    request: HttpRequest, filterset: type[RecordFilterSet]
) -> tuple[QuerySet, RecordFilterSet]:
    """What the filters leave, in order. A span that ends before it begins has nothing in it."""
    asked = filterset(request.GET, queryset=filterset._meta.model.objects.published())
    errors = {name: [str(each) for each in said] for name, said in asked.errors.items()}
    if unknown := {name: said for name, said in errors.items() if name in NAMED}:
        raise ProblemError(404, "There is no such record to filter by.", errors=unknown)
    if set(errors) == {"to"} and _is_span(request):
        return asked.queryset.none(), asked
    if errors:
        raise ProblemError(422, "A parameter is wrong.", errors=errors)
    return asked.qs, asked


def _is_span(request: HttpRequest) -> bool:
    return bool(request.GET.get("from")) and bool(request.GET.get("to"))
