"""Whole reports."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publications.parsing import coverage
from publications.parsing.books import essay_collection, report
from publications.parsing.document import Document, SourceText
from publications.parsing.document import Line as TextLine
from publications.parsing.errors import ParseError
from publications.parsing.readers import read
from tests.builders_pdf import Line, make_pdf, paragraph
from tests.parsing.entries_checks import check_golden
from tests.parsing.reading import check, made, seed, source_of


@pytest.fixture(scope="module")
def seeded() -> Document:
    return report.parse(seed("002"))


def test_seed_is_wholly_placed(seeded: Document) -> None:
    check(seeded)


def test_seed_has_the_tree_of_its_contents_list(seeded: Document) -> None:
    listed = [section for section in seeded.sections if section.contents_evidence]
    assert len(listed) == len(seeded.contents)
    printed = [
        " ".join(part for part in (s.number, s.title, s.page) if part).replace("'", "’")
        for s in listed
    ]
    wanted = [value.text.replace("'", "’").replace("‘", "’") for value in seeded.contents]
    assert printed == wanted
    assert all(section.level == (1 if section.number else 2) for section in listed[2:])


def test_seed_front_matter(seeded: Document) -> None:
    assert seeded.title
    assert seeded.subtitle
    assert seeded.date
    assert seeded.date.date.precision == "month"
    assert [each.scheme for each in seeded.identifiers].count("isbn") == 2
    assert {"charity", "url", "telephone"} <= {each.scheme for each in seeded.identifiers}
    assert [each.role for each in seeded.organisations].count("publisher") == 1


def test_seed_foreword_is_signed_with_offices(seeded: Document) -> None:
    signed = [person for person in seeded.people if person.role == "foreword"]
    assert len(signed) == 3
    assert all(person.affiliation for person in signed)


def test_seed_authors_have_biographies(seeded: Document) -> None:
    authors = {person.name for person in seeded.people if person.role == "author"}
    assert authors == {biography.name for biography in seeded.biographies}


def test_seed_notes_are_all_called(seeded: Document) -> None:
    assert [note.number for note in seeded.footnotes] == [str(n) for n in range(1, 8)]
    assert all(note.mark_evidence for note in seeded.footnotes)


def test_seed_timetable_keeps_a_period_that_goes_on(seeded: Document) -> None:
    (table,) = [b for s in seeded.sections for b in s.blocks if b.kind == "table"]
    assert [len(row) for row in table.rows] == [2] * 6
    assert table.rows[3][0] == table.rows[2][0]


# -- texts made for the tests --------------------------------------------------------------


@pytest.fixture(scope="module")
def leaders() -> Document:
    return report.parse(made("report_with_leaders.txt"))


@pytest.fixture(scope="module")
def plain() -> Document:
    return report.parse(made("report_without_contents.txt"))


def people(document: Document, role: str) -> list[tuple[str, str]]:
    return [(each.name, each.affiliation) for each in document.people if each.role == role]


def tree(document: Document) -> list[tuple[int, str, str, str]]:
    return [(each.level, each.number, each.title, each.page) for each in document.sections]


def test_contents_with_leaders(leaders: Document) -> None:
    check(leaders)
    assert tree(leaders) == [
        (1, "", "Foreword by Lady Tamsin Orford", "iii"),
        (1, "", "Executive summary", "v"),
        (1, "1", "Introduction", "1"),
        (2, "1.1", "Why plots matter", "2"),
        (2, "1.2", "Who grows what", "4-5"),
        (1, "2", "Growing together", "6"),
        (2, "2.1", "Sharing sheds, tools and water", "7"),
        (1, "3", "Conclusion", "11"),
        (1, "", "Appendix A: Survey questions", "13"),
        (1, "", "About the authors", "15"),
        (1, "", "Notes", "16"),
    ]


def test_title_page_with_labels(leaders: Document) -> None:
    assert leaders.title
    assert leaders.title.text == "THE ALLOTMENT STATE"
    assert leaders.subtitle
    assert leaders.subtitle.text == "How growers can run their own land"
    assert people(leaders, "author") == [("Maud Oakley", ""), ("Desmond Peverell", "")]
    assert people(leaders, "editor") == [("Honor Quill", "")]
    assert people(leaders, "foreword") == [("Tamsin Orford", "Chair, Green Acre Institute")]
    assert leaders.date
    assert leaders.date.date.edtf == "2012-06"
    assert leaders.rights
    assert leaders.rights.text == "© Green Acre Institute 2012 All rights reserved"
    assert [(each.scheme, each.value) for each in leaders.identifiers] == [
        ("telephone", "015845550142"),
        ("email", "office@greenacre.example"),
        ("url", "http://www.greenacre.example"),
        ("isbn", "9781402894626"),
        ("charity", "2098765"),
    ]


def test_running_heads_are_left_out(leaders: Document) -> None:
    assert [each.reason for each in leaders.left_out].count("running head") == 3


def test_notes_at_the_foot_and_at_the_end(leaders: Document) -> None:
    first, second = leaders.footnotes
    assert (first.number, first.section) == ("1", 2)
    assert first.mark_evidence
    assert second.mark_evidence
    assert second.urls == ("http://www.slugs.example/senates",)
    introduction = leaders.sections[2]
    assert len(introduction.blocks) == 1  # joined over the note and a line break
    assert "whoever has the kettle" in introduction.text
    assert "250 m²" in leaders.sections[3].text  # a unit is no mark


def test_an_epigraph_has_its_speaker(leaders: Document) -> None:
    (quotation,) = leaders.quotations
    assert quotation.kind == "epigraph"
    assert quotation.name == "Ottoline Bask"
    assert quotation.affiliation == "Secretary, Plot Holders’ League"


def test_a_box_that_calls_itself_one(leaders: Document) -> None:
    (box,) = leaders.boxes
    assert box.title == "Case study: The Wednesday Diggers"
    assert box.section == 3
    assert len(box.blocks) == 2
    assert leaders.sections[3].blocks[-1].box == 0


def test_items_markers_and_tables(leaders: Document) -> None:
    blocks = leaders.sections[6].blocks
    assert [(each.kind, each.marker) for each in blocks] == [
        ("item", "1.1"),
        ("item", "(a)"),
        ("item", "(b)"),
        ("table", ""),
    ]
    assert [[cell.text for cell in row] for row in blocks[3].rows] == [
        ["Year", "What happens"],
        ["2013", "Keys are cut"],
        ["2013", "Hooks are hung"],
        ["2014", "Sheds open"],
    ]


def test_biographies_go_on_with_a_pronoun(leaders: Document) -> None:
    assert [each.name for each in leaders.biographies] == ["Maud Oakley", "Desmond Peverell"]
    assert leaders.biographies[1].text.endswith("He now keeps bees.")


def test_a_report_without_a_contents_list(plain: Document) -> None:
    check(plain)
    assert tree(plain) == [
        (1, "", "About Towpath Forum", ""),
        (1, "", "Foreword", ""),
        (1, "1", "Introduction", ""),
        (1, "2", "Gates and gatekeepers", ""),
        (2, "", "Who opens the gate?", ""),
        (1, "3", "References", ""),
    ]
    assert plain.sections[2].blocks[1].marker == "1.1"
    assert people(plain, "foreword") == [("Agnes Marlow", "President, Towpath Forum")]
    roles = [(each.name, each.role) for each in plain.organisations]
    assert roles == [("Towpath Forum", "publisher"), ("Inland Trust", "commissioner")]


def test_hard_wrapped_lines_change_nothing() -> None:
    source = seed("002")
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, 78)) if len(line) > 90 else line
        for line in source.text.split("\n")
    )
    one, other = report.parse(source), report.parse(source_of(wrapped))
    check(other)
    assert tree(one) == tree(other)
    assert [len(s.blocks) for s in one.sections] == [len(s.blocks) for s in other.sections]
    assert [len(b.blocks) for b in one.boxes] == [len(b.blocks) for b in other.boxes]
    assert [n.text for n in one.footnotes] == [n.text for n in other.footnotes]


BOXED = """Bees of the Borough

Contents

What is a bee for?\t1
The case for more hives\t2
Where do they go now?\t4

What is a bee for?

Bees work in every ward, and no one has asked them to stop since the last reorganisation.

Hives on Every Roof in Melcombe

The town has put a hive on every flat roof. Melcombe counts them each spring.

Winter Feeding

In Melcombe the sugar is paid for by the library fines of the year before that.

The results are:

- more honey;
- fewer fines.

We do not think that every town could do this, and our proposal does not depend on it.

The case for more hives

More hives make more bees. A list of duties is set out in the following table.

Duties of the Beekeeper

- Count the bees
- Count them again

It is clear that someone must do both, and that it had better not be the same person.

The second count

The second count is the better one, as the first has made everybody wary of the bees.

Where do they go now?

“Nobody knows where they go.”

They go to the heather, of which there is little in the town and plenty on the moor.
"""


def test_boxes_by_title_case_end_where_the_report_speaks_again() -> None:
    document = report.parse(source_of(BOXED))
    check(document)
    assert [each.title for each in document.sections] == [
        "What is a bee for?",
        "The case for more hives",
        "The second count",
        "Where do they go now?",
    ]
    assert [each.level for each in document.sections] == [1, 1, 2, 1]
    hives, duties = document.boxes
    assert hives.title == "Hives on Every Roof in Melcombe"
    kinds = [block.kind for block in hives.blocks]
    assert kinds == ["paragraph", "heading", "paragraph", "paragraph", "item", "item"]
    assert (duties.title, duties.kind) == ("Duties of the Beekeeper", "table")
    assert document.sections[0].blocks[-1].text.startswith("We do not think")
    assert [w.code for w in document.warnings].count("box_end_unsure") == 2
    assert document.quotations[0].kind == "pull_quote"


PREPARED = """Counting Sheep

Authors

This report was prepared by Una Fell, Piers Garth and Bo Linney of **Fleece Research** (FR).

Una Fell is a partner at FR and has counted sheep since she was nine years old.

Acknowledgements

Made possible by the generous support of Tweed Mills. We thank Ambler District Council for tea.
We thank the Ford Trust for its practical support and the Weir Society for their partnership.

Introduction

Sheep are many, and the counting of them is done by people who would rather be asleep.

List of interviewees

We are grateful to the people whom we interviewed:

- Dame Olga Tupp – Chief Shepherd, Ambler District Council
- Cllr Wim Dale - Leader, Upper Fell Borough Council
- Fern O'Hara – Consultant
"""


def test_people_named_in_running_text() -> None:
    document = report.parse(source_of(PREPARED))
    check(document)
    assert people(document, "author") == [
        ("Una Fell", "Fleece Research"),
        ("Piers Garth", "Fleece Research"),
        ("Bo Linney", "Fleece Research"),
    ]
    assert people(document, "interviewee") == [
        ("Olga Tupp", "Chief Shepherd, Ambler District Council"),
        ("Wim Dale", "Leader, Upper Fell Borough Council"),
        ("Fern O'Hara", "Consultant"),
    ]
    assert [(o.name, o.abbreviation, o.role) for o in document.organisations] == [
        ("Fleece Research", "FR", "author"),
        ("Tweed Mills", "", "sponsor"),
        ("Ambler District Council", "", "mentioned"),
        ("Ford Trust", "", "sponsor"),
    ]
    assert [each.name for each in document.biographies] == ["Una Fell"]


def test_a_pdf_uses_sizes_and_page_labels() -> None:
    prose = "Every gate is a rule that can be seen, and so it is fairer than most of them. " * 3
    pages = [
        [Line("Slow Water", 72, 700, 30, True), Line("May 2011", 72, 600)],
        [Line("Foreword", 72, 760, 20, True), *paragraph(prose, 72, 720, 60)],
        [Line("Introduction", 72, 760, 20, True), *paragraph(prose, 72, 720, 60),
         Line("Who shuts the gate?", 72, 600, 14, True), *paragraph(prose, 72, 570, 60)],
        [Line("Conclusion", 72, 760, 20, True), *paragraph(prose, 72, 720, 60)],
    ]  # fmt: skip
    document = report.parse(read(make_pdf(pages), "slow.pdf"))
    check(document)
    assert [(s.level, s.title, s.page) for s in document.sections] == [
        (1, "Foreword", "2"),
        (1, "Introduction", "3"),
        (2, "Who shuts the gate?", "3"),
        (1, "Conclusion", "4"),
    ]
    assert document.title
    assert document.title.text == "Slow Water"
    assert document.date
    assert document.date.date.edtf == "2011-05"


@pytest.mark.parametrize("text", ["x", "1", "“", "*", "Contents", "Contents\n\n1\n2", "\t\n\ta\tb"])
def test_next_to_nothing_is_still_a_document(text: str) -> None:
    check(report.parse(source_of(text)))


def test_no_text_at_all_is_an_error() -> None:
    source = SourceText("blank.txt", "", "text/plain", 1, "utf-8", " ", (TextLine(0, 1, " "),))
    with pytest.raises(ParseError):
        report.parse(source)


@given(
    st.lists(
        st.sampled_from(
            [
                *PREPARED.split("\n\n"),
                *BOXED.split("\n\n"),
                "1",
                "¹ Note",
                "2 Note, 2010.",
                "- a\n- b",
                "Word¹ and word.2",
                "goes on",
                "A\tB\nC\tD",
                "' '",
                "**",
                "www.a.example",
                "ISBN 1",
                "©",
                "By",
            ]
        )
        | st.text(max_size=60),
        min_size=1,
        max_size=25,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_wholly_accounted_for(parts: list[str]) -> None:
    text = "\n\n".join(parts).replace("\x00", "")
    try:
        source = source_of(text)
    except (ParseError, UnicodeEncodeError):
        return
    for parser in (report, essay_collection):
        try:
            document = parser.parse(source)
        except ParseError:
            continue
        assert not coverage.measure(document).not_understood
        assert 0 <= parser.likeness(source) <= 1


def test_seed_golden() -> None:
    check_golden("002")


PROSE = (
    "Every gate is a rule that can be seen, and so it is fairer than what is in the minutes. " * 2
)


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        pytest.param(
            f"# Gates\n\n## By Ann Gate\n\n## Summary\n\n{PROSE}\n\n### Hinges\n\n{PROSE}\n\n"
            f"## Notes\n\n1. Gate, A, Rules, 2001.\n2. See www.gate.example.\n",
            [(1, "Summary"), (2, "Hinges"), (1, "Notes")],
            id="hash marks",
        ),
        pytest.param(
            f"Gates\n\nContents\n\nChapter 1: Hinges    3-9\nChapter 2: Latches    10-22\n\n"
            f"Chapter 1\n\nHinges\n\n{PROSE}\n\n12\n\nChapter 2: Latches\n\n{PROSE}\n",
            [(1, "Hinges"), (1, "Latches")],
            id="chapter numbers on lines of their own",
        ),
        pytest.param(
            f"Gates\n\nContents\n\n1. Hinges\t3\n2. Latches\t9\n\n© Gate Trust, July 2010\n\n"
            f"Summary\n\n{PROSE}\n\n1. Hinges\n\n{PROSE}\n\nTypes of hinge\n\n{PROSE}\n\n"
            f"2. Latches\n\n{PROSE}",
            [(1, "Summary"), (1, "Hinges"), (2, "Types of hinge"), (1, "Latches")],
            id="a summary that is not listed",
        ),
        pytest.param(
            f"Gates: A study\n\nSpring 2011\n\nExecutive summary\n\n{PROSE}\n\nContents\n\n"
            f"1 Hinges ... 3\n2 Latches ... 9\n\n1 Hinges\n\n{PROSE}\n\n2 Latches\n\n{PROSE}",
            [(1, "Executive summary"), (1, "Hinges"), (1, "Latches")],
            id="a summary before the contents list",
        ),
        pytest.param(
            f"Gates\n\nTable of Contents\n\nFirst Steps 1\nWhat We Found 5\n\nFIRST STEPS\n\n"
            f"{PROSE}\n\nA Sub Heading Here\n\n{PROSE}\n\nWHAT WE FOUND\n\n{PROSE}\n",
            [(1, "FIRST STEPS"), (2, "A Sub Heading Here"), (1, "WHAT WE FOUND")],
            id="capitals in the text only",
        ),
        pytest.param(
            f"Gates\n\n1 Hinges\n\n1.1 {PROSE}\n\n2 Latches\n\n2.1.1 Springs\n\n{PROSE}\n\n"
            f"Annex A\n\n{PROSE}",
            [(1, "Hinges"), (1, "Latches"), (3, "Springs"), (1, "Annex A")],
            id="numbers without a contents list",
        ),
        pytest.param(
            f"Gates\n\nContents\n\n1 Hinges\t3\n2 Bolts\t5\n3 Latches\t9\n\n1 Hinges\n\n{PROSE}\n\n"
            f"3 Latches\n\n{PROSE}",
            [(1, "Hinges"), (1, "Bolts"), (1, "Latches")],
            id="an entry that stands nowhere",
        ),
    ],
)
def test_forms_of_headings(text: str, sections: list[tuple[int, str]]) -> None:
    document = report.parse(source_of(text))
    check(document)
    assert [(each.level, each.title) for each in document.sections] == sections


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("Author: Ann Gate\nEditor: Bob Latch", [("author", "Ann Gate"), ("editor", "Bob Latch")]),
        (
            "By Ann Gate, Bob Latch and Carol Bolt",
            [("author", "Ann Gate"), ("author", "Bob Latch"), ("author", "Carol Bolt")],
        ),
        ("A report from the Gate Trust by Ann Gate", [("author", "Ann Gate")]),
        ("Written by:\n\nAnn Gate\nBob Latch", [("author", "Ann Gate"), ("author", "Bob Latch")]),
        ("Edited by Ann Gate", [("editor", "Ann Gate")]),
        ("Ann Gate and Bob Latch", [("author", "Ann Gate"), ("author", "Bob Latch")]),
    ],
)
def test_bylines(lines: str, named: list[tuple[str, str]]) -> None:
    text = f"Gates and Rules\n\nA study of hinges\n\n{lines}\n\nIntroduction\n\n{PROSE}"
    document = report.parse(source_of(text))
    check(document)
    assert [(each.role, each.name) for each in document.people] == named
    assert document.title
    assert document.title.text == "Gates and Rules"


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        ("Published by the Gate Trust, March 2010.", "2010-03"),
        ("© Gate Trust November 2014", "2014-11"),
        ("© Gate Trust 2012", "2012"),
        ("First published 2012", "2012"),
        ("June 2011", "2011-06"),
    ],
)
def test_dates_of_publication(lines: str, edtf: str) -> None:
    document = report.parse(source_of(f"Gates\n\n{lines}\n\nIntroduction\n\n{PROSE}"))
    check(document)
    assert document.date
    assert document.date.date.edtf == edtf
