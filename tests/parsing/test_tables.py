"""Tables of works: separators, encodings, headers, cells with their places, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.parsing.errors import ParseError
from publications.parsing.tables import cells, columns, reading, values
from publications.parsing.tables import read_table as read

HEADER = "title,date,authors\n"


def table(text, name="works.csv", encoding="utf-8"):
    return read(text.encode(encoding), name)


def row(text, name="works.csv"):
    found = table(text, name)
    assert found.refused == []
    [only] = found.rows
    return only


def words(found, evidence):
    [(start, end)] = evidence
    return found.source.text[start:end]


# -- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_a_spreadsheet_writes_is_read(encoding, separator, ending):
    lines = [["Title", "Year"], ["Café “parish”", "2008"], ['"A; B, C"', "2009"]]
    text = ending.join(separator.join(line) for line in lines)
    found = table(text, encoding=encoding)
    assert [(each.title, each.date.date.edtf) for each in found.rows] == [
        ("Café “parish”", "2008"), ("A; B, C", "2009"),
    ]  # fmt: skip


def test_excel_may_say_its_separator():
    assert row("sep=;\ntitle;date\nPumps, and more;2008\n").title == "Pumps, and more"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "no column “title”"),
        (b'title,date\n"Pumps,2008\n', "row 2 that is never closed"),
        (b"title,date,year\nPumps,2008,2009\n", "two columns for date"),
        (b"title\n\x00", "NUL"),
        (b"title\n" + b"x\n" * (reading.MOST_ROWS + 1), "more than 5,000 rows"),
        (b"title\n" + b"x" * reading.LARGEST, "larger than 10 MB"),
    ],
    ids=["empty", "no title", "open quote", "twice", "NUL", "rows", "bytes"],
)
def test_what_is_no_table_is_refused_in_words(data, told):
    with pytest.raises(ParseError, match=told):
        read(data, "works.csv")


def test_a_file_named_ris_must_be_ris():
    with pytest.raises(ParseError, match="no RIS file"):
        table("title\nPumps\n", "works.ris")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text):
    try:
        found = table("title,authors,isbn\n" + text)
    except ParseError:
        return
    for each in found.rows:
        for value in each.values.values():
            assert all(0 <= a < b <= len(found.source.text) for a, b in value.evidence)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=2)))
def test_cells_come_back_as_a_writer_wrote_them(lines):
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(lines)
    wanted = [[each.strip() for each in line] for line in lines]
    wanted = [line for line in wanted if any(line)]
    found = [[each.text for each in line] for line in cells.rows_of(file.getvalue(), ",")]
    guarded = [[cells._GUARD.sub("", each, count=1) if each[:1] == "'" else each for each in line]
               for line in wanted]  # fmt: skip
    assert found == guarded


# -- the columns -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Title", "title"),
        (" TITLE ", "title"),
        ("Author(s)", "authors"),
        ("date_edtf", "date"),
        ("Publication Year", "date"),
        ("ISBN-13", "isbn"),
        ("series_number", "series number"),
        ("Abstract", "summary"),
        ("whatever", ""),
    ],
)
def test_headers_are_mapped_forgivingly(header, column):
    assert columns.column_of(header) == column


def test_no_name_means_two_columns():
    names = [other for each in columns.COLUMNS for other in (each.name, *each.others)]
    assert len(names) == len(set(names))


def test_columns_that_mean_nothing_are_told():
    found = table("title,colour,address\nPumps,red,https://example.org/\n")
    assert found.unknown == ["colour"]


@pytest.mark.parametrize(
    ("type_", "kind", "found"),
    [
        ("", "", ("publication", "other")),
        ("", "Report", ("publication", "report")),
        ("", "Research note", ("publication", "research_note")),
        ("", "press_release", ("news", "press_release")),
        ("event", "speech", ("event", "speech")),
        ("", "speech", ("publication", "speech")),
        ("news", "", ("news", "news")),
        ("report", "", ("publication", "report")),
    ],
)
def test_kinds_by_name(type_, kind, found):
    assert columns.kind_of(type_, kind) == found


# -- the cells -------------------------------------------------------------------------------


def test_every_value_has_the_words_it_came_from_and_its_row():
    found = table(
        'title,date,authors,isbn,summary\n'
        '"Pumps, old","March 2008","Parish, Ada; Ben Pump",978-0-00-000000-2,"They ""work"""\n'
    )  # fmt: skip
    [only] = found.rows
    assert words(found, only.values["title"].evidence) == "Pumps, old"
    assert only.date.date.edtf == "2008-03"
    assert words(found, only.date.evidence) == "March 2008"
    assert [(each.name, words(found, each.evidence)) for each in only.people] == [
        ("Ada Parish", "Parish, Ada"), ("Ben Pump", "Ben Pump"),
    ]  # fmt: skip
    assert words(found, only.identifiers[0].evidence) == "978-0-00-000000-2"
    assert only.values["summary"].text == 'They "work"'
    assert words(found, only.values["summary"].evidence) == 'They ""work""'
    assert found.source.page_at(only.evidence[0][0]).label == "2"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ada Parish", ["Ada Parish"]),
        ("Ada Parish; Ben Pump", ["Ada Parish", "Ben Pump"]),
        ("Ada Parish, Ben Pump and Cat Green", ["Ada Parish", "Ben Pump", "Cat Green"]),
        ("Ada Parish & Ben Pump", ["Ada Parish", "Ben Pump"]),
        ("Parish, Ada", ["Ada Parish"]),
        ("Parish, Ada; Pump, Ben", ["Ada Parish", "Ben Pump"]),
        ("Parish, Ada | Pump, Ben", ["Ada Parish", "Ben Pump"]),
        ("de Groot, Lucy", ["Lucy de Groot"]),
        ("Lord Porter", ["Lord Porter"]),
        ("Pump, J. K.", ["J. K. Pump"]),
    ],
)
def test_several_names_in_one_cell(cell, people):
    assert [each.name for each in row(f'title,authors\nPumps,"{cell}"\n').people] == people


def test_what_has_not_the_form_of_a_name_is_a_body_and_that_is_told():
    only = row("title,authors\nPumps,Institute for the Study of Parishes\n")
    assert [each.name for each in only.organisations] == ["Institute for the Study of Parishes"]
    assert "organisation" in only.warnings[0]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2008", "2008"), ("March 2008", "2008-03"), ("2008-03", "2008-03"),
        ("17/03/2008", "2008-03-17"), ("17.03.2008", "2008-03-17"),
        ("2008/03/17/", "2008-03-17"), ("2008/2012", "2008/2012"),
        ("2008/03//", "2008-03"), ("2008///", "2008"), ("Spring 2008", "2008-21"),
    ],
)  # fmt: skip
def test_dates_as_exact_as_written(text, edtf):
    assert values.date_of(text).edtf == edtf


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('"",2008,,', "no title"),
        ("Pumps,soon,,", "“soon” is not a date"),
        ("Pumps,,978-0-00-000000-3,", "wrong check digit"),
        ("Pumps,,9.78E+12,", "cut by a spreadsheet"),
        ("Pumps,,12345,", "5 digits, not 10 or 13"),
        ("Pumps,,,poem", "“poem” is no kind"),
        ("Pumps,,,report,more", "more cells than the header"),
    ],
)
def test_a_row_is_refused_with_the_reason_and_the_others_are_read(line, told):
    found = table(f"title,date,isbn,kind\nBefore,2001,,\n{line}\nAfter,2002,,\n")
    assert [each.title for each in found.rows] == ["Before", "After"]
    [refusal] = found.refused
    assert told in refusal.reason
    assert refusal.number == 3


@pytest.mark.parametrize(
    ("normalise", "right", "wrong"),
    [
        (values.isbn_of, "0-306-40615-2", "0-306-40615-3"),
        (values.isbn_of, "ISBN 080442957X", "0804429571"),
        (values.issn_of, "0317-8471", "0317-8472"),
        (values.doi_of, "https://doi.org/10.1000/182", "11.1000/182"),
    ],
)
def test_check_digits_are_verified(normalise, right, wrong):
    assert normalise(right)
    with pytest.raises(ValueError, match=r"“|digit"):
        normalise(wrong)


def test_isbns_of_ten_and_thirteen_digits_are_one():
    assert values.other_isbn("0306406152") == "9780306406157"
    assert values.other_isbn("9780306406157") == "0306406152"
    assert values.other_isbn("080442957X") == "9780804429573"
    assert values.other_isbn("9791034705979") == "9791034705979"


# -- RIS -------------------------------------------------------------------------------------

RIS = """TY  - RPRT
AU  - Parish, Ada
AU  - Institute of Parishes
TI  - Pumps: how they
  work
PY  - 2008
DA  - 2008/03//
PB  - Pump Press
SN  - 9780306406157
DO  - 10.1000/182
T2  - Parish papers
KW  - Water
KW  - Parishes
ER  -

TY  - NEWS
TI  - Pump found
DA  - 2008/03/17/
ER  -
"""


def test_references_of_ris():
    found = table(RIS.replace("\n", "\r\n"), "works.ris")
    assert found.refused == []
    first, second = found.rows
    assert (first.type, first.kind, first.title) == (
        "publication",
        "report",
        "Pumps: how they work",
    )
    assert words(found, first.values["title"].evidence) == "Pumps: how they\n  work"
    assert first.date.date.edtf == "2008-03"
    assert [each.name for each in first.people] == ["Ada Parish"]
    assert [(each.name, each.role) for each in first.organisations] == [
        ("Institute of Parishes", "author"), ("Pump Press", "publisher"),
    ]  # fmt: skip
    assert [(each.scheme, each.value) for each in first.identifiers] == [
        ("isbn", "9780306406157"), ("doi", "10.1000/182"),
    ]  # fmt: skip
    assert [each.text for each in first.topics] == ["Water", "Parishes"]
    assert first.series.title == "Parish papers"
    assert (second.type, second.date.date.edtf) == ("news", "2008-03-17")
    assert [page.label for page in found.source.pages] == ["1", "2"]


@pytest.mark.parametrize("pages", ["11-19", "11 – 19", "11--19", "pp. 11–19"])
def test_two_pages_in_one_cell_are_the_first_and_the_last(pages):
    found = table(f"title,pages\nPumps,{pages}\n")
    [only] = found.rows
    for name, page in (("first page", "11"), ("last page", "19")):
        assert only.values[name].text == words(found, only.values[name].evidence) == page


def test_pages_in_columns_of_their_own_are_kept_as_they_are():
    only = row("title,start page,end page\nPumps,A-11,A-19\n")
    assert (only.values["first page"].text, only.values["last page"].text) == ("A-11", "A-19")
    assert "last page" not in row("title,page\nPumps,11\n").values
