"""What tells an article from the page of an undertaking, and the lines over it that sites print."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document, Line
from publications.parsing.pages.articles.bylines import is_label
from publications.parsing.pages.articles.days import day_in
from publications.parsing.pages.side_matter import furniture_reason
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

SCHEME = (
    "The barn scheme was set up by the parish in a hard winter, and its keepers have had neither "
    "straw nor ladders since the snow went."
)
OWLS = "Owls were there before the scheme, and have no use for any ladder that a parish can buy."
HEADLINE = "Keepers of barns on Moss Common get their ladders"


def read(text: str) -> Document:
    document = registry.parse(source_of(text))
    check_page(document)
    return document


def titled(document: Document) -> str:
    return document.title.text if document.title else ""


@pytest.mark.parametrize(
    "body",
    [
        f"{SCHEME}\n\nBarns minister Ann Hill said:\n\nThis straw is for all of the keepers of the "
        f"Common, and none of it is for me.\n\n{OWLS}",
        f"Responding to the barn scheme, Cllr Ann Hill, Chair of the Straw Trust, said:\n\n“The "
        f"scheme is short of ladders.”\n\n{SCHEME} {OWLS}",
        f"This article is more than 12 years old\n\nWords: Ann Hill\n\n{SCHEME}\n\n{OWLS}",
        f"{SCHEME} {OWLS}\n\nAnn Hill is deputy editor of Straw magazine\n\nLeave a Reply\n\n"
        "Your email address will not be published.",
        f"Ladders were short all winter. Ann Hill reports\n\n{SCHEME}\n\n{OWLS}\n\n{SCHEME} Last "
        "week they came.",
    ],
)
def test_an_article_on_an_undertaking(body: str) -> None:
    document = read(f"{HEADLINE}\n\n{body}\n")
    assert document.kind == "news_article"
    assert titled(document) == HEADLINE


@pytest.mark.parametrize(
    "text",
    [
        f"Barns of Moss\n\nOur project looks into barns. {SCHEME}\n\n{OWLS}\n\nWe are working with "
        "nine parishes, and our partners lend us ladders.\n",
        f"Barns of Moss\n\nThis project is run by the Straw Trust. {SCHEME}\n\nThe mayor lends us "
        f"a ladder.\n\n{OWLS}\n\nWe have visited nine barns.\n\nLeave a Reply\n",
    ],
)
def test_an_undertaking_stays_one(text: str) -> None:
    assert read(text).kind == "project_page"


def test_entries_under_what_somebody_says_are_teasers() -> None:
    teasers = "".join(
        f"\n\nBARNS\n\n{title}\n\n{day} March 2033\n\nThe keepers of {place} have a broom."
        for title, day, place in (
            ("Who sweeps the barns of Moss?", 11, "Moss"),
            ("Brooms are handed round again", 10, "Oat"),
            ("Nobody is at home in the mill", 9, "Ling"),
            ("Ladders in every barn by May", 8, "Rye"),
        )
    )
    said = "Ann Hill, chair of the Straw Trust, said: ‘We have no more straw to give to anybody.’"
    document = read(f"BARNS\n\n{HEADLINE}\n\n{SCHEME}\n\n{OWLS}\n\n{said}\n\n{SCHEME}{teasers}\n")
    assert document.kind == "news_article"
    assert titled(document) == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "This press release was issued on 15/11/31",
        "Press Statement for release on 15 Nov 2031",
        "Statement issued: 15 November 2031",
        "This story was first published on 15 November 2031",
        "Saturday, November 15, 2031 Published at 16:05 GMT",
        "Saturday, 15 November 2031, 11:12 GMT 12:12 UK",
        "Sat 15 Nov 2031 04.20 EDT",
    ],
)
def test_a_day_with_its_clock_or_label(line: str) -> None:
    found = day_in(Line(0, len(line), line))
    assert found
    assert found[0].date.edtf == "2031-11-15"


@pytest.mark.parametrize(
    "line",
    [
        "The statement was read on 15/11/31",
        "This story was told in Moss at 11:12",
        "The press release was issued to keepers of barns on 15 November 2031",
    ],
)
def test_a_day_told_of(line: str) -> None:
    assert day_in(Line(0, len(line), line)) is None


@pytest.mark.parametrize("name", ["BBC News", "ITV News", "Sky News"])
def test_the_name_of_a_broadcaster(name: str) -> None:
    document = read(f"{name}\n\n{HEADLINE}\n\n{SCHEME}\n\n{OWLS}\n\nAnn Hill said: “It is late.”\n")
    assert [each.name for each in document.organisations if each.role == "publisher"] == [name]
    assert titled(document) == HEADLINE


@pytest.mark.parametrize("name", ["UK News", "NHS News", "Local News", "Barn News"])
def test_the_name_of_a_section(name: str) -> None:
    assert is_label(Line(0, len(name), name))


@pytest.mark.parametrize(
    "line",
    [
        "  • Twitter icon",
        "Send an email",
        "Printable version",
        "(Visited 86 times, 2 visits today)",
        "There are no news articles that match your criteria.",
        "View allTransport articles",
        "[an error occurred while processing this directive]",
        "You are in: Moss: Barns",
    ],
)
def test_furniture_over_an_article(line: str) -> None:
    assert furniture_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "Printable barns for all",
        "You are innocent",
        "There are no owls in Moss",
        "View allotments",
        "Send an owl",
    ],
)
def test_no_furniture(line: str) -> None:
    assert furniture_reason(line) is None


def test_a_link_to_comments_under_a_headline_is_no_section() -> None:
    standfirst = "Nine keepers have agreed to share one ladder for all of the barns on the Common"
    said = "Ann Hill, chair of the keepers, said: “We had eight ladders and nine barns to climb.”"
    document = read(f"{HEADLINE}\n\n  • Comment\n\n{standfirst}\n\n{SCHEME}\n\n{said}\n\n{OWLS}\n")
    assert titled(document) == HEADLINE
    assert document.subtitle
    assert document.subtitle.text == standfirst
