"""Columns of pages, bylines over two lines, sponsors side by side, boxes that are set in."""

from __future__ import annotations

from publications.parsing import registry
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def test_a_column_of_titles_and_a_column_of_pages() -> None:
    document = registry.parse(
        source_of(
            "REPORT\n\nOpen barns\n\nHow sweeping works in the parishes\n\nUna Fell\n\n"
            "June 2032\n\nABOUT THE RAKERS\n\nThe Rakers’ Society (Rakers) is a centre for the "
            "study of brooms and \nbarns. This report was commissioned by the Barns Compact and "
            "part-funded by the Larch \nEndowment and Moss & Moor Straw Innovation.\n\n"
            "CONTENTS\n\nForeword\n1 Brooms\n1.1 Birch and heather\n2 Rakes\n"
            "Annex A: People we spoke to\nNotes\n\n4\n6\n6\n9\n12\n13\n\n"
            f"Foreword\n\n{PROSE * 4}\n\n1\tBrooms\n\n{PROSE * 4}[1]\n\n"
            f"1.1\tBirch and heather\n\n{PROSE * 4}\n\n2\tRakes\n\n{PROSE * 5}\n\n"
            "Annex A: People we spoke to\n\nWe are grateful to all who gave us their time.\n\n"
            "Ada Marsh-Hill, Lead Rake, Moor Society\nCanon Odo Latch, Moss Good Neighbours\n\n"
            "Notes\n\n1. Moss Weekly, 3 May 2031.\n"
        )
    )
    check(document)
    assert [(s.level, s.title, s.page) for s in document.sections if s.kind != "front"] == [
        (1, "Foreword", "4"),
        (1, "Brooms", "6"),
        (2, "Birch and heather", "6"),
        (1, "Rakes", "9"),
        (1, "Annex A: People we spoke to", "12"),
        (1, "Notes", "13"),
    ]
    assert people(document, "interviewee") == [
        ("Ada Marsh-Hill", "Lead Rake, Moor Society"),
        ("Odo Latch", "Moss Good Neighbours"),
    ]
    assert [(o.name, o.role) for o in document.organisations] == [
        ("Barns Compact", "commissioner"),
        ("Larch Endowment", "sponsor"),
        ("Moss & Moor Straw Innovation", "sponsor"),
    ]


def test_essays_with_bylines_over_two_lines_and_notes_of_their_own() -> None:
    document = registry.parse(
        source_of(
            "Barns apart?\nEssays on straw, owls and trust\n\nEdited by Una Fell and Odo Latch\n\n"
            "© The Moss Institute September 2032\n\nWith kind support from\n"
            "Halm Building Society    STRAW Trades    The Gate Fund\n\n"
            "Contents\n\n1. The barn that was\nDr Ada Marsh, Reader in Straw, Moor University   6"
            "\n\n"
            "2. After the owls: straw in small places\nSimran Gill-Hill, Rakers’ Forum, and Prof "
            "Ludovic d’Aubrac, Hill College   9\n\n3. Brooms\nCllr Bo Rake, Leader, Moss "
            "Council   12\n\nContributors   15\n\n"
            f"1. The barn that was\n\nDr Ada Marsh, Reader in Straw,\nMoor University\n\n"
            f"{PROSE * 3}So it was.1\n\n{PROSE * 2}And is.2\n\nNotes\n\n"
            "1 Straw books of Moss, 1871, p. 41.\n2 A. Marsh, ‘The end’, Barn History\n30 (2008), "
            "pp. 12–40.\n\n"
            "2. After the owls: straw in small places\n\nSimran Gill-Hill, Rakers’ Forum, and Prof "
            f"Ludovic\nd’Aubrac, Hill College\n\n{PROSE * 4}Nobody saw it.1\n\n"
            "Table 1: Straw By Parish\n\nMoss\t3\nMoor\t4\n\n"
            f"{PROSE * 2}\n\nNotes\n\n1 See Moor Weekly, 2031.\n\n"
            f"3. Brooms\n\nCllr Bo Rake, Leader, Moss Council\n\n{PROSE * 5}\n\n"
            "Contributors\n\nJames, Lord Rake of Moss, was Minister for Straw.\n\n"
            "Professor Ludovic d’Aubrac teaches straw at Hill College.\n\n"
            "Simran Gill-Hill is head of policy at the Rakers’ Forum.\n"
        )
    )
    check(document)
    assert document.title
    assert document.subtitle
    assert (document.title.text, document.subtitle.text) == (
        "Barns apart?",
        "Essays on straw, owls and trust",
    )
    assert [
        [(p.name, p.affiliation) for p in s.people] for s in document.sections if s.kind == "essay"
    ] == [
        [("Ada Marsh", "Reader in Straw, Moor University")],
        [("Simran Gill-Hill", "Rakers’ Forum"), ("Ludovic d’Aubrac", "Hill College")],
        [("Bo Rake", "Leader, Moss Council")],
    ]
    assert not [s for s in document.sections if s.title.startswith("Table")]
    assert [(n.number, n.section, bool(n.mark_evidence)) for n in document.footnotes] == [
        ("1", 0, True),
        ("2", 0, True),
        ("1", 1, True),
    ]
    assert [b.name for b in document.biographies] == [
        "Lord Rake of Moss",
        "Ludovic d’Aubrac",
        "Simran Gill-Hill",
    ]
    assert [(o.name, o.role) for o in document.organisations if o.role == "sponsor"] == [
        ("Halm Building Society", "sponsor"),
        ("STRAW Trades", "sponsor"),
        ("Gate Fund", "sponsor"),
    ]


def test_a_box_that_is_set_in_ends_where_the_text_is_not() -> None:
    document = registry.parse(
        source_of(
            "OPEN BARNS\n\nUna Fell\n\n© Moss Society 2032\n\nContents\n\n1 Brooms   3\n"
            f"2 Rakes   6\n3 Straw   9\n\n1 Brooms\n\n{PROSE * 4}\n\n   Box A: The school barn\n\n"
            "   When the barn was given up in April 2031, the rakers took it.\n\n"
            "   In the first year they swept all of it.\n\n"
            f"{PROSE * 3}\n\n2 Rakes\n\n{PROSE * 4}\n\n"
            "    ‘They told us what it cost. It was the first\n    time anybody had.’\n"
            f"    Keeper, Isle of Moss\n\n{PROSE * 2}\n\n3 Straw\n\n{PROSE * 5}\n"
        )
    )
    check(document)
    (box,) = document.boxes
    assert [block.text[:12] for block in box.blocks] == ["When the bar", "In the first"]
    assert "The barn is swept" in document.sections[0].blocks[-1].text
    (quotation,) = document.quotations
    assert (quotation.name, quotation.affiliation) == ("", "Keeper, Isle of Moss")
