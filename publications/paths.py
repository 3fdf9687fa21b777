"""The addresses of named pages: what ``django.urls.reverse`` gives, for a page that has a hundred.

``reverse`` tries its patterns anew for each address. Here it is asked once for each named page,
with stand-ins in the places of its values.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

# They are identifiers as well as slugs, and stand in no address.
STAND_INS = ("000000000000", "111111111111", "222222222222")
# An identifier, slug or anchor, which stands in an address as it is.
PLAIN = re.compile(r"[-a-zA-Z0-9_]+").fullmatch


def path_of(name: str, *values: object) -> str:
    """The address of a named page: ``path_of("topic-detail", "housing")``."""
    form = _form(name, len(values), get_script_prefix(), settings.ROOT_URLCONF)
    for value in values:
        # What is no such value is for ``reverse`` to write, or to refuse.
        if not form or not isinstance(value, str) or not PLAIN(value):
            return reverse(name, args=values)
    return form % values


@lru_cache(maxsize=1000)
def _form(name: str, count: int, prefix: str, urlconf: str) -> str:
    """The address with ``%s`` for each value; empty where it takes other values than these."""
    stand_ins = STAND_INS[:count]
    try:
        found = reverse(name, urlconf, stand_ins)
    except NoReverseMatch:
        if not count:
            raise
        return ""
    found = found.replace("%", "%%")
    for each in stand_ins:
        found = found.replace(each, "%s", 1)
    return found
