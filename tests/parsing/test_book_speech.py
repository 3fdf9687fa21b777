"""What is said in the running text of a book, under quotations, and on its back cover."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books.placed import Placed
from publications.parsing.document import Document
from tests.parsing.reading import check, source_of, words_at

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def read(body: str, back: str = "") -> Document:
    document = registry.parse(
        source_of(
            "Open Barns\n\nBy Una Fell\n\n© Moss Society 2032\nPublished by the Moss Society\n\n"
            "ISBN 978-1-4028-9462-6\n\nContents\n\n1 Brooms   5\n2 Rakes   9\n"
            f"About the author   12\n\n\f1 Brooms\n\n{PROSE * 5}\n\n{body}\n\n{PROSE * 3}\n\n"
            f"2 Rakes\n\n{PROSE * 5}\n\n\fAbout the author\n\n"
            f"Una Fell is Dean of Moss. She sweeps.\n\f{back}"
        )
    )
    check(document)
    return document


def said(document: Document) -> list[tuple[str, str]]:
    return [(each.name, each.text) for each in document.quotations]


@pytest.mark.parametrize(
    ("body", "name", "office", "words"),
    [
        (
            "The floor was new. ‘It was not clever,’ says the Guild’s\ndirector, Odo Latch. "
            "‘We swept it in a\nsingle night.’",
            "Odo Latch",
            "the Guild’s director",
            "It was not clever. We swept it in a single night.",
        ),
        (
            'It was Ada Pike who said that "the purpose of a rake is to be\nlent". She lent none.',
            "Ada Pike",
            "",
            "the purpose of a rake is to be lent",
        ),
        (
            "Our mayor, Bo Straw, is a carter. “When I raise the hay,” he says, “I have\nto sell "
            "oats next morning.”",
            "Bo Straw",
            "mayor",
            "When I raise the hay, I have to sell oats next morning.",
        ),
        (
            "Dr Ada Pike, a raker in Moss, keeps\ncount: ‘Of every ten owls I see, four sleep.’",
            "Ada Pike",
            "",
            "Of every ten owls I see, four sleep.",
        ),
        (
            "'I have swept eleven barns,' Professor Bo Straw told the\nMoss conference, 'and not "
            "one of them was the owls' own.'",
            "Bo Straw",
            "",
            "I have swept eleven barns, and not one of them was the owls' own.",
        ),
        (
            "As Alderman Jory Gate told the rakers, “the parish\nbroom is at any rate long”.",
            "Jory Gate",
            "",
            "the parish broom is at any rate long",
        ),
        (
            'Mr Wynn Gate, who had kept the Moss\nbarn for years, told us: "The shortest '
            'broom takes the longest."',
            "Wynn Gate",
            "",
            "The shortest broom takes the longest.",
        ),
    ],
)
def test_speech(body: str, name: str, office: str, words: str) -> None:
    document = read(body)
    assert said(document) == [(name, words)]
    (voice,) = [each for each in document.people if each.role == "quoted"]
    assert (voice.name, voice.affiliation) == (name, office)


@pytest.mark.parametrize(
    "body",
    [
        "In the words of the guidance, this was a ‘culture of yes’; it was a form.",
        "Officers in Hill Moor described it as ‘a whole new sort of straw’ for all of us.",
        "Hill Moor has three rules on its gate: “Sweep early. Sweep late. Mind the owl.”",
        f"Odo Latch said that he swept.\n\n{PROSE}\n\n“I never did,” he says, and so say others.",
    ],
)
def test_words_of_nobody(body: str) -> None:
    assert said(read(body)) == []


def test_somebody_announced_speaks_the_words_set_apart() -> None:
    document = read("Asked about it, Odo Latch said:\n\n“Nobody ever asked the owls of Moss.”")
    assert said(document) == [("Odo Latch", "Nobody ever asked the owls of Moss.")]


def test_praise_on_a_back_cover() -> None:
    document = read(
        "“Nobody asked the owls.”\n\nAda Pike, warden of Moss",
        f"{PROSE}\n\n“Brisk and overdue. Read it in a barn.”\nBaroness Straw, former Minister for "
        "Owls\n\n“It changed my broom.”\nOdo Latch, Director, Gate Owls\n\nPrice £15.00\n",
    )
    kinds = [(each.kind, each.name) for each in document.quotations]
    assert kinds == [
        ("epigraph", "Ada Pike"),
        ("testimonial", "Baroness Straw"),
        ("testimonial", "Odo Latch"),
    ]
    people = [(e.name, e.role, e.affiliation) for e in document.people if e.role != "author"]
    assert people == [
        ("Ada Pike", "quoted", "warden of Moss"),
        ("Baroness Straw", "testimonial", "former Minister for Owls"),
        ("Odo Latch", "testimonial", "Director, Gate Owls"),
    ]
    assert [each.name for each in document.biographies] == ["Una Fell"]
    assert document.price
    assert document.price.amount == "15.00"


def test_paragraphs_by_their_first_lines() -> None:
    lines = (
        "   The barn is swept in June, and again when the rains come.",
        "It has a floor of oak, which the owls of the parish keep.",
        "   Nobody sweeps the parish of Moss, which has no barn at all.",
        "It is a moor.",
        '         "I swept because the floor was bad. It is bad still, of',
        '      course, and it has always been so since the Conquest."',
        "Mrs Ada Pike, Moss",
        "   Nothing is as dear to an owl as a floor that is swept well,",
        "and a mouse.",
    )
    document = read("\n".join(lines))
    shown = [block.text for block in document.sections[0].blocks]
    assert any(
        text.endswith("It has a floor of oak, which the owls of the parish keep.") for text in shown
    )
    assert "Nobody sweeps the parish of Moss, which has no barn at all. It is a moor." in shown
    assert said(document) == [
        (
            "Mrs Ada Pike",
            "I swept because the floor was bad. It is bad still, of course, and it has always been "
            "so since the Conquest.",
        )
    ]


def test_words_lead_back_to_their_places() -> None:
    source = "The ow-\nls keep3 | 12 |watch."
    placed = Placed(source, [("The owls keep watch.", ((0, 16), (23, 29)))])
    assert placed.text == "The owls keep watch."
    at = placed.text.index("owls")
    assert [source[a:b] for a, b in placed.back(at, at + 4)] == ["ow-\nls"]
    assert [source[a:b] for a, b in placed.back(9, 19)] == ["keep", "watch"]


def test_evidence_of_speech_over_two_pages() -> None:
    document = read(
        "‘It was not clever,’ says Odo Latch of Gate. ‘We swept the whole of the parish\n\n5\n\f"
        "in a single night.’ So it went."
    )
    (quotation,) = document.quotations
    assert quotation.text.endswith("We swept the whole of the parish in a single night.")
    assert "5" not in words_at(document, quotation.evidence)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("‘We train people for barns that are gone,’ one raker said to us.", "We train people"),
        ("A girl in my year said it best: “Nobody ever came to ask for straw.”", "Nobody ever"),
        ("As one of our sweepers put it to me: “We were asked to save the barn.”", "We were asked"),
        ("He thought about it. ‘They were all very nice,’ she said.", "They were all very nice"),
        (
            "The first carter I met, in the rain, said:\n‘I have had the same cart since June.’",
            "I have",
        ),
    ],
)
def test_speech_of_nobody_named(body: str, words: str) -> None:
    assert [(name, text.startswith(words)) for name, text in said(read(body))] == [("", True)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "According to Dame Ada Pike, a raker, “a rake is not a thing that one lends”.",
            "Ada Pike",
        ),
        (
            "In the words of Sir Odo Latch, the former carter, “Every barn is a failure.”",
            "Odo Latch",
        ),
        (
            "Odo Latch, cornet, Moss Silver Band, told us: ‘I have played in worse barns.’",
            "Odo Latch",
        ),
    ],
)
def test_who_is_led_in_by_other_words(body: str, name: str) -> None:
    assert [each for each, _ in said(read(body))] == [name]


@pytest.mark.parametrize(
    "body", ["The barn has a ‘culture of the rake’, he said in June.", "She read ‘Rakes’."]
)
def test_phrases_are_nobodys_speech(body: str) -> None:
    assert said(read(body)) == []


def test_paragraphs_over_lines_in_brackets() -> None:
    body = (
        "The rake came at ten past two. By half past I swept.\n\n(Aunt, sweeping for two)\n\n"
        f"{PROSE * 3}\n\nI had one barn and a broom.\n\n(Carter, 61)\n\n{PROSE * 2}"
    )
    assert [each.affiliation for each in read(body).quotations] == [
        "Aunt, sweeping for two",
        "Carter, 61",
    ]
    assert said(read(f"I had one barn and a broom.\n\n(Carter, 61)\n\n{PROSE}")) == []
