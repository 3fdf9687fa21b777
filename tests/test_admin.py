"""The admin works for every model, guards identity, and notes what an editor has set."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publications import identifiers, models
from tests import builders

pytestmark = pytest.mark.django_db

# A view of the database is nothing to edit, nor is what the database writes itself.
MODELS = [
    model
    for model in apps.get_app_config("publications").get_models()
    if model._meta.managed and model.__module__ != "publications.models.search"
]


def address(model, page, *args):
    return reverse(f"admin:publications_{model._meta.model_name}_{page}", args=args)


def make_all(number=1):
    """One of everything, ``number`` times."""
    for _ in range(number):
        source = builders.make_source()
        author = builders.make_author()
        body = builders.make_organisation(abbreviation="IP")
        series = builders.make_series(organisation=body)
        report = builders.make_publication(date="2010-03", series=series)
        essay = builders.make_essay(report)
        event = builders.make_event(date="2010", launched=report)
        news = builders.make_news_item(date="2010-03-17")
        project = builders.make_project()
        section = builders.make_section(essay, "The case", "Words.")
        topic = models.Topic.objects.first() or builders.make_topic()
        builders.make_footnote(section)
        builders.explain(essay, "PCT", "Parish Council Trust")
        builders.make_quotation(news, author=author)
        builders.make_biography(author, publication=essay)
        builders.make_evidence(report, "title", source, "Parishes")
        builders.assign_topic(report, topic, "housing")
        for work in (report, event, news):
            builders.make_entry(project, work)
            builders.contribute(work, author)
            builders.contribute(work, body, "publisher")
        report.identifiers.create(scheme="isbn", value="9780000000002")
        report.files.create(name="report.pdf")
        news.places.create(name="Long Wittenham")
        run = models.ImportRun.objects.create(created=1)
        run.sources.create(name="a.txt", outcome="created")
        models.FormerIdentifier.objects.create(
            identifier=identifiers.identifier_for(f"former {author.pk}"), successor="x"
        )
        upload = models.Upload.objects.create(name="a.pdf", path="a", sha256="0", size=1)
        models.TableCheck.objects.create(upload=upload)
        models.HeldValue.objects.create(
            source=source, record=report.identifier, field="title", value="Parishes"
        )
        models.DeadAnchors.objects.create(record=news.identifier)
        models.Decision.objects.create(
            record=report.identifier, field="title", value="Parish", verdict="accepted"
        )
        models.Revision.objects.create(record=report.identifier, model="publication")
        models.Arrangement.objects.create(record=news.identifier)
        models.PreviewLink.objects.create(
            token=news.identifier, record=news.identifier, ends_at=timezone.now()
        )
        author.authority_identifiers.create(scheme="wikidata", value=f"Q{author.pk}")
        models.FileCheck.objects.create(source=source)


def test_every_model_is_there():
    assert [model for model in MODELS if not admin.site.is_registered(model)] == []


def test_every_page_of_every_model_opens(admin_client):
    make_all()
    for model in MODELS:
        row = model.objects.first()
        assert row is not None, model
        assert admin_client.get(address(model, "changelist")).status_code == 200
        assert admin_client.get(address(model, "changelist"), {"q": "Parish"}).status_code == 200
        assert admin_client.get(address(model, "change", row.pk)).status_code == 200
        assert admin_client.get(address(model, "add")).status_code in {200, 302, 403}


def test_lists_ask_as_much_for_three_rows_as_for_one(admin_client):
    counts = {}
    for number in (1, 3):
        make_all(number)
        for model in MODELS:
            with CaptureQueriesContext(connection) as queries:
                admin_client.get(address(model, "changelist"))
            counts.setdefault(model, []).append(len(queries))
    assert {model: n for model, n in counts.items() if n[0] != n[1] or n[0] > 12} == {}


def form_of(client, url, **values):
    """The fields of an admin form as a browser would send them, with some values changed."""
    context = client.get(url).context
    data = {}
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data | values


def test_a_record_made_by_hand_gets_identity_slug_and_sort_forms(admin_client):
    url = address(models.Publication, "add")
    answer = admin_client.post(
        url, form_of(admin_client, url, title="The Élan of Parishes", date_edtf="March 2010")
    )
    assert answer.status_code == 302, answer.context["errors"]
    row = models.Publication.objects.get()
    assert identifiers.is_valid(row.identifier)
    assert row.import_key is None
    assert (row.slug, row.sort_title) == ("the-elan-of-parishes", "elan of parishes")
    assert (row.date_edtf, str(row.date_earliest), str(row.date_latest)) == (
        "2010-03", "2010-03-01", "2010-03-31",
    )  # fmt: skip
    assert {"title", "date_edtf", "kind"} <= set(row.curated)


def test_a_date_that_is_none_is_refused_in_words(admin_client):
    row = builders.make_publication(date="2010")
    url = address(models.Publication, "change", row.pk)
    answer = admin_client.post(url, form_of(admin_client, url, date_edtf="the other day"))
    assert answer.status_code == 200
    assert "is not a date. Write a year, a month or a day" in answer.content.decode()
    row.refresh_from_db()
    assert row.date_edtf == "2010"


def test_a_date_can_be_taken_away(admin_client):
    row = builders.make_publication(date="2010")
    url = address(models.Publication, "change", row.pk)
    assert admin_client.post(url, form_of(admin_client, url, date_edtf="")).status_code == 302
    row.refresh_from_db()
    assert (row.date_edtf, row.date_earliest, row.curated) == ("", None, ["date_edtf"])


def test_only_what_changed_is_curated(admin_client):
    row = builders.make_publication(key="report:one", subtitle="Old")
    url = address(models.Publication, "change", row.pk)
    assert admin_client.post(url, form_of(admin_client, url, subtitle="New")).status_code == 302
    before = row.identifier, row.import_key, row.slug
    row.refresh_from_db()
    assert (row.subtitle, row.curated) == ("New", ["subtitle"])
    assert (row.identifier, row.import_key, row.slug) == before


def test_a_changed_set_is_curated(admin_client):
    row = builders.make_publication()
    author = builders.make_author()
    url = address(models.Publication, "change", row.pk)
    data = form_of(
        admin_client,
        url,
        **{
            "contributions-TOTAL_FORMS": "1",
            "contributions-0-position": "0",
            "contributions-0-role": "author",
            "contributions-0-author": str(author.pk),
            "contributions-0-publication": str(row.pk),
        },
    )
    answer = admin_client.post(url, data)
    assert answer.status_code == 302, answer.context["errors"]
    row.refresh_from_db()
    assert row.curated == ["contributions"]
    assert row.contributions.get().agent == author


def test_a_contribution_needs_one_agent(admin_client):
    row = builders.make_publication()
    url = address(models.Publication, "change", row.pk)
    data = form_of(
        admin_client,
        url,
        **{
            "contributions-TOTAL_FORMS": "1",
            "contributions-0-position": "0",
            "contributions-0-role": "author",
            "contributions-0-printed": "Nobody",
        },
    )
    answer = admin_client.post(url, data)
    assert answer.status_code == 200
    assert "Choose a person or an organisation: one of the two." in answer.content.decode()


def test_a_name_can_be_found_by_any_form_without_accents(admin_client):
    author = builders.make_author("Zoë Parish")
    url = address(models.Author, "change", author.pk)
    data = form_of(
        admin_client,
        url,
        **{
            "variants-TOTAL_FORMS": "2",
            "variants-1-printed": "Dame Zoë Pump",
            "variants-1-author": str(author.pk),
        },
    )
    assert admin_client.post(url, data).status_code == 302
    author.refresh_from_db()
    assert author.curated == ["variants"]
    assert author.variants.get(printed="Dame Zoë Pump").key == "zoe pump"
    answer = admin_client.get(address(models.Author, "changelist"), {"q": "ZOE pump"})
    assert list(answer.context["cl"].queryset) == [author]


def test_a_record_is_not_deleted_beside_the_page_of_its_state(admin_client):
    row = builders.make_news_item()
    url = address(models.NewsItem, "delete", row.pk)
    assert admin_client.post(url, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    admin_client.post(address(models.NewsItem, "changelist"), data)
    assert models.NewsItem.objects.filter(pk=row.pk).exists()


def test_the_words_behind_a_record_are_shown_and_escaped(admin_client):
    row = builders.make_publication()
    source = builders.make_source("<b>Power</b> to the Parishes")
    builders.make_evidence(row, "title", source, "<b>Power</b>", page="7")
    page = admin_client.get(address(models.Publication, "change", row.pk)).content.decode()
    assert "“&lt;b&gt;Power&lt;/b&gt;”" in page
    assert "0 to 12, page 7" in page


def test_view_on_site_is_offered_for_what_is_public(admin_client):
    public = builders.make_publication()
    draft = builders.make_publication(status="draft")
    for row, offered in ((public, True), (draft, False)):
        page = admin_client.get(address(models.Publication, "change", row.pk)).content.decode()
        assert (f'href="{row.get_absolute_url()}"' in page) is offered


def test_years_filter_by_what_a_date_touches(admin_client):
    one = builders.make_publication(date="2008/2012")
    builders.make_publication(date="2015")
    undated = builders.make_publication()
    url = address(models.Publication, "changelist")
    assert list(admin_client.get(url, {"year": "2010"}).context["cl"].queryset) == [one]
    assert list(admin_client.get(url, {"year": "none"}).context["cl"].queryset) == [undated]
    assert admin_client.get(url, {"year": "0"}).status_code == 200


def posted(prefix, rows, form):
    """A set of rows as a browser sends it."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return form | data


def empty_form(**fields):
    form = {"kind": "report", "title": "Power to the Parishes", "position": 0, **fields}
    for prefix in ("contributions", "identifiers", "files", "topics"):
        form = posted(prefix, [], form)
    return form


def test_a_row_in_which_nothing_was_written_is_none(admin_client):
    author = builders.make_author()
    rows = [
        {"position": 1, "role": "author", "author": author.pk},
        {"position": 2, "role": "author"},
    ]
    answer = admin_client.post(
        address(models.Publication, "add"), posted("contributions", rows, empty_form())
    )
    record = models.Publication.objects.get()
    assert answer.url == reverse("admin:desk-state", args=[record.identifier])
    assert [each.author for each in record.contributions.all()] == [author]


def test_a_row_of_nobody_and_a_wrong_number_are_refused_beside_their_fields(admin_client):
    form = posted(
        "contributions", [{"position": 1, "role": "author", "printed": "Ada"}], empty_form()
    )
    numbers = [{"scheme": "isbn", "value": "978-0-00-000000-1"}, {"value": "9780000000002"}]
    answer = admin_client.post(
        address(models.Publication, "add"), posted("identifiers", numbers, form)
    )
    assert not models.Publication.objects.exists()
    contributions, identifiers, *_ = answer.context["inline_admin_formsets"]
    assert contributions.formset.errors == [
        {"author": ["Choose a person or an organisation: one of the two."]}
    ]
    wrong, without = identifiers.formset.errors
    assert "wrong check digit" in wrong["value"][0]
    assert list(without) == ["scheme"]
    numbers = [{"scheme": "isbn", "value": "978-0-00-000000-2"}]
    admin_client.post(
        address(models.Publication, "add"), posted("identifiers", numbers, empty_form())
    )
    assert models.PublishedIdentifier.objects.get().value == "9780000000002"


def test_a_number_of_a_kind_that_nobody_lists_can_be_kept(admin_client):
    record = builders.make_publication()
    row = record.identifiers.create(scheme="shelfmark", value="X 12")
    form = empty_form() | {
        "identifiers-TOTAL_FORMS": 1, "identifiers-INITIAL_FORMS": 1, "identifiers-0-id": row.pk,
        "identifiers-0-scheme": "shelfmark", "identifiers-0-value": "X 13",
        "identifiers-0-publication": record.pk,
    }  # fmt: skip
    assert (
        admin_client.post(address(models.Publication, "change", record.pk), form).status_code == 302
    )
    assert record.identifiers.get().value == "X 13"


def test_people_of_all_roles_are_called_people(admin_client):
    person = builders.make_author("Ada Parish")
    work = builders.make_publication("Power to the Parishes")
    work.contributions.create(author=person, role="editor")
    for name, words in (
        ("index", "People"),
        ("publications_author_changelist", "Select person"),
        ("publications_namevariant_changelist", "Person"),
    ):
        page = re.sub(r"<[^>]+>", " ", admin_client.get(reverse(f"admin:{name}")).content.decode())
        assert words in page
        assert not re.search(r"\bauthors?\b", page, re.IGNORECASE), name
