"""Covers and back matter: quoted words over a title, publishers by address, lists and notes."""

from __future__ import annotations

from publications.parsing import registry
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def test_a_cover_with_somebody_s_words_and_points_that_are_no_notes() -> None:
    document = registry.parse(
        source_of(
            "“The barns that thrive know\nwhat they already have ...”\n\nWHAT WE HAVE\n\n"
            "Tamsin Gate-Hill\nHuw Marsh\n\fWHAT WE HAVE\nSweeping in\nsix Moss parishes\n\n"
            "Tamsin Gate-Hill\nHuw Marsh\n\nPUBLISHED BY GATE MAY 2032\n© GATE\n\f"
            "CONTENTS\n\nACKNOWLEDGEMENTS      5\nCHAPTER 1   COUNTING      7\n"
            "CHAPTER 2   CARING      9\nRECOMMENDATIONS      11\nNOTES      12\n\f"
            "ACKNOWLEDGEMENTS\n\nWe would like to thank the Lomond Mutual for its generous "
            "support, and\nFergus Latch-Bey. All mistakes are ours.\n\n5\n\f"
            f"CHAPTER 1\nCOUNTING\n\n{PROSE * 4}So it is.1 It was.2\n\n7\n\f"
            f"Counting\n\n{PROSE * 4}\n\n8\n\fCHAPTER 2\nCARING\n\n{PROSE * 5}\n\n9\n\f"
            "RECOMMENDATIONS\n\n1. Every parish should publish a list of its barns.\n\n"
            "2. The rakers should have first refusal.\n\n11\n\f"
            "NOTES\n\n1 Moss Survey, 2030.\n2 H Marsh, Six Barns, 2031.\n\n12\n"
        )
    )
    check(document)
    assert document.title
    assert document.subtitle
    assert (document.title.text, document.subtitle.text) == (
        "WHAT WE HAVE",
        "Sweeping in six Moss parishes",
    )
    assert [o.name for o in document.organisations if o.role == "publisher"] == ["GATE"]
    assert [o.name for o in document.organisations if o.role == "sponsor"] == ["Lomond Mutual"]
    assert [name for name, _ in people(document, "acknowledgements")] == ["Fergus Latch-Bey"]
    assert [s.title for s in document.sections] == [
        "ACKNOWLEDGEMENTS",
        "COUNTING",
        "CARING",
        "RECOMMENDATIONS",
        "NOTES",
    ]
    assert "first refusal" in document.sections[3].text
    assert [(n.number, n.text) for n in document.footnotes] == [
        ("1", "Moss Survey, 2030."),
        ("2", "H Marsh, Six Barns, 2031."),
    ]
    assert all(each.mark_evidence for each in document.footnotes)


def test_essays_that_somebody_compiled_and_notes_that_come_back() -> None:
    essays = "\f".join(
        f"{title}\n\n{name}\n\n{PROSE * 4}So it is.[1] It was.[2]\n\n"
        f"[1] {name}, Minutes, 2030.\n[2] See The Moss Times, 4 June 2031.\n\n{page}\n"
        for title, name, page in (
            ("The chain of barns", "Cllr Gwil Bell", 7),
            ("Who sweeps the yard?", "Adaeze Mac Gate", 10),
            ("Straw and statutes", "Sir Torquil Marsh QC", 13),
            ("After the owls", "Una Fell", 16),
        )
    )
    document = registry.parse(
        source_of(
            "A NEW\nBARN PRIDE?\n\nFour views from the yard\n\nCompiled by Orla Rake-Hill\n\n"
            "in association with Marl & Chalk Solicitors LLP\n\nAutumn 2032\n\n"
            "The Moss Foundation for Barns, 3 Quay House, Moss MO1 9ZZ\n\f"
            "Contents\n\nThe chain of barns ... 7\nWho sweeps the yard? ... 10\n"
            f"Straw and statutes ... 13\nAfter the owls ... 16\n\f{essays}"
        )
    )
    check(document)
    assert document.kind == "essay_collection"
    assert [p.name for s in document.sections for p in s.people] == [
        "Gwil Bell",
        "Adaeze Mac Gate",
        "Torquil Marsh",
        "Una Fell",
    ]
    assert [(n.number, n.section) for n in document.footnotes] == [
        (number, section) for section in range(4) for number in ("1", "2")
    ]
    assert [(o.name, o.role) for o in document.organisations] == [
        ("The Moss Foundation for Barns", "publisher"),
        ("Marl & Chalk Solicitors LLP", "partner"),
    ]


def test_a_series_over_the_title_and_one_in_the_imprint() -> None:
    for front, series in (
        ("Paper 4\nStraw Papers\n\nSweeping side by side\n\nUna Fell", ("Straw Papers", "4")),
        (
            "Sweeping side by side\n\nUna Fell\n\nPublished: May 2032\nISBN 978 1 4028 9462 6\n"
            "Straw Report 17",
            ("Straw Report", "17"),
        ),
    ):
        document = registry.parse(
            source_of(
                f"{front}\n\n© Moss Society 2032\n\nContents\n\n1 Brooms   3\n2 Rakes   6\n"
                f"3 Straw   9\n\n1 Brooms\n\n{PROSE * 4}\n\n2 Rakes\n\n{PROSE * 4}\n\n"
                f"3 Straw\n\n{PROSE * 4}\n"
            )
        )
        check(document)
        assert document.title
        assert document.title.text == "Sweeping side by side"
        assert document.series
        assert (document.series.title, document.series.number) == series
        assert [s.title for s in document.sections] == ["Brooms", "Rakes", "Straw"]
