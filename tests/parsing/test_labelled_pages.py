"""Saved pages whose facts stand as labels over values, and whose entries are dated headings."""

from __future__ import annotations

from publications.parsing import registry
from publications.parsing.document import Document, Line
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.entries.headed import read_headed
from publications.parsing.readers import read
from publications.parsing.spans import shown_lines
from tests.parsing.entries_checks import check_page, warned
from tests.parsing.reading import people

PROSE = (
    "The barns of the parish were counted twice this spring, and nobody who counted them would say "
    "which of the two counts ought to be believed."
)


def page(body: str) -> Document:
    """The reading of a saved page, checked."""
    html = f"<!doctype html><html><body>{body}</body></html>"
    document = registry.parse(read(html.encode(), "a.html"))
    check_page(document)
    return document


PROJECT = f"""<header><a>Moss Foundation</a></header><main><p>Project</p><h1>Barns in Common</h1>
<p>How can empty barns be filled again? A programme with two parishes.</p>
<dl><dt>Dates</dt><dd>October 2028 – May 2030</dd><dt>Lead</dt><dd>Una Fell-Hart, Head of Barns</dd>
<dt>Team</dt><dd>Ivo Tansy; Olga Reed</dd><dt>Funded by</dt>
<dd>Straw Endowment; Federation of Barn Keepers</dd><dt>Partners</dt>
<dd>West Moss Borough Council and East Moss Parish Council</dd></dl>
<h2>About the project</h2><p>{PROSE}</p><ul><li>counting barns; and</li><li>filling them.</li></ul>
<h2>Publications</h2><h3>Who Owns the Barn?</h3><p>Report | 14 May 2029 | Ivo Tansy</p>
<p>A first map of barns.</p><h3>Keys to the Barn</h3>
<p>Guide | 3 February 2030 | Olga Reed and Una Fell-Hart</p><p>Advice on locks.</p>
<h2>Events</h2><h3>Open barns</h3><p>22 June 2029, 10am | The Old Barn, Moss</p>
<h2>News and blogs</h2><h3>A barn of one’s own</h3><p>Blog | 9 September 2029 | Ivo Tansy</p>
<h3>Parishes chosen</h3><p>News | 30 November 2028</p>
<p>For more about this project, write to Una Fell-Hart at una@moss.example.org.</p></main>
<section><h2>You may also like</h2><ul><li>Gardens for all</li></ul></section>
<footer>Moss Foundation is a charity in Moss. © Moss Foundation 2030</footer>"""


def test_project_of_a_saved_page() -> None:
    document = page(PROJECT)
    assert document.kind == "project_page"
    assert document.title
    assert document.title.text == "Barns in Common"
    assert [(each.kind, each.text) for each in document.description] == [
        ("paragraph", "How can empty barns be filled again? A programme with two parishes."),
        ("paragraph", "Dates: October 2028 – May 2030"),
        ("paragraph", "Funded by: Straw Endowment; Federation of Barn Keepers"),
        ("paragraph", "Partners: West Moss Borough Council and East Moss Parish Council"),
        ("heading", "About the project"),
        ("paragraph", PROSE),
        ("item", "counting barns; and"),
        ("item", "filling them."),
    ]
    assert not warned(document, "side_matter_unsure")


def test_facts_of_a_project() -> None:
    document = page(PROJECT)
    assert people(document, "mentioned") == [
        ("Una Fell-Hart", "Head of Barns"), ("Ivo Tansy", ""), ("Olga Reed", ""),
    ]  # fmt: skip
    assert people(document, "contact") == [("Una Fell-Hart", "")]
    assert document.rights
    assert document.rights.text == "© Moss Foundation 2030"
    assert [(each.name, each.role) for each in document.organisations] == [
        ("Moss Foundation", "publisher"),
        ("Straw Endowment", "sponsor"),
        ("Federation of Barn Keepers", "sponsor"),
        ("West Moss Borough Council", "partner"),
        ("East Moss Parish Council", "partner"),
    ]


def test_entries_that_are_headings() -> None:
    items = page(PROJECT).items
    assert [(each.title, each.kind, each.form, each.group) for each in items] == [
        ("Who Owns the Barn?", "publication", "report", "Publications"),
        ("Keys to the Barn", "publication", "guide", "Publications"),
        ("Open barns", "event", "", "Events"),
        ("A barn of one’s own", "news_item", "blog", "News and blogs"),
        ("Parishes chosen", "news_item", "news", "News and blogs"),
    ]
    assert [[person.name for person in each.people] for each in items] == [
        ["Ivo Tansy"], ["Olga Reed", "Una Fell-Hart"], [], ["Ivo Tansy"], [],
    ]  # fmt: skip
    assert (items[2].venue, items[2].time) == ("The Old Barn, Moss", "10am")


def test_dates_over_their_headings() -> None:
    html = "<html><body><h2>Events</h2>" + "".join(
        f"<p>{day} May 2030</p><h3>Barn {day}</h3><p>What happened on day {day} is told here.</p>"
        for day in (1, 2, 3)
    )
    source = read(html.encode(), "a.html")
    entries = read_headed(source, shown_lines(source)).entries
    assert [(each.title, each.printed_date, each.summary) for each in entries] == [
        (f"Barn {day}", f"{day} May 2030", f"What happened on day {day} is told here.")
        for day in (1, 2, 3)
    ]


def test_few_dated_headings_are_no_frame() -> None:
    source = read(b"<html><body><h2>A barn</h2><p>1 May 2030</p><p>Words.</p>", "a.html")
    assert not read_headed(source, shown_lines(source)).entries


def test_what_stands_behind_a_date() -> None:
    text = "14 May 2030 \u00b7 Moot Hall, Moss"
    found = dated_line(Line(5, 5 + len(text), text))
    assert found
    assert text[found.behind[0] - 5 : found.behind[1] - 5] == "Moot Hall, Moss"
    named = dated_line(Line(0, 27, "14 May 2030 | Una Fell-Hart"))
    assert named
    assert (named.kind, named.people) == ("byline", (14, 27))


REPORT = f"""<h1>The Barn Book</h1><div>Author(s):</div><div><div>Ivo Tansy</div>
<div>Dr Olga Reed</div></div><div>Published:</div><div>17 July 2029</div><div>Series:</div>
<div>Moss Research Report 31</div><div>ISBN:</div><div>978 1 903944 62 2</div><div>Price:</div>
<div>£12.00 (free to download)</div><p>{PROSE} This report asks why.</p><h3>Key findings</h3>
<ul><li>Barns are full.</li></ul><h3>Reviews</h3><p>“A sober account.” – <em>Moss Review</em></p>
<p>“Indispensable.” – Lord Fell of Moss, former minister for barns</p>
<div>Download:</div><div><a>The Barn Book (PDF, 1.35 MB)</a> <a>Summary (PDF, 210 KB)</a></div>
<ul><li>Printer-friendly version</li><li>Send by email</li></ul>
<p>Moss Centre, 1 Row, Moss ME1 2QQ | © 2030 University of Moss | Terms of use</p>"""


def test_labels_over_their_values() -> None:
    document = page(REPORT)
    assert document.kind == "report_page"
    assert people(document, "author") == [("Ivo Tansy", ""), ("Olga Reed", "")]
    assert document.date
    assert document.date.date.edtf == "2029-07-17"
    assert document.series
    assert (document.series.title, document.series.number) == ("Moss Research Report", "31")
    assert [each.value for each in document.identifiers] == ["9781903944622"]
    assert document.price
    assert document.price.amount == "12.00"
    labels = [each.runs[0].text for each in document.description if each.runs[0].style]
    assert labels == ["Series:", "ISBN:", "Price:"]


def test_several_files_in_one_line() -> None:
    assert [each.name for each in page(REPORT).files] == ["The Barn Book", "Summary"]


def test_what_reviewers_say() -> None:
    document = page(REPORT)
    assert [(each.text, each.name, each.affiliation) for each in document.quotations] == [
        ("A sober account.", "", "Moss Review"),
        ("Indispensable.", "Lord Fell of Moss", "former minister for barns"),
    ]


def test_foot_of_a_report_s_page_is_set_aside() -> None:
    document = page(REPORT)
    assert not [each.name for each in document.organisations if "20" in each.name]
    reasons = {each.reason for each in document.left_out}
    assert {"sharing links", "copyright line"} <= reasons
    assert document.description[-1].text.startswith("“Indispensable.”")


def test_a_label_takes_no_prose() -> None:
    document = page(
        f"<h1>The Barn Book</h1><p>Price:</p><p>Published by: Moss Centre</p><p>£4</p><p>{PROSE} "
        f"This report asks why.</p><p>By:</p><p>Ivo Tansy</p><p>{PROSE}</p><p>Barns (PDF)</p>"
    )
    assert people(document, "author") == [("Ivo Tansy", "")]
    assert [block.text for block in document.description].count(PROSE) == 1
