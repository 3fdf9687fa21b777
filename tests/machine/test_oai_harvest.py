"""Harvesting with OAI-PMH: page by page, while records change, by clients of others."""

import datetime
import itertools
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from publications import models
from publications.choices import Status
from publications.exports.oai import items, protocol, sets
from publications.identifiers import identifier_for
from tests import builders
from tests.machine.harvester import LIST, O, ask, at, codes, identifiers, moment, oai


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(items, "PAGE", 2)
    monkeypatch.setattr(sets, "SETS_PAGE", 3)


def pages(client, verb="ListIdentifiers", between=lambda: None, **arguments):
    root = ask(client, verb=verb, **arguments)
    while True:
        yield root
        token = root.find(f".//{O}resumptionToken")
        if token is None or not token.text:
            return
        between()
        root = ask(client, verb=verb, resumptionToken=token.text)


def test_pages_hold_everything_once(client, archive, small_pages):
    every = list(pages(client, metadataPrefix="oai_dc"))
    tokens = [root.find(f".//{O}resumptionToken") for root in every]
    assert [len(identifiers(root)) for root in every] == [2, 2, 2, 1]
    assert [token.get("cursor") for token in tokens] == ["0", "2", "4", "6"]
    assert {token.get("completeListSize") for token in tokens} == {"7"}
    assert not tokens[-1].text
    assert all(token.get("expirationDate") for token in tokens[:-1])
    found = list(itertools.chain.from_iterable(map(identifiers, every)))
    assert len(found) == len(set(found)) == 7


def test_a_token_gives_the_same_page_again(client, archive, small_pages):
    token = ask(client, **LIST).findtext(f".//{O}resumptionToken")
    answers = [ask(client, verb="ListRecords", resumptionToken=token) for _ in range(2)]
    assert identifiers(answers[0]) == identifiers(answers[1])


def test_records_made_and_changed_meanwhile(client, db, small_pages):
    """What is new or changed comes at the end; what is not changed comes once."""
    rows = [builders.make_publication(f"Work {n}") for n in range(6)]
    for n, row in enumerate(rows):
        at(row, f"2020-01-0{n + 1}T00:00:00+00:00")
    steps = iter(
        [
            lambda: builders.make_publication("Another"),
            lambda: at(rows[0], timezone.now().isoformat()),
            lambda: None,
            lambda: None,
        ]
    )
    every = list(pages(client, between=lambda: next(steps)(), metadataPrefix="oai_dc"))
    found = list(itertools.chain.from_iterable(map(identifiers, every)))
    expected = [row.identifier for row in rows]
    assert found[:6] == expected
    assert sorted(found[6:]) == sorted(
        [expected[0], models.Publication.objects.get(title="Another").identifier]
    )


def test_sets_in_pages(client, archive, small_pages):
    every = list(pages(client, verb="ListSets"))
    found = [e.text for root in every for e in root.iter(f"{O}setSpec")]
    assert len(every) > 3
    assert found == [spec for spec, _ in sets.sets()]


def test_a_token_of_another_verb_or_an_old_one(client, archive, small_pages, monkeypatch):
    token = ask(client, **LIST).findtext(f".//{O}resumptionToken")
    assert codes(ask(client, verb="ListIdentifiers", resumptionToken=token)) == [
        "badResumptionToken"
    ]
    changed = ("B" if token[0] == "A" else "A") + token[1:]
    assert codes(ask(client, verb="ListRecords", resumptionToken=changed)) == ["badResumptionToken"]
    monkeypatch.setattr(protocol, "TOKEN_LIFE", datetime.timedelta(seconds=-1))
    assert codes(ask(client, verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]


def test_query_counts(client, db, django_assert_num_queries):
    """One for the headers, and for the records on the page the few of ``exports.record``."""
    for _ in range(2):
        work = builders.make_publication()
        author, body = builders.make_author(), builders.make_organisation()
        builders.contribute(work, author)
        builders.contribute(work, body, "publisher")
        with django_assert_num_queries(4):
            client.get("/oai", LIST)
        with django_assert_num_queries(2):
            client.get("/oai", LIST | {"verb": "ListIdentifiers"})
        for _ in range(2):
            builders.contribute(builders.make_publication(), author)


def test_a_change_that_is_being_made_is_not_missed(transactional_db, client):
    """A harvester comes again from the date of the answer; what was committed since is there."""
    written, go_on = threading.Event(), threading.Event()

    def change():
        try:
            with transaction.atomic():
                builders.make_publication("Slowly imported")
                written.set()
                go_on.wait(20)
        finally:
            written.set()
            connection.close()

    builders.make_publication("There before")
    writer = threading.Thread(target=change)
    writer.start()
    assert written.wait(20)
    time.sleep(1.1)
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    again = first.findtext(f"{O}responseDate")
    go_on.set()
    writer.join()
    assert len(identifiers(first)) == 1
    second = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", from_=again)
    slow = models.Publication.objects.get(title="Slowly imported")
    assert slow.identifier in identifiers(second)


# -- real clients --------------------------------------------------------------------------


def harvested(url, **options):
    import sickle

    client = sickle.Sickle(url)
    return list(client.ListRecords(metadataPrefix="oai_dc", **options))


def test_two_clients_harvest_the_same(transactional_db, live_server, request, settings):
    """sickle and scythe agree, over pages, with what is in the archive."""
    import oaipmh_scythe
    import sickle

    archive = request.getfixturevalue("archive")
    request.getfixturevalue("hidden")
    url = f"{live_server.url}/oai"
    first = {r.header.identifier: r for r in harvested(url)}
    assert sum(record.deleted for record in first.values()) == 4
    assert first[oai(archive.report)].metadata["title"] == ["Power to the Parishes: A report"]
    with oaipmh_scythe.Scythe(url) as scythe:
        second = {r.header.identifier: r for r in scythe.list_records(metadata_prefix="oai_dc")}
        assert first.keys() == second.keys()
        assert scythe.identify().deletedRecord == "persistent"
        assert len(list(scythe.list_sets())) == len(list(sets.sets()))
    client = sickle.Sickle(url, http_method="POST")
    assert {s.setSpec for s in client.ListSets()} == {spec for spec, _ in sets.sets()}
    with pytest.raises(sickle.oaiexceptions.NoRecordsMatch):
        list(client.ListRecords(metadataPrefix="oai_dc", set="nonsense"))


def test_ten_thousand_records_in_steps(transactional_db, live_server, settings):
    """The whole list, then only what has changed; none lost and none doubled."""
    begin = moment("2020-01-01T00:00:00+00:00")
    models.Publication.objects.bulk_create(
        [
            models.Publication(
                identifier=identifier_for(f"made:{n}"),
                title=f"Made work {n}",
                updated_at=begin + datetime.timedelta(seconds=n // 70),  # many at one second
                status=Status.WITHDRAWN if n % 100 == 99 else Status.PUBLISHED,
            )
            for n in range(10_000)
        ],
        batch_size=2000,
    )
    import sickle

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself some time after a bulk load
    url = f"{live_server.url}/oai"
    headers = sickle.Sickle(url).ListIdentifiers(metadataPrefix="oai_dc")
    found = [header.identifier for header in headers]
    assert len(found) == len(set(found)) == 10_000
    changed = models.Publication.objects.filter(title__endswith="7")
    changed.update(updated_at=timezone.now())
    again = [
        record.header.identifier
        for record in harvested(url, **{"from": f"{timezone.now():%Y-%m-%d}"})
    ]
    assert len(again) == len(set(again)) == 1000
