"""People whom the sentences and the contact lines of a page name with what they did."""

from __future__ import annotations

import pytest

from publications.parsing.pages.contacts import contacts
from publications.parsing.pages.people_told import people_told
from publications.parsing.pages.projects.teams import read_team, with_office
from tests.parsing.reading import source_of

ROLES = ("author", "editor", "foreword", "introduction", "acknowledgements")


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        (
            "The research was carried out by Una Fell and Bo Straw of the Moss Trust in May.",
            [("author", "Una Fell", "Moss Trust"), ("author", "Bo Straw", "Moss Trust")],
        ),
        (
            "Authored by Una Fell and Bo Straw, with a foreword by Dame Ada Rake, it is long.",
            [("author", "Una Fell", ""), ("author", "Bo Straw", ""), ("foreword", "Ada Rake", "")],
        ),
        (
            "Prepared for the Barn Network by Una Fell, Hay and Oat Consultants, with thanks to "
            "Bo Straw of Moss Homes.",
            [
                ("author", "Una Fell", "Hay and Oat Consultants"),
                ("acknowledgements", "Bo Straw", "Moss Homes"),
            ],
        ),
        (
            "It turns to barns, with chapters by Lord Rake, the Barns Minister Una Fell, Dr Bo "
            "Straw and other writers.",
            [
                ("author", "Lord Rake", ""),
                ("author", "Una Fell", "the Barns Minister"),
                ("author", "Bo Straw", ""),
            ],
        ),
        (
            "We are grateful to Una Fell, Bo Straw (Moss Council) and Dr Ada Rake for their help.",
            [
                ("acknowledgements", "Una Fell", ""),
                ("acknowledgements", "Bo Straw", "Moss Council"),
                ("acknowledgements", "Ada Rake", ""),
            ],
        ),
        (
            "This new paper by Una Fell (Fellow, Moss Trust) and Dr Bo Straw looks at barns.",
            [("author", "Una Fell", "Fellow, Moss Trust"), ("author", "Bo Straw", "")],
        ),
        (
            "Our latest report, Barns Again, by Una Fell and Bo Straw, is out.",
            [("author", "Una Fell", ""), ("author", "Bo Straw", "")],
        ),
        (
            "Written by Una Fell, Bo Straw and Ada Rake for the Moss Trust, it is long.",
            [("author", "Una Fell", ""), ("author", "Bo Straw", ""), ("author", "Ada Rake", "")],
        ),
        (
            "The report was written by our barns fellow Una Fell.",
            [("author", "Una Fell", "barns fellow")],
        ),
        ("Report author Una Fell said barns matter.", [("author", "Una Fell", "")]),
        ("Una Fell, the report\u2019s author, said barns matter.", [("author", "Una Fell", "")]),
        (
            "The report\u2019s authors, Una Fell and Bo Straw, call for barns.",
            [("author", "Una Fell", ""), ("author", "Bo Straw", "")],
        ),
        (
            "Prepared by Una Fell with comments from Bo Straw of Moss Homes.",
            [("author", "Una Fell", ""), ("acknowledgements", "Bo Straw", "Moss Homes")],
        ),
        (
            "The framework was written by Una Fell and Dr Bo Straw of the Moss Trust.",
            [("author", "Una Fell", "Moss Trust"), ("author", "Bo Straw", "Moss Trust")],
        ),
        ("It is long. It was written by Una Fell.", [("author", "Una Fell", "")]),
        (
            "It came out in 2007. By Una Fell and Bo Straw for the Moss Trust.",
            [("author", "Una Fell", ""), ("author", "Bo Straw", "")],
        ),
        (
            "Thanks also to Moss colleagues Una Fell and Bo Straw.",
            [("acknowledgements", "Una Fell", ""), ("acknowledgements", "Bo Straw", "")],
        ),
        ("The play was written by Una Fell.", []),
        ("By Una Fell\u2019s barn it rains for hours.", []),
        ("This report sets out the ground found by Una Fell.", []),
        ("An earlier report by Una Fell found barns empty.", []),
        ("The novel was written by author Una Fell.", []),
        ("This report was presented by Una Fell to the Moss Committee.", []),
        ("The survey was carried out by Moss Mori.", []),
        ("It quotes the 2009 review by Sir Bo Straw.", []),
        ("The study was conducted by the Moss Institute and Rake University.", []),
        ("The report was prepared by KPMG for Una Fell.", []),
        ("Thanks to Arts Council England for its support.", []),
        ("The new guide by Moss County Council is out, and Una Fell likes it.", []),
        ("The report was written by the Barns Circle.", []),
    ],
)
def test_what_people_did(sentence: str, people: list[tuple[str, str, str]]) -> None:
    source = source_of(f"A line before.\n{sentence}\n")
    found = people_told(source.lines, ROLES)
    assert sorted((each.role, each.name, each.affiliation) for each in found) == sorted(people)
    for each in found:
        assert [source.text[a:b] for a, b in each.evidence] == [each.printed]
        assert [source.text[a:b] for a, b in each.affiliation_evidence] in [[], [each.affiliation]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clerk of the Panel: Una Fell, 020 7219 0199\n", ("Una Fell", "Clerk of the Panel")),
        ("Secretary: Una Fell, una@moss.example\n", ("Una Fell", "Secretary")),
        (
            "Helped by our project manager, Una Fell, it goes on.\nWrite to una.fell@moss.example",
            ("Una Fell", "project manager"),
        ),
        (
            "Halls adviser: Una Fell, Moss Trust, 3 Corn Street, Moss. Telephone 01234 496 0110",
            ("Una Fell", "Halls adviser, Moss Trust"),
        ),
        (
            "Or ring Una Fell, Branch Secretary, on 01234 496 0144 to help",
            ("Una Fell", "Branch Secretary"),
        ),
        (
            "Press enquiries:\n\nUna Fell, head of barns 0870 555 0133 / a@moss.example",
            ("Una Fell", "head of barns"),
        ),
        ("Speak To\n\nUna Fell\n\nShare this page", ("Una Fell", "")),
        ("Do get in touch with our lead:\n\nUna Fell\nuna@moss.example\n\nMore", ("Una Fell", "")),
        ("Questions to think about:\n\nUpper Moor\n\nWhy barns?", None),
        ("Ring Una Fell on the way home.", None),
        ("Chair of the Panel: Una Fell\n", None),
        ("The clerk Una Fell came.\nWrite to bo.straw@moss.example", None),
    ],
)
def test_whom_to_ask(text: str, found: tuple[str, str] | None) -> None:
    lines = [line for line in source_of(text).lines if line.text.strip()]
    people = contacts(text, lines)
    assert [(each.name, each.affiliation) for each in people] == ([found] if found else [])


@pytest.mark.parametrize(
    ("listed", "role"),
    [
        ("Researchers: Una Fell, Bo Straw", "author"),
        ("Research team\n\nUna Fell, Moss Trust\nBo Straw, Moss Trust", "author"),
        ("Authors\nUna Fell\nHead of Barns\nUna led the work.\nBo Straw\nClerk", "author"),
        ("Project team\n\nUna Fell, Moss Trust\nBo Straw, Moss Trust", "mentioned"),
    ],
)
def test_what_those_did_whom_a_page_lists(listed: str, role: str) -> None:
    source = source_of(f"{listed}\n\nShare this page\n")
    team = read_team(source, [line for line in source.lines if line.text.strip()])
    assert [(each.name, each.role) for each in team.people] == [
        ("Una Fell", role),
        ("Bo Straw", role),
    ]


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Dr Bo Lee is a clerk at Moss. Una Fell is a former county clerk.", "former county clerk"),
        ("Una Fell was Research Assistant at Moss.", "Research Assistant at Moss"),
        ("Una Fell is joining the Moss Trust as Head of Barns, and was a raker.", "Head of Barns"),
        ("Una Fell holds the Chair of Barns at Moss.", "Chair of Barns at Moss"),
        ("Una Fell runs the Moss Barn Project.", "the Moss Barn Project"),
        ("Una Fell is an actuary. She writes for herself.", "actuary"),
        ("Una Fell is right about this, the chair said.", ""),
        ("Una Fell was born in the Moss.", ""),
    ],
)  # fmt: skip
def test_what_sentences_tell_of_an_author(line: str, office: str) -> None:
    source = source_of(f"{line}\n")
    (person,) = people_told(source_of("Written by Una Fell.\n").lines, ["author"])
    assert with_office(person, source.lines).affiliation == office
