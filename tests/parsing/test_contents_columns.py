"""Contents lists in two columns side by side, and entries with their authors on the line."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "
ESSAYS = (
    ("Birch and heather", "Imogen Fell", "4"),
    ("The rake’s tale", "Conrad Straw", "9"),
    ("Who swept here, and for whom?", "Theodora Latch", "14"),
    ("Against dust", "Ada Marlow", "18"),
)
APART = """
      Birch and heather            4        Who swept here, and
        Imogen Fell                         for whom?              14
                                              Theodora Latch
      The rake’s tale              9
        Conrad Straw                        Against dust           18
                                              Ada Marlow
"""
CLOSE = """
1  Birch and heather          4    3  Who swept here, and
Imogen Fell                        for whom?             14
2  The rake’s tale            9    Theodora Latch
Conrad Straw                       4  Against dust       18
                                   Ada Marlow
"""
TABS = (
    "Birch and heather\t4\tWho swept here, and for whom?\t14\n"
    "The rake’s tale\t9\tAgainst dust\t18\n"
)
SPACES = TABS.replace("\t", " ")


def _read(contents: str, form: str = "{title}\n\n{by}\n\n{body}") -> Document:
    text = "OPEN BARNS\n\nEssays on sweeping\n\nEdited by Jo Rushton\n\n© Moss Society 2029\n\n"
    text += f"Contents\n{contents}\n"
    for title, by, _ in ESSAYS:
        body = f"{PROSE * 4}\n\n{PROSE * 5}"
        text += "\n" + form.format(title=title, by=by, body=body) + "\n"
    document = registry.parse(source_of(text))
    check(document)
    assert document.kind == "essay_collection"
    return document


def _essays(document: Document) -> list[tuple[str, str, str]]:
    return [
        (s.title, s.people[0].name if s.people else "", s.page)
        for s in document.sections
        if s.title
    ]


@pytest.mark.parametrize("contents", [APART, CLOSE, TABS, SPACES])
def test_columns_are_read_one_after_the_other(contents: str) -> None:
    assert _essays(_read(contents)) == list(ESSAYS)


@pytest.mark.parametrize("contents", [APART, CLOSE])
def test_authors_are_taken_from_the_columns(contents: str) -> None:
    assert _essays(_read(contents, "{title}\n\n{body}")) == list(ESSAYS)


def test_one_column_with_numbers_in_titles_is_no_double() -> None:
    contents = "\n".join(f"{title}   {page}" for title, _, page in ESSAYS)
    document = _read(contents.replace("Against dust", "Agenda 21 and after"))
    assert [s.page for s in document.sections if s.page] == ["4", "9", "14", "18"]


@pytest.mark.parametrize("mark", [" – ", " / ", " by "])
@pytest.mark.parametrize("form", ["{title}\n\n{body}", "{title} / {by}\n\n{body}"])
def test_names_at_the_ends_of_entries_are_authors(mark: str, form: str) -> None:
    contents = "\n".join(f"{title}{mark}{by} ..... {page}" for title, by, page in ESSAYS)
    assert _essays(_read(contents, form)) == list(ESSAYS)


def test_places_at_the_ends_of_a_few_entries_are_no_authors() -> None:
    contents = "\n".join(f"{title} ..... {page}" for title, _, page in ESSAYS)
    contents = contents.replace("Against dust", "Against dust – Moss Parva")
    document = _read(contents, "{title}\n\n{body}\n\n{by}")
    assert "Moss Parva" not in {person.name for person in document.people}


def test_names_that_are_set_in_belong_to_the_entries_above() -> None:
    contents = "\n".join(f"{title} ..... {page}\n  {by}" for title, by, page in ESSAYS)
    document = _read(f"{contents}\nNotes on contributors ..... 23", "{title}\n\n{body}")
    assert _essays(document)[:4] == list(ESSAYS)
