"""What templates say of records: their kind, their credits, counts and marked words."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from markupsafe import Markup, escape

from publications.choices import SCHEMES, Role
from publications.models import Event, NewsItem, Project, Publication
from publications.search import FOUND_START, FOUND_STOP

BYLINE = (Role.AUTHOR, Role.EDITOR, Role.SPEAKER)
BODIES = (Role.PUBLISHER, Role.AUTHOR, Role.PARTNER, Role.HOST)


def number(value: int | None) -> str:
    """A count with commas: 1,204."""
    return f"{value or 0:,}"


def kind_of(record) -> str:
    """What a record is called: "Essay collection", "Press release", "Launch"."""
    if hasattr(record, "get_kind_display"):
        return record.get_kind_display()
    return record._meta.verbose_name.capitalize()


def date_in_words(record) -> str:
    """The date as far as it was printed; empty for what has none."""
    date = getattr(record, "date", None)
    return str(date) if date else ""


def date_or_undated(record) -> str:
    """The date, or that there is none; empty for what never has one."""
    undated = getattr(record, "date_edtf", None) == ""
    return date_in_words(record) or ("undated" if undated else "")


ENTRY = ("hit", "subtitle", "venue", "part_count", "section_count", "note_count", "entry_count")
EXTRA = {*ENTRY[2:], "collection", "series"}


def entry_of(record) -> dict:
    """What the entry of a list prints besides; of each kind of record as far as it has it."""
    found = {name: getattr(record, name, None) for name in ENTRY}
    found |= {"collection": collection_of(record), "series": _public(record, "series")}
    found["has_extra"] = any(found[name] for name in EXTRA)
    return found


def collection_of(record):
    """The public collection that a record is a part of."""
    return _public(record, "part_of")


def _public(record, key: str):
    other = getattr(record, key) if getattr(record, f"{key}_id", None) else None
    return other if other and other.is_published else None


def byline(record) -> list:
    """The people that a list entry names: those who wrote, edited or spoke, each once."""
    return _agents(record, "author", BYLINE)


def bodies(record) -> list:
    """The organisations that a list entry names: publishers, partners, hosts, each once."""
    return _agents(record, "organisation", BODIES)


def _agents(record, kind: str, roles) -> list:
    if not isinstance(record, Publication | Event | NewsItem | Project):
        return []
    found = {}
    for contribution in record.contributions.all():
        agent = getattr(contribution, kind)
        if agent and contribution.role in roles:
            found.setdefault(agent.pk, agent)
    return list(found.values())


def marked(text: str) -> Markup:
    """Words found, marked: escaped first, the sentinels become ``<mark>`` only after."""
    parts = re.split(f"{FOUND_START}(.*?){FOUND_STOP}", text or "", flags=re.S)
    clean = [part.replace(FOUND_START, "").replace(FOUND_STOP, "") for part in parts]
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if i % 2 else escape(part)
        for i, part in enumerate(clean)
    )


def lines(text: str) -> list[str]:
    """The paragraphs of a summary."""
    return [part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def query(parameters: dict) -> str:
    """A query string: ``{"author": identifier}|query``."""
    return f"?{urlencode(parameters)}"


def bytes_in_words(size: int) -> str:
    """A file's size: 118 KB."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: ``3|plural("essay", "essays")`` is "3 essays"."""
    return f"{count:,} {one if count == 1 else many}"


def role_of(role: str) -> str:
    """The label of a role: "Author"."""
    return Role(role).label if role in Role.values else role


def scheme_of(scheme: str) -> str:
    """What a printed identifier is called: "ISBN"."""
    return SCHEMES.get(scheme, scheme.capitalize())


def currency(code: str) -> str:
    """The sign of a currency, or its code and a space."""
    return {"GBP": "£", "EUR": "€", "USD": "$"}.get(code, f"{code} ")


def spaced(words: str) -> str:
    """A stored word as it is said: "essay_collection" is "essay collection"."""
    return words.replace("_", " ")


def placed(coverage: dict) -> str:
    """The part of a source that stands in the archive: 97%. Never rounded up to the whole."""
    characters, found = coverage.get("characters") or 0, coverage.get("placed") or 0
    return f"{int(100 * found / characters)}%" if characters else "–"


def label_of(fields, name: str) -> str:
    """The label of a form's field."""
    field = fields.get(name)
    return str(field.label or name) if field else name


def page_address(filterset, number: int) -> str:
    """The address of another page of the same list."""
    return filterset.address(page=[] if number == 1 else number)


def caps(title) -> str:
    """A class for what is printed all in capitals: it is set in small ones, letter by letter."""
    words = str(title)
    return " capitals" if words.isupper() and len(words) > 4 else ""


FILTERS = (
    bodies, byline, bytes_in_words, caps, collection_of, currency, date_in_words, date_or_undated,
    entry_of, kind_of, label_of, lines, marked, number, page_address, placed, plural, query,
    role_of, scheme_of, spaced,
)  # fmt: skip
