"""Dates in running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing.dates import find_dates, only_date, short_date


@pytest.mark.parametrize(
    ("text", "edtf", "printed"),
    [
        ("[True, Nov 12, 2013]", "2013-11-12", "Nov 12, 2013"),
        ("[, May 1, 2012]", "2012-05-01", "May 1, 2012"),
        ("12/08/2016Glued to it", "2016-08-12", "12/08/2016"),
        ("on Friday 1st of March 2013.", "2013-03-01", "1st of March 2013"),
        ("in March 2011", "2011-03", "March 2011"),
        ("Spring 2011", "2011-21", "Spring 2011"),
        ("Summer/Autumn 2010", "2010-22/2010-23", "Summer/Autumn 2010"),
        ("5-7 October 2009", "2009-10-05/2009-10-07", "5-7 October 2009"),
        ("Sept. 4, 2010", "2010-09-04", "Sept. 4, 2010"),
        ("2010-03-04", "2010-03-04", "2010-03-04"),
    ],
)
def test_a_date_is_found_with_its_place(text: str, edtf: str, printed: str) -> None:
    (found,) = find_dates(text, 100)
    assert (found.date.edtf, found.printed) == (edtf, printed)
    assert text[found.start - 100 : found.end - 100] == printed


@pytest.mark.parametrize(
    "text",
    [
        "5.00pm Tuesday 19th January",
        "31/02/2010",
        "in 2013",
        "accessed on 3/9/14",
        "May contain nuts",
    ],
)
def test_less_than_a_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_years_count_when_asked_for() -> None:
    found = find_dates("from 2008-2012, and in 2013", bare_years=True)
    assert [each.date.edtf for each in found] == ["2008/2012", "2013"]


def test_a_line_may_be_a_date_and_nothing_else() -> None:
    assert only_date(" 4 June 2013 ").date.edtf == "2013-06-04"
    assert only_date("since 4 June 2013") is None
    assert only_date("") is None


def test_a_short_date_is_of_this_century() -> None:
    assert short_date("14.03.16").date.edtf == "2016-03-14"
    assert short_date("31.02.16") is None
    assert short_date("v 14.03.16") is None


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(alphabet="0123456789/-. ,JanuryMchofst", max_size=60))
def test_places_are_exact(text: str) -> None:
    for found in find_dates(text, 7, bare_years=True):
        assert text[found.start - 7 : found.end - 7] == found.printed
