"""Essays whose authors stand over the titles, sign at the end or are in the contents alone."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "
ESSAYS = (
    ("Birch and heather", "Imogen Fell"),
    ("The rake’s tale", "Dr Conrad Straw"),
    ("Who swept here?", "Theodora Latch and Gavin Marsh"),
    ("Against dust", "Ada Marlow"),
)


def _text(form: str, *, listed: str = "") -> str:
    text = "OPEN BARNS\n\nFour essays on sweeping\n\nEdited by Jo Rushton\n\n© Moss Society 2029\n"
    if listed:
        entries = (listed.format(title, by) for title, by in ESSAYS)
        text += "\nContents\n\n" + "\n".join(entries) + "\n"
    for title, by in ESSAYS:
        body = f"{PROSE * 4}\n\n{PROSE * 5}"
        text += "\n" + form.format(title=title, by=by, body=body) + "\n"
    return text


def _authors(document: Document) -> dict[str, list[str]]:
    return {s.title: [person.name for person in s.people] for s in document.sections if s.title}


WANTED = {
    "Birch and heather": ["Imogen Fell"],
    "The rake’s tale": ["Conrad Straw"],
    "Who swept here?": ["Theodora Latch", "Gavin Marsh"],
    "Against dust": ["Ada Marlow"],
}


@pytest.mark.parametrize("listed", ["", "{}", "{} ..... 5"])
@pytest.mark.parametrize("form", ["{by}\n\n{title}\n\n{body}", "{title}\n\n{body}\n\n{by}"])
def test_name_over_the_title_or_under_the_text(form: str, listed: str) -> None:
    document = registry.parse(source_of(_text(form, listed=listed)))
    check(document)
    assert document.kind == "essay_collection"
    assert _authors(document) == WANTED


def test_office_under_the_signature() -> None:
    text = _text("{title}\n\n{body}\n\n{by}\nKeeper of Rakes, Moss Council")
    document = registry.parse(source_of(text))
    check(document)
    assert _authors(document) == WANTED
    essay = next(each for each in document.sections if each.title == "The rake’s tale")
    assert [each.affiliation for each in essay.people] == ["Keeper of Rakes, Moss Council"]


def test_sentence_on_the_author_at_the_end() -> None:
    text = _text("{title}\n\n{body}\n\n{by} is Keeper of Rakes at Moss Council").replace(
        "Marsh is", "Marsh are"
    )
    document = registry.parse(source_of(text))
    assert document.kind == "essay_collection"
    essay = next(each for each in document.sections if each.title == "Against dust")
    assert [(e.name, e.affiliation) for e in essay.people] == [
        ("Ada Marlow", "Keeper of Rakes at Moss Council")
    ]


def test_names_under_quotations_sign_nothing() -> None:
    text = _text("{title}\n\n{body}\n\n“It is {title} that we want here.”\n{by}")
    text = text.replace("Four essays on sweeping\n\nEdited by Jo Rushton", "A report on sweeping")
    assert registry.parse(source_of(text)).kind != "essay_collection"


def test_issue_with_standfirsts_over_the_names() -> None:
    text = "MCO Broom\n\nIssue 4, March 2031\n\nWho sweeps at dawn?\n\nNew essays on straw\n\n"
    text += "Edited by Jo Rushton\n\nIn this issue\n\nWelcome\n"
    text += "\n".join(f"{title} – {by}" for title, by in ESSAYS)
    text += f"\n\nWelcome\n\n{PROSE * 3}\n\nJo Rushton\nEditor\n"
    for title, by in ESSAYS:
        body = f"{PROSE * 4}\n\n{PROSE * 5}"
        text += f"\n{title}\n\nSweeping is easy. It is the rake that is hard.\n\n{by}\n\n{body}\n"
    document = registry.parse(source_of(text))
    check(document)
    assert document.kind == "essay_collection"
    values = (document.title, document.subtitle)
    assert [each and each.text for each in values] == ["Who sweeps at dawn?", "New essays on straw"]
    series, date = document.series, document.date
    assert series
    assert (series.title, series.number) == ("MCO Broom", "4")
    assert date
    assert date.date.edtf == "2031-03"
    assert {title: by for title, by in _authors(document).items() if title != "Welcome"} == WANTED


def test_offices_under_names_behind_essays_by_whatever_heading() -> None:
    text = _text("{title}\n\n{by}\n\n{body}", listed="{} – {}")
    offices = "Clerk, Moss Council", "poet", "rakes", "Moor Trust", "economist, Moss"
    names = ("Imogen Fell", "Dr Conrad Straw", "Theodora Latch", "Gavin Marsh", "Ada Marlow")
    text = text.replace(
        "\nAgainst dust – Ada Marlow\n", "\nAgainst dust – Ada Marlow\nThe sweepers\n"
    )
    text += "\nThe sweepers\n\n"
    text += "\n\n".join(f"{name}\n{office}" for name, office in zip(names, offices, strict=True))
    document = registry.parse(source_of(f"{text}\n"))
    check(document)
    authors = [each for each in document.people if each.role == "author"]
    assert tuple(each.affiliation for each in authors) == offices
