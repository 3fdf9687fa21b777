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
def test_what_is_not_seen_is_no_text_and_what_follows_it_stays(hidden):
    assert texts(f"<p>before{hidden}</p>after")[:3] == ["before", "", "after"]


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("<div hidden><p>Who pays</p><p>and why</p></div>", ""),
        ("<div aria-hidden='true'>Who pays <b>and why</b></div>", ""),
        ("<div class='fold shut'><p>Who pays</p>and why</div>", ".shut, .x {display: none}"),
        ("<p id='x'>Who pays and why</p>", "@media print {p {color: red}} #x{display:none }"),
    ],
)
def test_words_that_are_not_shown_are_listed_and_set_aside(body, style):
    source = read(page(f"{body}<p>Shown</p>", f"<style>{style}</style>"), "a.html")
    assert [line.text for line in source.lines] == ["Shown", "", "Who pays and why"]
    assert [(source.text[each.start : each.end], each.reason) for each in source.left_out] == [
        ("Who pays and why", "not shown on the page")
    ]


def test_what_is_hidden_on_paper_alone_is_shown():
    style = "<style>@media print { .side {display: none} .x {color: red} }</style>"
    assert not read(page("<p class='side'>Shown</p>", style), "a.html").left_out


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("<a class='skip-link sr-only' href='#x'>Skip to content</a>", "site navigation"),
        ("<h2 class='element-invisible'>You are here</h2>", "not shown on the page"),
        ("<div id='cookie-bar'>We use cookies</div>", "cookie notice"),
        ("<div class='cc-window' role='dialog'>We use cookies</div>", "cookie notice"),
        ("<div class='sharedaddy'><p>Share this</p></div>", "sharing links"),
        ("<ol class='comment-list'><li>Hear hear</li></ol>", "comments of readers"),
        ("<aside><p>Latest news</p></aside>", "side column"),
        ("<footer>A charity</footer>", "site footer"),
    ],
)
def test_what_the_markup_says_to_be_the_sites_is_set_aside(part, reason):
    source = read(page(f"<header>Site</header><main><h1>Title</h1></main>{part}"), "a.html")
    assert {each.reason for each in source.left_out} == {reason}
    shown = [line.text for line in source.lines if line.text]
    assert shown[:2] == ["Site", "Title"]


def test_what_stands_beside_the_words_of_a_main_part_stays():
    main = "<main><p>One</p><aside>A box</aside><footer>By Jo</footer></main>"
    assert not read(page(main), "a.html").left_out
    assert not read(page("<p>Why cookies crumble</p><p class='lead'>Text</p>"), "a.html").left_out


def test_the_words_of_a_button_that_is_a_heading_are_read():
    assert texts("<h2><button>Who pays</button></h2><p>All<button>Close</button></p>") == [
        "Who pays",
        "",
        "All",
    ]


def test_a_row_of_a_table_is_a_line_whatever_its_cells_hold():
    rows = (
        "<caption>Plots</caption><thead><tr><th>Town<th>Plots<th>Open</thead>"
        "<tr><td><p>Amber</p><td>120<br>or so<td><div>45</div>"
        "<tr><td rowspan=2>Fell<td><td>9<tr><td>8<td>7<tr><td colspan=2>All<td>61"
    )
    assert texts(f"<table>{rows}</table>") == [
        "Plots",
        "",
        "Town\tPlots\tOpen",
        "Amber\t120 or so\t45",
        "Fell\t\t9",
        "\t8\t7",
        "All\t\t61",
    ]


def test_a_table_that_lays_out_a_page_is_no_table():
    inner = "<table><tr><td>North<td>3<tr><td>South<td>4</table>"
    menu = "<td>Home<br>News</td>"
    assert texts(f"<table><tr>{menu}<td><p>Text</p>{inner}<tr><td>Foot<td></table>") == [
        "Home",
        "News",
        "",
        "Text",
        "",
        "North\t3",
        "South\t4",
        "",
        "Foot",
    ]


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


def test_items_keep_their_numbers_and_depth():
    assert texts("<ol start=4><li>a<li value=9>b</ol>") == ["4. a", "9. b"]
    assert texts("<ol type=a><li>one<li>two</ol>") == ["(a) one", "(b) two"]
    assert texts("<ol><li><p>one</p><li><p>two</p></ol>") == ["1. one", "2. two"]
    assert texts("<ol><li><p>one</p><p>more</p></ol>") == ["1. one", "", "more"]
    assert texts("<ul><li><h3>one</h3><p>more</p></ul>") == ["one", "", "more"]
    assert texts("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>") == ["- a", "  - b", "  - c", "- d"]


@pytest.mark.parametrize(
    "notes",
    [
        "<ol><li id=n1>Ibid. <a href=#m1>\u21a9</a><li id=n2><p>See there. <a href=#m2>^</a></ol>",
        "<p id=n1><a href=#m1>[1]</a> Ibid.</p><p id=n2><sup>2</sup> See there.</p>",
        "<p id=n1><a href='#m1'>[footnote 1]</a> Ibid.</p><p id=n2><sup>2</sup> See there.</p>",
    ],
)
def test_notes_have_the_numbers_of_their_marks(notes):
    text = "<p>One<a id=m1 href=#n1>[1]</a> two<sup id=m2><a href=#n2>2</a></sup></p>"
    lines = [line for line in texts(text + notes) if line]
    assert lines == ["One\u00b9 two\u00b2", "\u00b9 Ibid.", "\u00b2 See there."]


def test_what_a_word_processor_writes_is_read():
    items = "".join(
        f"<p class=MsoListParagraphCxSpFirst>{sign}<span>&nbsp;&nbsp; </span>{words}</p>"
        for sign, words in (("\u00b7", "one"), ("o", "two"), ("", "three"))
    )
    body = f"<p class=MsoTitle>Title</p><p class=MsoNormal>Text</p>{items}"
    source = read(page(body), "a.html")
    assert [(line.text, line.tag) for line in source.lines if line.text] == [
        ("Title", "h1"),
        ("Text", "p"),
        ("- one", "li"),
        ("- two", "li"),
        ("three", "p"),
    ]


def test_a_number_that_an_item_prints_itself_is_not_printed_again():
    assert texts("<ol><li><a><span>1.</span> One</a><li>2. Two<li>Three</ol>") == [
        "1. One",
        "2. Two",
        "3. Three",
    ]


def test_linked_data_are_hints():
    data = (
        '{"@graph": [{"@type": "WebSite", "name": "Site"}, {"headline": "Title", '
        '"datePublished": "2016-11-08", "author": [{"name": "Jo"}, {"name": "Al"}]}]}'
    )
    head = f"<script type='application/ld+json'>{data}</script><script type='application/ld+json'>["
    assert dict(read(page("<p>Text</p>", head + "</script>"), "a.html").metadata) == {
        "ld:headline": "Title",
        "ld:datePublished": "2016-11-08",
        "ld:author": "Jo; Al",
        "language": "en",
    }


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
