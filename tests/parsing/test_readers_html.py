"""Saved web pages: the visible text, in lines that know their element."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing.errors import ParseError
from publications.parsing.readers import read


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def texts(body: str) -> list[str]:
    return [line.text for line in read(page(body), "a.html").lines]


def test_blocks_become_lines_with_their_element():
    source = read(page("<h1>A  title</h1><div><p>One\ntwo <b>three</b>.</p>four</div>"), "a.html")
    assert [(line.text, line.tag) for line in source.lines] == [
        ("A title", "h1"),
        ("", ""),
        ("One two three.", "p"),
        ("", ""),
        ("four", ""),
    ]
    assert source.media_type == "text/html"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 1;</script>",
        "<style>p { color: red }</style>",
        "<noscript>no</noscript>",
        "<p hidden>no</p>",
        "<div style='color: red; display:none'><p>no</p></div>",
        "<span aria-hidden='true'>no</span>",
        "<!-- no -->",
        "<select><option>no</option></select>",
    ],
)
def test_what_is_not_seen_is_dropped_and_what_follows_it_stays(hidden):
    assert texts(f"<p>before{hidden}</p>after") == ["before", "", "after"]


def test_menus_are_set_aside():
    source = read(
        page("<nav><ul><li>Home<li>News</ul></nav><p>Text</p><div role='search'>Find</div>"),
        "a.html",
    )
    assert [source.text[each.start : each.end] for each in source.left_out] == [
        "- Home",
        "- News",
        "Find",
    ]
    assert {each.reason for each in source.left_out} == {"site navigation"}


def test_headers_and_footers_are_left_to_the_parsers():
    source = read(page("<header>Site</header><p>Text</p><footer>Foot</footer>"), "a.html")
    assert not source.left_out
    assert "Site" in source.text


def test_lists_tables_and_breaks():
    assert texts("<ul><li>a<li>b</ul>") == ["- a", "- b"]
    assert texts("<ol><li>a<li>b</ol>") == ["1. a", "2. b"]
    assert texts("<table><tr><td>a<td>b<tr><td>c<td>d</table>") == ["a\tb", "c\td"]
    assert texts("<p>one<br>two</p>") == ["one", "two"]
    assert texts("<pre>a  b\n c</pre>") == ["a  b", " c"]


@pytest.mark.parametrize("mark", ["<sup>12</sup>", "<sup><a href='#n'>[12]</a></sup>"])
def test_note_marks_are_raised(mark):
    assert texts(f"<p>word{mark}, more</p>") == ["word¹², more"]


def test_other_superscripts_are_words():
    assert texts("<p>the 21<sup>st</sup> century</p>") == ["the 21st century"]


def test_metadata_is_kept_as_hints():
    head = (
        "<title>A &amp; B</title><meta name='author' content='Jo'>"
        "<meta property='article:published_time' content='2014-04-17'>"
    )
    source = read(page("<p>Text</p>", head), "a.html")
    assert dict(source.metadata) == {
        "title": "A & B",
        "author": "Jo",
        "article:published_time": "2014-04-17",
        "language": "en",
    }
    assert "A & B" not in source.text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<html><p>caf\u00e9</p>".encode(), "utf-8"),
        ("<html><p>caf\u00e9</p>".encode("utf-16"), "utf-16"),
        ("<html><meta charset=iso-8859-1><p>caf\u00e9</p>".encode("cp1252"), "windows-1252"),
        ("<html><meta charset='iso-8859-2'><p>caf\u00e9</p>".encode("iso8859-2"), "iso8859-2"),
        ("<html><p>caf\u00e9</p>".encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data, encoding):
    source = read(data, "a.html")
    assert source.text == "caf\u00e9\n"
    assert source.encoding == encoding


def test_content_decides_not_the_suffix():
    assert read(page("<p>Text</p>"), "a.txt").media_type == "text/html"
    assert read(b"A plain text about <p> and more", "a.html").media_type == "text/plain"
    assert read(b"<p>One</p><p>Two</p>", "a.html").media_type == "text/html"


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<img src=x>"])
def test_a_page_without_text_is_refused(body):
    with pytest.raises(ParseError, match="a web page without text"):
        read(page(body), "a.html")


def test_text_too_deep_for_the_parser_is_said():
    source = read(page("<p>first</p>" + "<div>" * 6000 + "lost"), "a.html")
    assert "lost" in source.text or "html_too_deep" in [each.code for each in source.warnings]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(alphabet="<>/=ab pdivstyleul\"'&;!-#0x\n", max_size=300))
def test_any_markup_is_read_or_refused(markup):
    try:
        source = read(b"<html><body>" + markup.encode(), "a.html")
    except ParseError:
        return
    for line in source.lines:
        assert source.text[line.start : line.end] == line.text
    assert "".join(line.text + "\n" for line in source.lines) == source.text
