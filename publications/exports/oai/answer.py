"""The answers of OAI-PMH 2.0 as XML."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from publications.exports.formats import dublin_core
from publications.exports.oai import items, mods, sets
from publications.exports.oai.items import Item
from publications.exports.oai.protocol import (
    TOKEN_LIFE,
    OaiError,
    Request,
    Selection,
    datestamp,
    read_request,
    selection_of,
    write_token,
)
from publications.exports.record import Record

OAI = "http://www.openarchives.org/OAI/2.0/"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_BARE = {"badVerb", "badArgument"}  # errors after which the request is not repeated


def _oai_dc(record: Record) -> etree._Element:
    return etree.fromstring(dublin_core.FORMAT.item(record))


# prefix -> (schema, namespace, the element of a record)
FORMATS: dict[str, tuple[str, str, Callable[[Record], etree._Element]]] = {
    "oai_dc": (dublin_core.SCHEMA, dublin_core.OAI_DC, _oai_dc),
    "mods": (mods.SCHEMA, mods.NAMESPACE, mods.element),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The archive as the protocol sees it; ``site`` is what addresses of records begin with."""

    name: str
    domain: str
    email: str
    address: str
    site: str
    now: datetime.datetime

    def oai_identifier(self, identifier: str) -> str:
        return f"oai:{self.domain}:{identifier}"

    def own_identifier(self, text: str) -> str:
        """The archive's identifier inside one of the protocol; raises idDoesNotExist."""
        head, _, identifier = text.rpartition(":")
        if head != f"oai:{self.domain}" or not identifier:
            raise OaiError("idDoesNotExist", "No record has that identifier.")
        return identifier


def answer(repository: Repository, parameters: list[tuple[str, list[str]]]) -> bytes:
    """The whole answer to a request, right or wrong; it never raises OaiError."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _add(root, "responseDate", datestamp(repository.now))
    echo = _add(root, "request", repository.address)
    try:
        request = read_request(parameters)
        for name, value in request.arguments.items():
            echo.set(name, value)
        root.append(_WRITERS[request.verb](repository, request))
    except OaiError as error:
        if error.code in _BARE:
            echo.attrib.clear()
        _add(root, "error", str(error), code=error.code)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _identify(repository: Repository, request: Request) -> etree._Element:
    body = _element("Identify")
    _add(body, "repositoryName", repository.name)
    _add(body, "baseURL", repository.address)
    _add(body, "protocolVersion", "2.0")
    _add(body, "adminEmail", repository.email)
    _add(body, "earliestDatestamp", datestamp(items.earliest() or repository.now))
    _add(body, "deletedRecord", "persistent")
    _add(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    _add(body, "compression", "gzip")
    described = etree.SubElement(
        _add(body, "description"), f"{{{IDENTIFIER}}}oai-identifier", nsmap={None: IDENTIFIER}
    )
    described.set(f"{{{_XSI}}}schemaLocation", f"{IDENTIFIER} {IDENTIFIER}.xsd")
    for name, value in (
        ("scheme", "oai"),
        ("repositoryIdentifier", repository.domain),
        ("delimiter", ":"),
        ("sampleIdentifier", repository.oai_identifier("0123456789bc")),
    ):
        etree.SubElement(described, f"{{{IDENTIFIER}}}{name}").text = value
    return body


def _list_metadata_formats(repository: Repository, request: Request) -> etree._Element:
    if "identifier" in request.arguments:
        identifier = repository.own_identifier(request.arguments["identifier"])
        items.item_named(identifier, repository.site, with_record=False)
    body = _element("ListMetadataFormats")
    for prefix, (schema, namespace, _) in FORMATS.items():
        described = _add(body, "metadataFormat")
        _add(described, "metadataPrefix", prefix)
        _add(described, "schema", schema)
        _add(described, "metadataNamespace", namespace)
    return body


def _list_sets(repository: Repository, request: Request) -> etree._Element:
    selection = selection_of(request)
    given, size, following = sets.sets_page(selection)
    body = _element("ListSets")
    for spec, name in given:
        described = _add(body, "set")
        _add(described, "setSpec", spec)
        _add(described, "setName", dublin_core.one_line(name))
    _resume(body, repository, selection, following, size)
    return body


def _get_record(repository: Repository, request: Request) -> etree._Element:
    prefix = request.arguments["metadataPrefix"]
    item = items.item_named(
        repository.own_identifier(request.arguments["identifier"]), repository.site
    )
    _require_format(prefix)
    body = _element("GetRecord")
    _record(body, repository, item, prefix)
    return body


def _list(repository: Repository, request: Request) -> etree._Element:
    selection = selection_of(request)
    _require_format(selection.prefix)
    with_records = request.verb == "ListRecords"
    page = items.page_of(selection, repository.site, with_records=with_records)
    body = _element(request.verb)
    for item in page.items:
        if with_records:
            _record(body, repository, item, selection.prefix)
        else:
            _header(body, repository, item)
    _resume(body, repository, selection, page.following, page.size)
    return body


_WRITERS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}


def _require_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", f"The formats are: {', '.join(FORMATS)}.")


def _resume(
    body: etree._Element,
    repository: Repository,
    selection: Selection,
    following: Selection | None,
    size: int,
) -> None:
    """The token of the next page; an empty one at the end; none where the list is one page."""
    if following is None and not selection.cursor:
        return
    token = _add(body, "resumptionToken", write_token(following) if following else None)
    token.set("completeListSize", str(max(size, selection.cursor)))
    token.set("cursor", str(selection.cursor))
    if following:
        token.set("expirationDate", datestamp(repository.now + TOKEN_LIFE))


def _header(parent: etree._Element, repository: Repository, item: Item) -> None:
    header = _add(parent, "header")
    if item.deleted:
        header.set("status", "deleted")
    _add(header, "identifier", repository.oai_identifier(item.identifier))
    _add(header, "datestamp", datestamp(item.datestamp))
    for spec in item.sets:
        _add(header, "setSpec", spec)


def _record(parent: etree._Element, repository: Repository, item: Item, prefix: str) -> None:
    record = _add(parent, "record")
    _header(record, repository, item)
    if item.record and not item.deleted:
        _add(record, "metadata").append(FORMATS[prefix][2](item.record))


def _element(name: str) -> etree._Element:
    return etree.Element(f"{{{OAI}}}{name}", nsmap={None: OAI})


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{OAI}}}{name}", attributes)
    child.text = text
    return child
