"""What the search and the models both know of words. Knows no model."""

import re
import unicodedata

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField

# Private characters that the database sets round the words it found; never printed as such.
FOUND_START, FOUND_STOP = "\ue000", "\ue001"
ARCHIVE = "archive"  # English without accents; made by the migration of the search

# The rooms of works, and the column by which the rows of their parts name them.
WORKS = {
    "publication": "publication_id",
    "news": "news_item_id",
    "event": "event_id",
    "project": "project_id",
}
WITH_TEXTS = {room: WORKS[room] for room in ("publication", "news", "project")}


def archive_vector(field: str, weight: str) -> SearchVector:
    """The vector of a text as the search reads it: no sign of print sticks to a word."""
    plain = Func(F(field), function="archive_plain", output_field=TextField())
    return SearchVector(plain, weight=weight, config=ARCHIVE)


def folded(text: str) -> str:
    """Text without accents, case and punctuation, for finding names by any part of them."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", plain.replace("'", "").replace("\u2019", "")).split())
