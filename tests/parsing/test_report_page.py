"""Landing pages of reports."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing import coverage
from publications.parsing.pages import report_page
from publications.parsing.prices import find_price
from publications.parsing.series import find_series
from tests.parsing.entries_checks import check_golden, check_page, warned
from tests.parsing.reading import made, source_of


def test_seed_is_as_it_was_read() -> None:
    check_page(check_golden("001"))


def test_a_page_with_labels() -> None:
    page = report_page.parse(made("report_page_with_labels.txt"))
    check_page(page)
    assert report_page.likeness(page.source) > 0.7
    assert page.title.text == "The Long Bench: what parks are for"
    assert (page.date.date.edtf, page.date.printed) == ("2011-03", "March 2011")
    assert [person.name for person in page.people] == ["Marguerite Okoro", "Tom van der Veen"]
    assert [each.value for each in page.identifiers] == ["9781402894626"]
    assert (page.price.amount, page.price.currency, page.price.postage) == ("15.00", "GBP", "2.00")
    assert (page.series.title, page.series.number) == ("Open Air", "4")
    assert page.files[0].media_type == "application/pdf"
    assert page.files[1].name == "the-long-bench-annex.docx"
    assert [(each.name, each.role) for each in page.organisations] == [
        ("Greenspace Institute", "publisher"),
        ("Penrith Town Council", "subject"),
        ("Forest of Dean District Council", "subject"),
    ]
    assert page.warnings == ()


def test_a_page_with_a_series() -> None:
    page = report_page.parse(made("report_page_with_series.txt"))
    check_page(page)
    assert report_page.likeness(page.source) > 0.7
    assert page.form.text == "Publication"
    assert page.date.date.edtf == "2012-05-03"
    assert (page.series.title, page.series.number) == ("Plain Figures", "22")
    assert page.price is None
    assert [(each.name, each.role) for each in page.organisations] == [
        ("Millpond", "publisher"),
        ("Dorset County Council", "subject"),
        ("Rutland County Council", "subject"),
    ]
    assert warned(page, "publisher_inferred") == 1
    assert warned(page, "author_missing") == 1


def test_what_is_not_printed_is_missing_and_said() -> None:
    page = report_page.parse(
        source_of("Report\n\nOn Weirs\n\nIt is about weirs and how they leak.")
    )
    assert (page.date, page.people, page.series, page.price, page.files) == (
        None,
        (),
        None,
        None,
        (),
    )
    assert warned(page, "date_missing") == 1


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("the third in Millpond's ‘Plain Figures’ series", "Plain Figures", "3"),
        ("the 12th report in our “Plain Figures” series", "Plain Figures", "12"),
        ("It is the latest in the Plain Figures series.", "Plain Figures", ""),
        ("part of the 'Plain Figures' series", "Plain Figures", ""),
        ("Plain Figures series no. 7", "Plain Figures", "7"),
    ],
)
def test_series_in_words(text: str, title: str, number: str) -> None:
    found = find_series(text)
    assert (found.series.title, found.series.number) == (title, number)


def test_no_series_without_the_word() -> None:
    assert find_series("the third in a row, and a series of talks") is None


@pytest.mark.parametrize(
    ("text", "amount", "postage"),
    [
        ("available at a cost of £9.50 (plus £1 p&p) per copy", "9.50", "1.00"),
        ("Price: £15", "15.00", ""),
        ("£12 + £2.50 postage", "12.00", "2.50"),
        ("price £7.50 to members and £15 to others", "15.00", ""),
        ("Price: £4 (concessions) / £6.50", "6.50", ""),
    ],
)
def test_prices(text: str, amount: str, postage: str) -> None:
    price = find_price(text)
    assert (price.amount, price.postage) == (amount, postage)


@pytest.mark.parametrize("text", ["£3 million of cuts at a cost", "a fund of £150 was set up"])
def test_other_sums_are_no_price(text: str) -> None:
    assert find_price(text) is None


_PIECES = st.sampled_from(
    [
        "\n",
        "Report",
        "Author: ",
        "Ann Lee",
        " and ",
        "Date: May 2010",
        "£5 each",
        "a.pdf",
        "Published by X ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_is_wholly_placed(text: str) -> None:
    text = "".join(char for char in text if char.isprintable() or char == "\n")
    document = report_page.parse(source_of(text if text.strip() else "x"))
    assert not coverage.measure(document).not_understood
