"""Every format: its file word for word, what independent parsers read back, and any text at all."""

import dataclasses
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.exports.date_parts import iso, points
from publications.exports.formats import all_formats, format_named, formats_for, formats_for_type
from publications.exports.formats.base import one_line, readable
from publications.exports.formats.bibtex import key_of
from publications.partial_dates import PartialDate
from tests.exports import made, parsers

GOLDEN = Path(__file__).parent / "golden"
DC = "{http://purl.org/dc/elements/1.1/}"
EXTENSIONS = ["bib", "csl.json", "csv", "json", "jsonld", "md", "ris", "txt", "xml"]


def written(extension: str, *records) -> str:
    return "".join(format_named(extension).render_many(records))


# -- the formats there are -----------------------------------------------------------------------


def test_every_format_is_found_and_whole():
    assert sorted(each.extension for each in all_formats()) == EXTENSIONS
    assert len({each.identifier for each in all_formats()}) == len(EXTENSIONS)
    assert len({each.media_type for each in all_formats()}) == len(EXTENSIONS)
    assert all(each.label for each in all_formats())


@pytest.mark.parametrize("name", ["bibtex", "bib", "BIB"])
def test_a_format_goes_by_its_identifier_and_its_extension(name):
    assert format_named(name).label == "BibTeX"


def test_an_unknown_name_is_no_format():
    assert format_named("docx") is None


def test_people_are_not_cited_but_described():
    assert {each.extension for each in formats_for(made.PERSON)} == {"json", "jsonld", "md", "xml"}
    assert formats_for_type("publication") == all_formats()


# -- golden files --------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_file_of_the_made_records(extension):
    """``UPDATE_GOLDEN=1`` writes the files anew; read the difference before keeping it."""
    path = GOLDEN / f"made.{extension}"
    text = written(extension, *made.ALL)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text


# -- what is read back ---------------------------------------------------------------------------

DATES = {
    "bib": {made.SEASON: "2012-spring"},
    "ris": {made.SEASON: "2012-spring", made.SPAN: "2008-2008–2012", made.ABOUT: "1998-about 1998"},
    "csl.json": {made.ABOUT: "1998", made.SEASON: "2012"},
}
AUTHORS = {
    made.REPORT: (
        "de Pumpe, Lucy",
        "O’Pipe, J. K.",
        "Éclair-Wellington, Zoë, Jr",
        "Pumps and Pipes Trust",
    ),
    made.ESSAY: ("Welles, Lord",),
    made.EVENT: ("Spout, Sally",),
}


def expected(record, extension: str) -> parsers.Facts:
    authors = AUTHORS.get(record, tuple(agent.name for agent in record.authors))
    if extension == "csl.json" and record is made.ESSAY:
        authors = ("Lord Welles",)
    editors = tuple(agent.inverted for agent in record.editors)
    if extension == "ris" and record is made.COLLECTED:
        authors, editors = editors, ()  # AU of an edited book
    return parsers.Facts(
        title=one_line(record.full_title),
        container=record.collection.title if record.collection else "",
        authors=authors,
        editors=editors,
        date=DATES[extension].get(record, iso(record.date)),
        pages="-".join(filter(None, (record.first_page, record.last_page))),
        address=record.address,
    )


@pytest.mark.parametrize("record", made.WORKS, ids=lambda record: record.title)
@pytest.mark.parametrize(
    ("extension", "read"),
    [
        ("bib", parsers.from_bibtex),
        ("ris", parsers.from_ris),
        ("csl.json", lambda text: parsers.from_csl(json.loads(text))),
    ],
)
def test_nothing_is_lost_on_the_way(extension, read, record):
    assert read(written(extension, record)) == [expected(record, extension)]


def test_a_file_of_many_holds_each_one():
    for extension, read in (("bib", parsers.from_bibtex), ("ris", parsers.from_ris)):
        assert [facts.title for facts in read(written(extension, *made.WORKS))] == [
            one_line(record.full_title) for record in made.WORKS
        ]


@pytest.mark.skipif(
    not (parsers.NODE and parsers.CITATION_JS) and not os.environ.get("LOCALISM_REQUIRE_NODE"),
    reason="citation-js was not found (npm install --prefix var/node citation-js)",
)
@pytest.mark.parametrize("extension", ["bib", "ris", "csl.json"])
def test_citation_js_reads_the_same(extension):
    records = (made.REPORT, made.ESSAY, made.COLLECTED, made.NEWS)
    found = parsers.from_csl(parsers.read_by_citation_js(written(extension, *records)))
    for facts, record in zip(found, records, strict=True):
        wanted = expected(record, extension)
        assert facts.title == wanted.title
        # Of the RIS of some types it reads PY, which has the year alone, and not DA.
        assert facts.date in {wanted.date, wanted.date[:4] if extension == "ris" else ""}
        assert facts.pages == wanted.pages
        assert facts.address == wanted.address
        assert facts.container == wanted.container
        assert facts.authors + facts.editors == wanted.authors + wanted.editors


def test_ris_lines_end_in_crlf_and_have_their_form():
    lines = written("ris", made.REPORT).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "DA  - 2012/05//" in lines
    assert lines[-2:] == ["ER  - ", ""]
    assert all("\n" not in line and line[2:6] == "  - " for line in lines[:-1])


def test_bibtex_says_months_by_macro_and_keeps_organisations_whole():
    text = written("bib", made.REPORT)
    assert "  month = may,\n" in text
    assert "{Pumps and Pipes Trust}" in text
    assert "{NLGX}" in text


def test_bibtex_keys_are_plain_and_differ():
    keys = [key_of(record) for record in made.ALL]
    assert len(set(keys)) == len(keys)
    assert keys[0] == "depumpe2012-9wmzfx3pmvj5"


def test_dublin_core_is_xml_with_the_values():
    root = ElementTree.fromstring(format_named("xml").render(made.REPORT))
    values = [(each.tag.removeprefix(DC), each.text) for each in root]
    assert ("creator", "de Pumpe, Lucy") in values
    assert ("date", "2012-05") in values
    assert ("identifier", "urn:isbn:9780956503107") in values
    assert dict(values)["title"] == one_line(made.REPORT.full_title)


@pytest.mark.parametrize("record", made.ALL, ids=lambda record: f"{record.type} {record.title}")
def test_json_ld_is_a_node_of_its_type(record):
    graph = json.loads(format_named("jsonld").render(record))
    wanted = {
        made.REPORT: "Report",
        made.ESSAY: "Chapter",
        made.COLLECTED: "Book",
        made.NEWS: "NewsArticle",
        made.EVENT: "Event",
        made.PROJECT: "ResearchProject",
        made.PERSON: "Person",
        made.BODY: "Organization",
        made.SERIES: "CreativeWorkSeries",
    }
    assert graph["@context"] == "https://schema.org"
    assert graph["@type"] == wanted.get(record, "Report")
    assert graph["@id"] == record.address
    assert all(graph.values()), "what is not known is not there"


def test_json_ld_of_an_event_says_where_and_when():
    graph = json.loads(format_named("jsonld").render(made.EVENT))
    assert graph["startDate"] == "2012-05-17"
    assert graph["location"] == {"@type": "Place", "name": "Pump Room, Bath"}
    assert graph["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert graph["organizer"][0]["name"] == "Pump Institute"
    assert graph["performer"][0]["name"] == "Sally Spout"


def test_plain_json_has_every_field_in_every_object():
    rows = json.loads(written("json", *made.ALL))
    names = [field.name for field in dataclasses.fields(made.REPORT)]
    assert all(list(row) == names for row in rows)
    assert rows[0]["date"] == "2012-05"
    assert json.loads(format_named("json").render(made.REPORT)) == rows[0]


# -- no records, and many ------------------------------------------------------------------------


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_file_of_no_records_can_be_read(extension):
    text = written(extension)
    if "json" in extension:
        json.loads(text)
    elif extension == "xml":
        ElementTree.fromstring(text)
    elif extension == "csv":
        assert text.count("\n") == 1  # the names of the columns
    else:
        assert not text


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_records_are_written_as_they_come(extension):
    """The first of endless records is out before the second is asked for."""

    def endless():
        while True:
            yield made.REPORT
            asked.append(True)

    asked: list[bool] = []
    pieces = format_named(extension).render_many(endless())
    head, first = next(pieces), next(pieces)
    assert "Pumps" in head + first
    assert not asked


# -- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("2012-05-17", "2012-05-17"),
        ("2012-21", "2012"),
        ("2008/2012", "2008/2012"),
        ("1998~", "1998"),
    ],
)
def test_dates_stay_as_partial_as_they_are(edtf, wanted):
    assert iso(PartialDate(edtf)) == wanted


def test_no_date_has_no_points():
    assert points(None) == []
    assert iso(None) == ""


# -- any text ------------------------------------------------------------------------------------

ANY = st.text(max_size=60).filter(lambda text: one_line(text))
NAMES = st.text(st.characters(categories=["L", "P", "S", "Zs"]), min_size=1, max_size=30).filter(
    lambda text: one_line(text)
)


@st.composite
def records(draw):
    return made.made_record(
        title=draw(ANY),
        subtitle=draw(ANY),
        summary=draw(ANY),
        venue=draw(ANY),
        rights=draw(ANY),
        first_page=draw(ANY),
        keywords=(draw(ANY),),
        publishers=(draw(ANY),),
        agents=(made.someone(draw(NAMES)), made.body(draw(NAMES))),
        date="2012-05-17",
    )


@given(records())
@settings(max_examples=120, deadline=None)
def test_any_text_gives_a_file_that_is_read_again(record):
    title, summary = one_line(record.full_title), readable(record.summary)
    [bib] = parsers.from_bibtex(written("bib", record))
    assert bib.title == title
    assert len(bib.authors) == 2
    [ris] = parsers.from_ris(written("ris", record))
    assert ris.title == title
    assert len(ris.authors) == 2
    assert ris.address == record.address
    [csl] = parsers.from_csl(json.loads(written("csl.json", record)))
    assert csl.title == title
    graph = json.loads(format_named("jsonld").render(record))
    assert graph["name"] == title
    assert graph.get("abstract", "") == summary
    root = ElementTree.fromstring(format_named("xml").render(record))
    assert root.findtext(f"{DC}title") == title
    assert json.loads(format_named("json").render(record))["title"] == record.title
    assert title.split()[0][:1] in written("md", record)
    assert record.address in written("txt", record)
