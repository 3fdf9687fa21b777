"""The sum: placed and left out add up to the whole, whatever a parser claims."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing import coverage
from publications.parsing.document import Block, Document, LeftOut, Run, Section, SourceText


def document(text, spans=(), aside=(), reader_aside=()):
    """A document over ``text`` that places ``spans`` and sets ``aside`` apart."""
    source = SourceText(
        "a.txt",
        "",
        "text/plain",
        len(text),
        "utf-8",
        text,
        (),
        left_out=tuple(LeftOut(*each) for each in reader_aside),
    )
    block = Block("paragraph", (Run("x"),), tuple(spans))
    return Document(
        source=source,
        kind="unknown",
        sections=(Section(1, "", "body", (block,), ()),),
        left_out=tuple(LeftOut(*each) for each in aside),
    )


def left_out(*args, **kwargs):
    measured = coverage.measure(document(*args, **kwargs))
    return [(each.start, each.end, each.reason) for each in measured.left_out]


def test_all_placed():
    assert coverage.measure(document("one two", [(0, 3), (3, 7)])).placed == 7


def test_what_nobody_claims_is_not_understood():
    assert left_out("one two three", [(0, 3)]) == [(4, 13, "not understood")]
    assert left_out("one two three", [(8, 13)]) == [(0, 8, "not understood")]
    assert left_out("one two three") == [(0, 13, "not understood")]


def test_separating_white_space_goes_with_what_stands_before_it():
    assert coverage.measure(document("\n one\n\n two \n", [(2, 5), (8, 11)])).placed == 13
    assert left_out("one\n\n7\n\ntwo", [(0, 3), (8, 11)], [(5, 6, "page number")]) == [
        (5, 8, "page number")
    ]
    assert left_out("\n\n7\ntwo", [(4, 7)], [(2, 3, "page number")]) == [(0, 4, "page number")]


def test_placed_wins_over_set_aside():
    assert left_out("0123456789", [(2, 4)], [(0, 10, "menu")]) == [
        (0, 2, "menu"),
        (4, 10, "menu"),
    ]
    assert left_out("0123456789", [(0, 10)], [(3, 5, "menu")]) == []


def test_the_readers_list_counts_too():
    assert left_out("01234", [(2, 5)], reader_aside=[(0, 2, "running head")]) == [
        (0, 2, "running head")
    ]


def test_the_first_of_two_reasons_stands():
    assert left_out("0123456789", [], [(0, 6, "menu"), (4, 10, "advert")]) == [
        (0, 6, "menu"),
        (6, 10, "advert"),
    ]


def test_spans_outside_the_text_claim_nothing():
    assert coverage.measure(document("01234", [(-5, 2), (4, 99), (3, 3), (4, 2)])).placed == 3


spans = st.tuples(st.integers(-3, 70), st.integers(-3, 70))
reasons = st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(["a", "b"]))


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.text(alphabet="ab \n\t\ufeff", max_size=60),
    st.lists(spans, max_size=8),
    st.lists(reasons, max_size=8),
    st.lists(reasons, max_size=4),
)
def test_the_sum_is_always_right(text, placed, aside, reader_aside):
    measured = coverage.measure(document(text, placed, aside, reader_aside))
    assert measured.characters == len(text)
    lost = sum(each.end - each.start for each in measured.left_out)
    assert measured.placed + lost == len(text)
    for first, second in zip(measured.left_out, measured.left_out[1:], strict=False):
        assert first.end <= second.start
    assert all(0 <= each.start < each.end <= len(text) for each in measured.left_out)
    claimed = {at for start, end in placed for at in range(max(start, 0), min(end, len(text)))}
    named = {at for start, end, _ in aside for at in range(max(start, 0), min(end, len(text)))}
    named |= {
        at for start, end, _ in reader_aside for at in range(max(start, 0), min(end, len(text)))
    }
    shown = set(range(len(text)))
    for each in measured.left_out:
        inside = set(range(each.start, each.end))
        shown -= inside
        assert not inside & claimed
        if each.reason == coverage.NOT_UNDERSTOOD:
            assert not inside & named
    # What is shown was claimed, or is white space between.
    assert not "".join(text[at] for at in sorted(shown - claimed)).strip(" \n\t\ufeff")


def test_many_spans_take_little_time():
    text = "word " * 40_000
    every = [(at, at + 4) for at in range(0, len(text), 10)]
    aside = [(at, at + 4, "menu") for at in range(5, len(text), 10)]
    start = time.process_time()
    coverage.measure(document(text, every, aside))
    assert time.process_time() - start < 5


def test_what_cannot_be_seen_is_no_text_that_was_lost():
    assert left_out("one\n\u00ad \u200b\x01\ntwo", [(0, 3), (9, 12)]) == []
