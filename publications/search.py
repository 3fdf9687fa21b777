"""Search expressions: vectors, weights and the reading of a query. Knows no model."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, TextField

CONFIGURATION = "english"
# Private characters that the database sets round the words it found; never printed as such.
FOUND_START, FOUND_STOP = "\ue000", "\ue001"
ARCHIVE = "archive"  # English without accents; made by the migration of the search


def weighted_vector(configuration: str = CONFIGURATION, **fields: str) -> SearchVector:
    """The vector of some columns with their weights: ``weighted_vector(title="A")``.

    Meant for generated columns, so that the index changes in the transaction of the text.
    """
    vectors = [
        SearchVector(name, weight=weight, config=configuration) for name, weight in fields.items()
    ]
    combined = vectors[0]
    for vector in vectors[1:]:
        combined = combined + vector
    return combined


def archive_vector(field: str, weight: str) -> SearchVector:
    """The vector of a text as the search reads it: no sign of print sticks to a word."""
    plain = Func(F(field), function="archive_plain", output_field=TextField())
    return SearchVector(plain, weight=weight, config=ARCHIVE)


def query_of(words: str) -> SearchQuery | None:
    """What a visitor typed, in web-search syntax; None where no word is left to look for.

    Control characters are dropped and the length is bounded, so that no input is an error.
    """
    words = "".join(" " if unicodedata.category(c) == "Cc" else c for c in words)[:500]
    words = " ".join(words.split())
    if not re.search(r"\w", words):
        return None
    return SearchQuery(words, search_type="websearch", config=CONFIGURATION)


def folded(text: str) -> str:
    """Text without accents, case and punctuation, for finding names by any part of them."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", plain.replace("'", "").replace("\u2019", "")).split())
