"""What no single field of the filters can tell: names that exist, and a span in order."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Cast

from publications.filters.fields import PartlyWrong
from publications.filters.roles import MAKING
from publications.models import Author, Contribution, Organisation, Project, Series, Topic
from publications.searching.fields import checked


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a filter names by its identifier, as it is said in words."""

    value: str
    label: str
    maker: bool = True
    key: int = 0  # primary key


NAMED = {
    "author": (Author, "identifier", "name", "person"),
    "organisation": (Organisation, "identifier", "name", "organisation"),
    "project": (Project, "identifier", "title", "project"),
    "series": (Series, "identifier", "title", "series"),
    "topic": (Topic, "slug", "name", "topic"),
}


def named_records(chosen: dict[str, list[str]]) -> dict[str, dict[str, Named]]:
    """The public records that filters name, by filter and value: one query, or none."""
    parts = []
    for name, values in chosen.items():
        model, key, label, _ = NAMED[name]
        rows = model.objects.all() if model is Topic else model.objects.published()
        maker = (
            Exists(Contribution.objects.filter(organisation=OuterRef("pk"), role__in=MAKING))
            if model is Organisation
            else Value(True)
        )
        parts.append(
            rows.filter(**{f"{key}__in": values})
            .order_by()
            .values_list(
                Value(name, output_field=TextField()),
                Cast(F(key), TextField()),
                Cast(F(label), TextField()),
                maker,
                F("pk"),
            )
        )
    found: dict[str, dict[str, Named]] = {name: {} for name in chosen}
    if parts:
        for name, value, label, maker, key in parts[0].union(*parts[1:], all=True):
            found[name][value] = Named(value, label, maker, key)
    return found


class FiltersForm(forms.Form):
    """What no field can tell alone: a span in order, and names that exist."""

    named: dict[str, dict[str, Named]]

    def clean(self):
        cleaned = super().clean()
        for name, errors in self.errors.as_data().items():
            for error in errors:
                if isinstance(error, PartlyWrong):
                    cleaned[name] = error.kept
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first.earliest > last.latest:
            self.add_error("to", f"{last} is before {first}, so the span was left out.")
            cleaned.pop("from", None)
        chosen = {name: cleaned[name] for name in NAMED if cleaned.get(name)}
        self.named = named_records(chosen)
        for name, values in chosen.items():
            right = [value for value in values if value in self.named[name]]
            for value in values:
                if value not in self.named[name]:
                    self.add_error(name, f"No {NAMED[name][3]} of this archive is “{value}”.")
                    cleaned[name] = right
                    break
        return cleaned


class QueryForm(FiltersForm):
    """Where the words are a query: a field of it that is wrong is left out as a filter is."""

    def clean(self):
        cleaned = super().clean()
        rest, wrong = checked(cleaned.get("q", ""))
        if wrong:
            self.add_error("q", wrong)
            cleaned["q"] = rest
        return cleaned
