"""Words that are written in two ways find each other."""

import pytest
from django.http import QueryDict

from publications import models
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.searching.spellings import spellings
from tests import builders


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("coproduction", ("co-production",)),
        ("co-production", ("coproduction",)),
        ("dial-a-ride", ("dialaride",)),
        ("O'Brien", ("OBrien",)),
        ("O’Brien", ("OBrien",)),
        ("obrien", ("o'brien",)),
        ("parish", ()),
        ("co-", ()),
        ("cool", ()),
        ("RDA", ("RDAs",)),
        ("RDAs", ("RDA",)),
        ("rda", ("rdas",)),
        ("lsps", ("lsp",)),
        ("bus", ("buses",)),
        ("gases", ("gas",)),
        ("crisis", ("crises",)),
        ("analyses", ("analysis",)),
        ("cases", ()),
        ("uses", ()),
        ("basis", ()),
        ("areas", ()),
        ("this", ()),
    ],
)
def test_other_spellings(word, others):
    assert spellings(word) == others


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Co-production", "coproduction"),
        ("Coproduction", "co-production"),
        ("A report of O'Parish", "oparish"),
        ("OParish reports", "o'parish"),
        ("Buses of the parish", "bus"),
        ("The parish bus", "buses"),
        ("RDAs and what they do", "RDA"),
        ("What an RDA does", "rdas"),
        ("One crisis", "crises"),
    ],
)
def test_either_spelling_finds_the_other(client, printed, typed):
    work = builders.make_publication(printed)
    query = QueryDict(mutable=True)
    query["q"] = typed
    here = Results(SearchFilterSet(query, models.SearchEntry.objects.none()))
    assert here.count == 1
    assert "<mark>" in client.get("/search/", {"q": typed}).content.decode()
    assert work.identifier in client.get("/publications/", {"q": typed}).content.decode()
