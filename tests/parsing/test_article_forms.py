"""Articles as sites print them: what stands over the headline, what is printed twice, no speech."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from publications.parsing.pages.articles.columns import unwrapped
from publications.parsing.pages.articles.days import day_in
from publications.parsing.pages.articles.headlines import weight, words_of_weight
from publications.parsing.pages.articles.papers import is_paper
from publications.parsing.spans import shown_lines
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import people, source_of

BARNS = (
    "Keepers of the barns on Moss Common met on Tuesday, and not one of them would say who had "
    "left the great door open."
)
STRAW = (
    "The straw that was lost last week would have fed the goats of three parishes until the "
    "spring, and I think that somebody ought to pay for it."
)
OWLS = (
    "Owls have the run of the place now. It will take until the autumn to bring them round to the "
    "old ways, and they were never keen on those."
)
BODY = f"{BARNS}\n\n{STRAW}\n\n{OWLS}\n"


def read(text: str) -> Document:
    """The reading of a short article, checked."""
    document = registry.parse(source_of(text))
    check_page(document)
    return document


def title(document: Document) -> str:
    return document.title.text if document.title else ""


def publishers(document: Document) -> list[str]:
    return [each.name for each in document.organisations if each.role == "publisher"]


@pytest.mark.parametrize(
    ("head", "headline", "day", "author", "publisher"),
    [
        ("The door of the great barn\n\n", "The door of the great barn", "", "", ""),
        (
            "Editor's Comment\n\n17.10.14\n\nA door left open\n\n"
            "Source: Moss Review Oct/Nov 2014\n\n",
            "A door left open",
            "2014-10-17",
            "",
            "Moss Review",
        ),
        (
            "Una Fell-Hart 19 September 2014\n\nWho left the barn door open?\n\n",
            "Who left the barn door open?",
            "2014-09-19",
            "Una Fell-Hart",
            "",
        ),
        (
            "Your browser is no longer supported\n\nFor the best experience please upgrade to a "
            "newer version of it.\n\nWe take it that we have your consent to use cookies, so that "
            "you need not log in each time.\nLearn more\n\nBARN DOOR LEFT OPEN\n\n  • Comment\n\n",
            "BARN DOOR LEFT OPEN",
            "",
            "",
            "",
        ),
        (
            "Support us today\n\nThe Moss Echo stays open because readers like you chip in.\n\n"
            "If our news is of use to you, please give what you can so that we can go on.\n\n"
            "Barn doors: who shuts them?\n\n",
            "Barn doors: who shuts them?",
            "",
            "",
            "The Moss Echo",
        ),
        (
            "Barn door left open on common - The Moss Gazette\n\nBarn door left open on common\n\n"
            "Moss Editorial 14th Mar, 2018   0\n\n",
            "Barn door left open on common",
            "2018-03-14",
            "",
            "The Moss Gazette",
        ),
        (
            " date 2021-05-10 Subscription Notification\nUNA FELL-HART | BARN TALK\n\nLet the owl "
            "have the last word on doors\n\nUna Fell-Hart\nThe Times\n\n",
            "Let the owl have the last word on doors",
            "2021-05-10",
            "Una Fell-Hart",
            "The Times",
        ),
        ("Headlines: June 14th, 1999\n\n", "", "1999-06-14", "", ""),
        ("In response to: Barn Door Left Open\n", "", "", "", ""),
        (
            "Linked InTwitterFacebookeCard\nMoss Vacancies\n\nBarn door left open\n\n"
            "03/09/2014 11:20 BST | Updated 02/11/2014 10:59 GMT\n\n",
            "Barn door left open",
            "2014-09-03",
            "",
            "",
        ),
    ],
)
def test_what_stands_over_an_article_without_speech(
    head: str, headline: str, day: str, author: str, publisher: str
) -> None:
    document = read(head + BODY)
    assert document.kind == "news_article"
    assert title(document) == headline
    assert document.subtitle is None
    assert (document.date.date.edtf if document.date else "") == day
    assert [name for name, _ in people(document, "author")] == ([author] if author else [])
    assert publishers(document) == ([publisher] if publisher else [])
    assert [each.text for part in document.sections for each in part.blocks] == [BARNS, STRAW, OWLS]


def test_a_lead_cut_short_and_a_caption_printed_twice_are_not_the_article() -> None:
    caption = "Open: the great barn on Moss Common"
    document = read(
        f"Barn door left open on common\n\n{BARNS[:80]}...\n\n{BARNS}\n\n"
        f"{caption}\n\n{caption}\n\n{OWLS}\n"
    )
    assert document.subtitle is None
    assert [each.text for part in document.sections for each in part.blocks] == [BARNS, OWLS]
    reasons = [each.reason for each in document.left_out]
    assert reasons.count("lead printed twice") == 1
    assert reasons.count("picture caption") == 2


def test_a_long_standfirst_without_a_stop_and_the_name_under_a_picture() -> None:
    document = read(
        "Keeper says the owls will stay\n\nBo Rake tells the barns conference that nobody has "
        "asked the owls what they would like for the coming winter\n\nBo Rake\nBo Rake\n\n"
        f"Bo Rake, the keeper of the barns, has said that owls may stay.\n\n{BODY}"
    )
    assert document.subtitle
    assert document.subtitle.text.startswith("Bo Rake tells")
    assert not people(document, "author")


def test_an_article_goes_on_behind_a_call_to_readers_and_ends_before_promotions() -> None:
    document = read(
        f"Barn door left open\n\n{BARNS}\n\nSign up to our daily newsletter\n\n"
        f"{STRAW}\n\n{OWLS}\n\n"
        "Podcasts\n\nYou can now hear the week in Moss\n\nBuy Photos\n\nSee the barns in colour\n"
    )
    assert [each.text for part in document.sections for each in part.blocks] == [BARNS, STRAW, OWLS]
    assert not any(part.title for part in document.sections)


def test_lines_broken_in_the_middle_of_sentences_are_joined() -> None:
    broken = (
        "Straw\n\nWho would think that a barn of straw\ncould go up in smoke without anybody\n"
        "who saw it being asked what they had\nseen of it, on a Monday.\n\nAnd yet it is so, as "
        "all who came to\nsee it say, and went home again with\nstraw in their hair.\n"
    )
    lines = [line.text for line in shown_lines(unwrapped(source_of(broken)))]
    assert len(lines) == 3
    assert lines[1].startswith("Who would think that a barn of straw could go up")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted: Thu 8th Mar 2018", "2018-03-08"),
        ("18 Jan 07", "2007-01-18"),
        ("14.06.99", "1999-06-14"),
        ("Book News: March 9th, 2006", "2006-03-09"),
        ("date 2022-11-09", "2022-11-09"),
        ("First published on 3 May 2012 07.00 BST", "2012-05-03"),
        ("Updated: Thu 8th Mar", ""),
        ("8 Feb", ""),
        ("The barns of 3 May 2012 were full", ""),
    ],
)
def test_lines_that_say_the_day(line: str, day: str) -> None:
    found = day_in(source_of(line).lines[0])
    assert (found[0].date.edtf if found else "") == day


def test_a_headline_s_words_come_back_in_its_article() -> None:
    telling = words_of_weight(BODY)
    headline = weight("Barn keepers silent on open door", telling)
    assert headline > weight("Filter content by topic here", telling)
    assert headline > weight("Jobs", telling)
    assert headline > weight("Keepers of the barns on Moss Common:", telling)


def test_names_of_papers() -> None:
    assert all(map(is_paper, ("The Times", "Moss & Moor Gazette", "The Moss Standard")))
    assert not any(map(is_paper, ("Times", "Una Fell-Hart", "Barn door news", "The Barn")))


@pytest.mark.parametrize(
    "text",
    [
        "About the project\n\nOur project asks who left the door open.\n\nProject team\n\n"
        "This study will look at barns, and the team will publish what it finds in the winter.\n",
        "The Open Door\n\nThis report looks at barns whose doors were left open, and sets out who "
        "should shut them, and when. Download the report\n\nPublished by the Barn Trust\n",
        "Barn Trust\n\nWho we are\n\nWhat we do\n\nJobs\n",
    ],
)
def test_pages_of_other_kinds_are_no_articles(text: str) -> None:
    assert read(text).kind != "news_article"


def test_headings_between_lines_without_empty_ones_and_a_question_that_is_answered() -> None:
    asked = "Who keeps the great barn?\n\nThe great barn is kept by those who met on Tuesday,"
    asked += " all four of them."
    document = read(f"Barn door left open\n\n{BARNS}\n\n{asked}\n\n{OWLS}\n")
    assert [part.title for part in document.sections] == ["", "Who keeps the great barn?"]
    close = read(f"Barn door left open\n{BARNS}\n{STRAW}\nA cold winter\n{OWLS}\n")
    assert [part.title for part in close.sections] == ["", "A cold winter"]


def test_a_body_over_the_headline_and_a_shouted_byline_under_it() -> None:
    document = read(
        "Moss City Council\n\nBarn door left open\n\nByline: UNA FELL-HART Barns Reporter\n\n"
        f"{BODY}"
        "\nThere are 2 responses to “Barn door left open”\n\n1. Bo Says:\n\nShut it.\n"
    )
    assert title(document) == "Barn door left open"
    assert publishers(document) == ["Moss City Council"]
    assert people(document, "author") == [("Una Fell-Hart", "Barns Reporter")]
    assert [each.text for part in document.sections for each in part.blocks] == [BARNS, STRAW, OWLS]


def test_the_own_words_of_a_picture_over_its_caption() -> None:
    document = read(
        "Barn door left open\n\nThe great barn by night\nThe barn, the largest, has two doors; "
        f"others have none. Photograph: Una Fell-Hart for the Echo\n\n{BODY}"
    )
    assert document.subtitle is None
    assert [each.reason for each in document.left_out].count("picture caption") == 2


@pytest.mark.parametrize(
    ("note", "author"),
    [
        (
            "Una Fell is chief executive of the Barn Trust.",
            ("Una Fell", "chief executive of the Barn Trust"),
        ),
        ("Una Fell is right about that, as everybody says.", None),
        (
            "Una Fell is chair of the Barn Trust. Fell has two goats.",
            ("Una Fell", "chair of the Barn Trust"),
        ),
    ],
)
def test_who_wrote_is_told_at_the_end(note: str, author: tuple[str, str] | None) -> None:
    document = read(f"Barn door left open\n\n{BODY}\n{note}\n")
    assert people(document, "author") == ([author] if author else [])
    told = read(f"Barn door left open\n\n{BODY}\nKeepers say that Una Fell shut it.\n\n{note}\n")
    assert not people(told, "author")
