"""A report's page with what it is and its date over the title, authors in capitals, and praise."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document, Line
from publications.parsing.pages.reports.lines import date_in
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

PAGE = """Moss Institute
Publications   People   Events   Blog   Donate

FULL REPORT                         May 3, 2031

Barns of the Moss
Who sweeps when owls are old

UNA FELL, ODO LATCH AND EWA MACSTRAW
With a foreword by Dame Ada Tollwick

[Download Report]   [Press Release]

By night four in ten barns are swept. Barns of the Moss, by Una Fell, Odo Latch and Ewa MacStraw.

The report calls for brooms that an owl of any age can hold, and for rest.

Una Fell, co-author of the report, said:

\u201cWe had built barns for owls who never grow old, and nobody told us.\u201d

Endorsements

\u201cSerious and humane. I hope that it is read in every barn.\u201d
Jory Pike, Chair of the Guild of Rakers

\u201cSomebody has asked the owls at last.\u201d
Winifred Rake-Hill, Director, Rakers\u2019 Forum

\u201cNobody has asked the mice.\u201d
Odo ffolliott, Mouse Forum

About the authors

Una Fell is Head of Barns at the Moss Institute.

COVERAGE

Owls tired, says paper
The Moor Weekly, May 4, 2031
Should owls pay for brooms?
Radio Moss, Night Time, May 5, 2031 (from 41:10)

RELATED PUBLICATIONS

Brooms Upright
Odo Latch, Jun 12, 2030

\u00a9 2031 Moss Institute
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return registry.parse(source_of(PAGE))


def test_kicker(page: Document) -> None:
    assert page.kind == "report_page"
    assert page.form
    assert page.form.text == "FULL REPORT"
    assert page.date
    assert page.date.date.edtf == "2031-05-03"
    assert page.title
    assert page.title.text == "Barns of the Moss"
    assert page.subtitle
    assert page.subtitle.text == "Who sweeps when owls are old"
    assert not any("Press Release" in block.text for block in page.description)
    check_page(page)


def test_names_in_capitals_are_written_as_the_text_writes_them(page: Document) -> None:
    assert [(each.name, each.printed) for each in page.people if each.role == "author"] == [
        ("Una Fell", "UNA FELL"),
        ("Odo Latch", "ODO LATCH"),
        ("Ewa MacStraw", "EWA MACSTRAW"),
    ]
    assert [each.name for each in page.people if each.role == "foreword"] == ["Ada Tollwick"]


def test_speakers_under_their_words(page: Document) -> None:
    praise = [each for each in page.quotations if each.kind == "testimonial"]
    assert [(each.name, each.affiliation) for each in praise] == [
        ("Jory Pike", "Chair of the Guild of Rakers"),
        ("Winifred Rake-Hill", "Director, Rakers\u2019 Forum"),
        ("Odo ffolliott", "Mouse Forum"),
    ]
    spoken = [each for each in page.quotations if each.kind != "testimonial"]
    assert [(each.name, each.affiliation) for each in spoken] == [
        ("Una Fell", "co-author of the report")
    ]


def test_coverage(page: Document) -> None:
    assert [
        (item.date.date.edtf if item.date else "", item.kind, item.title, item.summary)
        for item in page.items
    ] == [
        ("2031-05-04", "news_item", "Owls tired, says paper", "The Moor Weekly"),
        (
            "2031-05-05",
            "news_item",
            "Should owls pay for brooms?",
            "Radio Moss, Night Time\n\nfrom 41:10",
        ),
        ("2030-06-12", "publication", "Brooms Upright", ""),
    ]


def test_capitals_that_are_no_names_below() -> None:
    text = PAGE.replace("UNA FELL, ODO LATCH AND EWA MACSTRAW", "HILL GREEN AND MOSS SIDE")
    document = registry.parse(source_of(text))
    # Una Fell is told of as a co-author; the capitals name nobody.
    assert [each.name for each in document.people if each.role == "author"] == ["Una Fell"]


def test_day_of_the_week_before_a_date_alone() -> None:
    text = "Saturday 3 May 2031"
    found = date_in(Line(0, len(text), text))
    assert found
    assert (found.date.edtf, found.printed) == ("2031-05-03", "3 May 2031")
    assert found.evidence == ((9, 19),)
