"""Lines of a report's page that name its authors: under the title, labelled, under headings."""

from __future__ import annotations

import pytest

from publications.parsing.pages import report_page
from tests.parsing.reading import source_of

TITLE = "Brooms Back to the Village\n\n"
TEXT = """In 2019 the brooms fell by a third, and parishes were left to fill the gap with what \
they had. This report looks at what they did, who paid and what became of the sweepers.

It finds that small parishes did more than large ones, and calls for a fund of brooms each year.
"""
UNA, BO = ("author", "Una Fell", ""), ("author", "Bo Straw", "")


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        ("Una Fell and Bo Straw | June 2009", [UNA, BO]),
        ("12 June 2009 | Una Fell, Bo Straw", [UNA, BO]),
        ("Report authors: Una Fell and Bo Straw", [UNA, BO]),
        ("Researchers: Una Fell and Bo Straw\n\nJune 2009", [UNA, BO]),
        ("Lead author: Una Fell\nContributors: Bo Straw", [UNA, BO]),
        ("Una Fell\nwith a foreword by Bo Straw MP", [UNA, ("foreword", "Bo Straw", "")]),
        (
            "by Una Fell and Bo Straw of the Moss Trust",
            [UNA, ("author", "Bo Straw", "the Moss Trust")],
        ),
        (
            "Una Fell\nSenior Researcher, Moss Trust\n\nBo Straw\nUniversity of Rake\n\nJune 2009",
            [
                ("author", "Una Fell", "Senior Researcher, Moss Trust"),
                ("author", "Bo Straw", "University of Rake"),
            ],
        ),
        ("Moss Trust | June 2009", []),
        ("Village Green | June 2009", []),
        ("Sweeping – Brooms – June 2009", []),
        ("Brooms and barns\nUniversity of Rake\n\nJune 2009", []),
    ],
)
def test_lines_under_the_title(lines: str, people: list[tuple[str, str, str]]) -> None:
    source = source_of(f"{TITLE}{lines}\n\n{TEXT}")
    found = report_page.parse(source).people
    assert [(each.role, each.name, each.affiliation) for each in found] == people
    for each in found:
        assert [source.text[a:b] for a, b in each.evidence] == [each.printed]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Fell, Una and Straw, Bo (2012) Brooms Back to the Village. Moss: University of Rake.",
            [UNA, BO],
        ),
        (
            "Fell, Una; Straw, Bo (eds) (2012) Brooms Back to the Village",
            [("editor", "Una Fell", ""), ("editor", "Bo Straw", "")],
        ),
        (
            "Suggested citation: Fell U, van der Straw B (2012). Brooms back to the village. Moss.",
            [("author", "U Fell", ""), ("author", "B van der Straw", "")],
        ),
        ("Una Fell and Bo Straw (2012), Brooms Back to the Village, Moss Trust", [UNA, BO]),
        ("Fell, Una (2010) Sweeping the Town. Moss.", []),
        ("Moss Trust (2012) Brooms Back to the Village. Moss.", []),
    ],
)
def test_how_the_page_cites_its_own_work(line: str, people: list[tuple[str, str, str]]) -> None:
    source = source_of(f"{TITLE}{TEXT}\n{line}\n")
    found = report_page.parse(source).people
    assert [(each.role, each.name, each.affiliation) for each in found] == people
    for each in found:
        assert [source.text[a:b] for a, b in each.evidence] == [each.printed]


def test_authors_with_their_offices_under_a_heading() -> None:
    foot = "\nReport authors\nUna Fell, Senior Fellow\nBo Straw, University of Rake\n"
    found = report_page.parse(source_of(f"{TITLE}June 2009\n\n{TEXT}{foot}")).people
    assert [(each.role, each.name, each.affiliation) for each in found] == [
        ("author", "Una Fell", "Senior Fellow"),
        ("author", "Bo Straw", "University of Rake"),
    ]
