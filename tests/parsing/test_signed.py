"""Who wrote an article that has no byline."""

from __future__ import annotations

import pytest

from publications.parsing.pages.articles.signed import writers_of
from tests.parsing.reading import source_of

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
