"""Whose page it is where only its sentences say so, and who had a part in the work."""

from __future__ import annotations

import pytest

from publications.parsing.registry import parse_bytes

REST = (
    "The programme will look at every kettle of nine parishes. We are working with clerks to find "
    "out who boils the water. This report sets out what they said."
)


def bodies(sentence: str, above: str = "") -> dict[str, str]:
    page = f"{above}Kettles for Clerks\n\n{sentence}\n\n{REST}\n"
    document = parse_bytes(page.encode(), "page.txt")
    assert document.kind in {"project_page", "report_page"}
    for each in document.organisations:
        assert document.source.text[slice(*each.evidence[0])] == each.name
    return {each.name: each.role for each in document.organisations if each.role != "mentioned"}


@pytest.mark.parametrize(
    "sentence",
    [
        "This booklet from Spoonhill tells how it was done.",
        "This is a Spoonhill survey of town halls.",
        "The final report of Spoonhill was published in a tea tent.",
        "Kettles for Clerks is Spoonhill\u2019s campaign for hot tea.",
        "To find out, Spoonhill will carry out a count.",
        "Spoonhill, the cross-party think tank, and others have come to tea.",
        "These words were put together by Spoonhill in spring.",
        "At Spoonhill we are fond of tea.",
        "To find out, Spoonhill will ask nine clerks.",
    ],
)
def test_a_body_whose_page_the_sentences_say_it_is(sentence: str) -> None:
    assert bodies(f"{sentence} It is known that Spoonhill has tea.") == {"Spoonhill": "publisher"}


def test_a_short_name_counts_for_the_whole() -> None:
    sentence = "The Guild\u2019s report is out, and the Guild\u2019s work goes on."
    assert bodies(f"{sentence} Ask the Tea Guild.") == {"Tea Guild": "publisher"}


def test_one_report_of_a_body_does_not_make_the_page_its_own() -> None:
    assert bodies("The Tea Guild\u2019s paper on milk speaks of spoons once.") == {}


def test_surnames_and_stamps_publish_nothing() -> None:
    assert bodies("The recent inquiry by Marl and Teal said that tea is cold.") == {}
    assert bodies("Published Nov 2023") == {}
    assert bodies("At Spoonhill Fair we drank tea.") == {}


def test_of_two_bodies_that_publish_the_first_is_named() -> None:
    named = bodies("In May the Tea Guild and the Milk Charity published a count of spoons.")
    assert named["Tea Guild"] == "publisher"


def test_what_is_no_name_of_a_body_publishes_nothing() -> None:
    assert bodies("Kettles for Clerks will carry out a count in every hall.") == {}
    assert bodies("Ada Moor has published her own count of kettles.") == {}
    assert bodies("Councils will publish a count. Trustees want to see it.") == {}
    assert bodies("The Trust\u2019s report says so, and nobody knows which trust it is.") == {}


def test_who_had_a_part_is_not_the_publisher() -> None:
    with_it = bodies("This project, with the Spoon Trust, follows the Trust\u2019s earlier work.")
    assert with_it == {"Spoon Trust": "partner"}
    together = bodies("The Tea Guild and the Spoon Trust carry out the work together.")
    assert together["Spoon Trust"] == "partner"
    assert bodies("In spring we held two teas in Moss with the Spoon Trust.") == {
        "Spoon Trust": "partner"
    }
    assert bodies("It is paid for by the Spoon Trust.") == {"Spoon Trust": "sponsor"}


@pytest.mark.parametrize(
    "foot",
    [
        "About Spoonhill",
        "The views are not necessarily those of Spoonhill or its friends.",
        "Ask the press office at Spoonhill for a picture.",
        "Here at Spoonhill there is tea at four.",
        "Spoonhill is a registered charity.",
        "Join Spoonhill today",
        "Spoonhill, May 2014, 88 pages",
        "Write to tea@spoonhill.example for a copy.",
        "The paper was made by UK think tank Spoonhill. A report by UK charity Spoonhill is here.",
    ],
)
def test_the_foot_of_a_page_says_whose_it_is(foot: str) -> None:
    told = f"It is known that Spoonhill has tea.\n\n{REST}\n\n{foot}"
    assert bodies(told) == {"Spoonhill": "publisher"}


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("Society of Goose and Lamp Boards", "sglb"),
        ("Centre for Kettle Policy", "kettlepolicy"),
        ("Moss Tea Institute", "mossteainst"),
        ("Moss Tea Trust", "press.mossteatrust"),
    ],
)
def test_an_address_that_agrees_with_a_name_says_whose_page_it_is(name: str, host: str) -> None:
    told = f"Ask the {name} about it, or write to tea@{host}.example for more."
    assert bodies(told) == {name: "publisher"}
    assert bodies(f"Ask the {name} about it, or write to tea@otherwise.example for more.") == {}


def test_an_address_of_a_kind_of_body_or_of_a_post_office_tells_nothing() -> None:
    assert bodies("Ask the Moss Council, and write to tea@council.example.") == {}
    assert bodies("Ask the Gmail Council, and write to tea@gmail.com.") == {}


def test_two_bodies_of_which_as_much_is_said_leave_it_open() -> None:
    both = "Here at Spoonhill there is tea. Here at Forkdale there is tea."
    assert bodies(f"{both} So say Spoonhill and Forkdale, for Spoonhill and for Forkdale.") == {}


def test_what_stands_behind_a_short_name_and_right_under_a_title() -> None:
    short = "The inquiry was set up by the TG (Tea Guild) in spring. Ask TG for more."
    assert bodies(short) == {"Tea Guild": "publisher"}
    assert bodies("Moss Tea Foundation")["Moss Tea Foundation"] == "publisher"


def article(*lines: str) -> dict[str, str]:
    document = parse_bytes("\n\n".join(lines).encode(), "page.txt")
    assert document.kind == "news_article"
    return {each.name: each.role for each in document.organisations if each.role == "publisher"}


SPOKEN = (
    "\u201cThere is no tea in any of the nine halls, and there has been none since spring. Clerks "
    "have written to us about it every week, and they are right to,\u201d she said."
)
MORE = "Clerks in nine parishes have gone without tea since the spring, a count has shown."


@pytest.mark.parametrize(
    "lines",
    [
        ("Halls without tea", "Responding to the count, Ada Moor, leader of the Tea Guild, said:"),
        ("Tea Guild responds to the count of kettles", "Ada Moor, who is a clerk, said this:"),
        ("TG calls for tea", "The Tea Guild (TG) today asked for tea.", "Notes to editors"),
        ("Halls without tea", "The Tea Guild has today asked for tea in halls.", "Ends"),
        (
            "Our new director",
            "Our new director is here: Ada Moor, director of the Tea Guild, said:",
        ),
    ],
)
def test_whose_release_or_statement_an_article_is(lines: tuple[str, ...]) -> None:
    first, *rest = lines
    told = article(first, "3 May 2012", rest[0], SPOKEN, MORE, *rest[1:])
    assert told == {"Tea Guild": "publisher"}


def test_an_article_of_a_paper_is_of_nobody_whom_it_tells_of() -> None:
    lead = "The Tea Guild launched a count of kettles yesterday, said Ada Moor, leader of the Guild"
    assert article("Tea Guild asks for tea", "3 May 2012", f"{lead}.", SPOKEN, MORE) == {}
    other = "Responding to the count, Ada Moor, leader of Moss Council, said:"
    about = "For more information contact press@teaguild.example"
    told = article(
        "Halls without tea", "3 May 2012", other, SPOKEN, "The Tea Guild said so.", about
    )
    assert "Moss Council" not in told or "Tea Guild" not in told


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("It was made possible by the support of the Spoon Trust.", "sponsor"),
        ("It was made possible by the generous support of Spoon Homes.", "sponsor"),
        ("We would like to thank the Spoon Trust for its generous support.", "sponsor"),
        ("Funding was kindly provided by the Spoon Trust.", "sponsor"),
        ("We received a grant from the Spoon Trust.", "sponsor"),
        ("The Spoon Trust has funded this project.", "sponsor"),
        ("It was written on behalf of the Spoon Trust.", "commissioner"),
        ("It was prepared for the Spoon Trust by Ada Moor.", "commissioner"),
        ("The Spoon Trust asked us to count the kettles.", "commissioner"),
        ("It is done with the help of the Spoon Trust.", "partner"),
        ("Our partners are the Spoon Trust and others.", "partner"),
        ("It is hosted by the Spoon Trust.", "host"),
        ("The research was carried out by the Spoon Trust.", "author"),
    ],
)
def test_what_a_body_did_for_a_work(sentence: str, role: str) -> None:
    assert role in {each for name, each in bodies(sentence).items() if name.startswith("Spoon")}


def test_who_wrote_for_a_body_is_not_that_body() -> None:
    wrote = "The research was carried out by Ada Moor and Bo Hill of the Spoon Trust."
    assert "author" not in bodies(wrote).values()
    assert bodies("A programme for the North will follow. It is for the Trust to say.") == {}


def test_names_with_owners_lower_words_and_two_matters() -> None:
    listed = (
        "It is paid for by the Women\u2019s Tea Fellowship, the Potters\u2019 Rural Fund, Gwynt y "
        "Te Fund and the Department of Tea and Milk Affairs, with the help of the All Party Group "
        "on cold kettles, which meets in spring."
    )
    assert {name for name, role in bodies(listed).items() if role in {"sponsor", "partner"}} == {
        "Women\u2019s Tea Fellowship",
        "Potters\u2019 Rural Fund",
        "Gwynt y Te Fund",
        "Department of Tea and Milk Affairs",
        "All Party Group on cold kettles",
    }


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Supporters of the campaign", "partner"),
        ("Our partners", "partner"),
        ("Who we are working with", "partner"),
        ("Our funders", "sponsor"),
        ("Supported by", "sponsor"),
    ],
)
def test_bodies_under_a_heading_that_says_what_they_did(heading: str, role: str) -> None:
    row = bodies(f"{REST}\n\n{heading}\n\nAge Moss England, the Spoon Trust and Tea Aid.")
    assert row == {"Age Moss England": role, "Spoon Trust": role, "Tea Aid": role}
    column = bodies(f"{REST}\n\n{heading}\n\n\u2022 Spoon Trust\n\u2022 Moss Council\n\nContact")
    assert column == {"Spoon Trust": role, "Moss Council": role}


def test_a_heading_over_sentences_lists_nobody() -> None:
    told = f"{REST}\n\nPartners\n\nMilk is what clerks want, and they want it from the Spoon Trust."
    assert bodies(told) == {}
