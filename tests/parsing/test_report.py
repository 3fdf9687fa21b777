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
from tests.parsing.reading import check, made, people, seed, source_of
from tests.parsing.test_report_forms import BOXED, PREPARED


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
