"""Nothing is overwritten in silence: revisions, undo, and two editors on one record."""

import pytest
from django.urls import reverse

from publications import models
from publications.choices import Act
from publications.desk import changes, revisions
from tests import builders
from tests.test_admin import form_of

pytestmark = pytest.mark.django_db


def change_url(record):
    return reverse(f"admin:publications_{record._meta.model_name}_change", args=[record.pk])


def history_url(record):
    return reverse("admin:desk-history", args=[record.identifier])


@pytest.fixture
def record():
    return builders.make_publication("Power to the Parishes", subtitle="Old", date="2010")


def save(client, record, data=None, **values):
    url = change_url(record)
    answer = client.post(url, (data or form_of(client, url)) | values)
    record.refresh_from_db()
    return answer


# -- revisions -----------------------------------------------------------------------------


def test_a_save_leaves_who_when_what_and_why(desk, editor, record):
    assert save(desk, record, subtitle="New", reason="A slip.").status_code == 302
    row = models.Revision.objects.get()
    assert (row.by, row.reason, row.act) == (editor, "A slip.", Act.CHANGED)
    assert (row.before["subtitle"], row.after["subtitle"]) == ("Old", "New")
    assert set(row.after) == {"subtitle", "curated"}
    page = desk.get(history_url(record)).content.decode()
    assert "<del>Old</del>" in page
    assert "<ins>New</ins>" in page
    assert "A slip." in page


def test_a_save_without_a_change_leaves_nothing(desk, record):
    assert save(desk, record).status_code == 302
    assert not models.Revision.objects.exists()


def test_a_record_made_by_hand_is_a_draft_of_its_maker(desk, editor):
    url = reverse("admin:publications_newsitem_add")
    desk.post(url, form_of(desk, url, title="Parishes gain powers"))
    row = models.NewsItem.objects.get()
    assert row.status == "draft"
    revision = models.Revision.objects.get()
    assert (revision.act, revision.by, revision.record) == (Act.CREATED, editor, row.identifier)


def test_undo_sets_back_columns_and_what_follows_them(desk, record):
    save(desk, record, title="Power to Parish Pumps", date_edtf="2011")
    row = models.Revision.objects.get()
    desk.post(history_url(record), {"undo": row.pk})
    record.refresh_from_db()
    assert (record.title, record.sort_title) == ("Power to the Parishes", "power to the parishes")
    assert (record.date_edtf, str(record.date_latest)) == ("2010", "2010-12-31")
    row.refresh_from_db()
    assert row.undone_by.act == Act.UNDONE
    page = desk.get(history_url(record)).content.decode()
    assert "Undone" in page


def test_undo_sets_back_rows_with_their_keys(record, editor):
    row = builders.contribute(record, builders.make_author())
    kept = row.pk
    with revisions.recorded(record=record, by=editor):
        row.delete()
        builders.contribute(record, builders.make_organisation(), "publisher")
    revisions.undo(revision=models.Revision.objects.get(), by=editor)
    assert [each.pk for each in record.contributions.all()] == [kept]


def test_an_undone_change_can_be_undone_again(record, editor):
    with revisions.recorded(record=record, by=editor):
        record.subtitle = "New"
        record.save()
    undone = revisions.undo(revision=models.Revision.objects.get(), by=editor)
    revisions.undo(revision=undone, by=editor)
    record.refresh_from_db()
    assert record.subtitle == "New"


def test_undo_does_not_overwrite_a_later_change(desk, record):
    save(desk, record, subtitle="New")
    first = models.Revision.objects.get()
    save(desk, record, subtitle="Newer")
    answer = desk.post(history_url(record), {"undo": first.pk}, follow=True)
    assert "Subtitle changed again since" in answer.content.decode()
    record.refresh_from_db()
    assert record.subtitle == "Newer"


def test_undo_fails_in_words_where_what_a_row_names_has_gone(record, editor):
    author = builders.make_author()
    with revisions.recorded(record=record, by=editor):
        pass
    row = builders.contribute(record, author)
    with revisions.recorded(record=record, by=editor):
        row.delete()
    author.delete()
    with pytest.raises(revisions.Conflict, match="no longer there"):
        revisions.undo(revision=models.Revision.objects.latest("pk"), by=editor)
    assert not record.contributions.exists()


def test_contributors_do_not_undo(client, contributor):
    own = builders.make_news_item(status="draft")
    revisions.note(record=own, act=Act.CREATED, by=contributor)
    client.force_login(contributor)
    assert client.post(history_url(own), {"undo": "1"}).status_code == 403


def test_differences_of_longer_texts_are_marked_word_by_word():
    old = "Parishes have waited for powers since 1894."
    new = "Parishes have waited for new powers since 1972."
    assert changes.pieces(old, new) == (
        ("", "Parishes have waited for"), ("ins", "new"), ("", "powers since"),
        ("del", "1894."), ("ins", "1972."),
    )  # fmt: skip


# -- two editors ---------------------------------------------------------------------------


def test_the_second_to_save_sees_both_versions_and_merges(desk, record, administrator):
    url = change_url(record)
    opened = form_of(desk, url)
    with revisions.recorded(record=record, by=administrator, reason="Checked in print."):
        record.subtitle = "Theirs"
        record.updated_at = record.updated_at.replace(year=2030)
        record.save()
    answer = desk.post(url, opened | {"subtitle": "Mine", "title": "Power to Us"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "adam saved this record while you had it open" in page
    assert "Theirs: <b>Theirs</b>" in page
    assert "Yours: <b>Mine</b>" in page
    assert "Checked in print." in page
    record.refresh_from_db()
    assert (record.title, record.subtitle) == ("Power to the Parishes", "Theirs")
    form = answer.context["adminform"].form
    again = opened | {
        "title": "Power to Us",
        "subtitle": "Mine",
        "version": form.data["version"],
        "_take_subtitle": "theirs",
        "_take_title": "yours",
    }
    assert desk.post(url, again).status_code == 302
    record.refresh_from_db()
    assert (record.title, record.subtitle) == ("Power to Us", "Theirs")


def test_what_only_the_other_changed_is_theirs_unless_chosen_otherwise(desk, record, administrator):
    url = change_url(record)
    opened = form_of(desk, url)
    with revisions.recorded(record=record, by=administrator):
        record.subtitle = "Theirs"
        record.updated_at = record.updated_at.replace(year=2030)
        record.save()
    answer = desk.post(url, opened | {"title": "Power to Us"})
    differences = {each.name: each for each in answer.context["adminform"].form.differences}
    assert differences["subtitle"].take_theirs
    assert not differences["title"].take_theirs


def test_what_was_there_when_the_form_was_opened_is_not_told_as_new(desk, record, administrator):
    """A revision is noted a moment after its record, so that moments cannot tell them apart."""
    record.updated_at = record.updated_at.replace(year=2001)
    record.save()
    revisions.note(record=record, act=Act.SUBMITTED, by=administrator, reason="Long ago.")
    url = change_url(record)
    opened = form_of(desk, url)
    with revisions.recorded(record=record, by=administrator, reason="Just now."):
        record.subtitle = "Theirs"
        record.updated_at = record.updated_at.replace(year=2030)
        record.save()
    page = desk.post(url, opened | {"subtitle": "Mine"}).content.decode()
    assert "Just now." in page
    assert "Long ago." not in page


def test_a_version_that_nobody_was_given_loses_nothing(desk, record):
    opened = form_of(desk, change_url(record))
    for version in (f"{opened['version'].split()[0]} {'9' * 40}", "2001-01-01T00:00:00+00:00 x"):
        answer = desk.post(change_url(record), opened | {"version": version, "subtitle": "Mine"})
        assert answer.status_code in (200, 302)


def test_rows_that_the_other_changed_are_told(desk, record, administrator):
    url = change_url(record)
    opened = form_of(desk, url)
    with revisions.recorded(record=record, by=administrator):
        builders.contribute(record, builders.make_author())
        record.updated_at = record.updated_at.replace(year=2030)
        record.save()
    page = desk.post(url, opened | {"title": "Power to Us"}).content.decode()
    assert "They also changed these rows." in page
    assert "Ada Parish (Author)" in page


def test_an_import_counts_as_another_editor(desk, record):
    url = change_url(record)
    opened = form_of(desk, url)
    models.Publication.objects.update(
        subtitle="Read anew", updated_at=record.updated_at.replace(year=2030)
    )
    page = desk.post(url, opened | {"subtitle": "Mine"}).content.decode()
    assert "An import saved this record while you had it open" in page
    assert "Theirs: <b>Read anew</b>" in page
