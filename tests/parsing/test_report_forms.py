"""Forms that reports take: boxes, people in running text, headings, bylines, dates."""

from __future__ import annotations

import pytest

from publications.parsing.books import report
from tests.parsing.reading import check, people, source_of

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
