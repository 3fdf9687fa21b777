"""MODS 3.8, the richer format of harvesting: names with roles, hosts, parts and partial dates.

Source: loc.gov/standards/mods, version 3.8 of 2022. Roles are MARC relators where there is one.
"""

from __future__ import annotations

from lxml import etree

from publications.choices import Role
from publications.exports.formats.base import one_line, readable
from publications.exports.shapes import Agent, Link, Record

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

RELATORS = {
    Role.AUTHOR: "aut",
    Role.EDITOR: "edt",
    Role.FOREWORD: "aui",
    Role.INTRODUCTION: "win",
    Role.SPEAKER: "spk",
    Role.HOST: "hst",
    Role.PUBLISHER: "pbl",
    Role.SPONSOR: "spn",
    Role.INTERVIEWEE: "ive",
}
# Those who are only written about or thanked are no names of the work.
NAMED = (*RELATORS, Role.PARTNER, Role.COMMISSIONER)
RESOURCES = {"publication": "text", "news": "text", "event": "", "project": ""}


def element(record: Record) -> etree._Element:
    """The record as one ``mods`` element."""
    mods = etree.Element(
        f"{{{NAMESPACE}}}mods", nsmap={None: NAMESPACE, "xsi": _XSI}, version="3.8"
    )
    mods.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    titles = _add(mods, "titleInfo")
    _add(titles, "title", record.title)
    _add(titles, "subTitle", record.subtitle)
    for name in record.other_names:
        _add(_add(mods, "titleInfo", type="alternative"), "title", name)
    for agent in record.with_role(*NAMED):
        _name(mods, agent)
    _add(mods, "typeOfResource", RESOURCES.get(record.type, ""))
    _add(mods, "genre", record.kind_label)
    _origin(mods, record.publishers, record)
    language = _add(mods, "language")
    _add(language, "languageTerm", record.language, type="code", authority="rfc3066")
    media_types = dict.fromkeys(each.media_type for each in record.files if each.media_type)
    if media_types:
        physical = _add(mods, "physicalDescription")
        for each in media_types:
            _add(physical, "internetMediaType", each)
    _add(mods, "abstract", record.summary)
    for word in record.keywords:
        _add(_add(mods, "subject"), "topic", word)
    if record.collection:
        host = _related(mods, "host", record.collection)
        for editor in record.collection_editors:
            _name(host, editor)
        if record.first_page:
            extent = _add(_add(host, "part"), "extent", unit="pages")
            _add(extent, "start", record.first_page)
            _add(extent, "end", record.last_page)
    if record.series:
        series = _related(mods, "series", record.series)
        if record.series_number:
            detail = _add(_add(series, "part"), "detail", type="number")
            _add(detail, "number", record.series_number)
    for part in record.parts:
        _related(mods, "constituent", part)
    if record.launched:
        _related(mods, "references", record.launched)
    _add(mods, "identifier", record.address, type="uri")
    for scheme, value in record.identifiers:
        _add(mods, "identifier", value, type=scheme)
    _add(_add(mods, "location"), "url", record.page, usage="primary")
    _add(mods, "accessCondition", record.rights, type="use and reproduction")
    return mods


def _origin(mods: etree._Element, publishers: tuple[str, ...], record: Record) -> None:
    """Publisher and date; a date as far as known, in EDTF, and as printed."""
    if not (publishers or record.date or record.venue):
        return
    event = record.type == "event"
    origin = _add(mods, "originInfo")
    if record.venue:
        _add(_add(origin, "place"), "placeTerm", record.venue, type="text")
    for name in publishers:
        _add(origin, "publisher", name)
    if record.date:
        date = "dateOther" if event else "dateIssued"
        _add(origin, date, record.date.edtf, encoding="edtf", keyDate="yes")
        _add(origin, date, record.date_printed)


def _name(parent: etree._Element, agent: Agent) -> None:
    name = _add(parent, "name", type="personal" if agent.is_person else "corporate")
    if agent.address:
        name.set("valueURI", agent.address)
    if agent.family and agent.given:
        _add(name, "namePart", agent.given, type="given")
        _add(name, "namePart", agent.family, type="family")
        _add(name, "namePart", agent.suffix, type="termsOfAddress")
    else:
        _add(name, "namePart", agent.name)
    _add(name, "displayForm", agent.name)
    _add(name, "affiliation", agent.affiliation)
    if agent.role:
        role = _add(name, "role")
        if code := RELATORS.get(agent.role):
            _add(role, "roleTerm", code, type="code", authority="marcrelator")
        _add(role, "roleTerm", Role(agent.role).label, type="text")


def _related(parent: etree._Element, type_: str, link: Link) -> etree._Element:
    related = _add(parent, "relatedItem", type=type_)
    _add(_add(related, "titleInfo"), "title", link.title)
    _add(related, "identifier", link.address, type="uri")
    return related


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element | None:
    """A child; with a text that is empty, none."""
    if text is not None:
        text = readable(text).strip() if name == "abstract" else one_line(text)
        if not text:
            return None
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = text
    return child
