"""What else tells of an undertaking, a work or a comment, and where pages print their day."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from publications.parsing.readers import read as read_bytes
from tests.parsing.reading import check

PROSE = (
    "The barns of Moss are swept by hand, and nobody has said for how long they will be. There are "
    "more owls in them than there were, and fewer brooms in the parish."
)


def read(text: str) -> Document:
    document = registry.parse(read_bytes(text.encode(), "made.txt"))
    check(document)
    return document


def day(document: Document) -> str:
    return document.date.date.edtf if document.date else ""


@pytest.mark.parametrize(
    "text",
    [
        f"To: Ann Hill, Minister for Barns\n\nGive barns a broom\n\n{PROSE}\n\n"
        f"Why is this important?\n\n{PROSE}\n",
        f"Brooms for barns\n\nWhat we want\n\nWe’re calling for a law of brooms.\n\n{PROSE}\n\n"
        "Who we are\n\nBrooms for Barns is a campaign of the Straw Trust.\n",
        f"Brooms in barns\n\nInquiry status: closed.\n\nScope of the inquiry\n\n{PROSE}\n\n"
        "Written evidence was asked for in May, and oral evidence was heard by the owls.\n",
    ],
)
def test_an_undertaking(text: str) -> None:
    assert read(text).kind == "project_page"


@pytest.mark.parametrize(
    "text",
    [
        f"Brooms in barns\n\nThis Straw Trust factsheet looks at brooms. {PROSE}\n",
        f"Cost of brooms\n\nWe asked the Straw Trust to count them.\n\nTheir study looks into "
        f"what a broom costs. {PROSE}\n",
    ],
)
def test_a_work(text: str) -> None:
    assert read(text).kind == "report_page"


@pytest.mark.parametrize(
    "text",
    [
        f"Room for brooms\n\nBy Ann Hill | 21 June 2031\n\n{PROSE}\n\nWant full article access?\n\n"
        "Already a subscriber? Login\n",
        f"Ann Hill is joining the Straw Trust as Head of Brooms.\n\n{PROSE}\n\nI have swept barns "
        f"since I was nine, and I do not expect to stop.\n\n{PROSE}\n",
    ],
)
def test_a_comment(text: str) -> None:
    document = read(text)
    assert document.kind == "news_article"
    assert not document.title or document.title.text == "Room for brooms"


PROJECT = f"We are working with nine barns. The programme will look at every broom. {PROSE}\n"
REPORT = f"This report finds that barns are dusty. Download the report. {PROSE}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"June 2031\nSweeping the barns of Moss\n{PROJECT}", "2031-06"),
        (f"Sweeping the barns of Moss\n\n3 May 2031\n\n{PROJECT}", "2031-05-03"),
        (f"Sweeping the barns of Moss\n\n{PROJECT}\n\nThe barn burnt in June 2031.\n", ""),
        (f"Sweeping the barns\n\n{REPORT}\n\nStraw Press, March 2031, 148 pages\n", "2031-03"),
        (f"Sweeping the barns\n\nHill, A. (2031) Sweeping the barns. Moss.\n\n{REPORT}", "2031"),
        (f"Sweeping the barns\n\nHill, A. (2031) Mending the roof. Moss.\n\n{REPORT}", ""),
        (f"Sweeping the barns\n\nArticle publication date: 9 May 2031\n\n{REPORT}", "2031-05-09"),
        (f"- Sweeping the barns\n- Ann Hill\n- 14 March 2031\n- Barns\n{REPORT}", "2031-03-14"),
    ],
)
def test_a_day_that_a_page_prints_for_its_work(text: str, expected: str) -> None:
    document = read(text)
    assert document.kind in {"project_page", "report_page"}
    assert document.title
    assert document.title.text.startswith("Sweeping the barns")
    assert day(document) == expected
