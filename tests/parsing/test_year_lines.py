"""Entries dated by a day under a year that stands alone, and the site's name over such a page."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.pages.entries.year_lines import days_under_years
from publications.parsing.spans import shown_lines
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

PAGE = """MOSS INSTITUTE     Owls and barns for all

Donate     About     Search

Projects

Barns at Night

Four in ten barns of the Moss are swept by owls, and nobody has asked them what they would like.

Diary

2031

Mon 2 Dec
Sweeping summit, Hill Green
Forty owls spent a day with their brooms.

Jul
Working paper 2: Who sweeps?
Una Fell counts the owls of three parishes.

2030

30 Nov \u2013 1 Dec
What the owls said
We asked them for two days and wrote it down.

4\u20136 May
Evidence session, Moss
The owls were asked for a second time.

The Moss Institute would like to thank the owls of the Moss for their patience with all of us.
"""


def test_days_under_years() -> None:
    document = registry.parse(source_of(PAGE))
    assert document.kind == "project_page"
    assert [(item.date.date.edtf if item.date else "", item.kind) for item in document.items] == [
        ("2031-12-02", "event"),
        ("2031-07", "publication"),
        ("2030-11-30/2030-12-01", "news_item"),
        ("2030-05-04/2030-05-06", "event"),
    ]
    assert document.items[0].title == "Sweeping summit, Hill Green"
    assert document.items[0].date
    assert document.items[0].date.printed == "Mon 2 Dec 2031"
    assert {item.group for item in document.items} == {"Diary"}
    assert document.title
    assert document.title.text == "Barns at Night"
    assert [each.name for each in document.organisations if each.role == "publisher"] == [
        "MOSS INSTITUTE"
    ]
    check_page(document)


@pytest.mark.parametrize(
    "text",
    [
        "2031\n\n2 Dec\nOwls\n\n5 May\nBarns\n\n7 Nov\nBrooms\n",  # to and fro: no list of days
        "2031\n\n2 Dec\nOwls\n\nStill to come\n\n5 May\nBarns\n",  # of which year?
        "2 Dec\nOwls\n\n2031\n\n5 May\nBarns\n",  # a day over the first year
        "2031\n\nOwls are tired of sweeping.\nNobody asked.\n\n5 May\nBarns\n",
    ],
)
def test_days_without_a_year_of_their_own(text: str) -> None:
    source = source_of(text)
    assert days_under_years(source, shown_lines(source)) == ({}, [])


def test_interval_into_another_year() -> None:
    source = source_of("2031\n\n5 May\nBarns\n\n30 Dec \u2013 2 Jan\nOwls\n")
    days, years = days_under_years(source, shown_lines(source))
    assert [each.date.date.edtf for each in days.values()] == ["2031-05-05"]
    assert len(years) == 1
