"""One record of two people taken apart, joined again, and kept apart by imports."""

import pytest
from django.urls import reverse

from publications import models
from publications.choices import Act, Status
from publications.desk import splitting
from publications.desk.pieces import pieces_of
from publications.models import Evidence
from tests import builders
from tests.importing.conftest import folder as folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """One record that holds the works of two people of one name."""
    author = builders.make_author("Ada Parish", key="person:ada parish", variants=["A. Parish"])
    builders.contribute(builders.make_publication("Power", date="2010"), author)
    work = builders.make_publication("Pumps", date="1931")
    builders.contribute(work, author)
    builders.make_biography(author, publication=work)
    author.authority_identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    return author


def codes(author, *words):
    return {piece.code for piece in pieces_of(author) if any(w in piece.where for w in words)}


def test_what_was_chosen_goes_and_the_rest_stays(two, client, editor):
    revision = splitting.split(
        record=two, going=codes(two, "Pumps"), name="Ada Parish", by=editor, reason="She died."
    )
    new = models.Author.objects.get(identifier=revision.record)
    two.refresh_from_db()
    assert [str(each.work) for each in new.contributions.all()] == ["Pumps"]
    assert [str(each.work) for each in two.contributions.all()] == ["Power"]
    assert (new.biographies.count(), two.biographies.count()) == (1, 0)
    assert two.authority_identifiers.count() == 1
    # Both have the name that both are printed under, and lists find both by it.
    assert set(new.variants.values_list("printed", flat=True)) == {"Ada Parish"}
    assert two.variants.count() == 2
    assert (new.folded_name, new.sort_name, new.slug) == ("ada parish", "parish ada", "ada-parish")
    assert new.identifier != two.identifier
    assert (new.status, two.import_key) == (Status.PUBLISHED, "person:ada parish")
    assert (revision.act, revision.by, revision.reason) == (Act.SPLIT, editor, "She died.")
    page = client.get(new.get_absolute_url()).content.decode()
    assert "Pumps" in page
    assert "Power" not in page
    pumps, power = (models.SearchEntry.objects.get(sort_title=each) for each in ("pumps", "power"))
    assert (pumps.authors, power.authors) == ([new.pk], [two.pk])


def test_it_is_shown_before_and_undone_after(two, desk):
    url = reverse("admin:desk-split", args=[two.identifier])
    assert url in desk.get(
        reverse("admin:publications_author_change", args=[two.pk])).content.decode()  # fmt: skip
    page = desk.get(url).content.decode()
    assert "Pumps (1931)" in page
    assert "ORCID" in page
    chosen = dict.fromkeys(codes(two, "Pumps"), "goes")
    data = {"name": "Ada Parish the elder", "reason": "Dates", **chosen}
    page = desk.post(url, data | {"step": "preview"}).content.decode()
    assert "ada-parish-the-elder" in page
    assert models.Author.objects.count() == 1
    answer = desk.post(url, data | {"step": "split"})
    new = models.Author.objects.get(name="Ada Parish the elder")
    history = reverse("admin:desk-history", args=[new.identifier])
    assert answer["Location"] == history
    assert "Ada Parish the elder" in desk.get(history).content.decode()
    old = new.get_absolute_url()
    revision = models.Revision.objects.get(act=Act.SPLIT)
    desk.post(history, {"undo": revision.pk})
    two.refresh_from_db()
    assert {str(each.work) for each in two.contributions.all()} == {"Power", "Pumps"}
    assert two.biographies.count() == 1
    printed = list(two.variants.values_list("printed", flat=True))
    assert sorted(printed) == ["A. Parish", "Ada Parish", "Ada Parish the elder"]
    answer = desk.get(old)
    assert (answer.status_code, answer["Location"]) == (301, two.get_absolute_url())
    # Nor is it undone twice.
    desk.post(history, {"undo": revision.pk})
    assert models.Revision.objects.filter(act=Act.MERGED).count() == 1


@pytest.mark.parametrize("case", ["nothing", "everything", "gone", "no name", "withdrawn", "long"])
def test_splits_that_make_no_sense_are_refused(two, case, editor):
    going, name = codes(two, "Pumps"), "Ada Parish"
    if case == "nothing":
        going = set()
    elif case == "everything":
        going = {piece.code for piece in pieces_of(two)}
    elif case == "gone":
        two.biographies.all().delete()
    elif case == "no name":
        name = "  "
    elif case == "long":
        name = "A" * 201
    else:
        two.status = Status.WITHDRAWN
        two.save()
    with pytest.raises(splitting.Refused):
        splitting.split(record=two, going=going, name=name, by=editor)
    assert models.Author.objects.count() == 1


def test_contributors_do_not_split(client, contributor, two):
    client.force_login(contributor)
    assert client.post(reverse("admin:desk-split", args=[two.identifier])).status_code == 403


def test_a_name_that_only_the_new_one_has_takes_the_key_of_imports_along(editor):
    body = builders.make_organisation("Pump Trust", key="organisation:pump trust")
    builders.contribute(builders.make_publication("Power"), body, "publisher")
    row = builders.contribute(builders.make_publication("Pumps"), body, "publisher",
                              printed="Pump Trust of 1931")  # fmt: skip
    names = {f"namevariant-{each.pk}" for each in body.variants.all()}
    revision = splitting.split(
        record=body, going={f"contribution-{row.pk}", *names}, name="Pump Trust", by=editor
    )
    body.refresh_from_db()
    new = models.Organisation.objects.get(identifier=revision.record)
    assert (body.import_key, new.import_key) == (None, "organisation:pump trust")
    splitting.join(revision=revision, by=editor)
    body.refresh_from_db()
    assert body.import_key == "organisation:pump trust"


# -- imports afterwards ----------------------------------------------------------------------

ONE = ("TITLE Power to them", "DATE 2010", "PERSON Ada Parish | author | Clerk, Long Wittenham",
       "BODY Parish Trust | publisher")  # fmt: skip
OTHER = ("TITLE Old pumps", "DATE 1931", "PERSON Ada Parish=ADA PARISH | author | Engineer",
         "BODY Pump Society | publisher", "BIO Ada Parish | She builds pumps.",
         "QUOTE Pumps last. | Ada Parish | ")  # fmt: skip


@pytest.fixture
def apart(folder, editor):
    """Two texts of two people of one name, imported as one and split."""
    folder.write("one.txt", *ONE)
    folder.write("other.txt", *OTHER)
    folder.run()
    author = models.Author.objects.get()
    revision = splitting.split(
        record=author, going=codes(author, "Old pumps"), name="Ada Parish", by=editor
    )
    return author, models.Author.objects.get(identifier=revision.record), folder


def state(author):
    author.refresh_from_db()
    return (
        author.name,
        author.status,
        sorted(str(each.work) for each in author.contributions.all()),
        sorted(author.variants.values_list("printed", "source__name")),
        author.biographies.count(),
        author.quotations.count(),
        sorted(Evidence.objects.filter(record=author.identifier)
               .values_list("field", "source__name", "start", "end")),
    )  # fmt: skip


def again(folder):
    models.Source.objects.update(parser_version="an older one")
    return folder.run()


def test_evidence_goes_with_what_was_read_from_it(apart):
    author, new, _ = apart
    assert {row[1] for row in state(author)[-1]} == {"one.txt"}
    assert {row[1] for row in state(new)[-1]} == {"other.txt"}
    assert state(new)[4:6] == (1, 1)


def test_an_import_does_not_join_them_again(apart):
    author, new, folder = apart
    before = state(author), state(new)
    report = again(folder)
    assert (state(author), state(new)) == before
    assert models.Author.objects.count() == 2
    assert [each for result in report.results for each in result.notices] == []
    # A changed text is still theirs.
    folder.edit("other.txt", "She builds pumps.", "She built pumps.")
    folder.edit("one.txt", "TITLE Power to them", "TITLE Power to all")
    folder.run()
    assert [str(each.work) for each in new.contributions.all()] == ["Old pumps"]
    assert new.biographies.get().text == "She built pumps."
    assert author.contributions.count() == 1


def test_two_places_of_one_text_stay_apart(folder, editor):
    folder.write(
        "both.txt", "KIND essay_collection", "TITLE Voices",
        "ESSAY On Pumps | Ada Parish=ADA PARISH", "Pumps matter.",
        "ESSAY On Power | Ada Parish", "Power matters.",
    )  # fmt: skip
    folder.run()
    author = models.Author.objects.get()
    revision = splitting.split(
        record=author, going=codes(author, "On Pumps"), name="Ada Parish (engineer)", by=editor
    )
    new = models.Author.objects.get(identifier=revision.record)
    assert {each.printed for each in new.variants.all()} >= {"ADA PARISH"}
    before = state(author)[:3], state(new)[:3]
    report = again(folder)
    assert (state(author)[:3], state(new)[:3]) == before
    assert [each for result in report.results for each in result.notices] == []
    # The words of each are the words of the one who stands there.
    [title] = [row for row in state(new)[-1] if row[0] == "name"] or [None]
    source = models.Source.objects.get()
    assert title is None or source.text[title[2] : title[3]] == "ADA PARISH"


@pytest.mark.parametrize(
    ("lines", "whose", "told"),
    [
        (("PERSON Ada Parish | author | Engineer",), "new", False),
        (("PERSON Ada Parish | author", "BODY Pump Society | publisher"), "new", False),
        (("PERSON Ada Parish | author", "BODY Parish Trust | publisher"), "first", False),
        (("PERSON Ada Parish | author",), "first", True),
    ],
    ids=["the same office", "the same body", "the other's body", "nothing tells"],
)
def test_a_new_text_is_the_one_s_whom_it_fits(apart, lines, whose, told):
    author, new, folder = apart
    folder.write("third.txt", "TITLE Third", "DATE 1950", *lines)
    report = folder.run()
    expected = new if whose == "new" else author
    assert models.Publication.objects.get(title="Third").contributions.get(
        role="author").author == expected  # fmt: skip
    codes_told = [each.code for result in report.results for each in result.notices]
    assert codes_told == (["name_of_two"] if told else [])
    assert models.Author.objects.count() == 2
