"""How the public pages are printed: what their templates, which are Jinja2's, may call.

The admin, and what packages bring, stay with Django's own templates. Compiled ones cost a tenth of
the time, and a page of a list prints thousands of values.
"""

from __future__ import annotations

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from publications.pages import embedding, text, words
from publications.paths import path_of

# What a page may leave unsaid. Any other name that a page lacks is an error, never an empty place.
UNSAID = {"canonical": "", "room": ""}


def environment(**options: object) -> Environment:
    """The environment of the public templates; Django gives the loader and the escaping."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # noqa: S701 - Django turns the escaping on
    made.globals |= UNSAID | {"static": static, "url": url, "address": address}
    made.globals |= {each.__name__: each for each in (*embedding.CALLED, *text.CALLED)}
    filters = (*words.FILTERS, text.with_code, text.with_links)
    made.filters |= {each.__name__: each for each in filters}
    return made


def url(name: str, *args: object) -> str:
    """The address of a named page: ``url("news-year", 2010)``."""
    return path_of(name, *args)


def address(record, page: str, *args: object) -> str:
    """The address of a page below a record's own: ``address(record, "evidence")``."""
    name = f"{record.url_name.removesuffix('detail')}{page}"
    return path_of(name, record.identifier, record.slug or "-", *args)
