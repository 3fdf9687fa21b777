"""The same person, organisation and work in several texts is one record, in either order."""

import pytest

from publications import models
from publications.desk import merging
from tests import builders

pytestmark = pytest.mark.django_db

FULL = ("TITLE One", "BODY New Parish Network (NPN) | publisher", "PERSON Ben Pump | author")
SHORT = ("TITLE Two", "BODY NPN | publisher", "PERSON Ben Pump=BEN PUMP | author")


@pytest.mark.parametrize("order", [(FULL, SHORT), (SHORT, FULL)], ids=["full first", "short first"])
@pytest.mark.parametrize("together", [True, False], ids=["one run", "two runs"])
def test_names_of_two_texts_are_joined(folder, order, together):
    folder.write("a.txt", *order[0])
    if not together:
        folder.run()
        before = set(models.Organisation.objects.values_list("identifier", flat=True))
    folder.write("b.txt", *order[1])
    folder.run()
    body = models.Organisation.objects.get()
    assert (body.name, body.abbreviation) == ("New Parish Network", "NPN")
    assert {variant.printed for variant in body.variants.all()} == {"New Parish Network", "NPN"}
    assert body.contributions.count() == 2
    assert body.folded_name == "new parish network npn"
    if not together:
        assert {body.identifier} == before
    person = models.Author.objects.get()
    assert person.name == "Ben Pump"
    assert {variant.printed for variant in person.variants.all()} == {"Ben Pump", "BEN PUMP"}
    assert person.variants.count() == 2
    assert person.contributions.count() == 2
    fields = models.Evidence.objects.filter(record=body.identifier)
    for each in fields:
        words = each.source.text[each.start : each.end]
        assert ("NPN" if each.field == "abbreviation" else "New Parish Network") in words


def test_a_renamed_organisation_is_said_and_keeps_its_key(folder):
    folder.write("a.txt", *SHORT)
    folder.run()
    folder.write("b.txt", *FULL)
    report = folder.run()
    assert models.Organisation.objects.get().import_key == "organisation:npn"
    [notice] = [each for each in report.results[1].notices if each.code == "organisation_renamed"]
    assert notice.message == "NPN is now known as New Parish Network."


@pytest.fixture
def apart(folder):
    """One body that came apart, short and full, and both named for one work."""
    folder.write("a.txt", "TITLE One", "DATE 2010-03", "BODY NPN | publisher")
    folder.run()
    folder.write("b.txt", "TITLE Two", "DATE 2010-04", "BODY New Parish Network | publisher")
    folder.run()
    short, full = models.Organisation.objects.order_by("pk")
    work = models.Publication.objects.get(title="One")
    work.contributions.create(organisation=full, role="publisher", printed="New Parish Network")
    return short, full


def state():
    """What hangs on each body: credits, names and the evidence for both."""
    return {
        body.identifier: (
            body.status,
            body.name,
            {(each.pk, each.printed, str(each.work)) for each in body.contributions.all()},
            {each.printed for each in body.variants.all()},
            set(models.Evidence.objects.filter(record=body.identifier).values_list("pk", "field")),
        )
        for body in models.Organisation.objects.all()
    }


def test_a_text_that_prints_both_names_merges_what_came_apart(folder, apart, client):
    short, full = apart
    address = short.get_absolute_url()
    folder.write("c.txt", *FULL[1:], "TITLE Three")
    report = folder.run()
    [body] = models.Organisation.objects.published()
    assert (body, body.name, body.abbreviation) == (full, "New Parish Network", "NPN")
    # Both had published the first work, which credits them once.
    assert sorted(str(each.work) for each in body.contributions.all()) == ["One", "Three", "Two"]
    assert {each.printed for each in body.variants.all()} == {"New Parish Network", "NPN"}
    assert "organisations_joined" in [each.code for each in report.results[2].notices]
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, body.get_absolute_url())
    short.refresh_from_db()
    assert (short.status, short.withdrawn_reason) == (
        "withdrawn",
        "It is now New Parish Network.",
    )
    revision = models.Revision.objects.get(act="merged")
    assert (revision.record, revision.by) == (short.identifier, None)
    assert revision.reason == "c.txt prints “New Parish Network” and “NPN” as one."
    assert models.Revision.objects.filter(
        record=full.identifier, reason="NPN was merged into it."
    ).exists()


def test_bodies_that_a_text_merged_stay_merged_when_it_is_read_again(folder, apart):
    folder.write("c.txt", *FULL[1:], "TITLE Three")
    folder.run()
    before, revisions = state(), models.Revision.objects.count()
    models.Source.objects.update(parser_version="older")
    assert folder.run().counts["unchanged"] == 3
    assert state() == before
    assert models.Revision.objects.count() == revisions


def test_the_short_name_leads_to_the_survivor_after_the_text_that_printed_it_is_changed(
    folder, apart
):
    _, full = apart
    folder.write("c.txt", *FULL[1:], "TITLE Three")
    folder.run()
    folder.edit("a.txt", "BODY NPN", "BODY Parish Trust")
    folder.edit("c.txt", " (NPN)", "")
    folder.run()
    folder.write("d.txt", "TITLE Four", "BODY NPN | publisher")
    folder.run()
    work = models.Publication.objects.get(title="Four")
    assert work.contributions.get().organisation == full


def test_an_editor_takes_apart_what_a_text_merged_and_no_text_merges_it_again(
    folder, apart, client
):
    short, full = apart
    before = state()
    folder.write("c.txt", *FULL[1:], "TITLE Three")
    folder.run()
    merging.part(revision=models.Revision.objects.get(act="merged"), by=None)
    assert state()[short.identifier][:3] == before[short.identifier][:3]
    assert state()[short.identifier][4] == before[short.identifier][4]
    assert before[full.identifier][2] <= state()[full.identifier][2]
    assert not models.FormerIdentifier.objects.exists()
    assert client.get(short.get_absolute_url()).status_code == 200
    short.refresh_from_db()
    assert short.import_key == "organisation:npn"
    taken_apart = state()
    models.Source.objects.update(parser_version="older")
    folder.run()
    assert state() == taken_apart
    assert models.Revision.objects.filter(act="merged", undone_by=None).count() == 0


@pytest.mark.parametrize("which", ["short", "full"])
def test_a_body_that_an_editor_has_withdrawn_is_not_merged(folder, apart, which):
    body = apart[which == "full"]
    body.status, body.withdrawn_reason = "withdrawn", "Asked to be left out."
    body.curated = ["status"]
    body.save()
    folder.write("c.txt", *FULL[1:], "TITLE Three")
    folder.run()
    body.refresh_from_db()
    assert body.withdrawn_reason == "Asked to be left out."
    assert not models.Revision.objects.filter(act="merged").exists()
    assert not models.FormerIdentifier.objects.exists()


def test_two_bodies_of_one_abbreviation_stay_two(folder):
    folder.write("a.txt", "TITLE One", "BODY New Parish Network (NPN) | publisher")
    folder.write("b.txt", "TITLE Two", "BODY National Pump Nursery (NPN) | publisher")
    folder.run()
    assert models.Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Local Trust", "the Local Trust"),
        ("Parish Exchange", "Parish Exchange’s"),
        ("Health & Care Forum", "Health and Care Forum"),
    ],
)
def test_articles_possessives_and_ampersands_do_not_part_organisations(folder, one, other):
    folder.write("a.txt", "TITLE One", f"BODY {one} | publisher")
    folder.write("b.txt", "TITLE Two", f"BODY {other} | publisher")
    folder.run()
    assert models.Organisation.objects.get().name == one


def test_titles_and_capitals_do_not_part_people(folder):
    folder.write("a.txt", "TITLE One", "PERSON Ben Pump=BEN PUMP | author")
    folder.write("b.txt", "TITLE Two", "PERSON Ben Pump=Sir Ben Pump | author")
    folder.write("c.txt", "TITLE Three", "PERSON Ben Pump=Ben Pump MP | quoted")
    folder.run()
    assert models.Author.objects.get().import_key == "person:ben pump"
    assert models.NameVariant.objects.count() == 3


def test_an_editors_variant_leads_to_the_editors_record(folder):
    author = builders.make_author("Benjamin Pump", variants=["Ben Pump"])
    folder.write("a.txt", "TITLE One", "PERSON Ben Pump | author")
    folder.run()
    assert models.Author.objects.get() == author
    assert author.contributions.count() == 1


def test_the_page_of_a_report_and_the_report_are_one(folder):
    title = "TITLE Parishes that embrace localism"
    folder.write(
        "a-page.txt", "KIND report_page", title, "SERIES Papers | 3", "ABOUT All about it."
    )
    folder.write("b-report.txt", title, "DATE 2010-03", "ID isbn 9780000000002", "# One", "Text.")
    folder.run()
    work = models.Publication.objects.get()
    assert (work.series_number, work.date_edtf, work.summary) == ("3", "2010-03", "All about it.")
    assert [row.title for row in work.sections.all()] == ["", "One"]
    assert {each.main_record for each in models.Source.objects.all()} == {work.identifier}


def test_reports_of_one_title_and_different_years_are_two(folder):
    folder.write("a.txt", "TITLE Annual report", "DATE 2009", "One text.")
    folder.write("b.txt", "TITLE Annual report", "DATE 2010", "Another text.")
    folder.write("c.txt", "TITLE Annual report", "A third, undated.")
    folder.run()
    assert models.Publication.objects.count() == 3


def test_works_of_one_title_from_two_publishers_are_two(folder):
    folder.write("a.txt", "TITLE Annual report", "DATE 2010", "BODY Kent Council | publisher")
    folder.write("b.txt", "TITLE Annual report", "DATE 2010", "BODY Essex Council | publisher")
    folder.run()
    assert models.Publication.objects.count() == 2
    assert len(set(models.Publication.objects.values_list("import_key", flat=True))) == 2


def test_an_entry_on_two_pages_is_one_record(folder):
    entry = "ITEM 2009-10-07 | news_item |  | Parishes need freedoms | They say so."
    folder.write("a.txt", "KIND project_page", "TITLE One", entry)
    folder.write("b.txt", "KIND project_page", "TITLE Two", entry)
    folder.run()
    item = models.NewsItem.objects.get()
    assert item.project_entries.count() == 2


def test_identifiers_do_not_depend_on_the_order_of_files(folder):
    texts = {
        "1": FULL,
        "2": SHORT,
        "3": ("TITLE Three", "PERSON Cat Green | author", "ID isbn 9780000000002"),
    }

    def identifiers(names):
        for name, number in zip(names, texts, strict=True):
            folder.write(f"{name}.txt", *texts[number])
        folder.run()
        found = {
            row.identifier
            for model in (models.Publication, models.Author, models.Organisation, models.Source)
            for row in model.objects.all()
        }
        for path in folder.path.iterdir():
            path.unlink()
        for model in (models.Section, models.Footnote, models.Contribution, models.NameVariant):
            model.objects.all().delete()
        models.PublishedIdentifier.objects.all().delete()
        for model in (models.Publication, models.Author, models.Organisation, models.Source):
            model.objects.all().delete()
        return found

    assert identifiers("abc") == identifiers("cba") == identifiers("bca")
