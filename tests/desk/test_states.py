"""From draft to public and back, by whom, and what nobody sees before its time."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from publications import models
from publications.choices import Act, Status
from publications.desk import revisions, roles, states
from tests import builders

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def step(client, record, name, **fields):
    url = reverse("admin:desk-state", args=[record.identifier])
    answer = client.post(url, {"step": name, **fields}, follow=True)
    record.refresh_from_db()
    return answer


def made_by(user, **fields):
    record = builders.make_news_item(status=Status.DRAFT, **fields)
    revisions.note(record=record, act=Act.CREATED, by=user)
    return record


@pytest.fixture
def draft(editor):
    return made_by(editor)


# -- steps ---------------------------------------------------------------------------------


def test_publishing_takes_along_what_is_needed(desk, editor):
    source = builders.make_source(status=Status.DRAFT)
    series = builders.make_series(status=Status.DRAFT)
    work = builders.make_publication(status=Status.DRAFT, series=series)
    essay = builders.make_essay(work, status=Status.DRAFT)
    author = builders.make_author(status=Status.DRAFT)
    other = builders.make_author("Ann Other", status=Status.DRAFT)
    builders.contribute(essay, author)
    builders.make_evidence(work, "title", source, "Parishes")
    page = desk.get(reverse("admin:desk-state", args=[work.identifier])).content.decode()
    assert "Ada Parish" in page
    step(desk, work, "publish")
    for row in (work, essay, author, series, source):
        row.refresh_from_db()
        assert row.status == Status.PUBLISHED, row
    other.refresh_from_db()
    assert other.status == Status.DRAFT
    assert desk.get(work.get_absolute_url()).status_code == 200


def undone(desk, record, act="published"):
    change = models.Revision.objects.filter(record=record.identifier, act=act).latest("pk")
    url = reverse("admin:desk-history", args=[record.identifier])
    return desk.post(url, {"undo": change.pk}, follow=True).content.decode()


def test_undoing_a_publication_takes_back_what_appeared_with_it(desk):
    source = builders.make_source(status=Status.DRAFT)
    series = builders.make_series(status=Status.DRAFT)
    work = builders.make_publication(status=Status.DRAFT, series=series)
    essay = builders.make_essay(work, status=Status.DRAFT)
    author, known = builders.make_author(status=Status.DRAFT), builders.make_author("Ann Other")
    body = builders.make_organisation(status=Status.DRAFT)
    for agent in (author, known, body):
        builders.contribute(essay, agent)
    builders.make_evidence(work, "title", source, "Parishes")
    builders.make_evidence(body, "name", source, "Parish")
    step(desk, work, "publish")
    elsewhere = builders.make_publication("Elsewhere")
    builders.contribute(elsewhere, body)  # so it is needed from now on
    page = undone(desk, work)
    assert "With it, 4 more went back." in page
    for row in (work, essay, author, series, source):
        row.refresh_from_db()
        assert row.status == Status.DRAFT, row
    for row in (known, body):
        row.refresh_from_db()
        assert row.is_published, row
    # Undone again, all of it is there again.
    assert "With it, 4 more came back." in undone(desk, work, "undone")
    for row in (work, essay, author, series, source):
        row.refresh_from_db()
        assert row.is_published, row


def test_undoing_a_publication_leaves_what_another_public_work_was_read_from(desk):
    source = builders.make_source(status=Status.DRAFT)
    first, second = (builders.make_news_item(each, status=Status.DRAFT) for each in "ab")
    author = builders.make_author(status=Status.DRAFT)
    for work in (first, second):
        builders.make_evidence(work, "title", source, "Parishes")
        builders.contribute(work, author)
    step(desk, first, "publish")
    step(desk, second, "publish")
    undone(desk, first)
    for row in (source, author, second):
        row.refresh_from_db()
        assert row.is_published, row
    first.refresh_from_db()
    assert first.status == Status.DRAFT


def test_what_was_changed_since_does_not_go_back_with_it(desk):
    work = builders.make_publication(status=Status.DRAFT)
    author = builders.make_author(status=Status.DRAFT)
    builders.contribute(work, author)
    step(desk, work, "publish")
    author.refresh_from_db()
    states.withdraw(record=author, by=None, reason="Asked for it.")
    assert "more went back" not in undone(desk, work)
    author.refresh_from_db()
    assert author.status == Status.WITHDRAWN


def test_in_review_and_back(desk, draft):
    step(desk, draft, "submit")
    assert draft.status == Status.IN_REVIEW
    assert not models.NewsItem.objects.published().exists()
    step(desk, draft, "return")
    assert draft.status == Status.DRAFT


def test_withdrawing_needs_a_reason_and_leaves_a_notice(desk, draft, client):
    states.publish(record=draft, by=None)
    other = builders.make_news_item("Parishes have gained powers")
    assert "Give the reason" in step(desk, draft, "withdraw", reason=" ").content.decode()
    assert draft.status == Status.PUBLISHED
    step(desk, draft, "withdraw", reason="It was wrong.", replacement=other.identifier)
    assert draft.status == Status.WITHDRAWN
    client.logout()
    answer = client.get(draft.get_absolute_url())
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "It was wrong." in page
    assert f'<a href="{other.get_absolute_url()}" class="">{other}</a>' in page


def test_what_stays_public_of_a_withdrawn_work_is_told(desk, draft):
    source = builders.make_source()
    builders.make_evidence(draft, "title", source, "Parishes")
    alone, known, wrote = (
        builders.make_author(name) for name in ("Ada One", "Ben Two", "Cy Three")
    )
    for author in (alone, known):
        builders.contribute(draft, author)
    for author in (known, wrote):
        builders.contribute(builders.make_publication(), author)
    states.publish(record=draft, by=None)
    for words in ("These stay public", "Public without it"):
        page = desk.get(reverse("admin:desk-state", args=[draft.identifier])).content.decode()
        assert words in page
        for row in (source, alone):
            assert reverse("admin:desk-state", args=[row.identifier]) in page
        for row in (known, wrote):
            assert row.identifier not in page
        step(desk, draft, "withdraw", reason="It was wrong.")
    step(desk, source, "withdraw", reason="It was wrong.")
    step(desk, alone, "withdraw", reason="It was wrong.")
    page = desk.get(reverse("admin:desk-state", args=[draft.identifier])).content.decode()
    assert "Public without it" not in page


def test_what_was_withdrawn_can_be_published_again(desk, draft):
    states.publish(record=draft, by=None)
    states.withdraw(record=draft, by=None, reason="A mistake.")
    draft.refresh_from_db()
    step(desk, draft, "publish")
    assert (draft.status, draft.withdrawn_reason) == (Status.PUBLISHED, "")
    assert models.Revision.objects.filter(act=Act.RESTORED).exists()


def test_a_step_that_is_refused_shows_what_was_written_with_the_reason_beside_it(
    desk, draft, client, administrator
):
    states.publish(record=draft, by=None)
    answer = step(desk, draft, "withdraw", reason="It was wrong.", replacement="nothing")
    form = answer.context["withdrawal"]
    assert form.errors == {"replacement": ["This has to be another record that is published."]}
    assert "It was wrong.</textarea>" in answer.content.decode()
    states.withdraw(record=draft, by=None, reason="Wrong.")
    assert "Withdrawn, because: Wrong." in step(desk, draft, "").content.decode()
    draft.status = Status.DRAFT
    draft.save()
    answer = step(desk, draft, "arrange", publish_at="2001-01-01T10:00", embargo_until="soon")
    assert list(answer.context["arrangement"].errors) == ["embargo_until"]
    answer = step(desk, draft, "arrange", publish_at="2001-01-01T10:00")
    assert "This time has passed" in answer.context["arrangement"].errors["publish_at"][0]
    assert 'value="2001-01-01T10:00"' in answer.content.decode()
    client.force_login(administrator)
    answer = step(client, draft, "delete", typed="Parishes", reason="A test.")
    assert "is not its title" in answer.context["deletion"].errors["typed"][0]
    assert 'value="A test."' in answer.content.decode()


def test_a_replacement_may_be_given_by_its_address(desk, draft):
    states.publish(record=draft, by=None)
    other = builders.make_news_item("Parishes have gained powers")
    address = f"https://archive.example{other.get_absolute_url()}"
    step(desk, draft, "withdraw", reason="Wrong.", replacement=address)
    assert models.Arrangement.objects.get().replacement == other.identifier


@pytest.mark.parametrize("replacement", ["bcdfghjkmnpq", "self", "draft"])
def test_a_replacement_is_another_public_record(desk, draft, replacement):
    states.publish(record=draft, by=None)
    chosen = {
        "self": draft.identifier,
        "draft": builders.make_event(status=Status.DRAFT).identifier,
    }.get(replacement, replacement)
    answer = step(desk, draft, "withdraw", reason="Wrong.", replacement=chosen)
    assert "has to be another record that is published" in answer.content.decode()
    assert draft.status == Status.PUBLISHED


def test_a_part_waits_for_its_whole():
    work = builders.make_publication(status=Status.DRAFT)
    essay = builders.make_essay(work, status=Status.DRAFT)
    with pytest.raises(states.Refused, match="has to be published first"):
        states.publish(record=essay, by=None)


def test_an_import_does_not_publish_a_draft_again(draft):
    states.publish(record=draft, by=None)
    draft.refresh_from_db()
    assert "status" in draft.curated


# -- later ---------------------------------------------------------------------------------


def test_what_is_arranged_appears_when_it_is_due_and_not_before(draft):
    states.arrange(record=draft, by=None, publish_at=timezone.now() + HOUR)
    assert states.publish_due() == []
    call_command("desk_worker", "--once", verbosity=0)
    assert not models.NewsItem.objects.published().exists()
    models.Arrangement.objects.update(publish_at=timezone.now() - HOUR)
    # The time has passed, and still nobody sees it until something publishes it.
    assert not models.NewsItem.objects.published().exists()
    call_command("desk_worker", "--once", verbosity=0)
    assert models.NewsItem.objects.published().get() == draft
    assert models.Arrangement.objects.get().publish_at is None


def test_an_embargo_holds_against_every_way_of_publishing(desk, draft):
    states.arrange(record=draft, by=None, embargo_until=timezone.now() + HOUR)
    assert "under embargo until" in step(desk, draft, "publish").content.decode()
    models.Arrangement.objects.update(publish_at=timezone.now() - HOUR)
    [(_, refusal)] = states.publish_due()
    assert "embargo" in refusal
    assert not models.NewsItem.objects.published().exists()


@pytest.mark.parametrize(
    ("publish", "embargo", "told"),
    [(-1, None, "has passed"), (1, 2, "before the end of the embargo")],
)
def test_arrangements_that_make_no_sense_are_refused(draft, publish, embargo, told):
    now = timezone.now()
    with pytest.raises(states.Refused, match=told):
        states.arrange(
            record=draft,
            by=None,
            publish_at=now + publish * HOUR,
            embargo_until=now + embargo * HOUR if embargo else None,
        )


def test_a_preview_shows_the_page_to_come_and_ends(desk, draft, client):
    step(desk, draft, "preview")
    link = models.PreviewLink.objects.get()
    url = reverse("preview", args=[link.token])
    client.logout()
    answer = client.get(url)
    assert answer.status_code == 200
    assert draft.title in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert models.Revision.objects.filter(reason="Preview").count() == 0
    assert client.get(draft.get_absolute_url()).status_code == 404
    models.PreviewLink.objects.update(ends_at=timezone.now() - HOUR)
    assert client.get(url).status_code == 404
    assert client.get(reverse("preview", args=["nothing"])).status_code == 404


# -- who may -------------------------------------------------------------------------------


def test_a_contributor_works_on_drafts_of_their_own_only(client, contributor, editor):
    client.force_login(contributor)
    own, other = made_by(contributor), made_by(editor, title="Another")
    public = builders.make_news_item("In the open")
    assert client.get(reverse("admin:desk-review", args=[own.identifier])).status_code == 200
    for record in (other, public):
        for page in ("review", "state", "history"):
            url = reverse(f"admin:desk-{page}", args=[record.identifier])
            assert client.get(url).status_code == 403
            assert client.post(url, {"step": "publish"}).status_code == 403
    shown = client.get(reverse("admin:publications_newsitem_changelist")).context["cl"].queryset
    assert set(shown) == {own, public}
    url = reverse("admin:publications_newsitem_change", args=[public.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"title": "Mine"}).status_code == 403


def test_a_contributor_sends_in_and_does_not_publish(client, contributor):
    client.force_login(contributor)
    own = made_by(contributor)
    for name in ("publish", "arrange", "withdraw", "delete"):
        assert step(client, own, name, reason="x").status_code == 403
    step(client, own, "submit")
    assert own.status == Status.IN_REVIEW


def test_only_administrators_delete_and_only_with_the_title(client, editor, administrator, draft):
    client.force_login(editor)
    assert step(client, draft, "delete", typed=draft.title).status_code == 403
    client.force_login(administrator)
    assert "is not its title" in step(client, draft, "delete", typed="No").content.decode()
    url = reverse("admin:desk-state", args=[draft.identifier])
    client.post(url, {"step": "delete", "typed": draft.title})
    assert not models.NewsItem.objects.exists()
    assert models.Revision.objects.filter(act=Act.DELETED).exists()


def test_deleting_what_others_need_is_refused_with_the_reason(client, administrator):
    client.force_login(administrator)
    author = builders.make_author()
    builders.contribute(builders.make_publication(), author)
    answer = step(client, author, "delete", typed=author.name)
    assert "Others need it" in answer.content.decode()
    assert models.Author.objects.filter(pk=author.pk).exists()


def test_deleting_a_record_takes_its_evidence_along(client, administrator, draft):
    builders.make_evidence(draft, "title", builders.make_source(), "Power")
    states.delete(record=draft, by=administrator, typed=draft.title)
    assert not models.Evidence.objects.exists()


def test_the_groups_are_there_and_differ():
    from django.contrib.auth.models import Group

    counts = [
        Group.objects.get(name=name).permissions.count()
        for name in (roles.CONTRIBUTOR, roles.EDITOR, roles.ADMINISTRATOR)
    ]
    assert counts == sorted(set(counts))


def test_nobody_comes_in_without_an_account(client, draft):
    for page in ("review", "state", "history"):
        url = reverse(f"admin:desk-{page}", args=[draft.identifier])
        assert client.get(url).status_code == 302
        assert client.post(url, {"step": "publish"}).status_code == 302
    assert client.get("/admin/desk/uploads/").status_code == 302


@pytest.mark.parametrize("name", ["newsitem", "author"])
@pytest.mark.parametrize("who", ["contributor", "editor"])
def test_whoever_adds_a_record_is_led_to_a_page_that_is_open_to_them(client, request, who, name):
    client.force_login(request.getfixturevalue(who))
    address = reverse(f"admin:publications_{name}_add")
    form = {"kind": "news", "title": "Parishes gain powers", "name": "Ada Parish"}
    for each in client.get(address).context["inline_admin_formsets"]:
        form |= {f"{each.formset.prefix}-{end}_FORMS": 0 for end in ("TOTAL", "INITIAL")}
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200
    assert "was added successfully" in answer.content.decode()
    may_go_on = (who, name) != ("contributor", "author")
    assert ("/desk/state/" in answer.redirect_chain[-1][0]) == may_go_on
