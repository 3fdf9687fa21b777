"""Lines of records that are wrong are told, and what is there is never overwritten."""

import json

import pytest
from psycopg.errors import UniqueViolation

from publications import models
from publications.exports import bulk
from publications.identifiers import identifier_for
from publications.importing import loading
from tests.bench import records as bench
from tests.machine.record_files import load, wrong

ORCID = {"scheme": "orcid", "value": "1-2"}
GOOD = {
    "type": "author",
    "import_key": "good",
    "name": "Ada Parish",
    "authority_identifiers": [ORCID],
}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ([], "is not an object"),
        ({"type": "nonsense"}, "has no type"),
        ({"type": ["author"]}, "has no type"),
        ({"type": "author", "name": "Ada"}, "has no valid identifier"),
        ({"type": "author", "identifier": "0123456789bx", "name": "A"}, "has no valid identifier"),
        ({"type": "author", "import_key": "x"}, "name is missing"),
        ({"type": "author", "import_key": "x", "name": ""}, "name is missing"),
        ({"type": "author", "import_key": "x", "name": 5}, "name is not a text"),
        ({"type": "author", "import_key": "x", "name": "a\0b"}, "NUL"),
        ({"type": "author", "import_key": "x", "name": "a\ud800b"}, "half a character"),
        ({"type": "author", "import_key": "x", "name": "x" * 201}, "longer than 200"),
        ({"type": "author", "import_key": "x", "name": "A", "nmae": "B"}, "nmae is no member"),
        ({"type": "author", "import_key": "x", "name": "A", "status": "gone"}, "status is none of"),
        ({"type": "author", "import_key": "x", "name": "A", "updated_at": "2010"}, "time zone"),
        (
            {"type": "author", "import_key": "x", "name": "A", "variants": {}},
            "is not a list",
        ),
        (
            {"type": "author", "import_key": "x", "name": "A", "variants": [{}]},
            "[0].printed",
        ),
        ({"type": "author", "import_key": "x", "name": "A", "slug": "a b"}, "slug is not a slug"),
        ({"type": "event", "import_key": "x", "title": "A", "date_edtf": "2010-13"}, "date_edtf"),
        ({"type": "event", "import_key": "x", "title": "A", "date_edtf": "0000"}, "date_edtf"),
        (
            {"type": "publication", "import_key": "x", "title": "A", "price_amount": "1e99"},
            "price_amount",
        ),
        ({"type": "publication", "import_key": "x", "title": "A", "position": -1}, "position"),
        ({"type": "publication", "import_key": "x", "title": "A", "position": 2**31}, "position"),
        (
            {"type": "publication", "import_key": "x", "title": "A", "part_of": "nowhere"},
            "'nowhere', which is not to be had",
        ),
        (
            {"type": "publication", "import_key": "x", "title": "A", "contributions": [{}]},
            "contributions[0] needs one of",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": 0, "anchor": "a", "blocks": ["text"]}],
            },
            "sections[0].blocks[0] is not a block",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": 0, "anchor": "a", "parent": "b"}],
            },
            "sections[0].parent names no section",
        ),
        (
            {
                "type": "publication",
                "import_key": "x",
                "title": "A",
                "sections": [{"position": n, "anchor": "a"} for n in range(2)],
            },
            "sections[1] repeats 'a'",
        ),
        ({"type": "author", "import_key": "good", "name": "Again"}, "is that of line 1 too"),
        (
            {"type": "author", "import_key": "x", "name": "A", "authority_identifiers": [ORCID]},
            "authority_identifier.orcid '1-2' is that of line 1 too",
        ),
        (
            {
                "type": "organisation",
                "import_key": "x",
                "name": "A",
                "authority_identifiers": [{"scheme": "isni", "value": "1"}] * 2,
            },
            "authority_identifiers[1] repeats 'isni', '1'",
        ),
        (
            {
                "type": "author",
                "import_key": "x",
                "name": "A",
                "authority_identifiers": [{"scheme": "post", "value": "1"}],
            },
            "authority_identifiers[0].scheme is none of",
        ),
    ],
)
def test_wrong_lines_are_told_and_the_rest_goes_on(db, tmp_path, line, reason):
    loaded = load(tmp_path, GOOD, line, {"type": "author", "import_key": "other", "name": "B"})
    ((number, said),) = wrong(loaded)
    assert number == 2
    assert reason in said
    assert loaded.counts == {"author": 2}
    assert models.Author.objects.count() == 2


def test_lines_that_are_not_json(db, tmp_path):
    path = tmp_path / "in.jsonl"
    good = json.dumps(GOOD).encode()
    path.write_bytes(b"\n".join([b"{", b"", b"\xff\xfe", b'{"type": NaN}', b"[" * 100_000, good]))
    loaded = loading.load(path)
    assert [each.line for each in loaded.wrong] == [1, 3, 4, 5]
    assert loaded.counts == {"author": 1}


def test_what_refers_to_a_wrong_line_is_wrong_too(db, tmp_path):
    collection = identifier_for("collection")
    loaded = load(
        tmp_path,
        {
            "type": "publication",
            "import_key": "essay",
            "title": "An essay",
            "part_of": collection,
        },
        {"type": "publication", "import_key": "collection", "title": ""},
        {"type": "event", "import_key": "e", "title": "E", "launched": identifier_for("essay")},
    )
    assert [number for number, _ in wrong(loaded)] == [1, 2, 3]
    assert not loaded.counts


def test_nothing_is_overwritten(archive, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(bulk.lines()), "utf-8")
    before = path.read_text("utf-8")
    loaded = loading.load(path)
    assert not loaded.counts
    assert "is in the archive already" in loaded.wrong[0].reason
    assert "".join(bulk.lines()) == before


def test_a_record_may_refer_to_what_is_there(archive, tmp_path):
    loaded = load(
        tmp_path,
        {
            "type": "publication",
            "import_key": "new",
            "title": "New",
            "part_of": archive.collection.identifier,
            "contributions": [{"author": archive.author.identifier}],
            "topics": [{"topic": "housing"}],
        },
    )
    assert not loaded.wrong
    assert models.Publication.objects.get(title="New").part_of == archive.collection


def test_an_identifier_in_an_authority_file_is_that_of_one_person(archive, tmp_path):
    models.AuthorityIdentifier.objects.create(author=archive.author, **ORCID)
    other = {**GOOD, "import_key": "other", "authority_identifiers": [{**ORCID, "value": "3"}]}
    same_number = {**ORCID, "scheme": "isni"}
    third = {**GOOD, "import_key": "third", "authority_identifiers": [same_number]}
    loaded = load(tmp_path, GOOD, other, third)
    assert wrong(loaded) == [(1, "orcid '1-2' is in the archive already")]
    assert loaded.counts == {"author": 2}


def test_a_retired_identifier_is_not_given_again(archive, tmp_path):
    models.FormerIdentifier.objects.create(
        identifier=identifier_for("gone"), successor=archive.report.identifier
    )
    loaded = load(tmp_path, {"type": "author", "import_key": "gone", "name": "A"})
    assert len(loaded.wrong) == 1


def test_what_the_database_refuses_leaves_nothing(db, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 7)
    path = tmp_path / "made.jsonl"
    path.write_text("".join(bench.made_lines(20, words=400)), "utf-8")
    copy = loading._copy

    def refuse_texts(cursor, model, columns, rows):
        if model is models.Section and models.Section.objects.exists():
            rows = [*rows, rows[0]]
        copy(cursor, model, columns, rows)

    monkeypatch.setattr(loading, "_copy", refuse_texts)
    with pytest.raises(UniqueViolation):
        loading.load(path)
    assert not models.Author.objects.exists()
