"""Pages whose dates come first, sections over headlines, biographies under names alone."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Line
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.side_matter import furniture_reason
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

PROJECT = (
    "CENTRE FOR BARNS\n\nSearch...\n\nResearch   |   Events   |   Media centre\n\n"
    "Theme: Straw and growth\n\nRoom to Sweep\n\n"
    "Why do some barns stand empty? Room to Sweep was our programme, with in-kind support from "
    "Gate LLP.\n\nProgramme outputs\n\n"
    "2031\nMar 2031: Room to Sweep – final report (Dr Ignatius Bell, Moira Hill)\n"
    "2030\n14 June 2030: Evidence to the Straw Committee\n\n"
    "Buying brooms: a guide\nPosted on 12 March 2030 by Moira Hill\n"
    "Ten questions to ask. Read more »\n\n"
    "« Older posts    1 2 3    Newer posts »\n\nProgramme events\n\n"
    "8 March 2031 – Launch of Room to Sweep, Moss. With Dame Una Fell (chair) and Dr "
    "Ignatius Bell.\n\n"
    "Wed 30 Apr 2031 | 10.00 – 16.00 | Moor Civic Hall\nSweeping for beginners: training day\n\n"
    "Project team: Dr Ignatius Bell (Director of Straw), Moira Hill (Analyst)\n\n"
    "Tagged: barns, brooms\n"
)


def test_entries_that_begin_with_their_dates() -> None:
    page = registry.parse(source_of(PROJECT))
    check_page(page)
    assert page.kind == "project_page"
    assert page.title
    assert page.title.text == "Room to Sweep"
    found = [
        (i.title, i.date and i.date.date.edtf, i.kind, [p.name for p in i.people])
        for i in page.items
    ]
    assert found == [
        (
            "Room to Sweep – final report",
            "2031-03",
            "publication",
            ["Ignatius Bell", "Moira Hill"],
        ),
        ("Evidence to the Straw Committee", "2030-06-14", "publication", []),
        ("Buying brooms: a guide", "2030-03-12", "publication", ["Moira Hill"]),
        (
            "Launch of Room to Sweep, Moss",
            "2031-03-08",
            "event",
            ["Una Fell", "Ignatius Bell"],
        ),
        ("Sweeping for beginners: training day", "2031-04-30", "event", []),
    ]
    assert (page.items[-1].time, page.items[-1].venue) == ("10.00 – 16.00", "Moor Civic Hall")
    assert [(p.name, p.affiliation) for p in page.people] == [
        ("Ignatius Bell", "Director of Straw"),
        ("Moira Hill", "Analyst"),
    ]
    assert [o.name for o in page.organisations if o.role == "sponsor"] == ["Gate LLP"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mar 2031: Room to sweep", "title", "Room to sweep"),
        ("8 March 2031 – Launch of a broom. With Una Fell.", "title", "Launch of a broom"),
        ("3 May 2031 | Moss", "bare", ""),
        ("Posted on 3 May 2031 by Una Fell", "byline", ""),
        ("Wed 12 Feb 2031 07.00 GMT", "bare", ""),
        ("3 May 2031 was the day of the broom.", None, ""),
    ],
)
def test_lines_that_begin_with_dates(text: str, kind: str | None, words: str) -> None:
    found = dated_line(Line(0, len(text), text))
    assert (found and found.kind) == kind
    assert not found or text[slice(*found.words)] == words


def test_furniture_that_is_no_summary() -> None:
    assert furniture_reason("Read more »") == "site navigation"
    assert furniture_reason("« Older posts    1 2 3 ... 7    Newer posts »") == "site navigation"
    assert furniture_reason("Owls sweep by night, we say. Read more »") is None


def test_a_date_over_the_title_and_biographies_under_names() -> None:
    page = registry.parse(
        source_of(
            "Report\n18 Nov 2031\n\nCloser to barns: sweeping the Moss\nAuthors: \n"
            "Spencer Gate-Lund and Catrin Marsh\n\nDownload PDF (1.3 MB)\n\n"
            "The barn has failed those furthest from it. This report argues for brooms.\n\n"
            "About the authors\nSpencer Gate-Lund\nSenior fellow at the Institute for Barns.\n"
            "Catrin Marsh\nAssociate director for straw at the Institute for Barns.\n\n"
            "More like this\nStraw for all, Report, 12 Jun 2031\n\n"
            "Institute for Barns, 8 Row Lane, London WC2N 6XX. Registered charity no: 1998001\n"
            "ISBN 978 1 4028 9462 6\n"
        )
    )
    check_page(page)
    assert page.kind == "report_page"
    assert page.title
    assert page.title.text == "Closer to barns: sweeping the Moss"
    assert page.date
    assert page.date.date.edtf == "2031-11-18"
    assert [b.name for b in page.biographies] == ["Spencer Gate-Lund", "Catrin Marsh"]
    assert [(i.title, i.kind) for i in page.items] == [("Straw for all", "publication")]
    assert {i.scheme for i in page.identifiers} == {"isbn", "charity"}


def test_a_section_and_rows_of_menus_over_a_headline() -> None:
    page = registry.parse(
        source_of(
            "Jump to content\nThe Sentinel\nSupport the Sentinel\nContribute  Subscribe  Search\n"
            "News  Opinion  Straw  Barns\nMoss  Moor  Business  Owls\n\nLocal barns network\n\n"
            "Barns: ‘We turned the key and twenty owls waited’\n\n"
            "A barn run by owls has tripled its visitors. Is it a model?\n\n"
            "Mairead Ó Marsh-Price\nWed 12 Feb 2031 07.00 GMT\n\n"
            "The barn of Moss closed in 2030, and on the next day, the Sentinel saw.\n\n"
            "“It was a hard week,” admits Cllr Farid Gate, who was then lead member for barns.\n"
        )
    )
    check_page(page)
    assert page.kind == "news_article"
    assert page.title
    assert page.subtitle
    assert page.title.text.startswith("Barns: ‘We turned")
    assert page.subtitle.text.startswith("A barn run by owls")
    assert page.date
    assert page.date.date.edtf == "2031-02-12"
    assert [(p.name, p.role) for p in page.people] == [
        ("Mairead Ó Marsh-Price", "author"),
        ("Farid Gate", "quoted"),
    ]
    assert [o.name for o in page.organisations if o.role == "publisher"] == ["The Sentinel"]
