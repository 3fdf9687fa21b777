"""``manage.py inspect``: the JSON of the contract, every bad input, and no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from publications.parsing.document import (
    Block,
    Box,
    DateValue,
    Document,
    FileReference,
    Footnote,
    Identifier,
    Item,
    Organisation,
    Person,
    Place,
    Price,
    Quotation,
    Run,
    Section,
    Series,
    Value,
)
from publications.parsing.inspection import to_json
from publications.parsing.readers import read
from publications.partial_dates import PartialDate
from tests.builders_pdf import Line, broken_pdf, image_only_pdf, locked_pdf, make_pdf

ROOT = Path(__file__).resolve().parents[2]

CONTRACT = {
    "source",
    "kind",
    "title",
    "subtitle",
    "date",
    "people",
    "organisations",
    "identifiers",
    "series",
    "price",
    "sections",
    "footnotes",
    "items",
    "quotations",
    "boxes",
    "biographies",
    "files",
    "warnings",
    "coverage",
}


def inspect(*arguments: str, stdin: bytes = b"", **environment: str):
    """Run the command as its users do, where no database could be reached."""
    return subprocess.run(
        [sys.executable, "manage.py", "inspect", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        timeout=120,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"} | environment,
    )


@pytest.fixture
def made(tmp_path):
    """Write bytes to a file and give its path."""

    def write(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


def test_prints_json_without_a_database(made):
    result = inspect(made("a.txt", "A café’s title\n\nText.".encode()), LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    found = json.loads(result.stdout)
    assert found.keys() >= CONTRACT
    assert found["source"] | {"sha256": ""} == {
        "name": "a.txt",
        "sha256": "",
        "media_type": "text/plain",
        "bytes": 24,
        "characters": 21,
        "encoding": "utf-8",
        "pages": None,
        "metadata": {},
    }
    assert "café’s" in result.stdout.decode()


def test_reads_standard_input():
    result = inspect("-", "--indent", "0", stdin=b"A title\n\nText.")
    assert json.loads(result.stdout)["source"]["name"] == "stdin"
    assert result.stdout.count(b"\n") == 1


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("seeds/*.txt")))
def test_every_seed_keeps_the_contract(name, capsys):
    call_command("inspect", str(ROOT / "seeds" / name))
    found = json.loads(capsys.readouterr().out)
    assert found.keys() >= CONTRACT
    size = found["source"]["characters"]
    lost = sum(each["end"] - each["start"] for each in found["coverage"]["left_out"])
    assert found["coverage"]["placed"] + lost == found["coverage"]["characters"] == size
    assert all(0 <= start < end <= size for start, end in evidence_in(found))


def evidence_in(value):
    """Every span of evidence anywhere in the JSON."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key.endswith("evidence") and isinstance(child, list):
                yield from child
            else:
                yield from evidence_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from evidence_in(child)


BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b"\n \n", "is blank"),
    ("nul.txt", b"a\x00b", "holds NUL bytes, so it is not text"),
    ("large.txt", b"x" * 50_000_000, "has 50.0 MB; the limit for a text is 20 MB"),
    ("broken.pdf", broken_pdf(), "is a broken PDF and cannot be read"),
    ("locked.pdf", locked_pdf(), "is locked with a password"),
    ("images.pdf", image_only_pdf(), "holds images of pages and no text; it needs OCR"),
    ("none.pdf", make_pdf([]), "has no pages"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[each[0] for each in BAD])
def test_bad_input_is_one_clear_line(made, capsys, name, data, reason):
    with pytest.raises(CommandError) as caught:
        call_command("inspect", made(name, data))
    assert str(caught.value) == f"{name}: {reason}"
    assert caught.value.returncode == 1
    assert capsys.readouterr().out == ""


def test_what_is_no_file_is_one_clear_line(tmp_path):
    for target, reason in (
        (str(tmp_path / "missing.txt"), "does not exist"),
        (str(tmp_path), "is a folder, not a file"),
        (os.devnull, "is not a regular file"),
    ):
        with pytest.raises(CommandError, match=reason) as caught:
            call_command("inspect", target)
        assert caught.value.returncode == 1


def test_a_sparse_file_beyond_all_limits_is_not_loaded(tmp_path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(CommandError, match="the limit for a file is 200 MB"):
        call_command("inspect", str(path))


def test_exit_status_and_streams(made):
    bad = inspect(made("locked.pdf", locked_pdf()))
    assert (bad.returncode, bad.stdout) == (1, b"")
    assert bad.stderr.decode().strip() == "CommandError: locked.pdf: is locked with a password"
    misuse = inspect()
    assert (misuse.returncode, misuse.stdout) == (2, b"")


def test_windows_1252_and_a_long_line_are_read(made, capsys):
    call_command("inspect", made("a.txt", "It’s a title\n\nText".encode("cp1252")))
    found = json.loads(capsys.readouterr().out)
    assert "decoded_as_windows_1252" in [each["code"] for each in found["warnings"]]
    # Two megabytes of it are parsed in `test_registry`.
    call_command("inspect", made("long.txt", b"word " * 40_000))
    assert json.loads(capsys.readouterr().out)["source"]["characters"] == 200_000


def test_a_pdf_has_pages(made, capsys):
    call_command("inspect", made("a.pdf", make_pdf([[Line("A title", 72, 700, 18)]] * 2)))
    found = json.loads(capsys.readouterr().out)
    assert found["source"]["media_type"] == "application/pdf"
    assert found["source"]["pages"] == 2


def test_every_value_is_shown_under_its_name():
    """One document with one of everything; the names are a contract."""
    at = ((0, 4),)
    block = Block(
        "item", (Run("Words"), Run("¹", "note", "1"), Run(" on")), at, marker="-", level=1, page="3"
    )
    table = Block("table", (), at, rows=((Value("a", at), Value("b", at)),))
    person = Person("Jo Bloggs", "JO BLOGGS", "author", "Leader", at, at)
    date = DateValue(PartialDate("2010-03"), "March 2010", at)
    found = to_json(
        Document(
            source=read(b"Text of it", "a.txt"),
            kind="report",
            title=Value("Title", at),
            subtitle=Value("Sub", at),
            date=date,
            description=(block, block),
            people=(person,),
            organisations=(Organisation("A Trust", "publisher", "AT", at),),
            places=(Place("Anytown", at),),
            identifiers=(Identifier("isbn", "978", "ISBN 978", at),),
            series=Series("Series", "11", at),
            price=Price("20.10", "GBP", "2.50", at),
            rights=Value("All", at),
            sections=(Section(1, "One", "section", (block, table), at, "1", "3", (person,), at),),
            boxes=(Box("Case", (block,), at, section=0),),
            footnotes=(Footnote("1", "Note", ("http://a.b/",), at, at, 0, "3"),),
            quotations=(Quotation("Q", "Jo", "Leader", "quoted", at),),
            items=(
                Item("I", date, "event", "", "G", "S", "False", at, hosts=(), people=(person,)),
            ),
            files=(FileReference("a.pdf", "application/pdf", at),),
            imprint=(block,),
            contents=(Value("One 3", at),),
        )
    )
    spans = [[0, 4]]
    assert json.loads(json.dumps(found)) == found
    assert found["date"] == {"edtf": "2010-03", "printed": "March 2010"}
    assert found["series"] == {"title": "Series", "number": 11}
    assert found["price"] == {"amount": "20.10", "currency": "GBP", "postage": "2.50"}
    assert found["description"] == "Words on\n\nWords on"
    assert found["people"][0]["evidence"] == spans
    assert found["evidence"]["title"] == found["evidence"]["price"] == spans
    section = found["sections"][0]
    assert (section["number"], section["page"], section["people"][0]["name"]) == (
        "1",
        "3",
        "Jo Bloggs",
    )
    assert section["blocks"] == [
        {
            "kind": "item",
            "text": "Words on",
            "marker": "-",
            "level": 1,
            "page": "3",
            "notes": ["1"],
            "evidence": spans,
        },
        {"kind": "table", "text": "a\tb", "rows": [["a", "b"]], "evidence": spans},
    ]
    assert found["boxes"][0]["text"] == "Words on"
    assert found["footnotes"][0]["urls"] == ["http://a.b/"]
    item = found["items"][0]
    assert (item["form"], item["venue"], item["flag"], item["date"]["edtf"]) == (
        None,
        None,
        "False",
        "2010-03",
    )
    assert found["imprint"][0]["text"] == "Words on"
    assert found["contents"] == [{"text": "One 3", "evidence": spans}]


@pytest.mark.parametrize(
    ("number", "shown"), [("11", 11), ("", None), ("XI", "XI"), ("3a", "3a"), ("²", "²")]
)
def test_a_series_number_is_a_number_when_it_is_one(number, shown):
    source = read(b"Text", "a.txt")
    document = Document(source, "report", series=Series("S", number, ((0, 4),)))
    assert to_json(document)["series"]["number"] == shown


def test_what_a_text_has_not_is_null_or_empty():
    found = to_json(Document(read(b"Text", "a.txt"), "unknown"))
    for name in ("title", "subtitle", "date", "series", "price", "description", "rights"):
        assert found[name] is None
    for name in ("people", "sections", "items", "boxes", "files", "footnotes", "warnings"):
        assert found[name] == []
