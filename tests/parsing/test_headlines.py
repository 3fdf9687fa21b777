"""Which line over an article is its headline, its day and its standfirst, and where it has none."""

from __future__ import annotations

import pytest

from publications.parsing.document import Document
from publications.parsing.pages import news_article
from tests.parsing.reading import check, source_of

BODY = (
    "The parish of Moss will pay for a new rake from April, its councillors have agreed, after a "
    "winter in which the barns of the parish were swept by hand.\n\n"
    "“We could not go on like this,” said Cllr Bo Lee, who leads the parish. “A rake is cheap, and "
    "nobody wants to sweep the barns on Sundays.”\n\n"
    "The owls of the parish have been told of the rake, and the parish will ask them in autumn "
    "whether the barns are as dry as they were before.\n"
)
HEADLINE = "Moss to buy a rake for its barns"


def read(head: str, body: str = BODY) -> Document:
    document = news_article.parse(source_of(f"{head}\n\n{body}"))
    check(document)
    return document


def titled(document: Document) -> str:
    return document.title.text if document.title else ""


@pytest.mark.parametrize(
    "head",
    [
        f"Friday 3 May 2030 / 10:30 PM Ann Hill / Moors\n\n{HEADLINE}",
        f"3 May 2030 | 09.15 | Moors\n\n{HEADLINE}",
        f"{HEADLINE}\n\nViewsMay 3rd, 2030",
        f"{HEADLINE}\n\nPosted3rd May 2030",
    ],
)
def test_a_day_beside_other_facts(head: str) -> None:
    document = read(head)
    assert titled(document) == HEADLINE
    assert document.date
    assert document.date.date.edtf == "2030-05-03"
    assert document.subtitle is None


@pytest.mark.parametrize(
    "head",
    [
        f"To: Ann Hill, Minister for Barns\n\n{HEADLINE}",
        f"Barnwire Newsfeed (words of other bodies)\n\n{HEADLINE}",
        f"Straw Directory of Moss\n\nClock and day\n\nMoss News\n\n3 May 2030\n\n{HEADLINE}",
        f"red stone barn over a lane\n\n{HEADLINE}",
        f"Barn logoOwl and keeper\n\n{HEADLINE}",
        f"{HEADLINE}\n\nTop story: Rake is bought by the parish of Moss after the winter",
        f"• Comment\n\n{HEADLINE}",
    ],
)
def test_what_is_no_headline(head: str) -> None:
    assert titled(read(head)) == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        "A rake at last?\n\nBy Ann Hill\n\nThe parish of Moss has long sung of its barns only to "
        "forget them in winter. But signs of late hint that the councillors would quietly pay for "
        "a rake and say no more of brooms",
        "A rake at last?",
        "Well raked",
        "Moss spends its winter money on a logo and a website for the barns",
        "Barns to share with owls, says openMoss",
    ],
)
def test_a_short_headline_of_other_words(head: str) -> None:
    assert titled(read(head)) == head.partition("\n")[0]


@pytest.mark.parametrize(
    "head",
    [
        "• Comment",
        "and live on channel 276 Visit Owls! now",
        "Councillors’ timetable for buying a rake, and the muddle over who should keep it when the "
        "winter is done, took up much of the day at the Parish of Moss",
    ],
)
def test_a_headline_that_is_lost(head: str) -> None:
    assert titled(read(head)) == ""


def test_the_first_of_several_questions_is_no_headline() -> None:
    answer = "I have kept the barns of Moss for eleven winters, and there are more owls than ever."
    asked = {
        "When did you come?": "In the year of the flood, when nobody would have the keys.",
        "What do you use to sweep?": "A broom of birch, and for lofts a rake that I made myself.",
        "Is it a good rake?": "It is the best rake in the parish, as anybody who has held it says.",
    }
    body = "\n\n".join(f"{question}\n\n{words}" for question, words in asked.items())
    document = read("How long have you kept the barns at Moss?", f"{answer}\n\n{body}\n")
    assert titled(document) == ""
    words = [each.text for part in document.sections for each in part.blocks]
    titles = [part.title for part in document.sections]
    assert "How long have you kept the barns at Moss?" in words + titles


def test_a_question_over_one_article_is_its_headline() -> None:
    assert titled(read("How long will the barns of Moss be swept by hand?")).startswith("How long")


@pytest.mark.parametrize(
    "line",
    [
        "red stone barn over a lane",
        "A comment from our new Keeper, Ann Hill",
        "A message by Ann Hill, Keeper of Barns",
        "Ann Hill (University of Gate)",
        "Webmaster 3 Press Releases, Mid Moss",
        "Share this withThese are external links and will open in a new window",
    ],
)
def test_what_is_no_standfirst(line: str) -> None:
    document = read(f"{HEADLINE}\n\n{line}")
    assert titled(document) == HEADLINE
    assert document.subtitle is None


@pytest.mark.parametrize(
    "line",
    [
        "Councillors agree on a rake, but owls warn of dust",
        "Winter sweeping by hand is to end. Ann Hill went to see the last broom",
        "Owls and councillors come together to buy a rake for the barns of the parish.",
    ],
)
def test_a_standfirst(line: str) -> None:
    document = read(f"{HEADLINE}\n\n{line}\n\n3 May 2030")
    assert document.subtitle
    assert document.subtitle.text == line


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("The parish of Moss has today answered the owls on the matter of a rake.", BODY),
        (
            "After a winter without a rake the parish of Moss has lost half of its brooms but has "
            "kept its barns. The keeper will answer to the owls from now …",
            "Continue reading\n\nTo continue reading this article please login or register.\n",
        ),
    ],
)
def test_a_first_paragraph_stays_in_the_text(line: str, body: str) -> None:
    document = read(f"{HEADLINE}\n\n3 May 2030\n{line}", body)
    assert document.subtitle is None
    assert line in [each.text for part in document.sections for each in part.blocks]
