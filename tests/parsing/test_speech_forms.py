"""Speech as papers and press offices print it: marks lost or mixed or none, surnames, bodies."""

from __future__ import annotations

import pytest

from publications.parsing.pages.articles.quote_marks import quoted
from publications.parsing.pages.articles.speech import find_speech, speech_count


def heard(*paragraphs: str) -> list[tuple[str, str, str]]:
    """Speakers, offices and words of the speech in some paragraphs."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for each in paragraphs:
        spans.append((at, at + len(each)))
        at += len(each) + 2
    quotations, _, _ = find_speech(text, spans)
    return [(each.name, each.affiliation, each.text) for each in quotations]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        (
            "He said: ‘It is not “one barn” that is right for us.’",
            ["It is not “one barn” that is right for us."],
        ),
        (
            "'There is a chance,' he said. 'We would wait.'",
            ["There is a chance,", "We would wait."],
        ),
        ("The keepers' own barns weren't lost, they'd say.", []),
        ("His ‘chief’ worry ‘is for the small ones.’", ["chief", "is for the small ones."]),
        ('spoke again of the "deep dismay” of all', ["deep dismay"]),
        ("Bo Lee told Barns Today: We are glad of it.”", ["We are glad of it."]),
        ("she says ”silence is dear” and no more", ["silence is dear"]),
        ("“It is good to have the “nod” from him.”", ["It is good to have the “nod” from him."]),
        ("Una Fell said: 'The barns were read", ["The barns were read"]),
        ("“Good,” she said. ‘Fine’ is no word.", ["Good,"]),
    ],
)
def test_what_stands_in_marks(text: str, stretches: list[str]) -> None:
    assert [text[first:stop] for first, stop, _ in quoted(text, 0, len(text))] == stretches


@pytest.mark.parametrize(
    "lead",
    [
        "Statement from MBT Chief Executive Una Fell on the barns:",
        "Responding to the ‘Barns for all’ paper, Una Fell, Chief Executive of MBT, said:",
        "Barns Chief Executive Una Fell said:",
    ],
)
def test_speech_set_apart_without_marks(lead: str) -> None:
    spoken = heard(
        lead,
        "Nobody may hold that a barn is free because its door is open at night.",
        "Those who want one should ask for it. They will be heard, I do not doubt.",
        "Paper on the barns:",
    )
    assert [(name, words[:12], "I do not" in words) for name, _, words in spoken] == [
        ("Una Fell", "Nobody may h", True)
    ]


def test_the_article_speaks_again_behind_speech_without_marks() -> None:
    spoken = heard(
        "Una Fell, the barns minister, said:",
        "Nobody may hold that a barn is free because its door is open at night.",
        "Fell left the hall soon after, and the goats went with her to the gate.",
    )
    assert [words for _, _, words in spoken] == [
        "Nobody may hold that a barn is free because its door is open at night."
    ]


def test_a_line_under_paragraphs_says_who_spoke() -> None:
    assert heard(
        "We have run the barns on the good will of people who are tired of it.",
        "This cannot go on for another winter with no straw.",
        "– Dame Una Fell, Barn Keepers' Union president",
    ) == [
        (
            "Una Fell",
            "Barn Keepers' Union president",
            "We have run the barns on the good will of people who are tired of it.\n\n"
            "This cannot go on for another winter with no straw.",
        )
    ]


def test_a_line_under_words_says_who_spoke_without_a_name() -> None:
    words = "It took me three years to understand why the barns were shut."
    for line in ("Chief executive, barn trust", "Girl, 15, Moss"):
        assert heard("It rained.", f"‘{words}’", line) == [("", line, words)]
    assert heard("It rained.", f"‘{words}’", "Print copies: sold out") == []


def test_a_surname_means_who_is_named_with_an_office_in_capitals_or_a_body() -> None:
    spoken = heard(
        "Barns Minister Una Fell is behind the plan.",
        "Moss University’s Bo Rake writes that keepers get “what they have long kept shut”.",
        "Ms Fell said on Friday: “I want to see the doors shut by Monday.”",
        "Dr Rake adds: “They never were, in all the years of it.”",
    )
    assert [(name, office) for name, office, _ in spoken] == [
        ("Bo Rake", "Moss University"),
        ("Una Fell", "Barns Minister"),
        ("Bo Rake", "Moss University"),
    ]


def test_he_who_said_something_before_and_the_only_one_named() -> None:
    spoken = heard(
        "Una Fell, the barns minister, has said that doors could be shut.",
        "She said she would do it if nobody else did.",
        "She said: “You cannot ask a goat to shut a door.”",
        "The other was said by the straw minister Bo Rake at the barn school in the spring.",
    )
    assert [(name, office) for name, office, _ in spoken] == [("Una Fell", "the barns minister")]


def test_a_paper_speaks_without_a_name() -> None:
    assert heard("The council's barn report said: “Open doors are found in every ward.”") == [
        ("", "The council's barn report", "Open doors are found in every ward.")
    ]


def test_speech_goes_on_without_a_mark_and_is_closed() -> None:
    (spoken,) = heard(
        "Una Fell, the barns minister, said: “It is good to have money for doors.",
        "And a door has to hang on something, which is why I am glad.”",
    )
    assert spoken[2].endswith("which is why I am glad.")


def test_verbs_of_saying_beside_marks_are_counted() -> None:
    assert speech_count("Fell wrote in a note to keepers: “Shut it.”") == 1
    assert speech_count("Bo Lee told Barns Today: We are glad of it.”") == 1
    assert speech_count("The report said that barns were full.") == 0
