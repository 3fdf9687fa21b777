"""The formats: one module each, found by being here.

A module of this package that defines ``FORMAT`` adds a format to every suffix, list, page and
negotiation; nothing else names it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from publications.exports.formats.base import Format
from publications.exports.shapes import Record


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format, by label."""
    modules = (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )
    found = (module.FORMAT for module in modules if hasattr(module, "FORMAT"))
    return tuple(sorted(found, key=lambda each: each.label.casefold()))


def formats_for(record: Record) -> tuple[Format, ...]:
    """The formats that suit a record."""
    return tuple(each for each in all_formats() if each.suits(record))


def formats_for_type(type_: str) -> tuple[Format, ...]:
    """The formats that suit records of a type."""
    return tuple(each for each in all_formats() if type_ in each.types)


def format_named(name: str) -> Format | None:
    """The format of an identifier ("bibtex") or an extension ("bib", "csl.json")."""
    name = name.lower()
    return next((each for each in all_formats() if name in (each.identifier, each.extension)), None)
