"""Which line is the title, where a site prints its own lines around it or the page has lost it."""

from __future__ import annotations

import pytest

from publications.parsing.document import Document
from publications.parsing.registry import parse_bytes

SPEECH = (
    "\u201cThere is no tea in the nine halls of Mossdale, and there has been none since spring. "
    "Clerks have written about kettles every week,\u201d said Ada Moor, who speaks for the halls."
)
MORE = "Clerks in the halls of nine parishes have gone without tea, a count of kettles has shown."
WORK = (
    "The programme will look at every kettle of nine parishes. We are working with clerks to find "
    "out who boils the water. This report sets out what they said."
)


def read(*lines: str) -> Document:
    return parse_bytes("\n\n".join(lines).encode(), "page.txt")


def title(document: Document) -> str:
    return document.title.text if document.title else ""


@pytest.mark.parametrize(
    "over",
    [
        "Tealeaf Newsfeed (releases from other bodies)",
        "English | Cymraeg | Tel: 01970 000 314",
        "Thursday 14 February 2019 / 10:30 PM Ada Moor / Local Halls",
        "14 February 2019 | 10.30 am | Tea",
    ],
)
def test_a_line_of_the_site_over_an_article_is_no_headline(over: str) -> None:
    document = read(over, "Mossdale halls go without kettles", SPEECH, MORE)
    assert document.kind == "news_article"
    assert title(document) == "Mossdale halls go without kettles"
    if "2019" in over:
        assert document.date
        assert document.date.date.edtf == "2019-02-14"


def test_a_headline_that_the_text_does_not_say_again_stands_over_its_byline() -> None:
    standfirst = "The halls of nine parishes have gone without tea and clerks have no kettles left"
    document = read("The last drop?", "By Bo Hill", "3 May 2012", standfirst, SPEECH, MORE)
    assert title(document) == "The last drop?"


def test_a_page_that_has_lost_its_headline_has_none() -> None:
    long = (
        "The halls of nine parishes, and the muddle over who is to fill the kettles of them when "
        "the clerks are away in summer, took up much of the day at the spring school of clerks"
    )
    assert title(read(long, SPEECH, MORE)) == ""
    assert title(read("and see all of this on the second channel", SPEECH, MORE)) == ""
    assert title(read("\u2022 Comment", SPEECH, MORE)) == ""


def test_a_note_by_somebody_under_a_headline_names_the_writer() -> None:
    document = read(
        "What kettles of halls are for", "A comment from our new director, Ada Moor", SPEECH, MORE
    )
    assert document.subtitle is None
    assert ("Ada Moor", "author") in {(each.name, each.role) for each in document.people}


def test_the_series_of_a_work_over_its_title_is_not_its_title() -> None:
    document = read(
        "Mossdale Kettle Papers",
        "Who fills it: how nine parishes boil water",
        "Mossdale Kettle Papers Series Report No. 23",
        WORK,
        "Authors: Ada Moor and Bo Hill",
    )
    assert title(document) == "Who fills it: how nine parishes boil water"
    assert not document.items


def test_a_committee_and_a_number_over_a_commission_are_not_the_title() -> None:
    document = read(
        "Tea Committee", "TEA(4) 07-13", "Commission on Kettles in Moss",
        f"The Commission on Kettles in Moss was announced in spring. {WORK}",
    )  # fmt: skip
    assert title(document) == "Commission on Kettles in Moss"


def test_a_name_in_the_first_sentence_where_the_line_over_it_is_of_a_picture() -> None:
    asked = f"The Who fills it? inquiry has been set up by clerks. {WORK}"
    assert title(read("Village green", asked)) == "Who fills it?"
    quoted = f"The \u2018Kettles for all\u2019 project has been set up by clerks. {WORK}"
    assert title(read("Village green", quoted)) == "Kettles for all"
    again = f"{asked} The village green is where it began."
    assert title(read("Village green", again)) == "Village green"


def test_the_words_of_a_picture_behind_a_title_are_cut() -> None:
    told = read("Fill the kettle logoA clerk and a cup", WORK, "Fill the kettle", WORK)
    assert title(told) == "Fill the kettle"


def test_a_title_behind_the_parts_of_the_work_stands_over_its_editors() -> None:
    parts = ("Foreword from the Mayor", "Introduction from the Chair", "References", "Endnotes")
    lines = ("The report of clerks can be had here, and it is out now for all to read at home.",)
    rows = "\n".join((*lines, *parts, "Fewer than a Cup: Report of Moss", "Edited by Ada Moor"))
    document = read(f"{rows}\nMoss Tea Institute, March 2014, 148 pages\nISBN 978 0 902683 99 5")
    assert title(document) == "Fewer than a Cup: Report of Moss"


PLAIN = (
    "A kettle is a pot that a clerk of the nine parishes of Mossdale fills and boils for whoever "
    "comes to the hall, as clerks have done since there were halls."
)


def test_a_question_among_questions_is_a_heading() -> None:
    asked = ("What is a kettle?", PLAIN, "What will clerks do?", WORK, "Why ask for tea?", MORE)
    assert title(read(*asked)) == ""
    assert title(read("Who boils the water in Moss?", WORK, MORE)) == "Who boils the water in Moss?"


def test_a_short_line_behind_a_paragraph_heads_what_follows() -> None:
    document = read(WORK, PLAIN, "A plan for spoons", MORE, "Clerks with a vote", PLAIN)
    assert title(document) == ""


def test_a_line_with_a_colon_is_one_title_with_the_line_that_touches_it() -> None:
    document = read("Room to sing:\nA plan for parish kettles", "3 May 2012", WORK, MORE)
    assert title(document) == "Room to sing: A plan for parish kettles"
    results = "Results of a count in the nine parishes"
    told = "This report counts the cups of nine parishes, and says what their clerks have told us."
    apart = read("Counting cups of tea:", results, "3 May 2012", told, MORE, "Download the report")
    assert title(apart) == "Counting cups of tea"
    assert apart.subtitle
    assert apart.subtitle.text == results
    assert title(read("Download the report:", "A plan for parish kettles", WORK, MORE)) == (
        "A plan for parish kettles"
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Report: Can clerks keep the tea warm?", "Can clerks keep the tea warm?"),
        ("New pamphlet: Tea for the nine parishes", "Tea for the nine parishes"),
        ("Summary: What clerks told us of tea", "Summary: What clerks told us of tea"),
        ("Paper kettles: a short history of tea", "Paper kettles: a short history of tea"),
    ],
)  # fmt: skip
def test_what_sort_of_work_it_is_stands_over_a_title_and_not_in_it(line: str, words: str) -> None:
    assert title(read(line, WORK, MORE)) == words
