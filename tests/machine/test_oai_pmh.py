"""OAI-PMH: the protocol's rules one by one, then real clients against a running server."""

import datetime
import itertools
import threading
import time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from lxml import etree

from publications import models
from publications.choices import Status
from publications.exports.oai import items, protocol
from publications.identifiers import identifier_for
from tests import builders
from tests.machine.schemas import OAI_PMH

O = "{http://www.openarchives.org/OAI/2.0/}"  # noqa: E741


def ask(client, **arguments):
    """An answer, checked against the grammar of the protocol."""
    response = client.get("/oai", {name.rstrip("_"): value for name, value in arguments.items()})
    return checked(response)


def checked(response):
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    OAI_PMH.assertValid(root)
    return root


def codes(root):
    return [error.get("code") for error in root.iter(f"{O}error")]


def identifiers(root):
    return [each.text.rpartition(":")[2] for each in root.iter(f"{O}identifier")]


def oai(record):
    return f"oai:archive.example.org:{record.identifier}"


def test_identify(client, archive):
    root = ask(client, verb="Identify")
    said = {child.tag.removeprefix(O): child.text for child in root.find(f"{O}Identify")}
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert said["baseURL"] == "http://testserver/oai"
    earliest, _ = protocol.read_datestamp(said["earliestDatestamp"])
    assert all(row.updated_at >= earliest for row in models.Publication.objects.all())


def test_identify_in_an_empty_archive(client, db):
    assert not codes(ask(client, verb="Identify"))


def test_post_is_get(client, archive):
    got = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    posted = checked(client.post("/oai", {"verb": "ListRecords", "metadataPrefix": "oai_dc"}))
    assert identifiers(posted) == identifiers(got)


def test_post_needs_no_cookie(archive):
    client = Client(enforce_csrf_checks=True)
    assert not codes(checked(client.post("/oai", {"verb": "Identify"})))


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_every_record_in_every_format(client, archive, prefix):
    root = ask(client, verb="ListRecords", metadataPrefix=prefix)
    assert sorted(identifiers(root)) == sorted(
        each.identifier
        for each in (
            archive.collection,
            archive.essay,
            archive.report,
            archive.event,
            archive.vague,
            archive.news,
            archive.project,
        )
    )
    for record in root.iter(f"{O}record"):
        identifier = record.find(f"{O}header/{O}identifier").text
        one = ask(client, verb="GetRecord", identifier=identifier, metadataPrefix=prefix)
        alone = one.find(f"{O}GetRecord/{O}record/{O}metadata")
        assert etree.tostring(alone, method="c14n") == etree.tostring(
            record.find(f"{O}metadata"), method="c14n"
        )


def test_mods_says_what_dublin_core_cannot(client, archive):
    root = ask(client, verb="GetRecord", identifier=oai(archive.essay), metadataPrefix="mods")
    m = {"m": "http://www.loc.gov/mods/v3"}
    assert root.xpath("string(//m:mods/m:name/m:namePart[@type='family'])", namespaces=m) == (
        "van der Parish"
    )
    assert root.xpath("//m:relatedItem[@type='host']//m:start/text()", namespaces=m) == ["11"]
    assert root.xpath("//m:dateIssued[@encoding='edtf']/text()", namespaces=m) == ["2008"]


def test_headers_and_sets_agree(client, archive):
    everything = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    membership = {}
    for header in everything.iter(f"{O}header"):
        for spec in header.iter(f"{O}setSpec"):
            identifier = header.find(f"{O}identifier").text.rpartition(":")[2]
            membership.setdefault(spec.text, set()).add(identifier)
    listed = [e.text for e in ask(client, verb="ListSets").iter(f"{O}setSpec")]
    assert set(membership) <= set(listed)
    assert {
        "publication:report",
        "news:press_release",
        "event",
        "project",
        "year:2010",
        f"organisation:{archive.body.identifier}",
    } <= set(membership)
    for spec in listed:
        root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec)
        assert set(identifiers(root)) == membership.get(spec, set()), spec
        assert codes(root) == ([] if spec in membership else ["noRecordsMatch"])


def test_drafts_are_not_there_and_the_withdrawn_are_deleted(client, hidden):
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert len(identifiers(root)) == 4
    assert {h.get("status") for h in root.iter(f"{O}header")} == {"deleted"}
    assert not list(root.iter(f"{O}metadata"))
    assert b"UNSEEN" not in etree.tostring(root)
    draft = hidden[0]
    one = ask(client, verb="GetRecord", identifier=oai(draft), metadataPrefix="oai_dc")
    assert codes(one) == ["idDoesNotExist"]


def test_a_merged_identifier_is_deleted_for_ever(client, archive):
    gone = identifier_for("gone")
    models.FormerIdentifier.objects.create(identifier=gone, successor=archive.report.identifier)
    root = ask(
        client,
        verb="GetRecord",
        identifier=f"oai:archive.example.org:{gone}",
        metadataPrefix="oai_dc",
    )
    assert root.find(f".//{O}header").get("status") == "deleted"
    assert gone in identifiers(ask(client, verb="ListRecords", metadataPrefix="oai_dc"))


# -- errors --------------------------------------------------------------------------------


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nonsense"}, "badVerb"),
        ({"verb": "identify"}, "badVerb"),
        ({"verb": "Identify", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "oai:x:1"}, "badArgument"),
        (LIST | {"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        (LIST | {"from": "2010"}, "badArgument"),
        (LIST | {"from": "2010-13-01"}, "badArgument"),
        (LIST | {"from": "2010-01-01T00:00:00"}, "badArgument"),
        (LIST | {"from": "2010-01-01", "until": "2011-01-01T00:00:00Z"}, "badArgument"),
        (LIST | {"from": "2012-01-01", "until": "2011-01-01"}, "badArgument"),
        (LIST | {"until": "1990-01-01"}, "noRecordsMatch"),
        (LIST | {"from": "9999-12-31"}, "noRecordsMatch"),
        (LIST | {"set": "nonsense"}, "noRecordsMatch"),
        (LIST | {"set": "year:0000"}, "noRecordsMatch"),
        (LIST | {"set": "a b"}, "badArgument"),
        (LIST | {"set": ""}, "badArgument"),
        (LIST | {"identifier": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "forged"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": ""}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x" * 10_000}, "badResumptionToken"),
        (LIST | {"resumptionToken": "x"}, "badArgument"),
        (
            {"verb": "GetRecord", "identifier": "oai:x:1", "metadataPrefix": "oai_dc"},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "nonsense"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "a\0b", "metadataPrefix": "oai_dc"}, "badArgument"),
        (
            {
                "verb": "GetRecord",
                "identifier": "oai:archive.example.org:" + "x" * 10_000,
                "metadataPrefix": "oai_dc",
            },
            "idDoesNotExist",
        ),
    ],
)
def test_errors(client, archive, arguments, code):
    root = ask(client, **arguments)
    assert codes(root) == [code]
    repeated = root.find(f"{O}request").attrib
    assert dict(repeated) == ({} if code in ("badVerb", "badArgument") else arguments)


def test_a_repeated_argument(client, db):
    root = checked(client.get("/oai?verb=Identify&verb=Identify"))
    assert codes(root) == ["badVerb"]
    root = checked(client.get("/oai?verb=ListRecords&metadataPrefix=mods&metadataPrefix=mods"))
    assert codes(root) == ["badArgument"]


def test_other_methods(client, db):
    assert client.put("/oai").status_code == 405


def test_a_huge_accept_header(client, archive):
    assert client.get("/oai?verb=Identify", headers={"accept": "x/" * 5000}).status_code == 200


# -- spans ---------------------------------------------------------------------------------


def moment(text):
    return datetime.datetime.fromisoformat(text)


def at(record, text):
    type(record).objects.filter(pk=record.pk).update(updated_at=moment(text))


def test_both_ends_of_a_span_are_inclusive(client, db):
    rows = [builders.make_publication(f"Work {n}") for n in range(3)]
    at(rows[0], "2020-01-01T23:59:59.900+00:00")
    at(rows[1], "2020-01-02T00:00:00+00:00")
    at(rows[2], "2020-01-02T23:59:59.999+00:00")
    every = [row.identifier for row in rows]

    def found(**span):
        return identifiers(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **span))

    assert found(from_="2020-01-02", until="2020-01-02") == every[1:]
    assert found(until="2020-01-01") == every[:1]
    assert found(until="2020-01-01T23:59:59Z") == every[:1]
    assert found(from_="2020-01-02T23:59:59Z") == every[2:]
    assert found(until="9999-12-31") == every


# -- resumption ----------------------------------------------------------------------------


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(items, "PAGE", 2)
    monkeypatch.setattr(items, "SETS_PAGE", 3)


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
    assert found == [spec for spec, _ in items.sets()]


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
        with django_assert_num_queries(5):
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
        assert len(list(scythe.list_sets())) == len(list(items.sets()))
    client = sickle.Sickle(url, http_method="POST")
    assert {s.setSpec for s in client.ListSets()} == {spec for spec, _ in items.sets()}
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
