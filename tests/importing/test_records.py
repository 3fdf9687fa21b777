"""Which records a document becomes, and what hangs on each."""

from decimal import Decimal

import pytest

from publications import models
from publications.identifiers import identifier_for

pytestmark = pytest.mark.django_db


def test_a_report_becomes_a_publication_with_all_that_is_printed_in_it(three):
    report = models.Publication.objects.get(kind="report")
    assert report.title == "Power to the Parishes"
    assert report.subtitle == "A way there"
    assert (report.date_edtf, report.date_printed) == ("2010-03", "2010-03")
    assert (report.price_amount, report.price_currency) == (Decimal("20.00"), "GBP")
    assert report.price_postage == Decimal("1.25")
    assert (report.series.title, report.series_number) == ("Parish papers", "3")
    assert report.rights == "(c) Parish Trust"
    assert report.import_key == "report:isbn:9780000000002"
    assert report.identifier == identifier_for("report:isbn:9780000000002")
    assert report.slug == "power-to-the-parishes"
    assert report.summary == ""
    assert [
        (c.role, str(c.agent), c.printed, c.affiliation) for c in report.contributions.all()
    ] == [
        ("author", "Ada Parish", "ADA PARISH", "Clerk, Long Wittenham"),
        ("foreword", "Ben Pump", "Ben Pump", ""),
        ("publisher", "Parish Trust", "Parish Trust", ""),
    ]
    assert report.biographies.get().author.name == "Ada Parish"
    quotation = report.quotations.get()
    assert (quotation.author.name, quotation.printed) == ("Ben Pump", "Sir Ben Pump")


def test_sections_form_a_tree_with_boxes_where_they_stand(three):
    report = models.Publication.objects.get(kind="report")
    rows = list(report.sections.select_related("parent"))
    assert [(row.level, row.kind, row.title, str(row.parent or "")) for row in rows] == [
        (1, "section", "The case for housing", ""),
        (2, "box", "One parish", "The case for housing"),
        (2, "section", "What stands in the way", "The case for housing"),
        (1, "section", "What next", ""),
    ]
    assert rows[0].blocks[0]["runs"] == [
        ["Parishes can build.", "", "", ""],
        ["1", "note", "1", ""],
        ["", "", "", ""],
    ]
    assert rows[0].blocks[1]["box"] == rows[1].anchor == "one-parish"
    assert report.footnotes.get().section == rows[0]


def test_each_essay_is_a_publication_inside_its_collection(three):
    collection = models.Publication.objects.get(kind="essay_collection")
    pumps, greens = collection.parts.order_by("position")
    assert (pumps.kind, pumps.position, pumps.date_edtf) == ("essay", 1, "2014-11")
    assert [row.title for row in pumps.sections.all()] == ["", "Their handles"]
    assert [note.text for note in pumps.footnotes.all()] == ["A note on pumps."]
    assert [note.text for note in greens.footnotes.all()] == ["A note on greens."]
    assert pumps.contributions.get().author.name == "Ben Pump"
    assert greens.quotations.get().author.name == "Ada Parish"
    assert greens.biographies.get().author.name == "Cat Green"
    assert [row.title for row in collection.sections.all()] == ["Introduction"]
    assert not collection.contributions.filter(role="author").exists()
    assert pumps.import_key.startswith("essay:essay_collection:voices of the parish")


@pytest.mark.parametrize(
    ("first", "leaves", "last"),
    [
        ("8", "89", "9"),
        ("", "89", ""),  # where it begins is not printed
        ("11", "89", ""),  # its pages are counted in another way
        ("8", "88", ""),
    ],
)
def test_an_essay_ends_on_the_page_of_its_last_words(folder, first, leaves, last):
    folder.write(
        "pages.txt",
        "KIND essay_collection",
        "TITLE Voices of the Parish",
        f"LEAF {leaves[0]}",
        f"ESSAY On Pumps | Ben Pump | {first}",
        "Pumps matter.",
        "# Their handles",
        f"LEAF {leaves[1]}",
        "Handles too.",
        "LEAF 10",
        "ESSAY On Greens | Cat Green | 10",
        "Greens matter.",
    )
    folder.run()
    pumps = models.Publication.objects.get(title="On Pumps")
    assert (pumps.first_page, pumps.last_page) == (first, last)
    text = models.Source.objects.get().text
    spans = models.Evidence.objects.filter(record=pumps.identifier, field="last_page")
    found = [text[each.start : each.end] for each in spans.order_by("-start")]
    assert found == (["Handles too.", "9"] if last else [])


def test_a_project_page_becomes_a_project_and_its_entries(three):
    project = models.Project.objects.get()
    assert project.summary == "What parishes may become."
    assert project.quotations.get().author.name == "Cat Green"
    entries = list(project.entries.all())
    assert [(type(e.work).__name__, e.work.kind, e.gathering) for e in entries] == [
        ("Publication", "research_note", "output"),
        ("Event", "launch", "output"),
        ("NewsItem", "press_release", "output"),
        ("NewsItem", "news", "related"),
    ]
    note, launch = entries[0].work, entries[1].work
    assert launch.launched == note
    assert launch.venue == "Hall"
    assert launch.contributions.get().organisation.name == "Parish Trust"
    assert note.import_key == "entry:2009-10-07:can parishes deliver"
    assert entries[3].work.group == "News of others"


def test_an_article_and_what_stands_beside_it(folder):
    folder.write(
        "article.txt",
        "KIND news_article",
        "TITLE Parishes to decide more",
        "A guide says so.",
        "QUOTE We like it | Ada Parish | clerk",
        "BODY Parish Trust | mentioned",
        "PLACE Long Wittenham",
        "PLACE Long Wittenham",
        "GROUP blog",
        "ITEM 2017-08-07 | news_item | blog | Social value | A teaser.",
    )
    folder.run()
    article = models.NewsItem.objects.get(kind="news")
    assert article.sections.get().blocks[0]["runs"][0][0] == "A guide says so."
    assert article.quotations.get().affiliation == "clerk"
    assert len(article.places.get().spans) == 2
    beside = models.NewsItem.objects.get(kind="blog")
    assert (beside.title, beside.group) == ("Social value", "blog")
    assert beside.import_key == "entry:2017-08-07:social value"


def test_a_text_of_unknown_form_is_a_draft_and_said_so(folder):
    folder.write("odd.txt", "KIND unknown", "TITLE Odd", "Text.")
    report = folder.run()
    row = models.Publication.objects.get()
    assert (row.status, row.kind) == ("draft", "other")
    assert not models.Publication.objects.published().exists()
    assert "kept_as_draft" in [notice.code for notice in report.results[0].notices]


def test_a_text_without_title_goes_by_its_file_as_a_draft(folder):
    folder.write("nameless.txt", "KIND report", "Text.")
    report = folder.run()
    row = models.Publication.objects.get()
    assert (row.title, row.status) == ("nameless", "draft")
    assert "title_missing" in [notice.code for notice in report.results[0].notices]


def test_long_text_is_indexed_in_small_passages_without_losing_a_word(folder):
    words = " ".join(f"word{number}" for number in range(5_000))
    folder.write("long.txt", "TITLE Long", "# Heading", words, "x" * 100_000)
    folder.run()
    passages = list(models.Passage.objects.order_by("position"))
    assert all(len(passage.text.split()) <= 310 for passage in passages)
    found = " ".join(passage.text for passage in passages).split()
    assert found[:5_001] == ["Heading", *words.split()]
    assert models.Passage.objects.filter(search_vector="word4999").count() == 1


def test_what_is_longer_than_its_column_is_cut_and_said(folder):
    title = "Parish " * 200
    folder.write("long.txt", f"TITLE {title.strip()}", f"# {'Heading ' * 100}", "Text.")
    report = folder.run()
    row = models.Publication.objects.get()
    assert len(row.title) == 500
    assert row.title.endswith("…")
    section = row.sections.get()
    assert section.blocks[0]["kind"] == "heading"
    assert len(section.blocks[0]["runs"][0][0]) > 500
    assert "value_cut" in [notice.code for notice in report.results[0].notices]


def test_topics_come_with_the_words_that_point_to_them(folder):
    folder.write(
        "text.txt",
        "TITLE Social care and shared  services",
        "# On housing",
        "Text on schools.",
        "# On transport",
        "# On buses",
    )
    folder.run()
    report = models.Publication.objects.get()
    found = {each.topic.slug: each for each in report.topics.select_related("topic")}
    # One heading says too little, two say enough; the running text is not asked.
    assert set(found) == {"health-social-care", "collaboration", "transport"}
    assert found["transport"].words == "transport, buses"
    text = models.Source.objects.get().text
    [[start, end]] = found["collaboration"].spans
    assert text[start:end] == "shared  services"


def test_a_project_described_in_parts_has_them_as_its_text(folder):
    folder.write(
        "a.txt",
        "KIND project_page",
        "TITLE Parishes of tomorrow",
        "ABOUT What parishes may become.",
        "ABOUT - They may grow.",
    )
    folder.run()
    project = models.Project.objects.get()
    assert project.summary == "What parishes may become."
    (section,) = project.sections.all()
    assert [(each["kind"], each["runs"][0][0]) for each in section.blocks] == [
        ("paragraph", "What parishes may become."),
        ("item", "They may grow."),
    ]
