"""The choice of the parser, and what becomes of a text of no known kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing import coverage, registry
from publications.parsing.document import Document, SourceText, Value
from publications.parsing.errors import ParseError
from publications.parsing.readers import read

POEM = b"""
A short thing

I went out one day
and the day went out.

Nothing was said.
"""


class Likes:
    """A parser that likes every text to a fixed degree and places its first line."""

    def __init__(self, likeness: float) -> None:
        self._likeness = likeness

    def likeness(self, source: SourceText) -> float:
        return self._likeness

    def parse(self, source: SourceText) -> Document:
        line = source.lines[0]
        return Document(source, "report", title=Value(line.text, ((line.start, line.end),)))


def test_all_five_kinds_have_a_parser():
    assert set(registry.kinds()) == {
        "project_page",
        "report_page",
        "news_article",
        "report",
        "essay_collection",
    }


def test_the_likeliest_parser_is_chosen(monkeypatch):
    monkeypatch.setattr(
        registry, "_PARSERS", {"a": Likes(0.6), "b": Likes(0.9), "c": Likes(0.9), "d": Likes(0)}
    )
    assert registry.recognise(read(POEM, "a.txt")) == ("b", 0.9)


def test_below_the_threshold_the_kind_is_unknown(monkeypatch):
    monkeypatch.setattr(registry, "_PARSERS", {"a": Likes(0.2)})
    assert registry.recognise(read(POEM, "a.txt")) == ("unknown", 0.2)


def test_a_text_of_no_known_kind_is_kept_whole():
    document = registry.parse_bytes(POEM, "poem.txt")
    assert document.kind == "unknown"
    assert document.title.text == "A short thing"
    assert [section.kind for section in document.sections] == ["body"]
    assert [block.text for block in document.sections[0].blocks] == [
        "I went out one day and the day went out.",
        "Nothing was said.",
    ]
    assert [each.code for each in document.warnings] == ["kind_unknown"]
    assert coverage.measure(document).placed == len(document.source.text)


def test_lost_text_is_said(monkeypatch):
    monkeypatch.setattr(registry, "_PARSERS", {"report": Likes(1)})
    document = registry.parse_bytes(b"Title\nAll the rest\nof it", "a.txt")
    warning = document.warnings[-1]
    assert warning.code == "text_not_placed"
    assert "18 characters in 1 place" in warning.message
    assert warning.evidence == ((6, 24),)


def test_the_readers_warnings_are_the_documents(monkeypatch):
    document = registry.parse_bytes("Council’s title\n\nText".encode("cp1252"), "a.txt")
    assert document.warnings[0].code == "decoded_as_windows_1252"


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=400))
def test_any_text_is_parsed_or_refused(text):
    try:
        document = registry.parse_bytes(text.encode("utf-8", "replace"), "a.txt")
    except ParseError:
        return
    measured = coverage.measure(document)
    lost = sum(each.end - each.start for each in measured.left_out)
    assert measured.placed + lost == measured.characters == len(document.source.text)
    assert all(each.message for each in document.warnings)


@pytest.mark.parametrize("text", ["word " * 400_000, "w" * 2_000_000, "A line\n" * 40_000])
def test_long_texts_are_parsed(text):
    assert registry.parse_bytes(text.encode(), "a.txt").source.characters == len(text)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_saved_page_of_no_known_kind_has_its_headings():
    body = (
        "<nav><a>Home</a></nav><p>A kicker</p><h1>Wells and Springs</h1><p>14 May 2011</p>"
        "<h2>Wells</h2><p>They are deep.</p><ul><li>one</li><li>two</li></ul>"
        "<h3>Old wells</h3><table><tr><td>Moss<td>3<tr><td>Fell<td>4</table>"
    )
    document = registry.parse_bytes(page(body), "a.html")
    assert document.kind == "unknown"
    assert document.title.text == "Wells and Springs"
    assert document.date.date.edtf == "2011-05-14"
    assert [(s.level, s.title, [b.kind for b in s.blocks]) for s in document.sections] == [
        (1, "", ["paragraph", "paragraph"]),
        (1, "Wells", ["paragraph", "item", "item"]),
        (2, "Old wells", ["table"]),
    ]
    assert not coverage.measure(document).not_understood


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("<meta property='article:published_time' content='2013-06-01T00:00:00'>", "2013-06-01"),
        ("<meta name='dcterms.date' content='2013'>", "2013"),
        ("<meta name='dcterms.date' content='2011-05'>", ""),
        ("<meta property='article:modified_time' content='2013-06-01'>", ""),
        ("<meta name='date' content='soon'>", ""),
    ],
)
def test_metadata_that_contradict_the_page_are_said_and_not_believed(given, said):
    body = "<h1>Wells and Springs</h1><p>14 May 2011</p><p>They are deep.</p>"
    document = registry.parse_bytes(page(body, given), "a.html")
    assert document.date.date.edtf == "2011-05-14"
    warned = [each.message for each in document.warnings if each.code == "metadata_differ"]
    assert len(warned) == bool(said)
    assert all(said in message for message in warned)
