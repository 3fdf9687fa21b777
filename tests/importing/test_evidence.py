"""Every value that an import sets points at the words it was read from."""

import re
from collections import defaultdict
from decimal import Decimal

import pytest
from django.conf import settings

from publications import models
from publications.importing import importer
from publications.importing.rows import RECORDS
from publications.models.base import Sourced
from publications.search import folded

pytestmark = pytest.mark.django_db

# Columns that say nothing of their own: keys, what is derived from another column, and what
# the form of the whole text decides.
DERIVED = {
    "id", "identifier", "import_key", "slug", "status", "withdrawn_reason", "curated", "created_at",
    "updated_at", "sort_title", "sort_name", "folded_name", "search_vector", "date_earliest",
    "date_latest", "date_precision", "position", "kind",
}  # fmt: skip
# Values that stand for the words and do not repeat them: "eleventh" is 11.
IN_OTHER_WORDS = {"date_edtf", "series_number", "price_currency", "price_amount", "price_postage"}


def words_of(value: object) -> set[str]:
    if isinstance(value, Decimal):
        value = str(value).removesuffix(".00")
    return set(folded(str(value)).split())


def walk() -> list[str]:
    """Every fault of the evidence in the database, in words."""
    sources = {source.pk: source for source in models.Source.objects.all()}
    evidence = defaultdict(list)
    for each in models.Evidence.objects.all():
        text = sources[each.source_id].text
        assert 0 <= each.start < each.end <= len(text)
        evidence[each.record, each.field].append(text[each.start : each.end])
    faults = []
    for model in RECORDS:
        for record in model.objects.all():
            for column in model._meta.concrete_fields:
                value = getattr(record, column.attname)
                if column.name in DERIVED or value in (None, ""):
                    continue
                found = evidence.get((record.identifier, column.name))
                if not found:
                    faults.append(f"{record!r}.{column.name} = {value!r} has no evidence")
                elif not column.is_relation and column.name not in IN_OTHER_WORDS:
                    printed = words_of(re.sub(r"\*|-\n", " ", " ".join(found)))
                    glued = folded("".join(found)).replace(" ", "")
                    missing = {word for word in words_of(value) - printed if word not in glued}
                    if missing:
                        faults.append(f"{record!r}.{column.name}: {missing} not in {found!r}")
    return faults + list(walk_children(sources))


def walk_children(sources):
    for model in Sourced.__subclasses__():
        concrete = [model] if not model._meta.abstract else model.__subclasses__()
        for each in concrete:
            for row in each.objects.all():
                if not row.spans:
                    yield f"{row!r} points nowhere"
                for start, end in row.spans:
                    if not 0 <= start < end <= len(sources[row.source_id].text):
                        yield f"{row!r} points outside its source"


def test_every_value_of_made_texts_is_where_it_says(three):
    assert walk() == []


def test_every_value_of_the_seeds_is_where_it_says(monkeypatch):
    report = importer.import_paths([settings.BASE_DIR / "seeds"])
    assert report.counts["created"] == 5
    assert walk() == []


def test_evidence_names_the_page_of_a_paged_source(folder, monkeypatch):
    from dataclasses import replace

    from publications.parsing.document import Page
    from tests.importing.made import parse_made

    def parse_with_pages(data, name):
        document = parse_made(data, name)
        text = document.source.text
        cut = text.index("DATE")
        pages = (Page(1, "i", 0, cut), Page(2, "ii", cut, len(text)))
        return replace(document, source=replace(document.source, pages=pages))

    monkeypatch.setattr(importer, "parse_bytes", parse_with_pages)
    folder.write("text.txt", "TITLE Power", "DATE 2010", "Text.")
    folder.run()
    assert dict(models.Evidence.objects.values_list("field", "page")) == {
        "title": "i",
        "date_edtf": "ii",
        "date_printed": "ii",
    }
    assert models.Source.objects.get().pages[1][0] == "ii"
