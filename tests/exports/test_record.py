"""From models to records: what is said, what is left out, and what it costs."""

import tracemalloc

import pytest

from publications.exports.formats import format_named
from publications.exports.record import (
    TYPES,
    described,
    glimpse_of,
    record_of,
    records_of,
)
from publications.models import (
    Author,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Series,
)
from tests import builders as make

pytestmark = pytest.mark.django_db
BASE = "https://archive.example"


def make_collection(essays: int = 1) -> Publication:
    """A collection with editor, publisher, ISBN and essays by one author each."""
    collection = make.make_publication(
        "The Pump Room", kind="essay_collection", date="2014-11", subtitle="essays on water"
    )
    make.contribute(collection, make.make_author("Edith van der Brunnen"), "editor")
    make.contribute(collection, make.make_organisation("Pump Institute"), "publisher")
    collection.identifiers.create(scheme="isbn", value="9780956503107")
    collection.identifiers.create(scheme="telephone", value="02000000000")
    for number in range(essays):
        add_essay(collection, number)
    return collection


def add_essay(collection: Publication, number: int) -> Publication:
    essay = make.make_essay(
        collection, f"Pump {number}", position=number, first_page=str(8 + number)
    )
    make.contribute(essay, make.make_author(f"Ann Number{number}"))
    make.assign_topic(essay, make.make_topic(f"Water {number}"))
    essay.files.create(name="essay.pdf", media_type="application/pdf")
    return essay


def test_an_essay_says_what_its_collection_says():
    essay = make_collection().parts.get()
    record = record_of(essay, BASE)
    assert record.collection.title == "The Pump Room: essays on water"
    assert [agent.inverted for agent in record.editors] == ["van der Brunnen, Edith"]
    assert [agent.inverted for agent in record.authors] == ["Number0, Ann"]
    assert record.publisher == "Pump Institute"
    assert record.date.edtf == "2014-11"
    assert record.identifiers == (("isbn", "9780956503107"),)
    assert (record.first_page, record.last_page) == ("8", "")
    assert record.keywords == ("Water 0",)
    assert record.files[0].name == "essay.pdf"


def test_a_collection_lists_its_essays_in_order_and_credits_no_author():
    record = record_of(make_collection(3), BASE)
    assert [part.title for part in record.parts] == ["Pump 0", "Pump 1", "Pump 2"]
    assert [part.first_page for part in record.parts] == ["8", "9", "10"]
    assert record.authors == ()


def test_the_authors_of_essays_are_contributors_of_the_collection():
    collection = make.make_publication("Two", kind="essay_collection")
    for name in ("Ann One", "Ann Two"):
        make.contribute(collection, make.make_author(name))
    record = record_of(collection)
    assert record.authors == ()
    assert [agent.name for agent in record.contributors] == ["Ann One", "Ann Two"]


def test_addresses_are_permanent_absolute_and_have_suffixes():
    work = make.make_publication("Parish pumps")
    record = record_of(work, BASE)
    assert record.address == f"{BASE}/{work.identifier}/"
    assert record.page == f"{BASE}{work.get_absolute_url()}"
    assert record.file_address("bib") == f"{BASE}/publications/{work.identifier}.bib"


def test_the_date_is_never_that_of_the_import():
    assert record_of(make.make_publication("Undated")).date is None


def test_an_event_and_what_was_launched():
    work = make.make_publication("Parish pumps")
    event = make.make_event(launched=work, venue="Pump Room", time_printed="6pm", date="2012-05-17")
    make.contribute(event, make.make_author("Sally Spout"), "speaker")
    record = record_of(event, BASE)
    assert record.launched.address == f"{BASE}/{work.identifier}/"
    assert (record.venue, record.time) == ("Pump Room", "6pm")
    assert [agent.name for agent in record.creators] == ["Sally Spout"]


def test_a_person_has_other_names_but_not_the_same_in_capitals():
    author = make.make_author("Sally Spout", variants=["SALLY SPOUT", "Dame Sally Spout"])
    make.make_biography(author, "She spouts.")
    record = record_of(author)
    assert record.other_names == ("Dame Sally Spout",)
    assert record.summary == "She spouts."
    assert record.as_agent().inverted == "Spout, Sally"


def test_what_is_not_public_is_not_said():
    collection = make_collection(2)
    hidden = collection.parts.get(position=0)
    Publication.objects.filter(pk=hidden.pk).update(status="draft")
    assert [part.title for part in record_of(collection).parts] == ["Pump 1"]
    Author.objects.update(status="withdrawn")
    collection.refresh_from_db()
    assert record_of(Publication.objects.get(pk=collection.pk)).editors == ()
    Publication.objects.filter(pk=collection.pk).update(status="draft")
    essay = Publication.objects.get(position=1)
    record = record_of(essay)
    assert record.collection is None
    assert record.publisher == ""


def test_one_person_twice_in_a_role_is_one_agent():
    work, author = make.make_publication(), make.make_author("Ann One")
    make.contribute(work, author, position=1)
    make.contribute(work, author, position=2)
    make.contribute(work, author, "foreword", position=3)
    assert [agent.role for agent in record_of(work).agents] == ["author", "foreword"]


# -- what it costs -------------------------------------------------------------------------------

QUERIES = {
    Publication: 3,
    NewsItem: 2,
    Event: 2,
    Project: 2,
    Author: 3,
    Organisation: 2,
    Series: 1,
}


def make_full(model, number: int) -> None:
    """One instance with all that a record follows."""
    if model is Publication:
        add_essay(make_collection(0), number)
        return
    makers = {
        NewsItem: make.make_news_item,
        Event: make.make_event,
        Project: make.make_project,
        Author: lambda title: make.make_author(title, variants=["Dame X"]),
        Organisation: make.make_organisation,
        Series: make.make_series,
    }
    made = makers[model](f"Thing {number}")
    if model in (NewsItem, Event, Project):
        make.contribute(made, make.make_author(f"Ann Number{number}"))
        make.contribute(made, make.make_organisation(f"Body {number}"), "host")
        make.assign_topic(made, make.make_topic(f"Topic {number}"))
    if model is Event:
        made.launched = make.make_publication(f"Launched {number}")
        made.save()
    if model is Author:
        make.make_biography(made)
    if model is Series:
        made.organisation = make.make_organisation(f"Owner {number}")
        made.save()


@pytest.mark.parametrize("model", TYPES)
@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow(model, count, django_assert_num_queries):
    for number in range(count):
        make_full(model, number)
    rows = model.objects.all()
    if model is Publication:
        rows = rows.exclude(part_of=None)
    with django_assert_num_queries(QUERIES[model]):
        assert len(list(records_of(rows, BASE))) == count


def test_a_glimpse_asks_nothing(django_assert_num_queries):
    make_collection(2)
    rows = list(Publication.objects.exclude(part_of=None).select_related("part_of").credited())
    with django_assert_num_queries(0):
        found = [glimpse_of(row, BASE) for row in rows]
    assert {record.authors[0].family for record in found} == {"Number0", "Number1"}
    assert found[0].collection.title == "The Pump Room: essays on water"


def test_a_page_makes_its_record_once(django_assert_num_queries):
    essay = Publication.objects.get(pk=make_collection().parts.get().pk)
    described(essay, BASE)
    with django_assert_num_queries(0):
        assert described(essay, BASE).title == "Pump 0"


def test_the_order_is_that_of_the_queryset_and_what_it_prefetched_is_no_matter():
    make_collection(3)
    rows = Publication.objects.exclude(part_of=None).credited().order_by("-position")
    assert [record.title for record in records_of(rows)] == ["Pump 2", "Pump 1", "Pump 0"]


def test_memory_does_not_grow_with_the_records():
    """Ten times the records, the same memory, as nothing is kept of a chunk that is done."""
    Publication.objects.bulk_create(
        Publication(identifier=f"{number:012d}", title=f"Pump {number}", summary="Water. " * 200)
        for number in range(1500)
    )
    rows = Publication.objects.order_by("pk")
    peak_of(rows[:1])  # with it comes what is imported and kept once
    few, many = peak_of(rows[:150]), peak_of(rows)
    assert many < few * 1.5


def peak_of(rows) -> int:
    """The most bytes in use while the records are written, 50 at a time."""
    written = format_named("bib").render_many(records_of(rows, BASE, chunk=50))
    tracemalloc.start()
    try:
        assert sum(piece.startswith(("@", "\n@")) for piece in written) == rows.count()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_is_read_of_many_at_once_is_what_is_read_of_one():
    """The lean reading of lists and pages against the relations of the models themselves."""
    make_full(Publication, 1)
    make_full(Publication, 2)
    for number, model in enumerate((NewsItem, Event, Project), 3):
        make_full(model, number)
    hidden = make.make_author("Ann Hidden")
    make.contribute(Publication.objects.get(title="Pump 1"), hidden)
    Author.objects.filter(pk=hidden.pk).update(status="withdrawn")
    for model in (Publication, NewsItem, Event, Project):
        rows = model.objects.order_by("pk")
        expected = [record_of(row, BASE) for row in rows.all()]
        assert any(record.agents and record.keywords for record in expected)
        assert list(records_of(rows, BASE)) == expected
        assert list(records_of(rows, BASE, chunk=1)) == expected
        assert [described(row, BASE) for row in rows.all()] == expected
    assert any(record.identifiers and record.files for record in records_of(Publication.objects))


def test_chunks_cost_the_same_whatever_they_hold(django_assert_num_queries):
    for number in range(4):
        make.make_news_item(f"News {number}")
    with django_assert_num_queries(1 + 2):
        assert len(list(records_of(NewsItem.objects.all(), chunk=2))) == 4
