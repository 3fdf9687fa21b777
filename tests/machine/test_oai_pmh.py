"""OAI-PMH: the protocol's rules one by one, then real clients against a running server."""

import pytest
from django.test import Client
from lxml import etree

from publications import models
from publications.choices import Status
from publications.desk import revisions, states
from publications.exports.oai import protocol
from publications.identifiers import identifier_for
from tests import builders
from tests.machine.harvester import LIST, O, ask, at, checked, codes, identifiers, oai


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


def test_what_was_public_until_its_publication_was_undone_is_deleted_for_ever(client, archive):
    def given(**more):
        root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **more)
        return {h.findtext(f"{O}identifier"): h.get("status") for h in root.iter(f"{O}header")}

    record = builders.make_publication("Too soon", status=Status.DRAFT)
    assert oai(record) not in given()
    for _ in range(2):
        states.publish(record=record, by=None)
        assert given()[oai(record)] is None
        published = models.Revision.objects.filter(record=record.identifier, act="published")
        undone = revisions.undo(revision=published.latest("pk"), by=None)
        assert given()[oai(record)] == "deleted"
        assert given(**{"from": protocol.datestamp(undone.at)})[oai(record)] == "deleted"
        one = ask(client, verb="GetRecord", identifier=oai(record), metadataPrefix="oai_dc")
        assert one.find(f".//{O}header").get("status") == "deleted"
        record.refresh_from_db()


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
