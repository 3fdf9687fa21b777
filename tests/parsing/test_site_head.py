"""What a site prints over its pages: names, menus, breadcrumbs."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.pages.site_head import is_menu, own_lines
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

REPORT = (
    "Who sweeps the barn?\n\nBy Una Fell and Odo Latch\n3 May 2031\n\nBarns are many in Moss. "
    "This report counts them, asks who sweeps them, and shows what the Rakers could do instead.\n\n"
    "Download the full report (PDF, 2MB)\n"
)


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("Skip to main content\n\nHome > Work > Barns\n\n", ""),
        ("Moss Rakers\nMenu\nAbout\nNews\nHome > Work > Barns\n\n", "Moss Rakers"),
        ("The Moor Trust\nMenu\nAbout\nYou are here: Home › Barns\n\n", "The Moor Trust"),
        ("The Moor Trust | Barns for all\n\nPopular searches:  owls   straw\n\n", "The Moor Trust"),
        ("Moor Weekly\nSubscribe | Sign in | Jobs\nNews   Opinion   Straw\n\n", "Moor Weekly"),
        ("", ""),
    ],
)
def test_what_stands_over_the_title_is_the_site_s(head: str, site: str) -> None:
    page = registry.parse(source_of(f"{head}{REPORT}\nThe Moor Trust, see moorweekly.example\n"))
    check_page(page)
    assert page.title
    assert page.title.text == "Who sweeps the barn?"
    assert page.subtitle is None
    publishers = [each.name for each in page.organisations if each.role == "publisher"]
    assert publishers == ([site] if site else [])


def test_a_title_over_a_menu_is_not_lost() -> None:
    text = "Who sweeps the many barns of the Moss and Moor?\n\nHome | News | About\n\nBarns."
    assert own_lines(source_of(text)).lines[0].text.startswith("Who sweeps")


def test_a_breadcrumb_names_the_title() -> None:
    own = own_lines(source_of(f"Home > Work > Who sweeps\n\nA new look\n\n{REPORT}"))
    assert own.titled
    assert own.titled.text == "Who sweeps the barn?"


@pytest.mark.parametrize(
    ("line", "menu"),
    [
        ("News | Jobs | Events", True),
        ("Straw   Hay   Our work", True),
        ("Una Fell | Odo Latch | Ada Tollwick", False),
        ("Report | 3 May 2031", False),
    ],
)
def test_menus(line: str, menu: bool) -> None:
    assert is_menu(line) is menu


WAY = (
    "The second round of the Barn Truth Panel is over, and the rakers thank all who swept for us "
    "over the winter in the nine barns of Moss.\n\nThis report of 2015 says how to sweep.\n\n"
    "Download the report\n"
)


def test_a_page_without_a_heading_is_called_what_its_breadcrumb_ends_in() -> None:
    page = registry.parse(source_of(f"Home > News > Barn Truth Panel 2015 Report\n\n{WAY}"))
    check_page(page)
    assert page.title
    assert page.title.text == "Barn Truth Panel 2015 Report"
    other = registry.parse(source_of(f"Home > News > Straw and hay fairs\n\n{WAY}"))
    assert other.title is None or other.title.text != "Straw and hay fairs"
