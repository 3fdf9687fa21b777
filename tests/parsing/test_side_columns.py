"""Two columns of a plain text, side by side, are read one after the other; tables are not."""

from __future__ import annotations

import textwrap
import time
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.parsing.readers.side_columns import unfold
from publications.parsing.registry import parse_bytes

LEFT = (
    "Kettles were sold in the market of Moss for as long as anybody could say, and nobody asked "
    "where they came from. The council kept a list of the stalls, which was read out once a year "
    "and then put back into the drawer that it had been taken from. "
) * 2
RIGHT = (
    "Lids were another matter. They came from the works at Moor, by barge and in all weathers, and "
    "those who carried them had a guild of their own with rules that filled a book. When the works "
    "closed, the rules were of no use to anybody but the people who had made them. "
) * 2


def page(left: str, right: str, *, gutter: int = 4, width: int = 40, heads: str = "") -> str:
    rows = zip_longest(textwrap.wrap(left, width), textwrap.wrap(right, width), fillvalue="")
    lines = [f"{one:{width + gutter}}{other}".rstrip() for one, other in rows]
    return "\n".join([*([heads, ""] if heads else []), *lines, ""])


@pytest.mark.parametrize("gutter", [2, 3, 8])
def test_each_column_is_read_whole(gutter):
    found = unfold(page(LEFT, RIGHT, gutter=gutter))
    assert found.parts == 1
    assert found.text.split() == (LEFT + RIGHT).split()


def test_pages_are_unfolded_one_by_one():
    text = "\f".join([page(LEFT, RIGHT), "One column here.\n", page(RIGHT, LEFT)])
    found = unfold(text)
    assert found.parts == 2
    assert [len(each.split()) for each in found.text.split("\f")] == [
        len(each.split()) for each in text.split("\f")
    ]
    assert found.text.split("\f")[1] == "One column here.\n"


def test_a_heading_over_both_columns_stays_above_them():
    heading = "Kettles and lids: a history of two trades in the market of Moss"
    found = unfold(page(LEFT, RIGHT, heads=heading))
    assert found.text.split() == (heading + " " + LEFT + RIGHT).split()


def test_a_sentence_goes_on_from_one_column_to_the_other():
    words = LEFT.split()
    found = unfold(page(" ".join(words[:60]), " ".join(words[60:])))
    assert "\n\n" not in found.text.strip()


def test_columns_at_different_heights_have_no_gaps_in_their_sentences():
    left, right = (textwrap.wrap(each, 40) for each in (LEFT, RIGHT))
    rows = [
        row for one, other in zip(left, right, strict=False) for row in ((one, ""), ("", other))
    ]
    aligned = [(one, other) for one, other in zip(left, right, strict=False)]
    lines = [f"{one:44}{other}".rstrip() for one, other in aligned[:9] + rows[18:]]
    found = unfold("\n".join(lines))
    assert found.parts == 1
    gaps = [each for each in found.text.split("\n\n")[1:] if each[:1].islower()]
    assert gaps == []


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{name:30}{number}" for number, name in enumerate(["Kettles", "Lids"] * 9)),
        "\n".join(f"{f'Stall {n}':30}{f'Sold {n} kettles in {1990 + n}'}" for n in range(20)),
        "\n".join(textwrap.wrap(LEFT + RIGHT, 70)),
        "\n".join("          " + line for line in textwrap.wrap(LEFT, 60)),
        page(LEFT, "", gutter=4),
    ],
    ids=["contents", "table", "prose", "set in", "one column"],
)
def test_what_has_no_two_columns_of_prose_stays_as_it_is(text):
    assert unfold(text).text is text


@pytest.mark.parametrize(
    "text",
    [f"a{' ' * 50_000}\n" * 10, "\n".join(f"{n:>30}    {n}  Sold" for n in range(30_000))],
    ids=["spaces", "long table"],
)
def test_long_runs_of_spaces_and_long_tables_take_no_time(text):
    begun = time.process_time()
    assert unfold(text).text is text
    assert time.process_time() - begun < 10


@given(st.text(alphabet="ab .\n\f", max_size=400), st.integers(0, 3))
def test_no_word_is_lost_or_made(noise, copies):
    text = noise + page(LEFT, RIGHT) * copies + noise
    assert sorted(unfold(text).text.split()) == sorted(text.split())


def test_the_document_says_so_and_accounts_for_all():
    text = f"KETTLES AND LIDS\nA report\n\nMarch 2012\n\f{page(LEFT, RIGHT)}"
    document = parse_bytes(text.encode(), "report.txt")
    assert "columns_unfolded" in {each.code for each in document.source.warnings}
    assert LEFT[:300].strip() in " ".join(document.source.text.split())
