"""Plain text: what is decoded, what is refused, and that offsets always fit."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing.errors import ParseError
from publications.parsing.readers import read


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Café – local".encode(), "Café – local", "utf-8"),
        (b"\xef\xbb\xbfTitle", "Title", "utf-8"),
        ("Title’s".encode("utf-16"), "Title’s", "utf-16"),
        ("Title’s".encode("utf-32"), "Title’s", "utf-32"),
        ("Council’s".encode("cp1252"), "Council’s", "windows-1252"),
    ],
)
def test_decodes(data, text, encoding):
    source = read(data, "a.txt")
    assert (source.text, source.encoding) == (text, encoding)


def test_windows_1252_is_said():
    source = read("It’s £5".encode("cp1252"), "a.txt")
    assert [each.code for each in source.warnings] == ["decoded_as_windows_1252"]
    assert not read("It’s £5".encode(), "a.txt").warnings


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\f", "is blank"),
        (b"\xef\xbb\xbf\n", "is blank"),
        (b"one\x00two", "holds NUL bytes, so it is not text"),
        ("a\x00b".encode("utf-16"), "holds NUL bytes"),
        (b"\xff\xfea", "is broken"),
        (b"caf\x81", "neither UTF-8 nor Windows-1252"),
        (b"\x01\x02\x03\x04" * 50, "control characters"),
        (b"PK\x03\x04rest", "ZIP archive or an office file"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"x" * 20_000_001, "the limit for a text is 20 MB"),
        (b"\n" * 500_001 + b"x", "more than 500,000 lines"),
    ],
)
def test_refuses_with_name_and_reason(data, reason):
    with pytest.raises(ParseError) as caught:
        read(data, "bad.txt")
    assert str(caught.value).startswith("bad.txt: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_line_ending_ends_a_line():
    source = read(b"one\r\ntwo\rthree\n\nfour", "a.txt")
    assert [line.text for line in source.lines] == ["one", "two", "three", "", "four"]
    assert source.text == "one\r\ntwo\rthree\n\nfour"


def test_separators_inside_a_sentence_do_not():
    source = read("one\u2028two\x85three\x0bfour".encode(), "a.txt")
    assert len(source.lines) == 1


def test_form_feeds_part_pages():
    source = read(b"one\ntwo\fthree\f\ffour\f", "a.txt")
    assert [(page.number, source.text[page.start : page.end]) for page in source.pages] == [
        (1, "one\ntwo\f"),
        (2, "three\f"),
        (3, "\f"),
        (4, "four\f"),
    ]
    assert [(line.text, line.page) for line in source.lines] == [
        ("one", 1),
        ("two", 1),
        ("three", 2),
        ("", 3),
        ("four", 4),
    ]


def test_control_characters_stay_and_are_listed():
    source = read(b"A note\x02 glued \x1b\x1c here", "a.txt")
    assert [(each.start, each.end, each.reason) for each in source.left_out] == [
        (6, 7, "control character"),
        (14, 16, "control character"),
    ]
    assert "\x02" in source.text


def test_a_long_line_is_one_line():
    source = read(b"word " * 400_000, "a.txt")
    assert len(source.lines) == 1


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=300))
def test_lines_fit_the_text(text):
    try:
        source = read(text.encode("utf-8", "replace"), "a.txt")
    except ParseError:
        return
    rest = set(range(len(source.text)))
    for line in source.lines:
        assert source.text[line.start : line.end] == line.text
        rest -= set(range(line.start, line.end))
    if source.media_type == "text/plain":
        assert {source.text[at] for at in rest} <= set("\r\n\f")
    if source.pages:
        assert "".join(source.text[p.start : p.end] for p in source.pages) == source.text


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.html", ""]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        source = read(data, name)
    except ParseError:
        return
    assert source.bytes == len(data)
    assert source.text.strip() or source.left_out


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=200))
def test_any_bytes_after_a_pdf_header(data):
    with contextlib.suppress(ParseError):
        read(b"%PDF-1.7\n" + data, "a.pdf")
