"""The review page: each value with its words and how sure it is; accept, correct, reject."""

import pytest
from django.urls import reverse
from lxml import html

from publications import models
from publications.choices import Status, Verdict
from publications.desk import decisions, proposals, reading, receiving, who
from publications.desk.sureness import CHECK, LIKELY, SURE, judge
from publications.importing.importer import import_paths
from tests import builders

pytestmark = pytest.mark.django_db

NEWS = "Parishes to gain powers. Ada Parish, of the Institute of Parishes, said so in March 2010."


@pytest.fixture
def draft():
    """A draft with a title, a date, a person and a body, all read from one source."""
    source = builders.make_source(f"Power to the Parishes\n\n{NEWS}", status=Status.DRAFT)
    record = builders.make_publication(
        date="2010-03", status=Status.DRAFT, curated=["status"], subtitle="A text"
    )
    source.main_record = record.identifier
    source.save()
    builders.make_evidence(record, "title", source, "Power to the Parishes")
    builders.make_evidence(record, "date_edtf", source, "March 2010")
    builders.make_evidence(record, "subtitle", source, "Parishes to gain")
    author = builders.make_author(status=Status.DRAFT)
    start = source.text.index("Ada Parish")
    builders.contribute(record, author, source=source, spans=[[start, start + 10]])
    return record


def address(record):
    return reverse("admin:desk-review", args=[record.identifier])


def decide(client, record, key, decision, **fields):
    data = {"key": key, "decision": decision, **fields}
    answer = client.post(address(record), data, follow=True)
    record.refresh_from_db()
    return answer


def value_of(record, key):
    return next(each for each in proposals.review_of(record).all if each.key == key)


# -- showing -------------------------------------------------------------------------------


def test_a_chosen_value_shows_its_words_without_scripts(desk, draft):
    page = desk.get(address(draft), {"field": "date_edtf"}).content.decode()
    assert '<mark class="chosen" id="words" title="Date">March 2010</mark>' in page
    assert 'title="Title">Power to the Parishes</mark>' in page


def test_every_value_says_how_sure_it_is_and_why(draft):
    title = value_of(draft, "title")
    assert (title.sureness.level, title.sureness.reason) == (
        SURE, "These are the very words of the source.",
    )  # fmt: skip
    assert value_of(draft, "subtitle").sureness.level == LIKELY
    assert value_of(draft, "kind").sureness.level == LIKELY


def test_what_the_source_says_is_escaped(desk, draft):
    source = models.Source.objects.get()
    source.text = "<script>alert(1)</script> <b>Power</b>"
    source.save()
    page = desk.get(address(draft)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>Power</b>" not in page


@pytest.mark.parametrize(
    "query",
    [
        {"field": "nothing"},
        {"page": "0"},
        {"page": "999999"},
        {"page": "x"},
        {"start": "9", "end": "1"},
        {"start": "0", "end": "999999999"},
        {"source": "9" * 30},
        {"source": "-1"},
    ],
)
def test_senseless_questions_show_the_page(desk, draft, query):
    assert desk.get(address(draft), query).status_code == 200


def test_the_page_of_the_words_is_shown(desk, draft):
    source = models.Source.objects.get()
    middle = source.text.index("Parishes to gain")
    source.pages = [["i", 0, middle], ["ii", middle, len(source.text)]]
    source.save()
    page = desk.get(address(draft), {"field": "date_edtf"}).content.decode()
    assert "Page ii (2 of 2)" in page
    assert "March 2010</mark>" in page


def test_the_page_asks_as_much_for_many_people_as_for_few(
    desk, draft, django_assert_max_num_queries
):
    for number in range(12):
        builders.contribute(draft, builders.make_author(f"Ann Other{number}"))
    with django_assert_max_num_queries(40):
        desk.get(address(draft))


# -- accepting, correcting, rejecting ------------------------------------------------------


def test_an_accepted_value_is_kept_from_imports(desk, draft):
    decide(desk, draft, "title", "accept")
    assert "title" in draft.curated
    assert value_of(draft, "title").verdict == Verdict.ACCEPTED


def test_a_corrected_value_keeps_what_the_source_says(desk, draft, editor):
    decide(desk, draft, "date_edtf", "correct", value="April 2010")
    assert (draft.date_edtf, str(draft.date_latest)) == ("2010-04", "2010-04-30")
    shown = value_of(draft, "date_edtf")
    assert (shown.verdict, shown.source_says) == (Verdict.CORRECTED, "2010-03")
    revision = models.Revision.objects.get(record=draft.identifier)
    assert (revision.by, revision.before["date_edtf"]) == (editor, "2010-03")
    assert not models.Evidence.objects.filter(field="date_edtf").exists()


def test_a_value_that_is_corrected_twice_still_keeps_what_the_source_says(desk, draft):
    for value, said in (("April 2010", "2010-03"), ("", "2010-03"), ("March 2010", "")):
        decide(desk, draft, "date_edtf", "correct", value=value)
        shown = value_of(draft, "date_edtf")
        assert (shown.verdict, shown.source_says) == (Verdict.CORRECTED, said)


def test_marked_words_become_the_evidence(desk, draft):
    text = models.Source.objects.get().text
    start = text.index("Parishes to gain powers")
    decide(
        desk, draft, "subtitle", "correct", value="Parishes to gain powers",
        start=start, end=start + 23,
    )  # fmt: skip
    row = models.Evidence.objects.get(record=draft.identifier, field="subtitle")
    assert text[row.start : row.end] == "Parishes to gain powers"
    assert value_of(draft, "subtitle").places[0].words == "Parishes to gain powers"


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("date_edtf", "the other day", "is not a date"),
        ("title", "", "cannot be blank"),
        ("kind", "sermon", "is not a valid choice"),
        ("title", "x" * 600, "at most 500"),
        ("contributions:999999", "Ann", "no longer there"),
        ("contributions:new", "", "Write the name"),
        ("nothing", "x", "There is no such value."),
        ("slug", "x", "There is no such value."),
    ],
)
def test_values_that_make_no_sense_are_refused_in_words(desk, draft, key, value, told):
    before = models.Revision.objects.count()
    answer = decide(desk, draft, key, "correct", value=value, role="author")
    assert told in answer.content.decode()
    assert models.Revision.objects.count() == before


def test_what_is_refused_stays_in_its_field_with_the_reason(desk, draft):
    answer = decide(desk, draft, "date_edtf", "correct", value="the other day")
    page = html.fromstring(answer.content.decode())
    (field,) = page.xpath("//input[@aria-invalid='true']")
    assert field.get("value") == "the other day"
    (why,) = page.xpath("//*[@id='refused']")
    assert why.text_content().startswith("“the other day” is not a date")
    assert field.xpath("ancestor::form/@action") == ["#" + field.xpath("ancestor::form/@id")[0]]


def test_accepting_all_says_how_many(desk, draft):
    assert "left to you" in decide(desk, draft, "", "accept_all").content.decode()
    again = decide(desk, draft, "", "accept_all").content.decode()
    assert "Nothing sure or likely was left to accept." in again


def test_a_rejected_value_goes(desk, draft):
    decide(desk, draft, "subtitle", "reject")
    assert draft.subtitle == ""
    assert value_of(draft, "subtitle").verdict == Verdict.REJECTED


def test_a_rejected_person_goes_and_a_draft_of_them_is_not_left(desk, draft):
    row = draft.contributions.get()
    decide(desk, draft, f"contributions:{row.pk}", "accept")
    decide(desk, draft, f"contributions:{row.pk}", "reject")
    assert not draft.contributions.exists()
    assert models.Decision.objects.get(field="contributions").verdict == Verdict.REJECTED


def test_a_name_is_corrected_to_somebody_known(desk, draft):
    known = builders.make_author("Ada Parrish")
    row = draft.contributions.get()
    decide(desk, draft, f"contributions:{row.pk}", "correct", value="Ada Parrish", role="editor")
    row.refresh_from_db()
    assert (row.author, row.role, row.printed) == (known, "editor", "Ada Parrish")
    assert not models.Author.objects.filter(name="Ada Parish").exists()


def test_similar_names_are_shown_with_reasons_and_can_be_meant(desk, draft):
    known = builders.make_author("Ada M. Parish")
    row = draft.contributions.get()
    shown = value_of(draft, f"contributions:{row.pk}")
    assert shown.is_new
    assert [each.record for each in shown.candidates] == [known]
    assert shown.sureness.level == CHECK
    decide(desk, draft, f"contributions:{row.pk}", f"identify:{known.identifier}")
    row.refresh_from_db()
    assert (row.author, row.printed) == (known, "Ada Parish")
    assert known.variants.filter(printed="Ada Parish").exists()


def test_a_missing_body_is_added(desk, draft):
    decide(
        desk, draft, "contributions:new", "correct",
        value="Institute of Parishes", role="organisation:publisher",
    )  # fmt: skip
    row = draft.contributions.get(role="publisher")
    assert row.organisation.status == Status.DRAFT
    assert row.organisation.name == "Institute of Parishes"


def test_all_that_is_sure_is_accepted_at_once(desk, draft):
    decide(desk, draft, "", "accept_all")
    assert {"title", "date_edtf", "kind"} <= set(draft.curated)


# -- reading again -------------------------------------------------------------------------


def test_a_rejected_value_is_not_proposed_again(tmp_path, editor):
    text = (
        "Parish news\n\nParishes to gain powers\n\nAda Parish\n\n"
        "Power to the Parishes was published in March 2010. ISBN 978-0-00-000000-2."
    )
    upload = receiving.receive_text(text=text, by=editor)
    reading.read_upload(upload.pk)
    upload.refresh_from_db()
    record = models.Publication.objects.get(identifier=upload.record)
    source = models.Source.objects.get()
    row, _ = record.identifiers.get_or_create(
        scheme="isbn", value="9780000000002", defaults={"source": source, "spans": [[0, 4]]}
    )
    decisions.reject(record=record, key=f"identifiers:{row.pk}", source=source, by=editor)
    models.Source.objects.update(parser_version="an older one")
    from django.conf import settings

    import_paths([settings.MEDIA_ROOT / upload.path], drafts=True)
    assert not record.identifiers.exists()
    record.refresh_from_db()
    assert record.status == Status.DRAFT


@pytest.mark.parametrize("make", [builders.make_author, builders.make_organisation])
def test_nobody_is_named_under_a_person_or_a_body(desk, make):
    record = make()
    address = reverse("admin:desk-review", args=[record.identifier])
    assert "Someone else" not in desk.get(address).content.decode()
    none = "There is no such value."
    for key, told in (
        ("contributions:new", "named under works alone"),
        ("contributions:1", none),
        ("nonsense:1", none),
    ):
        page = desk.post(address, {"key": key, "decision": "correct", "value": "Ann Other"})
        assert (page.status_code, told in page.content.decode()) == (200, True)
    assert not models.Contribution.objects.exists()


def test_a_source_has_a_state_and_no_review(desk):
    source = builders.make_source()
    address = reverse("admin:desk-state", args=[source.identifier])
    answer = desk.get(reverse("admin:desk-review", args=[source.identifier]))
    assert (answer.status_code, answer.url) == (302, address)
    assert "/desk/review/" not in desk.get(address).content.decode()


# -- the rules -----------------------------------------------------------------------------


def warning(code, *spans):
    return {"code": code, "message": "A doubt.", "spans": [list(span) for span in spans]}


@pytest.mark.parametrize(
    ("value", "words", "spans", "warnings", "level"),
    [
        ("Parish", ["Parish"], [(0, 6)], [], SURE),
        ("Parish", ["PARISH"], [(0, 6)], [], SURE),
        ("Parish", ["Parish", "Parish"], [(0, 6), (9, 15)], [], SURE),
        ("Parish", ["The parish of old"], [(0, 6)], [], LIKELY),
        ("Parish", [], [], [], CHECK),
        ("", [], [], [], CHECK),
        ("Parish", ["Parish"], [(0, 6)], [warning("title_missing")], CHECK),
        ("Parish", ["Parish"], [(0, 6)], [warning("title_missing", (2, 3))], CHECK),
        ("Parish", ["Parish"], [(0, 6)], [warning("title_missing", (7, 9))], SURE),
        ("Parish", ["Parish"], [(0, 6)], [warning("century_inferred")], SURE),
    ],
)
def test_sureness_follows_words_and_warnings(value, words, spans, warnings, level):
    assert judge("title", value, words, spans, warnings).level == level


def test_why_somebody_may_be_meant_is_true(db):
    builders.make_author("Ada Parish")
    for name, reason in (
        ("Anna Parish", "the same surname, and a first name that begins alike"),
        ("Ben Parish", "the same surname, and another first name"),
    ):
        (candidate,) = who.alike(builders.make_author(name, status="draft"))
        assert candidate.reason == reason
