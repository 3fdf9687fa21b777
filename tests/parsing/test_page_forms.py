"""Forms of project and report pages: heads without labels, seasons, clocks, related works."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_page, warned
from tests.parsing.reading import source_of

PROJECT = """Home / Our work

Barn Finance Programme

Who should pay for barns? This programme asks the question of six parishes over three years.

The programme is funded by the Larch Foundation and Moor Water plc.

Programme team

Dr Siân Gate, Associate Director
Niall Ó Latch, Research Fellow

Publications

Small Straw
14th March 2031
Siân Gate and Niall Ó Latch set out how parishes could buy a fifth of their own straw.

The Barn Pound
Summer 2030
An interim report on forty barns, with a foreword by Cllr Odo Shawfield.

Events

Small Straw: a meeting
14th March 2031, 6.00pm – 8.00pm, Moot Hall, Moss
Speakers: Baroness Rake of Moss; Cllr Odo Shawfield, Leader, Moss Council; Dr Siân Gate (chair)

A season of straw
21st September 2030
Roundtable at the barn conference, Moss, hosted with the Rakers.

Blog

Why straw matters
January 2031
By Niall Ó Latch
Straw has doubled in ten years and hardly anybody has seen it.
"""


@pytest.fixture(scope="module")
def project() -> Document:
    return registry.parse(source_of(PROJECT))


def test_entries_dated_by_seasons_and_with_clocks(project: Document) -> None:
    check_page(project)
    assert [
        (each.title, each.kind, each.date and each.date.date.edtf) for each in project.items
    ] == [
        ("Small Straw", "publication", "2031-03-14"),
        ("The Barn Pound", "publication", "2030-22"),
        ("Small Straw: a meeting", "event", "2031-03-14"),
        ("A season of straw", "event", "2030-09-21"),
        ("Why straw matters", "news_item", "2031-01"),
    ]
    meeting = project.items[2]
    assert (meeting.time, meeting.venue) == ("6.00pm – 8.00pm", "Moot Hall, Moss")


def test_people_of_entries(project: Document) -> None:
    assert [[(p.name, p.role, p.affiliation) for p in each.people] for each in project.items] == [
        [("Siân Gate", "author", ""), ("Niall Ó Latch", "author", "")],
        [("Odo Shawfield", "foreword", "")],
        [
            ("Baroness Rake of Moss", "speaker", ""),
            ("Odo Shawfield", "speaker", "Leader, Moss Council"),
            ("Siân Gate", "speaker", "chair"),
        ],
        [],
        [("Niall Ó Latch", "author", "")],
    ]


def test_a_team_over_the_entries(project: Document) -> None:
    assert [(p.name, p.affiliation) for p in project.people] == [
        ("Siân Gate", "Associate Director"),
        ("Niall Ó Latch", "Research Fellow"),
    ]
    assert [(o.name, o.role) for o in project.organisations if o.role != "mentioned"] == [
        ("Larch Foundation", "sponsor"),
        ("Moor Water plc", "sponsor"),
    ]


def test_a_place_behind_a_comma_does_not_publish(project: Document) -> None:
    assert not [each for each in project.organisations if each.role == "publisher"]
    assert warned(project, "publisher_missing") == 1


def test_entries_of_a_saved_page_under_headings() -> None:
    item = "<li><h3>{}</h3><p>{}</p><p>{}</p></li>"
    page = registry.parse_bytes(
        (
            "<html><body><p>We use cookies to improve your experience.</p><h1>Barns and Skills</h1>"
            "<p>Can parishes teach raking?</p><h2>Reports</h2><ul>"
            + item.format("Learning by raking", "30 September 2034", "Gwen ap Rhys and Owen Rake")
            + item.format("The missing rake", "9 May 2033", "A briefing, by Owen Rake.")
            + "</ul><h2>Events</h2><ul>"
            + item.format("Rake summit", "Thursday 2 October 2034, 9:30am", "Venue: Moot Hall")
            + "</ul><h2>Project staff</h2><ul><li>Gwen ap Rhys, Director of Policy</li></ul>"
            "</body></html>"
        ).encode(),
        "page.html",
    )
    check_page(page)
    assert page.kind == "project_page"
    assert [(each.title, each.kind, each.group) for each in page.items] == [
        ("Learning by raking", "publication", "Reports"),
        ("The missing rake", "publication", "Reports"),
        ("Rake summit", "event", "Events"),
    ]
    assert [[p.name for p in each.people] for each in page.items] == [
        ["Gwen ap Rhys", "Owen Rake"],
        ["Owen Rake"],
        [],
    ]
    assert [(p.name, p.affiliation) for p in page.people] == [
        ("Gwen ap Rhys", "Director of Policy")
    ]


def test_a_report_page_whose_head_has_no_labels() -> None:
    page = registry.parse(
        source_of(
            "Skip to main content\n\nMenu\n\nPublication\n\nPower to the Parish\n"
            "Making barn boards work\n\nRupert Gate-Hill, Olu Latch and Prof. Mairéad Rake\n\n"
            "12th March 2031\n\nISBN: 978-1-4028-9462-6\nPrice: £10.00\n\n"
            "Two years after the first boards were elected, few people can name a member. This "
            "report looks at what went well. Those with oil pay £680 more each year.\n\n"
            "Full report PDF (3.1MB)\n\nAbout the authors\n\n"
            "Rupert Gate-Hill is Head of the Barn and Straw Unit at Crossgate.\n\n"
            "Professor Mairéad Rake holds the Chair of Straw.\n\nRelated publications\n\n"
            "Footfall: straw on the floor\n4 December 2030\n\n"
            "Crossgate Policy, 14 Row Lane, London SW1H 0XX\n"
        )
    )
    check_page(page)
    assert page.kind == "report_page"
    assert page.title
    assert page.subtitle
    assert (page.title.text, page.subtitle.text) == (
        "Power to the Parish",
        "Making barn boards work",
    )
    assert [(p.name, p.role) for p in page.people] == [
        ("Rupert Gate-Hill", "author"),
        ("Olu Latch", "author"),
        ("Mairéad Rake", "author"),
    ]
    assert page.date
    assert page.date.date.edtf == "2031-03-12"
    assert page.price
    assert page.price.amount == "10.00"
    assert [each.name for each in page.biographies] == ["Rupert Gate-Hill", "Mairéad Rake"]
    assert [each.name for each in page.files] == ["Full report PDF"]
    (related,) = page.items
    assert (related.title, related.kind, related.related) == (
        "Footfall: straw on the floor",
        "publication",
        True,
    )
    assert [o.name for o in page.organisations if o.role == "publisher"] == ["Crossgate Policy"]
    assert warned(page, "publisher_inferred") == 1


def test_a_report_page_with_a_foreword_and_a_partner() -> None:
    page = registry.parse(
        source_of(
            "Research\n\nThe Buying Council\n\nHow town halls buy, and how they could\n\n"
            "Words: Fionn Mac Gate and Sir Anthony St John-Hill\n"
            "With a foreword by Cllr Beth van der Rake, Cabinet Member, Moss Council\n\n"
            "Councils buy a great deal. The Buying Council shows that they know its price and "
            "seldom what it is worth to those who use it.\n\n"
            "Published by the Centre for Straw in association with Hill & Moor LLP.\n\n"
            "£12.50 (£8.00 for members)\n\nbuying.pdf\n"
        )
    )
    check_page(page)
    assert [(p.name, p.role, p.affiliation) for p in page.people] == [
        ("Fionn Mac Gate", "author", ""),
        ("Anthony St John-Hill", "author", ""),
        ("Beth van der Rake", "foreword", "Cabinet Member, Moss Council"),
    ]
    assert [(o.name, o.role) for o in page.organisations] == [
        ("Centre for Straw", "publisher"),
        ("Hill & Moor LLP", "partner"),
    ]
    assert page.price
    assert page.price.amount == "12.50"
    assert page.date is None


def test_a_name_alone_under_a_title_wants_something_to_show_for_it() -> None:
    text = (
        "Publication\n\nBarns at Dusk\n\n{}\n\nBarns are many. This report counts them.\n\nx.pdf\n"
    )
    assert not registry.parse(source_of(text.format("Slow Lanes"))).people
    (author,) = registry.parse(source_of(text.format("Una Fell\n3 May 2031"))).people
    assert author.name == "Una Fell"


def test_a_title_and_a_date_and_nothing_else() -> None:
    page = registry.parse(source_of("Hard Shoulders: barns and roads\n\n14th July 2032\n"))
    assert page.kind == "unknown"
    assert page.date
    assert page.date.date.edtf == "2032-07-14"
