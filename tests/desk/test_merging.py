"""Two records of one person made into one, and taken apart again; who may be one, and why."""

import pytest
from django.urls import reverse

from publications import models
from publications.choices import Status
from publications.desk import merging
from publications.desk.likeness import likely_duplicates
from publications.importing.importer import import_paths
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two records of one person, each with a work."""
    one = builders.make_author("Ada Parish", key="person:ada parish")
    two = builders.make_author(
        "Ada M. Parish", key="person:ada m parish", variants=["A. M. Parish"]
    )
    builders.contribute(builders.make_publication("Power"), one)
    work = builders.make_publication("Pumps")
    builders.contribute(work, two)
    builders.make_biography(two, publication=work)
    return one, two


def test_a_merge_moves_all_and_keeps_every_name(pair, client, editor):
    one, two = pair
    old = two.get_absolute_url()
    merging.merge(survivor=one, merged=two, by=editor)
    one.refresh_from_db()
    assert {str(each.work) for each in one.contributions.all()} == {"Power", "Pumps"}
    names = set(one.variants.values_list("printed", flat=True))
    assert names == {"Ada Parish", "Ada M. Parish", "A. M. Parish"}
    assert "a m parish" in one.folded_name
    assert one.biographies.count() == 1
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"] == one.get_absolute_url()
    assert client.get(f"/{two.identifier}/").status_code in {301, 303}


def test_a_work_of_both_credits_the_survivor_once_and_both_after_an_undo(pair, editor):
    one, two = pair
    work = models.Publication.objects.get(title="Power")
    builders.contribute(work, two)
    revision = merging.merge(survivor=one, merged=two, by=editor)
    assert [each.author for each in work.contributions.all()] == [one]
    merging.part(revision=revision, by=editor)
    assert {each.author for each in work.contributions.all()} == {one, two}


def test_a_merge_is_shown_before_and_undone_after(desk, pair):
    one, two = pair
    url = reverse("admin:desk-merge", args=[one.identifier, two.identifier])
    page = desk.get(url).content.decode()
    assert "Pumps" in page
    assert "A. M. Parish" in page
    desk.post(url, {"reason": "The same biography."})
    row = models.Revision.objects.get(act="merged")
    desk.post(reverse("admin:desk-duplicates"), {"undo": row.pk})
    two.refresh_from_db()
    assert (two.status, two.import_key) == (Status.PUBLISHED, "person:ada m parish")
    assert [str(each.work) for each in two.contributions.all()] == ["Pumps"]
    assert set(two.variants.values_list("printed", flat=True)) == {"Ada M. Parish", "A. M. Parish"}
    assert two.biographies.count() == 1
    assert not models.FormerIdentifier.objects.exists()
    assert desk.get(two.get_absolute_url()).status_code == 200
    one.refresh_from_db()
    assert [str(each.work) for each in one.contributions.all()] == ["Power"]


@pytest.mark.parametrize("case", ["itself", "other kind", "again", "into withdrawn"])
def test_merges_that_make_no_sense_are_refused(pair, case, editor):
    one, two = pair
    if case == "itself":
        two = one
    elif case == "other kind":
        two = builders.make_organisation()
    elif case == "again":
        merging.merge(survivor=one, merged=two, by=editor)
    else:
        one.status = Status.WITHDRAWN
        one.save()
    with pytest.raises(merging.Refused):
        merging.merge(survivor=one, merged=two, by=editor)


def test_contributors_do_not_merge(client, contributor, pair):
    client.force_login(contributor)
    url = reverse("admin:desk-merge", args=[each.identifier for each in pair])
    assert client.post(url).status_code == 403
    assert client.get(reverse("admin:desk-duplicates")).status_code == 403


def test_an_import_finds_the_survivor(settings, editor):
    seed = settings.BASE_DIR / "seeds"
    import_paths([seed])
    gone = models.Author.objects.filter(contributions__isnull=False).distinct().first()
    survivor = builders.make_author("Somebody Else")
    merging.merge(survivor=survivor, merged=gone, by=editor)
    count = models.Author.objects.count()
    models.Source.objects.update(parser_version="an older one")
    report = import_paths([seed])
    assert report.failed == []
    assert models.Author.objects.count() == count
    survivor.refresh_from_db()
    assert survivor.name == "Somebody Else"
    gone.refresh_from_db()
    assert gone.status == Status.WITHDRAWN
    assert not gone.contributions.exists()


def test_likely_duplicates_have_reasons(desk):
    one = builders.make_author("Ada Parish")
    builders.make_author("A. Parish")
    builders.make_author("Bea Parish")
    builders.make_author("Ada Pump")
    isbn = "9780000000002"
    for title, date in (("Power to the Parishes", "2010"), ("Something else", "1999")):
        work = builders.make_publication(title, date=date)
        work.identifiers.create(scheme="isbn", value=isbn)
    builders.make_publication("Power to the Parish", date="2010-11")
    builders.make_publication("Power to the Parishes", date="1950")
    builders.make_organisation("Institute of Parishes", "IP")
    builders.make_organisation("Institute for Parishes")
    reasons = {(str(each.first), str(each.second)): each.reason for each in likely_duplicates()}
    assert reasons == {
        ("Ada Parish", "A. Parish"): "the same surname and initial",
        ("Power to the Parishes", "Something else"): f"the same ISBN, {isbn}",
        ("Power to the Parishes", "Power to the Parish"): "similar titles within a year",
        ("Institute of Parishes", "Institute for Parishes"): "similar names",
    }
    page = desk.get(reverse("admin:desk-duplicates")).content.decode()
    assert "the same surname and initial" in page
    assert reverse("admin:desk-merge", args=[one.identifier, models.Author.objects.get(
        name="A. Parish").identifier]) in page  # fmt: skip


def test_identifiers_of_people_are_checked_in_the_admin(desk):
    from tests.test_admin import form_of

    author = builders.make_author()
    url = reverse("admin:publications_author_change", args=[author.pk])
    data = form_of(desk, url) | {
        "authority_identifiers-TOTAL_FORMS": "1",
        "authority_identifiers-0-author": str(author.pk),
        "authority_identifiers-0-scheme": "orcid",
        "authority_identifiers-0-value": "0000-0002-1825-0096",
    }
    assert "wrong check digit" in desk.post(url, data).content.decode()
    data["authority_identifiers-0-value"] = "https://orcid.org/0000-0002-1825-0097"
    assert desk.post(url, data).status_code == 302
    assert author.authority_identifiers.get().value == "0000-0002-1825-0097"


def test_the_other_one_is_found_by_any_part_of_its_names(desk, pair):
    one, two = pair
    married = builders.make_author("Ada Borough", status=Status.DRAFT)
    builders.make_author("Ada Gone", status=Status.WITHDRAWN)
    here = reverse("admin:desk-merge-other", args=[one.identifier])
    assert (
        here
        in desk.get(reverse("admin:publications_author_change", args=[one.pk])).content.decode()
    )
    assert [each.record for each in desk.get(here).context["found"]] == [two]
    answer = desk.get(here, {"q": "BOROUGH ada"})
    assert [each.record for each in answer.context["found"]] == [married]
    for kept, gone in ((one, married), (married, one)):
        way = reverse("admin:desk-merge", args=[kept.identifier, gone.identifier])
        assert way in answer.content.decode()
    assert {each.record for each in desk.get(here, {"q": "ada"}).context["found"]} == {two, married}
    assert "Nobody else has “Nemo”" in desk.get(here, {"q": "Nemo"}).content.decode()


def test_only_editors_are_asked_for_the_other_one(client, contributor, pair):
    client.force_login(contributor)
    here = reverse("admin:desk-merge-other", args=[pair[0].identifier])
    assert client.get(here).status_code == 403
