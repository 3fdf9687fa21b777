"""Did you mean, judged over the seeds: mistakes that people make, and names misspelt by rule."""

import pytest
from django.conf import settings
from django.http import QueryDict

from publications import models
from publications.importing.importer import import_paths
from publications.search import folded
from publications.searching import vocabulary
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.searching.shelf import as_of, current
from publications.searching.spelling import meant_instead

MISTAKES = {
    "goverment": "government",
    "parrish councils": "parish councils",
    "parish cuoncils": "parish councils",
    "comunity empowermnet": "community empowerment",
    "neigbourhood": "neighbourhood",
    "neighborhood planning": "neighbourhood planning",
    "devoluton": "devolution",
    "localsim": "localism",
    "accountabilty": "accountability",
    "partnerhsip": "partnership",
    "democracry": "democracy",
    "démocracyy": "democracy",
    "particippaton": "participation",
    "Decentralisaton": "Decentralisation",
    "fiancial powers": "financial powers",
    "councilors": "councillors",
    "big soceity": "big society",
    "local athorities": "local authorities",
    '"parish cuoncil"': '"parish council"',
    "comissionning -healht": "commissioning -healht",
    "represenation OR xylophon": "representation OR xylophon",
}
NAMES = 0.98  # a few become a word that stands in the archive, or that another is nearer to


def meant(words: str) -> str | None:
    query = QueryDict(mutable=True)
    query["q"] = words
    return meant_instead(Results(SearchFilterSet(query, models.SearchEntry.objects.none())))


def misspelt(word: str) -> list[str]:
    """A letter dropped, doubled, swapped with the next and wrong, in the middle of a word."""
    at = len(word) // 2
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return [
        before + after,
        before + 2 * letter + after,
        before + after[:1] + letter + after[1:],
        before + ("x" if letter != "x" else "z") + after,
    ]


@pytest.mark.django_db
def test_mistakes_over_the_seeds_are_put_right():
    import_paths([settings.BASE_DIR / "seeds"])
    vocabulary.learn()
    names = {
        name
        for author in models.Author.objects.published()
        if len(name := folded(author.name).split()[-1]) > 5
    }
    typed = {typo: name for name in names for typo in misspelt(name) if typo != name}
    assert len(typed) > 100
    with as_of(current()):  # in a transaction each question would make its own
        assert {typed: meant(typed) for typed in MISTAKES} == MISTAKES
        missed = {typo: said for typo, name in typed.items() if (said := meant(typo)) != name}
    assert len(missed) <= (1 - NAMES) * len(typed), missed
