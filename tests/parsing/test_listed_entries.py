"""Entries of a project's page under a heading without a frame of dates, and in its sentences."""

from __future__ import annotations

import pytest

from publications.parsing.registry import parse_bytes

WORK = (
    "The programme will look at every kettle of nine parishes. We are working with clerks to find "
    "out who boils the water. This project is run by us in partnership with clerks. Our network is "
    "one of three, and this programme aims to ask more of them about their tea."
)
Entries = set[tuple[str, str, str]]


def entries(*lines: str) -> Entries:
    page = "\n\n".join(("Kettles for Clerks", WORK, *lines))
    document = parse_bytes(page.encode(), "page.txt")
    assert document.kind == "project_page"
    for each in document.items:
        assert document.source.text[slice(*each.title_evidence[0])] == each.title
    return {
        (each.title, each.date.date.edtf if each.date else "", each.kind) for each in document.items
    }


def test_titles_with_and_without_dates_under_a_heading() -> None:
    dated = entries("Publications", "Who fills it: a count (September 2017)", "Contact", "Ada Moor")
    assert dated == {("Who fills it: a count", "2017-09", "publication")}
    bare = entries(
        "Downloads\n\nWho fills it? Full report\nWho fills it? Summary for halls (PDF, 2MB)"
    )
    assert bare == {
        ("Who fills it? Full report", "", "publication"),
        ("Who fills it? Summary for halls", "", "publication"),
    }
    events = entries("Events", "\u2022 Tea in the town hall\n\u2022 Milk after the meeting")
    assert events == {
        ("Tea in the town hall", "", "event"),
        ("Milk after the meeting", "", "event"),
    }


def test_works_with_a_label_over_each() -> None:
    assert entries(
        "Associated research", "Cups and saucers:", "Who washes up in nine halls", "Milk first:",
        "A count of jugs in Moss and Gate", "Who we are: the clerks of Moss | Legal",
    ) == {
        ("Who washes up in nine halls", "", "publication"),
        ("A count of jugs in Moss and Gate", "", "publication"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Fewer Cups: kettles in nine halls - Report (PDF , 688kb)",
         "Fewer Cups: kettles in nine halls"),
        ("Fewer cups for the clerks of Moss [PDF]", "Fewer cups for the clerks of Moss"),
        ("Launch paper: Half a Kettle", "Half a Kettle"),
    ],
)  # fmt: skip
def test_a_work_that_stands_alone(line: str, title: str) -> None:
    assert entries(line) == {(title, "", "publication")}


@pytest.mark.parametrize(
    "line",
    [
        "Download the leaflet on our nine kettles (PDF, 2MB)",
        "Report: see www.halls.example for all nine",
        "Terms (PDF)",
    ],
)
def test_links_that_name_no_work(line: str) -> None:
    assert entries(line) == set()


@pytest.mark.parametrize(
    "lines",
    [
        ("Publications", "See our page."),
        ("Publications", "Ada Moor\nBo Hill"),
        ("Reports", "Kettles are what clerks want, and reports on them will come in due time."),
        ("Resources", "Write to tea@halls.example about them"),
        ("People", "The clerk of the hall\nThe mayor of the moor"),
    ],
)
def test_lines_that_are_no_titles_are_no_entries(lines: tuple[str, ...]) -> None:
    assert entries(*lines) == set()


@pytest.mark.parametrize(
    ("sentence", "title", "date"),
    [
        ("Read our report, Fewer Cups.", "Fewer Cups", ""),
        ("Our final report, Fewer Cups, was published in May 2012.", "Fewer Cups", "2012-05"),
        ("The interim report \u2018Fewer Cups\u2019 is out.", "Fewer Cups", ""),
        ("A first paper, Fewer Cups: who pays, came out in May 2012.", "Fewer Cups: who pays",
         "2012-05"),
        ("The Committee published its report, Fewer Cups (HC 412), on 18 March 2014.", "Fewer Cups",
         "2014-03-18"),
        ("The inquiry\u2019s final report, Fewer Cups, calls for tea.", "Fewer Cups", ""),
        ("Our latest paper, One Cup, Three Clerks, is here.", "One Cup, Three Clerks", ""),
    ],
)  # fmt: skip
def test_works_that_sentences_call_the_own(sentence: str, title: str, date: str) -> None:
    assert entries(sentence) == {(title, date, "publication")}


@pytest.mark.parametrize(
    "sentence",
    [
        "A report by the Tea Guild, Fewer Cups, was published in May 2012.",
        "The Tea Guild\u2019s report, Fewer Cups, was published in May 2012.",
        "The final report will be published in May 2012.",
        "The first report, which nobody read, was long.",
        "Our report for Moss Council on kettles is out.",
    ],
)
def test_works_of_others_and_works_without_names_are_no_entries(sentence: str) -> None:
    assert entries(sentence) == set()


def test_places_with_days_under_a_line_on_meetings_are_events() -> None:
    told = entries(
        "Views were gathered at three open meetings:",
        "Moss \u2013 12 September 2013\nHill \u2013 26 September 2013\nMoor \u2013 3 October 2013",
    )
    assert {kind for _, _, kind in told} == {"event"}
    assert {date for _, date, _ in told} == {"2013-09-12", "2013-09-26", "2013-10-03"}


def test_references_under_a_heading_give_title_and_year_and_end_their_list() -> None:
    told = entries(
        "Publications",
        "Hill J (2017) Who fills it: kettles since 1972 in Rural Kettle Review\n"
        "Lee B, Hill J (2018) Ten cups in Moss in Journal of Kettle History\n"
        "Lee B (2018) A register of kettles in North Moor",
        "Funded Value: 214,806 pounds\nFunder: Humanities Kettle Board\nProject Status: Closed",
    )
    assert told == {
        ("Who fills it: kettles since 1972", "2017", "publication"),
        ("Ten cups in Moss", "2018", "publication"),
        ("A register of kettles in North Moor", "2018", "publication"),
    }
