"""How the public pages are printed: what their templates, which are Jinja2's, may call.

The admin, and what packages bring, stay with Django's own templates. Compiled ones cost a tenth of
the time, and a page of a list prints thousands of values.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from publications.pages import embedding, text, words
from publications.paths import path_of

# What a page may leave unsaid. Any other name that a page lacks is an error, never an empty place.
UNSAID = {"canonical": "", "room": ""}


class PublicEnvironment(Environment):
    """Templates that see the same names."""

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """One dictionary: Jinja2 compares a template's with those of each that it imports.

        With its layers of dictionaries that took a tenth of a record's page.
        """
        return self.globals | (d or {})


def environment(**options: object) -> Environment:
    """The environment of the public templates; Django gives the loader and the escaping."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = PublicEnvironment(**options)
    # The name of a file is made of its content when the server starts.
    made.globals |= UNSAID | {"static": cache(static), "url": url, "address": address}
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
