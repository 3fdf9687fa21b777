"""Records made without a database, with names and texts that formats find hard."""

import datetime
from typing import Any

from publications.exports.shapes import Agent, FileLink, Link, Record, person
from publications.partial_dates import PartialDate

BASE = "https://archive.example"
CHANGED = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
ADDED = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC)
FOLDERS = {"publication": "publications", "news": "news", "event": "events"}


def made_record(**fields: Any) -> Record:
    """A report unless said otherwise; ``date`` is EDTF text."""
    identifier = fields.setdefault("identifier", "9wmzfx3pmvj5")
    type_ = fields.setdefault("type", "publication")
    stem = f"{BASE}/{FOLDERS.get(type_, type_ + 's')}/{identifier}"
    if date := fields.get("date"):
        fields["date"] = PartialDate(date)
    return Record(
        **{
            "kind": "report",
            "kind_label": "Report",
            "address": f"{BASE}/{identifier}/",
            "page": f"{stem}/parish-pumps/",
            "stem": stem,
            "status": "published",
            "datestamp": CHANGED,
            "added": ADDED,
            "title": "Parish pumps",
        }
        | fields
    )


def someone(name: str, role: str = "author", identifier: str = "") -> Agent:
    """A person; with an identifier, one who has a page."""
    address = f"{BASE}/{identifier}/" if identifier else ""
    return person(name, role=role, identifier=identifier, address=address)


def body(name: str, role: str = "author") -> Agent:
    return Agent(kind="organisation", name=name, role=role)


COLLECTION = Link(
    title="The Pump Room: essays on water",
    identifier="d8rhktcm8pdr",
    address=f"{BASE}/d8rhktcm8pdr/",
    kind="essay_collection",
)

REPORT = made_record(
    title="Pumps & pipes: 100% of {what} costs £5_000 #1",
    subtitle="A NLGX route-map",
    agents=(
        someone("Lucy de Pumpe", identifier="rcfk5g279dq8"),
        someone("J. K. O’Pipe"),
        someone("Zoë Éclair-Wellington Jr"),
        body("Pumps and Pipes Trust"),
        someone("Ann Foreword", "foreword"),
    ),
    date="2012-05",
    publishers=("Pump Institute & Sons",),
    series=Link(title="Water papers", identifier="s1", address=f"{BASE}/s1/", kind="series"),
    series_number="7",
    identifiers=(("isbn", "9780956503107"),),
    summary="First line\nsecond <b>line</b> & more.\n\nA second paragraph with “quotes”.",
    keywords=("Water", "Housing & planning"),
    rights="© Pump Institute 2012. All rights reserved",
    files=(
        FileLink(name="pumps.pdf", media_type="application/pdf", address=f"{BASE}/files/pumps.pdf"),
        FileLink(name="lost.doc"),
    ),
)
ESSAY = made_record(
    identifier="z46zz72cbh5p",
    kind="essay",
    kind_label="Essay",
    title="Why pump?",
    agents=(someone("Lord Welles"),),
    collection=COLLECTION,
    collection_editors=(
        someone("Edith van der Brunnen", "editor"),
        someone("Bob Bucket", "editor"),
    ),
    publishers=("Pump Institute",),
    first_page="11",
    last_page="19",
    date="2014-11",
)
COLLECTED = made_record(
    identifier="d8rhktcm8pdr",
    kind="essay_collection",
    kind_label="Essay collection",
    title="The Pump Room",
    subtitle="essays on water",
    agents=(
        someone("Edith van der Brunnen", "editor"),
        someone("Bob Bucket", "editor"),
        someone("Lord Welles"),
        someone("Tim Tap"),
    ),
    publishers=("Pump Institute",),
    date="2014-11",
    parts=(
        Link(
            title="Why pump?",
            identifier="z46zz72cbh5p",
            address=f"{BASE}/z46zz72cbh5p/",
            kind="essay",
            first_page="11",
        ),
    ),
)
NEWS = made_record(
    identifier="0k5ttzb4qdq2",
    type="news",
    kind="news",
    kind_label="News",
    title="Council turns the tap",
    publishers=("The Daily Drip",),
    date="2017-08-21",
    summary="It ran.",
)
EVENT = made_record(
    identifier="1pwv0mv57gp8",
    type="event",
    kind="launch",
    kind_label="Launch",
    title="Launch of Parish pumps",
    agents=(someone("Sally Spout", "speaker"), body("Pump Institute", "host")),
    date="2012-05-17",
    time="6pm to 8pm",
    venue="Pump Room, Bath",
    launched=Link(
        title="Parish pumps",
        identifier="9wmzfx3pmvj5",
        address=f"{BASE}/9wmzfx3pmvj5/",
        kind="report",
    ),
)
PROJECT = made_record(
    identifier="b94694r5hnb8",
    type="project",
    kind="project",
    kind_label="Project",
    title="Pumps of tomorrow",
    summary="What will pumps be?",
)
UNDATED = made_record(identifier="7v977k1kqrwg", title="Undated")
SEASON = made_record(identifier="nt9wsx6r5q46", title="In spring", date="2012-21")
SPAN = made_record(identifier="bmzcsd44rtd5", title="For years", date="2008/2012")
ABOUT = made_record(identifier="phkzx5k0cg58", title="About then", date="1998~")
PERSON = made_record(
    identifier="rcfk5g279dq8",
    type="author",
    kind="author",
    kind_label="Person",
    title="Lucy de Pumpe",
    other_names=("L. de Pumpe",),
    summary="Lucy de Pumpe pumps.",
)
BODY = made_record(
    identifier="p2kv0h0nh07p",
    type="organisation",
    kind="organisation",
    kind_label="Organisation",
    title="Pump Institute",
    other_names=("PI",),
)
SERIES = made_record(
    identifier="gztdgpc21434",
    type="series",
    kind="series",
    kind_label="Series",
    title="Water papers",
    publishers=("Pump Institute",),
)

WORKS = (REPORT, ESSAY, COLLECTED, NEWS, EVENT, PROJECT, UNDATED, SEASON, SPAN, ABOUT)
ALL = (*WORKS, PERSON, BODY, SERIES)
