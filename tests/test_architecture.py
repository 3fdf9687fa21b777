"""The house: a module imports from its left or from below it, never from its right.

The table of levels is in ``publications/README.md``. Every import in every file counts, also one
inside a function or under ``TYPE_CHECKING``.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "publications"

# The first pattern that fits a module gives its place: level, then order inside the level.
# A module may import what has a smaller place, or the same place where ``APART`` allows it.
PLACES: tuple[tuple[str, float], ...] = (
    ("publications.identifiers", 0),
    ("publications.partial_dates", 0),
    ("publications.parsing*", 0),
    ("publications.importing.report", 0),
    ("publications.converters", 0),
    ("publications.authorities", 0),
    ("publications.covers", 0),
    ("publications.apps", 2.2),  # connects the desk's groups
    ("publications.identity", 0.5),  # reads the settings
    ("publications", 0),
    ("publications.choices", 1.0),
    ("publications.databases", 1.0),
    ("publications.paths", 1.0),
    ("publications.search", 1.1),
    ("publications.credits", 1.1),
    ("publications.details", 1.15),
    ("publications.places", 1.1),
    ("publications.querysets", 1.2),
    ("publications.models*", 1.3),
    ("publications.migrations*", 1.4),
    ("publications.exports.kinds", 2),
    ("publications.exports.record", 2),
    ("publications.exports.shapes", 2),
    ("publications.exports.bulk", 2.1),  # reads the tables as they are
    ("publications.exports.found", 2.1),  # the records of what a search found
    ("publications.exports.oai.sets", 2.1),  # what they are harvested by
    ("publications.exports.oai.items", 2.1),  # the records that are harvested, page by page
    ("publications.exports.views", 4),
    ("publications.exports.oai.views", 4),
    ("publications.exports.*urls", 5),
    ("publications.exports*", 3),
    ("publications.importing*", 2),
    ("publications.desk*", 2.1),  # what editors do
    ("publications.filters*", 2),
    ("publications.facets", 2),
    ("publications.searching.beyond", 2.05),  # the ways between matches stand in a text
    ("publications.searching.filters", 2.05),
    ("publications.searching.hits", 2.05),
    ("publications.searching.marks", 2.05),
    ("publications.searching.names", 2.05),
    ("publications.searching.results", 2.05),  # what the lists are fixed filters of
    ("publications.searching*", 1.9),
    ("publications.reading*", 2),
    ("publications.views*", 4),
    ("publications.api*", 4),
    ("publications.calendars", 4),
    ("publications.discovery", 4),
    ("publications.feeds", 4),
    ("publications.sitemaps", 4),
    ("publications.admin*", 4),
    ("publications.management*", 4),
    ("publications.pages*", 4),
    ("publications.urls", 5),
)
OUTERMOST = 4  # the rooms of this level do not import each other

# What only one file or room may import, so that it can be exchanged.
# Only in the reading of sources; the exports write XML with lxml too.
SOLE_IMPORTERS = {
    "pdfminer": ("publications.parsing.readers.pdf.miner",),
    "pypdfium2": (
        "publications.parsing.readers.pdf.pdfium",
        "publications.parsing.readers.pdf.pictures",
    ),
    "lxml": ("publications.parsing.readers.html", "publications.parsing.readers.html.*"),
}
FORMATS_SEE_NO_MODELS = ("publications.models", "publications.querysets", "django.db")


def modules() -> dict[str, Path]:
    """Every module of the app by its dotted name."""
    found = {}
    for path in sorted(APP.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """The dotted names that a module imports, as far as they are modules or packages."""
    path = MODULES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parent = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parent, base] if base else parent)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in MODULES else base


def place(name: str) -> float | None:
    """Where a module stands in the table; None if the table does not know it."""
    return next(
        (level for pattern, level in PLACES if name == pattern or fnmatchcase(name, pattern)),
        None,
    )


def room(name: str) -> str:
    """The part of the app that a module belongs to: a file or a sub-package."""
    parts = name.split(".")
    return ".".join(parts[:3] if parts[1:2] == ["exports"] else parts[:2])


def test_the_table_knows_every_module():
    unknown = [name for name in MODULES if place(name) is None]
    assert not unknown, f"give these a place in the table: {unknown}"


@pytest.mark.parametrize("name", MODULES)
def test_imports_come_from_the_left_or_from_below(name):
    own = place(name)
    for other in imports(name):
        if not other.startswith("publications") or room(other) == room(name):
            continue
        level = place(other)
        assert level is not None, f"{name} imports {other}, which the table does not know"
        assert level <= own, f"{name} (level {own}) imports {other} (level {level})"
        if own == level == OUTERMOST:
            pytest.fail(f"{name} and {other} are both outermost and do not import each other")


@pytest.mark.parametrize("name", [each for each in MODULES if place(each) == 0])
def test_the_lowest_level_knows_no_django(name):
    if name == "publications.apps":
        return
    assert not [other for other in imports(name) if other.split(".")[0] == "django"]


@pytest.mark.parametrize(
    "name", [each for each in MODULES if each.startswith("publications.parsing")]
)
def test_readers_libraries_have_one_importer(name):
    for other in imports(name):
        library = other.split(".")[0]
        if library in SOLE_IMPORTERS:
            known = any(fnmatchcase(name, pattern) for pattern in SOLE_IMPORTERS[library])
            assert known, f"{name} imports {library}"


@pytest.mark.parametrize("name", [each for each in MODULES if place(each) == 3])
def test_formats_see_the_record_and_no_model(name):
    for other in imports(name):
        assert not other.startswith(FORMATS_SEE_NO_MODELS), f"{name} imports {other}"


def test_parsing_does_not_load_django():
    code = (
        "import sys, publications.parsing, publications.parsing.registry, "
        "publications.parsing.inspection, publications.parsing.readers.pdf, "
        "publications.parsing.readers.html; "
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
