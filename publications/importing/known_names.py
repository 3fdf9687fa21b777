"""Who is known already: the people and organisations that the archive has under some names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publications.importing import keys
from publications.models import Author, NameVariant, Organisation
from publications.parsing import organisations


def known_people(found: Iterable[str]) -> tuple[dict[str, Author], dict[str, list[Author]]]:
    """The first row of each name, and the others that an editor has given the same name."""
    wanted = list(found)
    rows = {
        author.import_key.removeprefix("person:"): author
        for author in Author.objects.filter(import_key__in=[keys.key("person", k) for k in wanted])
    }
    variants = (
        NameVariant.objects.filter(key__in=wanted, author__isnull=False)
        .select_related("author")
        .order_by("author_id", "pk")
    )
    others: dict[str, list[Author]] = {}
    for variant in variants:
        first = rows.setdefault(variant.key, variant.author)
        _add_other(others.setdefault(variant.key, []), variant.author, first)
    return rows, others


def names_of_their_own(shorts: Iterable[str]) -> set[str]:
    """The abbreviations that an editor has said are the name of another body."""
    wanted = list(shorts)
    if not wanted:
        return set()
    rows = Organisation.objects.filter(variants__key__in=wanted, curated__contains=["name"])
    named = {organisations.match_key(name) for name in rows.values_list("name", flat=True)}
    return named.intersection(wanted)


def _add_other(others: list, row: Author | Organisation, first: Author | Organisation) -> None:
    if row.pk != first.pk and all(row.pk != each.pk for each in others):
        others.append(row)


def known_bodies(
    found: Iterable[str], shorts: Mapping[str, Iterable[str]]
) -> tuple[dict[str, Organisation], dict[str, list[Organisation]], dict[str, list[Organisation]]]:
    """Rows by the key of the full name, else by an abbreviation that alone was known so far.

    Also, by the same keys, all rows of which only the abbreviation is known, and those that
    an editor has given the same name.
    """
    wanted = list(found)
    abbreviations = {short for key in wanted for short in shorts.get(key, ())}
    lookup = {*wanted, *abbreviations}
    by_key: dict[str, list[Organisation]] = {}
    variants = (
        NameVariant.objects.filter(key__in=lookup, organisation__isnull=False)
        .select_related("organisation")
        .order_by("organisation_id", "pk")
    )
    for variant in variants:
        rows = by_key.setdefault(variant.key, [])
        if all(row.pk != variant.organisation_id for row in rows):
            rows.append(variant.organisation)
    by_import = {
        row.import_key: row
        for row in Organisation.objects.filter(
            import_key__in=[keys.key("organisation", key) for key in lookup]
        )
    }
    known: dict[str, Organisation] = {}
    alone: dict[str, list[Organisation]] = {}
    others: dict[str, list[Organisation]] = {}
    for key in wanted:
        alone[key] = [
            row
            for short in sorted(shorts.get(key, ()))
            for row in by_key.get(short, [])
            if organisations.match_key(row.name) == short
        ]
        imported = by_import.get(keys.key("organisation", key))
        candidates = [*([imported] if imported else []), *by_key.get(key, []), *alone[key]]
        if candidates:
            known[key] = candidates[0]
            for row in by_key.get(key, []):
                if all(row.pk != each.pk for each in alone[key]):
                    _add_other(others.setdefault(key, []), row, candidates[0])
    return known, alone, others
