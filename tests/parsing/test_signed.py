"""Who wrote an article that has no byline."""

from __future__ import annotations

import pytest

from publications.parsing.pages.articles.signed import writers_of
from publications.parsing.registry import parse_bytes
from tests.parsing.reading import check, source_of

LETTER = """\
No more barns in the rain

Every rake needs a roof of its own.

Dear Mayor,

We are working with nine parishes to find out who keeps the barns dry, and for whom it is done.

Whoever rakes all day should have a dry place for the rake, and a key that they need not ask for.
Nine barns stand empty, and the rain comes through the roofs of four more that are in daily use.

We should be glad to meet you.

Yours sincerely,

Una Fell, Leader, Moss Council

Bo Straw, Clerk, Oat Council

What you can do

Share the letter.
"""
UNDER_TITLE = """\
Why barns should be dry

Una Fell and Bo Straw

{0}

{0}

Una Fell is a clerk at the Moss Trust.
"""
TEXT = "The barns have stood for years and nobody has asked what they are for or who may use them."


@pytest.mark.parametrize(
    ("lines", "writers"),
    [
        (["Una Fell, clerk of Moss Council, considers what a barn is for.", TEXT, TEXT],
         [("Una Fell", "clerk of Moss Council")]),
        (["Work goes on. Una Fell tells how it is going.", TEXT, TEXT], [("Una Fell", "")]),
        (["Una Fell explains why barns are shut.", TEXT, "“No,” said Ms Fell to us."], []),
        (["Una Fell tells the council that barns are shut.", TEXT, TEXT], []),
        ([TEXT, TEXT, "Una Fell is chief executive of the Moss Trust."],
         [("Una Fell", "chief executive of the Moss Trust")]),
        ([TEXT, TEXT, "Una Fell writes here as chair of the Moss Trust."],
         [("Una Fell", "chair of the Moss Trust")]),
        ([TEXT, TEXT, "Yours sincerely", "Cllr Una Fell, Leader, Moss", "Bo Straw", "Clerk"],
         [("Una Fell", "Leader, Moss"), ("Bo Straw", "Clerk")]),
        ([TEXT, "Signed: Una Fell, leader of Moss; and Bo Straw, leader of Oat."],
         [("Una Fell", "leader of Moss"), ("Bo Straw", "leader of Oat")]),
        ([TEXT, "Una Fell, Leader, Moss", "Bo Straw, Leader, Oat", "Ada Rake, Chair, Hay"],
         [("Una Fell", "Leader, Moss"), ("Bo Straw", "Leader, Oat"), ("Ada Rake", "Chair, Hay")]),
        ([TEXT, TEXT, "Yours faithfully,", "Mayor Una Fell, Elected Mayor, Moss.", TEXT],
         [("Una Fell", "Elected Mayor, Moss")]),
        ([TEXT, "• Una Fell, Leader, Moss", "• Bo Straw, Leader, Oat.", "• Ada Rake, Chair, Hay"],
         [("Una Fell", "Leader, Moss"), ("Bo Straw", "Leader, Oat"), ("Ada Rake", "Chair, Hay")]),
        (["Three are to decide:", "Una Fell, Leader, Moss", "Bo Straw, Clerk, Oat",
          "Ada Rake, Chair, Hay"], []),
        ([TEXT, "Those who decide", "Una Fell, Leader, Moss", "Bo Straw, Clerk, Oat",
          "Ada Rake, Chair, Hay"], []),
        (["Sir – " + TEXT, TEXT, "Una Fell, On behalf of the Friends of Moss Barn"],
         [("Una Fell", "On behalf of the Friends of Moss Barn")]),
        ([TEXT, TEXT, "Una Fell, On behalf of the Friends of Moss Barn"], []),
        ([TEXT, TEXT, TEXT], []),
        ([TEXT, TEXT, "Una Fell, the leader, was not there."], []),
    ],
)  # fmt: skip
def test_writers(lines: list[str], writers: list[tuple[str, str]]) -> None:
    source = source_of("\n\n".join(lines))
    shown = [line for line in source.lines if line.text.strip()]
    found = writers_of(shown, None, source.text, [])
    assert [(each.name, each.affiliation) for each in found] == writers
    for each in found:
        assert [source.text[a:b] for a, b in each.evidence] == [each.printed]


def test_an_open_letter_is_news_and_signed_by_those_under_it() -> None:
    document = parse_bytes(LETTER.encode(), "page.txt")
    assert document.kind == "news_article"
    assert [(each.name, each.role, each.affiliation) for each in document.people] == [
        ("Una Fell", "author", "Leader, Moss Council"),
        ("Bo Straw", "author", "Clerk, Oat Council"),
    ]
    check(document)


def test_two_names_under_a_headline_are_its_writers() -> None:
    document = parse_bytes(UNDER_TITLE.format(TEXT).encode(), "page.txt")
    assert [(each.name, each.affiliation) for each in document.people] == [
        ("Una Fell", "clerk at the Moss Trust"),
        ("Bo Straw", ""),
    ]
    assert document.subtitle is None
    check(document)
