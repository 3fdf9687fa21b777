"""Abbreviations that an import learns: from which work, with which words of the source."""

import json

import pytest

from publications import models
from publications.importing import loading
from publications.importing.abbreviations import located
from tests.importing.conftest import REPORT

pytestmark = pytest.mark.django_db

TEACHING = (*REPORT, "# Partners", "Many Local Strategic Partnerships (LSPs) met.", "An LSP met.")


def uses() -> list[tuple[str, str, str]]:
    rows = models.AbbreviationUse.objects.select_related("abbreviation", "section").order_by("pk")
    return [(row.short, row.expansion, row.section.title if row.section else "") for row in rows]


def test_a_work_teaches_what_it_explains(folder):
    folder.write("report.txt", *TEACHING)
    folder.run()
    assert uses() == [("LSPs", "Local Strategic Partnerships", "Partners")]
    use = models.AbbreviationUse.objects.get()
    assert str(use.abbreviation) == "LSP: Local Strategic Partnerships"
    assert [use.source.text[start:end] for start, end in use.spans] == [
        "Local Strategic Partnerships (LSPs)"
    ]
    assert use.section.blocks[use.block]["runs"][0][0].startswith("Many Local Strategic")


def test_the_same_again_writes_nothing(folder):
    folder.write("report.txt", *TEACHING)
    folder.run()
    before = list(models.AbbreviationUse.objects.values())
    models.Source.objects.update(parser_version="an older one")
    folder.run()
    assert list(models.AbbreviationUse.objects.values()) == before


def test_what_is_explained_no_more_is_gone(folder):
    folder.write("report.txt", *TEACHING)
    folder.run()
    assert models.Abbreviation.objects.published().exists()
    folder.edit("report.txt", "Partnerships (LSPs)", "Partnerships")
    folder.run()
    assert uses() == []
    assert not models.Abbreviation.objects.published().exists()


def test_a_draft_explains_nothing_to_the_public(folder):
    folder.write("report.txt", *TEACHING)
    folder.run(drafts=True)
    assert uses()
    assert not models.Abbreviation.objects.published().exists()


def test_two_works_that_explain_the_same_share_it(folder):
    folder.write("report.txt", *TEACHING)
    folder.write(
        "other.txt",
        "KIND report",
        "TITLE Of partners",
        "# One",
        "The local strategic partnership (LSP) is new.",
    )
    folder.run()
    assert models.Abbreviation.objects.count() == 1
    assert {row[1] for row in uses()} == {
        "Local Strategic Partnerships",
        "local strategic partnership",
    }


def test_initials_of_a_person_of_the_text_are_no_term(folder):
    folder.write(
        "report.txt", *REPORT, "# Said", "We asked Ada Parish (AP) and an Area Partnership (AP)."
    )
    folder.run()
    assert uses() == [("AP", "Area Partnership", "Said")]


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("event | debate | On a Local Area Agreement (LAA) | Come.", "Local Area Agreement (LAA)"),
        ("event | debate | On pacts | A Local Area Agreement (LAA).", "Local Area Agreement (LAA)"),
        ("publication | note | Local Area Agreements (LAAs)", "Local Area Agreements (LAAs)"),
        ("news_item |  | Local Area Agreements (LAAs)", "Local Area Agreements (LAAs)"),
    ],
)
def test_an_entry_of_a_page_teaches_with_its_title_and_its_summary(folder, client, entry, place):
    folder.write("page.txt", "KIND project_page", "TITLE Pacts", f"ITEM 2009-10-07 | {entry}")
    folder.run()
    use = models.AbbreviationUse.objects.get()
    assert [use.source.text[start:end] for start, end in use.spans] == [place]
    page = client.get("/abbreviations/").text
    assert f'href="{use.work.get_absolute_url()}?q=' in page
    evidence = client.get(f"{use.work.get_absolute_url()}evidence/").text
    assert "Abbreviation" in evidence
    before = list(models.AbbreviationUse.objects.values())
    models.Source.objects.update(parser_version="an older one")
    folder.run()
    assert list(models.AbbreviationUse.objects.values()) == before
    type(use.work).objects.update(status="withdrawn")
    assert "Local Area" not in client.get("/abbreviations/").text


def test_a_text_is_shown_before_the_title_that_explains_the_same(folder):
    lines = [
        line.replace("Power to", "Local Strategic Partnerships (LSPs) of") for line in TEACHING
    ]
    folder.write("report.txt", *lines)
    folder.run()
    assert uses() == [("LSPs", "Local Strategic Partnerships", "Partners")]


@pytest.mark.parametrize("name", ["title", "summary"])
def test_a_line_of_an_event_teaches(tmp_path, name):
    line = {"type": "event", "title": "A debate", "import_key": "test:debate"}
    line[name] = "On a Local Area Agreement (LAA)"
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(line) + "\n", "utf-8")
    assert not loading.load(path).wrong
    use = models.AbbreviationUse.objects.get()
    assert (use.work, use.short) == (models.Event.objects.get(), "LAA")


def test_lines_of_records_teach_too(folder, tmp_path):
    lines = [
        {
            "type": "publication",
            "kind": "report",
            "title": f"Partners {number}",
            "import_key": f"test:partners:{number}",
            "sections": [
                {
                    "anchor": "one",
                    "position": 0,
                    "blocks": [
                        {"kind": "paragraph", "text": "Nothing."},
                        {"kind": "paragraph", "text": "A Local Area Agreement (LAA) is new."},
                    ],
                }
            ],
        }
        for number in (1, 2)
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert not loading.load(path).wrong
    assert models.Abbreviation.objects.get().short_key == "laa"
    assert [(use.section.anchor, use.block) for use in models.AbbreviationUse.objects.all()] == [
        ("one", 1)
    ] * 2


def test_a_line_that_brings_an_abbreviation_and_one_that_explains_it(tmp_path):
    text = "A Local Area Agreement (LAA) is new."
    work = {
        "type": "publication",
        "kind": "report",
        "title": "Partners",
        "import_key": "test:partners",
        "sections": [
            {"anchor": "one", "position": 0, "blocks": [{"kind": "paragraph", "text": text}]}
        ],
    }
    named = {
        "type": "abbreviation",
        "slug": "laa-local-area-agreement",
        "short": "LAA",
        "expansion": "Local area agreement",
    }
    path = tmp_path / "records.jsonl"
    path.write_text(f"{json.dumps(work)}\n{json.dumps(named)}\n", "utf-8")
    assert not loading.load(path).wrong
    use = models.AbbreviationUse.objects.get()
    assert use.abbreviation.expansion == "Local area agreement"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Local  Part-\nnerships (LPs) met", "Local Partnerships (LPs)", ((0, 27),)),
        ("Local Partnerships3 (LPs) met", "Local Partnerships (LPs)", ((0, 25),)),
        ("Local Partners only", "Local Partnerships (LPs)", None),
    ],
)
def test_words_are_found_again_in_the_source(source, text, expected):
    assert located(source, ((0, len(source)),), text, 0, len(text)) == expected


def test_words_over_the_end_of_a_page_are_in_two_places():
    source = "Local Part-\n41\nnerships (LPs)"
    found = located(source, ((0, 10), (15, 29)), "Local Partnerships (LPs)", 0, 24)
    assert [source[start:end] for start, end in found] == ["Local Part", "nerships (LPs)"]
