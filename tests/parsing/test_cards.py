"""Works that a page offers without dates: cards, links with titles, titles over files."""

from __future__ import annotations

from publications.parsing.document import Document
from publications.parsing.registry import parse_bytes
from tests.parsing.reading import check

INTRO = "We are working with nine parishes on the programme. Our work asks who boils the water."


def page(text: str) -> Document:
    document = parse_bytes(f"Kettles for Clerks\n\n{INTRO}\n\n{text}".encode(), "page.txt")
    assert document.kind in {"project_page", "report_page"}
    assert document.title
    assert document.title.text == "Kettles for Clerks"
    check(document)
    return document


def items(document: Document) -> list[tuple[str, str, str]]:
    return [
        (each.title, each.date.date.edtf if each.date else "", each.kind) for each in document.items
    ]


def test_cards_end_in_links_and_in_captions() -> None:
    document = page(
        "The price of milk\n\nNobody has counted what milk costs a parish in a year.\n\n"
        "Read the report\nA jug on a shelf\n\nHot and cold: What to do with old tea\n\n"
        "Most old tea is poured on the roses behind the hall.\n\nRead the report\nRoses in rain\n"
    )
    assert items(document) == [
        ("The price of milk", "", "publication"),
        ("Hot and cold: What to do with old tea", "", "publication"),
    ]
    assert document.items[0].summary.startswith("Nobody has counted")
    shown = [block.text for block in document.description]
    assert shown == [INTRO]


def test_one_text_with_a_link_is_the_page_itself() -> None:
    text = "Why tea?\n\nNobody has counted what tea costs a parish in a year.\n\nRead the report\n"
    assert items(page(text)) == []


def test_works_under_years_that_say_what_they_are() -> None:
    document = page(
        "2014 publications\n\nMilk in Town Halls reportMilk in Town Halls\n\nThis research set out "
        "to find who buys the milk.\n\n2013 publications\n\nTea in Town Halls\n\nThis report is "
        "on the tea that halls buy.\n"
    )
    assert items(document) == [
        ("Milk in Town Halls", "2014", "publication"),
        ("Tea in Town Halls", "2013", "publication"),
    ]


def test_links_that_name_their_works() -> None:
    document = page(
        "Download Handbook 3: Laying Out Cups here\n\nDownload the report: Cups of the Moss\n\n"
        "Download the report\n\nDownload PDF (544 KB)\n"
    )
    assert items(document) == [
        ("Handbook 3: Laying Out Cups", "", "publication"),
        ("Cups of the Moss", "", "publication"),
    ]


def test_a_title_over_the_sizes_of_its_files() -> None:
    document = page("Small cups: what parishes drink\nShort version (1,204 kb)\nTables (88 kb)\n")
    assert items(document) == [("Small cups: what parishes drink", "", "publication")]


def test_numbered_works_head_what_is_said_of_them() -> None:
    document = page(
        "Report No 8: Tea in Town Halls\n\nHalls have drunk less tea in ten years than ever.\n\n"
        "Report No 7: Milk in Town Halls\n\nIt is hard to say what can be learnt from milk.\n"
    )
    assert [title for title, _, _ in items(document)] == ["Tea in Town Halls", "Milk in Town Halls"]
    headings = [block.text for block in document.description if block.kind == "heading"]
    assert headings == ["Report No 8: Tea in Town Halls", "Report No 7: Milk in Town Halls"]
