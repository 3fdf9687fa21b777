"""Entries of pages in plain text: labels, bylines and places of newspapers beside the date."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document, Line
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.entries.kinds import label_kind
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

PAGE = """Skip to main content

The Moss Institute
Search
Menu
About
Home > Work > Barns and Owls

Barns and Owls: who sweeps, and why

Four in ten barns of the Moss are swept by owls. This programme asks who else could do it, and how.

The programme is supported by the Larch Trust and by Rakers’ Forum.

Reports and guides

Interim report  |  18 Mar 2031
What owls told us
Una Fell and Dr Odo Latch
Owls sweep by night. This paper says what they told us about it.
Read more

Brooms of the Moss (Summer 2030)
Odo Latch
A short guide to brooms.

Brooms: a first look (2030)

Events

Past event  |  21 Mar 2031, 6.00–7.30pm
Sweeping day
Moot Hall, Moss
With Una Fell (Moss Institute), Dr Odo Latch (Hill College) and Cllr Ada Tollwick (Moor Council).

In the press

“Owls sweep best, says paper”, Moor Weekly, 19 March 2031
“Who owns a broom?”, Barn Finance, April 2031

Moss Chronicle  |  20 Mar 2031
Brooms for all
Una Fell of the Moss Institute told the Chronicle that owls were tired.

Our thinking

Please stop sweeping
by Odo Latch · 17 May 2030 · 6 min read

Why I gave up my broom in Moor (and why I found it)  |  30 Jan 2031
Guest post by Ewa Rake-Hill
A member of the workshop on eight months without a broom.

Project team

[Photo: Una Fell]
Una Fell
Programme Director
Una joined the Moss Institute from the Guild of Rakers in 2018.
una@moss.example

Advisory group

Dame Ada Tollwick (chair)
Prof. Iain MacStraw, Hill College

For interviews contact Delphine Acheson, press officer, on 020 7946 0112.

You may also be interested in

Straw and the regions
A programme on straw.

Share this page
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return registry.parse(source_of(PAGE))


def test_titles_dates_and_kinds(page: Document) -> None:
    check_page(page)
    assert page.kind == "project_page"
    assert page.title
    assert page.title.text == "Barns and Owls: who sweeps, and why"
    assert [(i.title, i.date and i.date.date.edtf, i.kind, i.form) for i in page.items] == [
        ("What owls told us", "2031-03-18", "publication", "report"),
        ("Brooms of the Moss", "2030-22", "publication", ""),
        ("Brooms: a first look", "2030", "publication", ""),
        ("Sweeping day", "2031-03-21", "event", ""),
        ("Owls sweep best, says paper", "2031-03-19", "news_item", ""),
        ("Who owns a broom?", "2031-04", "news_item", ""),
        ("Brooms for all", "2031-03-20", "news_item", ""),
        ("Please stop sweeping", "2030-05-17", "news_item", "blog"),
        (
            "Why I gave up my broom in Moor (and why I found it)",
            "2031-01-30",
            "news_item",
            "blog",
        ),
        ("Straw and the regions", None, "news_item", ""),
    ]
    assert [each.related for each in page.items] == [False] * 9 + [True]


def test_who_wrote_and_who_spoke(page: Document) -> None:
    assert [[(p.name, p.role) for p in each.people] for each in page.items] == [
        [("Una Fell", "author"), ("Odo Latch", "author")],
        [("Odo Latch", "author")],
        [],
        [("Una Fell", "speaker"), ("Odo Latch", "speaker"), ("Ada Tollwick", "speaker")],
        [],
        [],
        [],
        [("Odo Latch", "author")],
        [("Ewa Rake-Hill", "author")],
        [],
    ]
    (event,) = [each for each in page.items if each.kind == "event"]
    assert (event.time, event.venue) == ("6.00–7.30pm", "Moot Hall, Moss")


def test_a_team_in_lines_and_its_biographies(page: Document) -> None:
    assert [(p.name, p.role, p.affiliation) for p in page.people] == [
        ("Una Fell", "mentioned", "Programme Director"),
        ("Ada Tollwick", "mentioned", "chair"),
        ("Iain MacStraw", "mentioned", "Hill College"),
        ("Delphine Acheson", "contact", "press officer"),
    ]
    assert [(b.name, b.text[:10]) for b in page.biographies] == [("Una Fell", "Una joined")]
    assert [(o.name, o.role) for o in page.organisations if o.role == "sponsor"] == [
        ("Larch Trust", "sponsor"),
        ("Rakers’ Forum", "sponsor"),
    ]


def test_dates_and_titles_each_on_a_line_alone() -> None:
    text = (
        "Barns and Owls\n\nFour in ten barns of the Moss are swept by owls; nobody asks why.\n\n"
        "Reports\n\n18 March 2031\n\nWhat owls told us\n\nOwls sweep by night, says this paper.\n\n"
        "3 May 2030\n\nBrooms of the Moss\n\nA short guide to the brooms of all the parishes.\n\n"
        "1 May 2029\n\nThe first broom\n\nHow it was made, and who paid for it in the end.\n"
    )
    over = registry.parse(source_of(text))
    check_page(over)
    expected = [
        ("What owls told us", "2031-03-18", "Reports"),
        ("Brooms of the Moss", "2030-05-03", "Reports"),
        ("The first broom", "2029-05-01", "Reports"),
    ]
    found = [(i.title, i.date and i.date.date.edtf, i.group) for i in over.items]
    assert found == expected
    under = text
    for title, date in (
        ("What owls told us", "18 March 2031"),
        ("Brooms of the Moss", "3 May 2030"),
        ("The first broom", "1 May 2029"),
    ):
        under = under.replace(f"{date}\n\n{title}", f"{title}\n\n{date}")
    below = registry.parse(source_of(under))
    check_page(below)
    assert [(i.title, i.date and i.date.date.edtf, i.group) for i in below.items] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Report | 3 May 2031", "label"),
        ("Moor Weekly, 3 May 2031", "open"),
        ("by Una Fell · 3 May 2031 · 4 min read", "byline"),
        ("Blog  Una Fell, 3 May 2031", "label"),
        ("What owls told us (May 2031)", "title"),
        ("3 May 2031, 6pm – 7pm, Moot Hall", "bare"),
        ("Tuesday 3rd May 2031", "bare"),
        ("Published: 3 May 2031", "bare"),
        ("The last broom was sold in May 2031", None),
        ("The programme began in May 2031.", None),
        ("From May 2031 until 3 June 2032", None),
        ("Owls sweep 40 barns", None),
    ],
)
def test_lines_with_dates(text: str, kind: str | None) -> None:
    found = dated_line(Line(0, len(text), text))
    assert (found and found.kind) == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Discussion paper", "publication"),
        ("Past event", "event"),
        ("Blog post", "news_item"),
        ("Moor Weekly", None),
    ],
)
def test_labels(label: str, kind: str | None) -> None:
    found = label_kind(label)
    assert (found and found.kind) == kind


def test_a_report_with_a_list_of_days_is_no_project() -> None:
    prose = "The barns of the Moss have been swept for a hundred years, and the parish paid. "
    page = registry.parse(
        source_of(
            "Sweeping the Moss: a short history\n\nBy Una Fell\n\n3 May 2031\n\n"
            f"Introduction\n\nThis report tells how. {prose * 30}\n\n"
            f"Timeline\n\n12 March 1998 – A broom is bought\n"
            "14 June 2004 – The rakers form their society\nSept 2009 – The barn burns down\n\n"
            f"Methodology\n\n{prose * 9}\n\n"
            f"Findings\n\n{prose * 30}\n\nConclusion\n\n{prose * 10}\n"
        )
    )
    assert page.kind == "report"
    assert not page.items


def test_places_between_dates_over_titles_are_no_titles() -> None:
    page = registry.parse(
        source_of(
            "Barns and Owls\n\nFour in ten barns of the Moss are swept by owls.\n\nEvents\n"
            "21 March 2031\nSweeping day\nMoot Hall, Moss\n3 May 2031\nRaking day\n"
            "Moor Inn, Moor\n9 June 2031\nOwl day\nOnline\n"
        )
    )
    check_page(page)
    assert [(i.title, i.date and i.date.date.edtf, i.venue) for i in page.items] == [
        ("Sweeping day", "2031-03-21", "Moot Hall, Moss"),
        ("Raking day", "2031-05-03", "Moor Inn, Moor"),
        ("Owl day", "2031-06-09", "Online"),
    ]
    assert {i.group for i in page.items} == {"Events"}


def test_kinds_and_days_between_two_strokes_stand_over_their_titles() -> None:
    entry = "{} // {}\n\n{}\n\nOwls have swept the barns of Moss again, and this says how.\n\n"
    text = "Barns need brooms, and those who sweep them need a friend in the moot hall.\n\n"
    text += entry.format("Publication", "March 18, 2014", "Market brooms")
    text += entry.format("Blog post", "March 2, 2014", "How to fill an empty barn")
    text += entry.format("Publication", "January 27, 2014", "High Barn compact")
    page = registry.parse(source_of(text))
    assert [each.title for each in page.items] == [
        "Market brooms", "How to fill an empty barn", "High Barn compact",
    ]  # fmt: skip
    assert [each.kind for each in page.items] == ["publication", "news_item", "publication"]
