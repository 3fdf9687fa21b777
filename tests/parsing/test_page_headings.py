"""Headings on pages of plain text: short lines over paragraphs, lists and labels."""

from __future__ import annotations

from publications.parsing.registry import parse_bytes

PROSE = "We are working with nine parishes on the programme, and it will look at every kettle."


def headings(text: str) -> list[str]:
    document = parse_bytes(text.encode(), "page.txt")
    assert document.kind == "project_page"
    return [each.text for each in document.description if each.kind == "heading"]


def test_short_lines_over_paragraphs_lists_and_labels() -> None:
    page = (
        f"Kettles for Clerks\n\n{PROSE}\n\nWhat did we do?\n\n{PROSE}\n\nAims\n\n  \u2022 Hot tea\n"
        "  \u2022 Clean spoons\n\nAbout the project\n\nFunder: Moss Trust\n\nResults\n\nTea\n\n"
        f"{PROSE}\n"
    )
    assert headings(page) == ["What did we do?", "Aims", "About the project", "Results", "Tea"]


def test_a_heading_without_empty_lines_stands_behind_a_sentence() -> None:
    assert (
        headings(f"The idea\n{PROSE}\nWhat happened?\n{PROSE}\nKettles for Clerks\n{PROSE}") != []
    )
    wrapped = f"Kettles for Clerks\n\n{PROSE} They have seen\nnine halls\n{PROSE}\n"
    assert headings(wrapped) == []


def test_headings_with_their_years() -> None:
    page = (
        f"Moss Parish\n\n(2018 \u2013 ongoing)\n\n{PROSE}\n\nFell Parish\n\n(2021 \u2013 2023)\n\n"
    )
    page += PROSE
    assert headings(page) == ["Moss Parish", "Fell Parish"]


def test_names_figures_and_links_are_no_headings() -> None:
    page = (
        f"Kettles for Clerks\n\n{PROSE}\n\nMore than 90 spoons\n\nwashed in Moss since we began\n\n"
        f"Ada Moor\n\n{PROSE}\n\nBack to top\n\n{PROSE}\n"
    )
    assert headings(page) == []


def test_where_every_line_is_a_paragraph_headings_may_stand_under_each_other() -> None:
    long = f"{PROSE} Nine halls have been seen so far, and the tenth is seen in spring."
    page = f"Kettles for Clerks\n{long}\nMeetings\nWho came?\n- Ada Moor\n- Bo Fell\nWhen?\n{long}"
    assert headings(page) == ["Meetings", "Who came?", "When?"]


def test_numbered_headings_over_numbered_paragraphs() -> None:
    page = (
        f"Kettles for Clerks\n\n1. Opening\n\n1.1 {PROSE}\n\n1.2 {PROSE}\n\n2. Tea\n\n2.1 {PROSE}"
    )
    assert headings(page) == ["1. Opening", "2. Tea"]
    listed = f"Kettles for Clerks\n\n{PROSE}\n\n1. Hot tea\n2. Cold tea\n\n{PROSE}"
    assert headings(listed) == []
