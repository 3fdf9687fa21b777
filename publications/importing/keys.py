"""Import keys and the derived forms of names and titles: slugs, sort forms.

A key says in words which record it is ("publication:isbn:9780000000002", "person:ann other")
and is the same on every machine that reads the same source. It is given once and never changed.
"""

from __future__ import annotations

import hashlib
import re
import uuid

from django.utils.text import slugify

from publications.parsing import names, organisations
from publications.search import folded

LONGEST = 500  # characters of a key, as its column holds
SLUG_LENGTH = 80

_ENTRY = "entry"
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\w)")


def title_key(title: str) -> str:
    """A title as far as it tells works apart: no case, accents or punctuation."""
    return folded(title)


def sort_title(title: str, length: int = 500) -> str:
    """What a title is sorted by: its key without a leading article."""
    return _ARTICLE.sub("", title_key(title), count=1)[:length]


def person_sort_name(name: str, length: int = 200) -> str:
    """What a person is sorted by: the surname first, without case and accents."""
    return folded(names.sort_name(name))[:length]


def organisation_sort_name(name: str, length: int = 300) -> str:
    return _ARTICLE.sub("", folded(name), count=1)[:length]


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """The readable end of an address, cut at a word; empty when nothing is left of the text."""
    whole = slugify(text)
    if len(whole) <= length:
        return whole
    return whole[: length + 1].rpartition("-")[0][:length] or whole[:length]


def key(kind: str, *parts: str) -> str:
    """The parts with colons between them; a key too long for its column ends in a digest."""
    whole = ":".join([kind, *(part for part in parts if part)])
    if len(whole) <= LONGEST:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return f"{whole[: LONGEST - 17]}:{digest}"


def random_key(kind: str) -> str:
    """A key for a record made by hand: its identifier is drawn from it, and it is not kept."""
    return f"{kind}:{uuid.uuid4()}"


def organisation_key(name: str) -> str:
    return key("organisation", organisations.match_key(name))


def series_key(title: str) -> str:
    return key("series", title_key(title))


def source_key(sha256: str) -> str:
    return key("source", sha256)


def entry_key(title: str, date: str) -> str:
    """The key of a dated entry of a page, whatever kind of record it becomes."""
    return key(_ENTRY, date, title_key(title))


def is_entry(key: str | None) -> bool:
    """Whether a key is that of a dated entry, which says nothing of its kind."""
    return bool(key) and key.startswith(f"{_ENTRY}:")


def work_key(kind: str, title: str, *, isbn: str = "", date: str = "", publisher: str = "") -> str:
    """The key of a whole text: by ISBN, else by title with date and publisher as far as known.

    ``publisher`` is the key of an organisation, without its kind.
    """
    if isbn:
        return key(kind, "isbn", isbn)
    return key(kind, title_key(title), date, publisher)
