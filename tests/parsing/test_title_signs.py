"""What a line over a page has that no title has, and what speaks for a title."""

from __future__ import annotations

import pytest

from publications.parsing.pages.title_faults import fault_of
from publications.parsing.pages.titles import title_of
from publications.parsing.spans import shown_lines
from tests.parsing.reading import source_of

PROSE = (
    "The programme looks at how the barns of Moss are swept, and at who pays for the brooms. It is "
    "led by the Straw Trust, which has kept barns since the year of the flood."
)


def titled(text: str) -> str:
    source = source_of(text)
    found = title_of(source, shown_lines(source))
    return found.text if found else ""


@pytest.mark.parametrize(
    "over",
    [
        "COUNTIES",
        "Barn door",
        "Straw Desk",
        "Barns Committee",
        "The Owls Unit",
        "STR(4) 07-13 – Paper 3",
        "Image of barn with owls",
        "Sweeping the barns logoKeeper and owl",
        "barnowl 1400x380",
        "English | Welsh | Tel: 01632 960000",
        "To: Ann Hill, Minister for Barns",
        "You need no key to read this. Ask at the barn",
        "Coming soon: a film of the barn",
    ],
)
def test_what_is_no_title(over: str) -> None:
    title = "Sweeping the barns of Moss"
    assert titled(f"{over}\n\n{title}\n\n{PROSE}\n") == title


@pytest.mark.parametrize(
    "line",
    [
        "Why we're doing this",
        "What we want",
        "How you can help",
        "We want to see",
        "Foreword from the Keeper of Barns",
        "Introduction from the Chair",
        "Statement by the owls of Moss",
        "Scope of the inquiry",
    ],
)
def test_a_heading_that_any_work_may_have_is_no_title(line: str) -> None:
    assert titled(f"{line}\n\n{PROSE}\n") == ""


@pytest.mark.parametrize(
    "line",
    [
        "Sweeping the barns of Moss",
        "Why barns matter to the parish",
        "Who sweeps? A survey of barn keepers",
        "Straw – what is left of it",
        "The foreword: a short history of first pages",
        "Moss, Moor and marsh",
        "A statement of straw",
        "From barn to barn",
        "£40 a broom",
        "McBarn and the openMoss rake",
    ],
)
def test_a_title(line: str) -> None:
    assert fault_of(shown_lines(source_of(line))[0]) < 0.5
    assert titled(f"{line}\n\n{PROSE}\n") == line


def test_a_title_with_a_subtitle_under_the_name_of_a_series() -> None:
    title = "Reading the Broom: How Keepers Sweep – A Survey of Seven Barns"
    under = "Barn and Broom Research Series Report No. 23"
    assert titled(f"Barn and Broom Research\n\n{title}\n\n{under}\n\n{PROSE}\n") == title


def test_a_title_in_a_citation_under_the_parts_of_the_work() -> None:
    parts = "Foreword from the Keeper\nIntroduction from the Chair\nBrooms\nOwls\nEndnotes"
    cited = "Smaller than a Barn: Report of the Moss Commission on Brooms"
    page = f"{PROSE}\n{parts}\n{cited}\nEdited by Ann Hill and Bo Lee\nMoss, March 2031, 9 pages\n"
    assert titled(page) == cited


def test_an_undertaking_that_is_called_by_a_question() -> None:
    said = "The Who sweeps our barns? inquiry has been set up by the Straw Trust with the owls."
    page = f"The Inquiry\n\nBarn door\n\n{said}\n\nWho sweeps our barns? will report in May.\n"
    assert titled(page) == "Who sweeps our barns?"
