"""The one flat record that every output is made from, and its small parts. Pure.

Formats, feeds, harvesting and embedded metadata see a ``Record``, never a model; ``record.py``
makes it.
"""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass
from functools import lru_cache

from publications.parsing import names
from publications.partial_dates import PartialDate

PERSON = "person"
ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person or an organisation, in one role.

    A person has ``family`` (with its particles: "de Groot"), ``given`` and ``suffix``; an
    organisation has only ``name`` and is never taken apart. ``address`` is empty for agents
    without a public page.
    """

    kind: str
    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    role: str = ""
    affiliation: str = ""
    identifier: str = ""
    address: str = ""

    @property
    def is_person(self) -> bool:
        return self.kind == PERSON

    @property
    def is_titled(self) -> bool:
        """Whether a title stands for the given names: "Lord Porter", filed as "Porter, Lord"."""
        return self.given.lower() in names.TITLES

    @property
    def particle(self) -> str:
        """The small words before the surname ("de", "van der"), or nothing."""
        words = self.family.split()[:-1]
        return " ".join(itertools.takewhile(lambda word: word[0].islower(), words))

    @property
    def inverted(self) -> str:
        """The surname first, as English files it: "de Groot, Lucy"; an organisation whole."""
        if not self.is_person:
            return self.name
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A file of a work; ``address`` is empty when only its name is known."""

    name: str
    media_type: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another record: what it is called and where it is."""

    title: str
    identifier: str
    address: str
    kind: str = ""
    first_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing of the archive, flat. Texts are plain text; empty means not known.

    ``type`` is ``publication``, ``news``, ``event``, ``project``, ``author``, ``organisation`` or
    ``series``; ``kind`` is the kind within it. ``date`` is the date of publication (of an event,
    the day it took place), never that of import. ``address`` is permanent, the identifier alone;
    ``page`` is where it leads; ``stem`` is what ``file_address`` puts the extension of a format
    on. ``datestamp`` is the last change, ``added`` when the record came into the archive.
    """

    type: str
    kind: str
    kind_label: str
    identifier: str
    address: str
    page: str
    stem: str
    status: str
    datestamp: datetime.datetime
    added: datetime.datetime
    title: str
    subtitle: str = ""
    agents: tuple[Agent, ...] = ()
    date: PartialDate | None = None
    date_printed: str = ""
    collection: Link | None = None
    collection_editors: tuple[Agent, ...] = ()
    series: Link | None = None
    series_number: str = ""
    publishers: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    first_page: str = ""
    last_page: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    rights: str = ""
    price: str = ""
    files: tuple[FileLink, ...] = ()
    parts: tuple[Link, ...] = ()
    time: str = ""
    venue: str = ""
    launched: Link | None = None
    group: str = ""
    other_names: tuple[str, ...] = ()
    withdrawn_reason: str = ""

    @property
    def full_title(self) -> str:
        """Title and subtitle as one."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{' ' if self.title[-1:] in ':?!' else ': '}{self.subtitle}"

    def file_address(self, extension: str) -> str:
        """Where the record is in a format: ``file_address("bib")``."""
        return f"{self.stem}.{extension}"

    @property
    def authors(self) -> tuple[Agent, ...]:
        """Those who wrote the whole of it: of an essay collection not the many who wrote a part."""
        return () if self.contributors else self.with_role("author")

    @property
    def creators(self) -> tuple[Agent, ...]:
        """Those a citation begins with; of an event, who spoke there, else who held it."""
        if self.type != "event":
            return self.authors
        return self.authors or self.with_role("speaker") or self.with_role("host")

    @property
    def contributors(self) -> tuple[Agent, ...]:
        """The authors of the essays of a collection."""
        found = self.with_role("author") if self.kind == "essay_collection" else ()
        return found if len(found) > 1 else ()

    @property
    def editors(self) -> tuple[Agent, ...]:
        """Those of the work; for an essay, those of its collection."""
        return self.with_role("editor") or self.collection_editors

    @property
    def publisher(self) -> str:
        """The publishers as one name."""
        return " and ".join(self.publishers)

    @property
    def year(self) -> str:
        """The year, or the first year of a span, or nothing."""
        return str(self.date.earliest.year) if self.date else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.status == "withdrawn"

    @property
    def is_person(self) -> bool:
        return self.type == "author"

    def with_role(self, *roles: str) -> tuple[Agent, ...]:
        return tuple(agent for agent in self.agents if agent.role in roles)

    def values_of(self, scheme: str) -> tuple[str, ...]:
        """The printed identifiers of one scheme: ``values_of("isbn")``."""
        return tuple(value for each, value in self.identifiers if each == scheme)

    def as_agent(self) -> Agent:
        """The person or organisation that this record describes."""
        if self.type == "author":
            return person(self.title, address=self.address, identifier=self.identifier)
        return Agent(
            kind=ORGANISATION, name=self.title, address=self.address, identifier=self.identifier
        )


def person(name: str, **values: str) -> Agent:
    """A person by name ("Lucy de Groot"), taken apart as English files it."""
    family, given, suffix = _apart(name)
    return Agent(kind=PERSON, name=name, family=family, given=given, suffix=suffix, **values)


@lru_cache(maxsize=10_000)
def _apart(name: str) -> tuple[str, str, str]:
    """Surname, given names and suffix; an archive names the same people again and again."""
    family, _, rest = names.sort_name(name).partition(", ")
    given, _, suffix = rest.partition(", ")
    return family, given, suffix
