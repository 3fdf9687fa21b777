"""Asking for OAI-PMH and reading the answers, each checked against its schema."""

import datetime

from lxml import etree

from tests.machine.schemas import OAI_PMH

O = "{http://www.openarchives.org/OAI/2.0/}"  # noqa: E741
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


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


def moment(text):
    return datetime.datetime.fromisoformat(text)


def at(record, text):
    type(record).objects.filter(pk=record.pk).update(updated_at=moment(text))
