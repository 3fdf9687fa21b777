"""The judge of what was read tells right from wrong, missed and invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publications.parsing.document import (
    Block,
    DateValue,
    Document,
    Footnote,
    Item,
    Organisation,
    Person,
    Quotation,
    Run,
    Section,
    Series,
    Value,
)
from publications.partial_dates import PartialDate
from tests.parsing.judging import counted, judge
from tests.parsing.reading import source_of

SOURCE = source_of("Local Area Agreements (LAAs) are new.")
WORDS = Block("paragraph", (Run("They meet on Mondays."),), ((0, 21),))
READ = Document(
    source=SOURCE,
    kind="report",
    title=Value("Near Home", ((0, 9),)),
    date=DateValue(PartialDate("2010-03"), "March 2010", ((0, 10),)),
    people=(
        Person("Ann Example", "Dr Ann Example", "author", "Head of Policy, Example"),
        Person("Bea Sample", "Bea Sample", "quoted"),
    ),
    organisations=(
        Organisation("Example Trust", "publisher", "ET"),
        Organisation("Sample Fund", "sponsor"),
    ),
    series=Series("Example Papers", "4", ()),
    sections=(Section(1, "Meetings", "section", (WORDS,), (), number="2", page="7"),),
    footnotes=(Footnote("1", "See the minutes.", (), (), mark_evidence=((0, 1),)),),
    quotations=(Quotation("We meet too often.", "Bea Sample", "", "quoted", ()),),
    items=(Item("A walk", None, "event", "", "", "", "", ()),),
)


def outcomes(**expected: object) -> dict[str, int]:
    """How many values of an expectation are judged how."""
    return dict(counted(judge(READ, expected)))


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"kind": "report"}, {"right": 1}),
        ({"kind": None}, {"invented": 1}),
        ({"title": "NEAR HOME"}, {"right": 1}),
        ({"title": "Near"}, {"wrong": 1}),
        ({"title_or": ["Near", "Near home"]}, {"right": 1}),
        ({"subtitle": None}, {"right": 1}),
        ({"subtitle": "Far away"}, {"missed": 1}),
        ({"date": "2010-03"}, {"right": 1}),
        ({"date": "2010"}, {"wrong": 1}),
        ({"date": None}, {"invented": 1}),
        ({"series": {"title": "Example papers", "number": "5"}}, {"right": 1, "wrong": 1}),
        ({"series": None}, {"invented": 1}),
        ({"price": "9.00"}, {"missed": 1}),
        ({"identifiers": [{"scheme": "issn", "value": "1234-5679"}]}, {"missed": 1}),
        ({"abbreviations": [{"short": "LAAs", "long": "Local Area Agreements"}]}, {"right": 1}),
        ({"text": ["They meet on"], "chrome": ["Skip to content"]}, {"right": 2}),
        ({"text": ["They never meet"]}, {"missed": 1}),
        ({"chrome": ["They meet on Mondays."]}, {"invented": 1}),
        ({"notes": [{"number": "1", "begins": "See the"}], "notes_count": 1}, {"right": 2}),
        ({"notes": [{"number": "2", "begins": "Ibid."}]}, {"missed": 1}),
        ({"notes_count": 2}, {"wrong": 1}),
    ],
)  # fmt: skip
def test_values(expected: dict[str, object], told: dict[str, int]) -> None:
    assert outcomes(**expected) == told


def test_people_are_judged_by_name_role_and_office() -> None:
    ann = {
        "name": "Ann Example",
        "role": "author",
        "affiliation": "Head of Policy, Example",
    }
    bea = {"name": "Cllr Bea Sample", "role": "author", "affiliation": None}
    cyd = {"name": "Cyd Model", "role": "foreword", "affiliation": "Mayor"}
    assert outcomes(people=[ann, bea]) == {"right": 2, "wrong": 1}
    assert outcomes(people=[ann, cyd]) == {"right": 2, "missed": 2, "invented": 1}
    assert outcomes(people=[ann], also_people=["Bea Sample"]) == {"right": 2}


def test_bodies_are_known_by_name_or_abbreviation() -> None:
    fund = {"name": "The Sample Fund", "role": "partner"}
    assert outcomes(organisations=[{"name": "ET", "role": "publisher"}, fund]) == {
        "right": 1,
        "wrong": 1,
    }
    assert outcomes(organisations=[]) == {"invented": 2}


def test_a_section_is_right_on_its_page_alone() -> None:
    assert outcomes(sections=[{"title": "2 Meetings", "page": 7, "level": 1}]) == {"right": 1}
    assert outcomes(sections=[{"title": "Meetings", "page": "9"}]) == {"wrong": 1}
    assert outcomes(sections=[{"title": "Minutes"}]) == {"missed": 1, "invented": 1}


def test_quotations_and_entries() -> None:
    said = {"name": "Bea Sample", "begins": "We meet too"}
    assert outcomes(quotations=[said]) == {"right": 1}
    assert outcomes(quotations=[said | {"name": "Ann Example"}]) == {"wrong": 1}
    assert outcomes(quotations=[]) == {"invented": 1}
    assert outcomes(items=[{"title": "A walk", "date": None, "kind": "event"}]) == {"right": 1}
    assert outcomes(items=[{"title": "A walk", "date": "2001", "kind": "event"}]) == {"wrong": 1}
    assert outcomes(items=[]) == {"invented": 1}
    teaser = replace(READ, items=(replace(READ.items[0], related=True),))
    assert not counted(judge(teaser, {"items": []}))
