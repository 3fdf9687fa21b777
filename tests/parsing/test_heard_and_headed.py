"""Who speaks where a paragraph lies between, what is no speech, and what parts an article."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

HEADLINE = "Keepers of barns on Moss Common get their ladders"
BARNS = (
    "Barns on the Common have been short of ladders since last week, when the snow took nine of "
    "them, Cllr Bo Lee said."
)
OWLS = "Owls were there before the keepers, and have no use for any ladder that a parish can buy."
STRAW = "Straw is kept in the mill until the roof of the great barn has been mended by the parish."
SNOW = "Snow has never before lain so long between the mill and the lane, and it may come again."
SAID = "Ann Hill, chair of the keepers, said: “We had eight ladders and nine barns to climb.”"
SPEECH = "“I stood on that barn for nine hours and nobody brought me a ladder, or a cup of tea.”"


def read(text: str) -> Document:
    document = registry.parse(source_of(text))
    check_page(document)
    assert document.kind == "news_article"
    return document


def speakers(document: Document) -> list[str]:
    return [each.name for each in document.quotations]


def headed(document: Document) -> list[str]:
    return [each.title for each in document.sections if each.title]


@pytest.mark.parametrize(
    "lead",
    [
        "Ann Hill, chair of the keepers, was among those who would not wait.\n\nHaving climbed "
        "down again, she has asked for a ladder of her own.",
        "Independent Ann Hill was among those who would not wait for a ladder.",
        "Moss Labour member Ann Hill was among those who would not wait for one.\n\nFor years he "
        "and the owls had managed without.",
    ],
)
def test_speech_of_whom_the_paragraphs_before_tell(lead: str) -> None:
    document = read(f"{HEADLINE}\n\n{BARNS}\n\n{lead}\n\n{SPEECH}\n\n{OWLS}\n")
    assert speakers(document) == ["Ann Hill"]


def test_a_paragraph_on_somebody_else_parts_speech_from_its_speaker() -> None:
    between = "The mayor has had the ladders counted, and will have them counted again in May."
    document = read(
        f"{HEADLINE}\n\n{BARNS}\n\nAnn Hill, chair of the keepers, would not wait.\n\n{between}"
        f"\n\n{SPEECH}\n\n{OWLS}\n"
    )
    assert "Ann Hill" not in speakers(document)


def test_a_statement_that_goes_on_is_nobodys() -> None:
    document = read(
        f"{HEADLINE}\n\n{BARNS}\n\nA statement said that there was no straw left on the Common.\n\n"
        "It went on: “Straw was promised to every barn in the spring, and none was seen.”\n\n"
        f"{OWLS}\n"
    )
    assert speakers(document) == [""]


@pytest.mark.parametrize("few", ["time and brooms", "looked at another day", "up in the air"])
def test_a_few_words_in_a_sentence_are_no_quotation(few: str) -> None:
    document = read(
        f"{HEADLINE}\n\n{BARNS}\n\n{SAID}\n\nThe keepers' Cy Moss said the barns could be “{few}”, "
        f"if need be.\n\n{OWLS}\n"
    )
    assert speakers(document) == ["Ann Hill"]


def test_more_words_in_a_sentence_are_a_quotation() -> None:
    document = read(
        f"{HEADLINE}\n\n{BARNS}\n\nCy Moss said it would leave room for “the kind of ladder that "
        f"an owl can climb at night” and no more.\n\n{OWLS}\n"
    )
    assert speakers(document) == ["Cy Moss"]


def test_both_is_no_name() -> None:
    document = read(
        f"{HEADLINE}\n\n{BARNS}\n\nBoth Ann Hill, chair of the keepers, and Cy Moss were there.\n\n"
        f"Cllr Hill said: {SPEECH}\n\n{OWLS}\n"
    )
    assert speakers(document) == ["Ann Hill"]


def test_questions_over_answers() -> None:
    asked = {
        "Who keeps the barns?": f"Nobody does. {STRAW}",
        "Is a ladder dear?": f"It is, for most. {OWLS}",
        "What will the owls do?": f"They will sit. {SNOW}",
    }
    answers = "\n\n".join(f"{question}\n\n{answer}" for question, answer in asked.items())
    document = read(f"{HEADLINE}\n\n{BARNS}\n\n{SAID}\n\n{answers}\n")
    assert headed(document) == list(asked)


def test_a_question_that_a_writer_asks_heads_nothing() -> None:
    document = read(f"{HEADLINE}\n\n{BARNS}\n\n{SAID}\n\nIs a ladder dear?\n\n{OWLS}\n\n{BARNS}\n")
    assert headed(document) == []


def test_headings_of_a_round_up_without_empty_lines() -> None:
    document = read(
        f"{HEADLINE}\nLadders for the owls\n{STRAW} {OWLS}\n"
        f"Keepers warned of a “sweeping day”\n{SAID} {OWLS}\n"
        f"Ladders for nine barns in the spring after all\n{BARNS} {SNOW}\n"
    )
    assert headed(document) == [
        "Keepers warned of a “sweeping day”",
        "Ladders for nine barns in the spring after all",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Last Updated: Friday, 3 May 2030, 11:12 GMT\n{HEADLINE}\n\n{BARNS}", "2030-05-03"),
        (
            f"{HEADLINE}\n\nBarns are as dry as they ever were, Bo Lee said today (3 May 2030).",
            "2030-05-03",
        ),
        (f"{HEADLINE}\n\n{BARNS}\n\nLast updated 3 May 2030", ""),
        (
            f"{HEADLINE}\n\nThe barns burnt (3 May 2030) in all that snow, Bo Lee said today.",
            "",
        ),
    ],
)
def test_the_day_of_a_page(text: str, expected: str) -> None:
    document = read(f"{text}\n\n{SAID}\n\n{OWLS}\n")
    assert (document.date.date.edtf if document.date else "") == expected


STANDFIRST = "Nine keepers are to share one ladder for all of their barns. Who will hold it?"


@pytest.mark.parametrize("parting", ["\n\nTwitter\nFacebook\n\n", "\n\n\n"])
def test_a_standfirst_with_a_stop(parting: str) -> None:
    document = read(f"{HEADLINE}\n\n{STANDFIRST}{parting}{BARNS}\n\n{SAID}\n\n{OWLS}\n\n{SNOW}\n")
    assert document.subtitle
    assert document.subtitle.text == STANDFIRST


def test_a_first_paragraph_is_no_standfirst() -> None:
    document = read(f"{HEADLINE}\n\n{STANDFIRST}\n\n{BARNS}\n\n{SAID}\n\n{OWLS}\n\n{SNOW}\n")
    assert document.subtitle is None


def test_a_caption_under_what_screens_are_told() -> None:
    document = read(
        f"{HEADLINE}\n\nImage caption,\nAnn Hill said that no ladder is long enough for an owl\n\n"
        f"{BARNS}\n\n{SAID}\n\n{OWLS}\n"
    )
    assert document.subtitle is None


def test_a_list_over_which_the_headline_is_lost() -> None:
    document = read(
        f"Three things are short on the Common this week (Friday 3 May), {OWLS.lower()[:-1]}:\n\n"
        f"  • Ladders;\n\n  • Straw for the owls of the Common; and\n\n  • Tea.\n\n{SAID}\n\n"
        f"{BARNS}\n"
    )
    shown = [block.text for each in document.sections for block in each.blocks]
    assert "Straw for the owls of the Common; and" in shown


def test_a_box_on_the_writer_below_an_article() -> None:
    box = "\n\nComments\n\nBo Lee\n\nBo Lee is deputy editor of Straw magazine\n\nLeave a Reply\n"
    document = read(f"{HEADLINE}\n\n{OWLS}\n\n{SAID}\n\n{SNOW}{box}")
    writers = [(each.name, each.affiliation) for each in document.people if each.role == "author"]
    assert writers == [("Bo Lee", "deputy editor of Straw magazine")]


def test_who_is_told_of_below_an_article_is_not_its_writer() -> None:
    box = "\n\nComments\n\nMost read\n\nBo Lee is the new keeper of the mill\n\nLeave a Reply\n"
    document = read(f"{HEADLINE}\n\n{OWLS}\n\n{SAID}\n\n{SNOW}{box}")
    assert [each for each in document.people if each.role == "author"] == []
