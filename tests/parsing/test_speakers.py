"""Who speaks in running text, and the office that is printed beside the name."""

from __future__ import annotations

import pytest

from publications.parsing.document import Person
from publications.parsing.pages.articles.named import names_in
from publications.parsing.pages.articles.offices import person_at
from publications.parsing.pages.articles.quote_marks import quoted
from publications.parsing.pages.articles.scare import is_no_speech
from publications.parsing.pages.articles.speech import find_speech
from tests.parsing.reading import source_of
from tests.parsing.test_speech_forms import heard

WORDS = "We are glad of the barn and shall do our part."


def people_heard(*paragraphs: str) -> list[Person]:
    """Those who are quoted in some paragraphs."""
    source = source_of("\n\n".join(paragraphs))
    spans = [(line.start, line.end) for line in source.lines if line.text.strip()]
    return find_speech(source.text, spans)[1]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("“{}” said Una Fell, the council’s member for hay.", "the council’s member for hay"),
        ("The council’s member for hay, Una Fell, said: “{}”", "The council’s member for hay"),
        ("Cllr Una Fell (Ind), keeper and deputy leader, said: “{}”", "keeper and deputy leader"),
        ("Moss Trust’s chief executive, Una Fell, said: “{}”", "Moss Trust’s chief executive"),
        ("Moss Trust head of policy Una Fell said: “{}”", "Moss Trust head of policy"),
        ("Una Fell (Leader, Moss Council) said: “{}”", "Leader, Moss Council"),
        ("Una Fell – leader of Moss Council – said: “{}”", "leader of Moss Council"),
        ("Una Fell, head of barns, hay and oats, said: “{}”", "head of barns, hay and oats"),
        ("Una Fell, Chief Executive, Moss Trust, said “{}”", "Chief Executive, Moss Trust"),
        ("Una Fell, who chairs the Guild of Rakers, told them: “{}”", "the Guild of Rakers"),
        ("Una Fell, 52, a care worker from Moss, said: “{}”", "a care worker from Moss"),
        ("Una Fell of the Moss Trust said: “{}”", "Moss Trust"),
        ("Commenting on this, the Moss Trust’s Una Fell said: “{}”", "the Moss Trust"),
        ("Minister for Barns Una Fell MP said: “{}”", "Minister for Barns"),
        ("Secretary of Barns and Hay Una Fell said: “{}”", "Secretary of Barns and Hay"),
        ("Mayor of Moss Una Fell said: “{}”", "Mayor of Moss"),
        ("Moss East MP Una Fell said: “{}”", "Moss East MP"),
        ("Leader of Moss Council, Cllr Una Fell, said: “{}”", "Leader of Moss Council"),
        ("There, the chair of Moss Council Una Fell said: “{}”", "the chair of Moss Council"),
        ("Una Fell is keeper at the Moss Trust. She told them: “{}”", ""),
        ("Una Fell is head of Moss. She told them: “{}”", "head of Moss"),
        ("The barn’s manager is Una Fell. “{}” she says.", "The barn’s manager"),
        ("The leader thanked Una Fell. “{}” she says.", ""),
        ("In a letter to Bo Straw, Una Fell wrote: “{}”", ""),
        ("Bo Straw, chair, and others met. Una Fell wrote: “{}”", ""),
    ],
)  # fmt: skip
def test_offices(sentence: str, office: str) -> None:
    paragraphs = ["The barns were opened on Monday.", sentence.format(WORDS)]
    (person,) = people_heard(*paragraphs)
    assert (person.name, person.affiliation) == ("Una Fell", office)
    text = "\n\n".join(paragraphs)
    assert all(text[start:end] == office for start, end in person.affiliation_evidence)


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (["Council leader Una Fell was not so sure.", f"“{WORDS}”"], "Una Fell"),
        ([f"Council leader Una Fell was not so sure. “{WORDS}”"], "Una Fell"),
        (["Una Fell, the clerk, welcomed it.", f"“{WORDS}” she said."], "Una Fell"),
        (["Una Fell, the clerk, said no.", "Leader Bo Straw was glad.", f"“{WORDS}”"], "Bo Straw"),
        (["Una Fell, the clerk, came.", "Some sat down.", f"Ms Fell said: “{WORDS}”"], "Una Fell"),
        (["Una Fell, the clerk, came.", f"After tea Minister Fell said: “{WORDS}”"], "Una Fell"),
        (["“Yes,” said Una Fell, a clerk.", f"“{WORDS}”"], "Una Fell"),
        (["A group led by Bo Straw (clerk), who had warned of it, lost.", f"“{WORDS}”"], None),
        ([f"It was led by Bo Straw (clerk), who had left. “{WORDS}” he told us."], "Bo Straw"),
        (["The barns stood open at night.", f"“{WORDS}”"], None),
        (["They ask for one thing:", f"“{WORDS}”"], ""),
        ([f"“{WORDS}” a source close to the barns said."], ""),
        (["Una Fell, the minister, came.", f"The barns closed. “{WORDS}” said the keeper."], ""),
        ([f"``{WORDS}'' Una Fell said."], "Una Fell"),
        ([f"“{WORDS}”", "Una Fell – Clerk, Moss Council"], "Una Fell"),
        ([f"“{WORDS}”\nUna Fell\nClerk, Moss Council"], "Una Fell"),
    ],
)  # fmt: skip
def test_whose_words_they_are(paragraphs: list[str], speaker: str | None) -> None:
    paragraphs = [line for each in paragraphs for line in each.split("\n")]
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for each in paragraphs:
        spans.append((at, at + len(each)))
        at += len(each) + 1
    found = [each.name for each in find_speech(text, spans)[0] if "do our part" in each.text]
    assert found == ([] if speaker is None else [speaker])


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (["Moss Trust commented “{}”"], "Moss Trust"),
        (["“{}” said Moss Council."], "Moss Council"),
        (["The report states that: “{}”"], "The report"),
        (["One clerk put it to us that “{}”"], "One clerk"),
        (["There is no plan to shut barns, the Moss Trust said today.", "“{}”"], "Moss Trust"),
    ],
)  # fmt: skip
def test_bodies_and_papers_speak_without_a_name(paragraphs: list[str], speaker: str) -> None:
    told = heard("It rained on Monday.", *(each.format(WORDS) for each in paragraphs))
    assert [(name, office) for name, office, _ in told] == [("", speaker)]


def test_a_body_of_whose_words_another_tells_does_not_speak() -> None:
    told = heard("Una Fell, leader, told the Moss Trust of it.", f"“{WORDS}”")
    assert told == [("Una Fell", "leader", WORDS)]


def test_a_line_over_an_article_says_who_responds_in_it() -> None:
    text = f"Una Fell, leader of Moss, responds to the rent of barns\n\n“{WORDS}”"
    over, words = text.index("\n"), text.index("“")
    for lines, name in (([(0, over)], "Una Fell"), ([], "")):
        quotations, _, _ = find_speech(text, [(words, len(text))], over=lines)
        assert [each.name for each in quotations] == [name] * len(lines)


def test_a_surname_is_somebodys_whose_office_ends_in_capitals() -> None:
    first = "Minister for Local Government Una Fell leads the work."
    told = heard(first, f"Ms Fell said: “{WORDS}”")
    assert told == [("Una Fell", "Minister for Local Government", WORDS)]


def test_speaking_and_she_go_on_with_whom_the_sentence_before_tells_of() -> None:
    first = "Independent Una Fell was against it. Speaking later the member was blunt."
    assert [name for name, *_ in heard(first, f"“{WORDS}”")] == ["Una Fell"]
    other = "Independent Una Fell was against it. Members were blunt."
    assert heard(other, f"“{WORDS}”") == []


def test_a_party_in_brackets_stands_for_an_office_that_is_not_told() -> None:
    first = "It was signed by Una Fell (Liberal Democrat) and by Bo Straw (Labour)."
    told = heard(first, f"Una Fell said: “{WORDS}”")
    assert told == [("Una Fell", "Liberal Democrat", WORDS)]
    told = heard(first, f"Una Fell, leader of Moss, said: “{WORDS}”")
    assert told == [("Una Fell", "leader of Moss", WORDS)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Una Fell accused the Moss Trust of “asking for the moon with a borrowed rake”.",
            "Una Fell",
        ),
        ("Una Fell dismissed the plan as “a rake without teeth”.", "Una Fell"),
        ("The Moss Trust was accused of “asking for the moon with a borrowed rake”.", None),
    ],
)
def test_what_somebody_calls_a_thing_is_quoted(sentence: str, speaker: str | None) -> None:
    told = [name for name, *_ in heard("It rained.", sentence)]
    assert told == ([speaker] if speaker else [])


def test_words_pulled_out_of_the_text_are_no_further_speech() -> None:
    said = heard(f"“{WORDS} It is late,” said Una Fell, a clerk.", f"“{WORDS}”")
    assert len(said) == 1


@pytest.mark.parametrize(
    ("sentence", "is_speech"),
    [
        ("The report, “Homes for the Next Hundred Years”, was late.", False),
        ("The “Barns for All” scheme ends in May.", False),
        ("She wrote the book “A Short History of Barns and Hay” in 1998.", False),
        ("Under the heading “What We Heard in May” they list it.", False),
        ("They told of the new ‘Hay and Oats’ seminar.", False),
        ("She said: “Barns for All is a scheme.”", True),
        ("“Barns for All is late,” the report says.", True),
        ("He called it “a disgrace to the council”.", True),
    ],
)
def test_titles_and_terms_are_no_speech(sentence: str, is_speech: bool) -> None:
    ((first, stop, _),) = quoted(sentence, 0, len(sentence))
    assert is_no_speech(sentence, first, stop, 0) is not is_speech


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Moss East MP Jo Hill", ["Jo Hill"]),
        ("Mayor of the Moss Vale Jo Hill", ["Jo Hill"]),
        ("But Jo Hill", ["Jo Hill"]),
        ("Barns and Hay Minister Lord Hill", ["Lord Hill"]),
        ("Lord Hill of Moss", ["Lord Hill of Moss"]),
        ("Dr Jo Hill of Moss University", ["Dr Jo Hill"]),
        ("Moss Council Leader", []),
        ("Lib Dem Barns Spokesperson", []),
    ],
)
def test_names_in_runs_of_capitals(words: str, names: list[str]) -> None:
    assert [each.group() for each in names_in(words)] == names


def test_an_office_is_printed_in_the_text() -> None:
    text = "Its leader, Jo Hill, met Bo Lee, clerk of Moss Council, and went."
    at = text.index("Jo Hill")
    assert person_at(text, at, at + 7).affiliation == "leader"
    at = text.index("Bo Lee")
    assert person_at(text, at, at + 6).affiliation == "clerk of Moss Council"
