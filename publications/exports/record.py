"""The one flat record that every output is made from, and the only way from a model to it.

Formats, feeds, harvesting and embedded metadata see a ``Record``, never a model. Nothing here
decides what the public may see of a record itself (callers start from ``published()``), but
what a record says of *other* records, such as its collection, is left out unless it is public.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Prefetch, QuerySet

from publications import models
from publications.choices import Role, Status
from publications.models import (
    Author,
    Contribution,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Series,
)
from publications.models.base import Record as Model
from publications.parsing import names
from publications.partial_dates import PartialDate

CHUNK = 500  # records held in memory at once by ``records_of``

PERSON = "person"
ORGANISATION = "organisation"
WORKS = frozenset({"publication", "news", "event"})  # what is cited; the rest is described


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
    the day it took place), never that of import. ``address`` is permanent: it holds the
    identifier and no slug; ``page`` is where a reader ends up. ``datestamp`` is the last change.
    """

    type: str
    kind: str
    kind_label: str
    identifier: str
    address: str
    page: str
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

    @property
    def authors(self) -> tuple[Agent, ...]:
        return self.with_role(Role.AUTHOR)

    @property
    def editors(self) -> tuple[Agent, ...]:
        """Those of the work; for an essay, those of its collection."""
        return self.with_role(Role.EDITOR) or self.collection_editors

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
        return self.status == Status.WITHDRAWN

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
            return _person(self.title, address=self.address, identifier=self.identifier)
        return Agent(
            kind=ORGANISATION, name=self.title, address=self.address, identifier=self.identifier
        )


# -- from a model ------------------------------------------------------------------------------


def record_of(instance: Model, base: str = "") -> Record:
    """The record of one instance; ``base`` ("https://example.org") makes its addresses absolute.

    Follows relations, so read many through ``records_of``.
    """
    return _BUILDERS[type(instance)](instance, base.rstrip("/"))


def records_of(queryset: QuerySet, base: str = "", chunk: int = CHUNK) -> Iterator[Record]:
    """The records of a queryset in its order, ``chunk`` in memory at a time.

    Each chunk costs the same few queries whatever it holds. The queryset is the caller's:
    nothing is filtered here.
    """
    rows = prepared(queryset).iterator(chunk_size=chunk)
    return map(partial(record_of, base=base), rows)


def prepared(queryset: QuerySet) -> QuerySet:
    """The queryset with all that ``record_of`` follows, and without the search index."""
    model = queryset.model
    related, prefetches, deferred = _READS[model]()
    if related:
        queryset = queryset.select_related(*related)
    return queryset.prefetch_related(*prefetches).defer(*deferred)


def permanent_path(instance: Model) -> str:
    """The path of a record with its identifier and without slug: what suffixes are put on."""
    path = instance.get_absolute_url()
    return path[: path.index(instance.identifier) + len(instance.identifier)]


def _contributions() -> Prefetch:
    return Prefetch(
        "contributions",
        Contribution.objects.select_related("author", "organisation").order_by("position", "pk"),
    )


def _topics() -> Prefetch:
    return Prefetch("topics", models.TopicAssignment.objects.select_related("topic"))


def _reads_of_publication() -> tuple[list[str], list, list[str]]:
    parts = Publication.objects.published().defer("search_vector").order_by("position", "pk")
    collection = Prefetch(
        "part_of__contributions",
        Contribution.objects.filter(role__in=[Role.EDITOR, Role.PUBLISHER])
        .select_related("author", "organisation")
        .order_by("position", "pk"),
    )
    return (
        ["part_of", "part_of__series", "series"],
        [
            _contributions(),
            _topics(),
            "identifiers",
            "files",
            collection,
            "part_of__identifiers",
            Prefetch("parts", parts),
        ],
        ["search_vector", "part_of__search_vector"],
    )


_READS = {
    Publication: _reads_of_publication,
    NewsItem: lambda: ([], [_contributions(), _topics()], ["search_vector"]),
    Event: lambda: (
        ["launched"],
        [_contributions(), _topics()],
        ["search_vector", "launched__search_vector"],
    ),
    Project: lambda: ([], [_contributions(), _topics()], ["search_vector"]),
    Author: lambda: ([], ["variants", "biographies"], []),
    Organisation: lambda: ([], ["variants"], []),
    Series: lambda: (["organisation"], [], []),
}


def _base_of(instance: Model, base: str, type_: str) -> dict:
    """What every record has."""
    return {
        "type": type_,
        "kind": type_,
        "kind_label": type(instance)._meta.verbose_name.capitalize(),
        "identifier": instance.identifier,
        "address": base + permanent_path(instance),
        "page": base + instance.get_absolute_url(),
        "status": str(instance.status),
        "datestamp": instance.updated_at,
        "added": instance.created_at,
        "withdrawn_reason": instance.withdrawn_reason if not instance.is_published else "",
    }


def _work(instance: Model, base: str, type_: str) -> dict:
    """What every work has, besides."""
    agents = _agents(instance.contributions.all(), base)
    values = _base_of(instance, base, type_)
    values |= {
        "title": instance.title,
        "summary": instance.summary,
        "agents": agents,
        "publishers": _names_of(agents, Role.PUBLISHER),
        "keywords": tuple(each.topic.name for each in instance.topics.all()),
    }
    if hasattr(instance, "kind"):
        values |= {"kind": instance.kind, "kind_label": instance.get_kind_display()}
    if hasattr(instance, "date_edtf"):
        values |= {"date": instance.date, "date_printed": instance.date_printed}
    return values


def _publication(work: Publication, base: str) -> Record:
    values = _work(work, base, "publication")
    collection = work.part_of if work.part_of and work.part_of.is_published else None
    series = work.series
    parts = sorted(work.parts.all(), key=lambda part: (part.position, part.pk))
    own = tuple((each.scheme, each.value) for each in work.identifiers.all())
    if collection:
        of_collection = _agents(collection.contributions.all(), base)
        # An essay appears with its collection: what it does not say, the collection says.
        values["collection"] = _link(collection, base)
        values["collection_editors"] = tuple(a for a in of_collection if a.role == Role.EDITOR)
        values["publishers"] = values["publishers"] or _names_of(of_collection, Role.PUBLISHER)
        if not values["date"]:
            values |= {"date": collection.date, "date_printed": collection.date_printed}
        own = own or tuple((e.scheme, e.value) for e in collection.identifiers.all())
        series = series or collection.series
    if work.price_amount is not None:
        values["price"] = f"{work.price_amount} {work.price_currency}".strip()
    return Record(
        **values,
        subtitle=work.subtitle,
        series=_link(series, base) if series and series.is_published else None,
        series_number=work.series_number
        or (collection.series_number if collection and series == collection.series else ""),
        identifiers=own,
        first_page=work.first_page,
        rights=work.rights or (collection.rights if collection else ""),
        files=tuple(
            FileLink(name=each.name, media_type=each.media_type) for each in work.files.all()
        ),
        parts=tuple(_link(each, base) for each in parts if each.is_published),
    )


def _news_item(item: NewsItem, base: str) -> Record:
    return Record(**_work(item, base, "news"), group=item.group)


def _event(event: Event, base: str) -> Record:
    launched = event.launched if event.launched and event.launched.is_published else None
    return Record(
        **_work(event, base, "event"),
        time=event.time_printed,
        venue=event.venue,
        launched=_link(launched, base) if launched else None,
    )


def _project(project: Project, base: str) -> Record:
    return Record(**_work(project, base, "project"))


def _author(author: Author, base: str) -> Record:
    biography = next((each.text for each in author.biographies.all()), "")
    return Record(
        **_base_of(author, base, "author"),
        title=author.name,
        other_names=_other_names(author),
        summary=biography,
    )


def _organisation(body: Organisation, base: str) -> Record:
    others = _other_names(body)
    if body.abbreviation and body.abbreviation not in others:
        others = (body.abbreviation, *others)
    return Record(**_base_of(body, base, "organisation"), title=body.name, other_names=others)


def _series(series: Series, base: str) -> Record:
    body = series.organisation if series.organisation_id else None
    return Record(
        **_base_of(series, base, "series"),
        title=series.title,
        publishers=(body.name,) if body and body.is_published else (),
    )


_BUILDERS = {
    Publication: _publication,
    NewsItem: _news_item,
    Event: _event,
    Project: _project,
    Author: _author,
    Organisation: _organisation,
    Series: _series,
}


def _agents(contributions, base: str) -> tuple[Agent, ...]:
    """Those who are public; one agent once in each role, in printed order."""
    agents: dict[tuple, Agent] = {}
    for each in contributions:
        agent = each.author or each.organisation
        values = {
            "role": each.role,
            "affiliation": each.affiliation,
            "identifier": agent.identifier if agent.is_published else "",
            "address": base + permanent_path(agent) if agent.is_published else "",
        }
        if each.author:
            made = _person(agent.name, agent.sort_name, **values)
        else:
            made = Agent(kind=ORGANISATION, name=agent.name, **values)
        agents.setdefault((each.role, made.kind, agent.pk), made)
    return tuple(agents.values())


def _person(name: str, sorted_as: str = "", **values: str) -> Agent:
    family, _, rest = (sorted_as or names.sort_name(name)).partition(", ")
    given, _, suffix = rest.partition(", ")
    return Agent(kind=PERSON, name=name, family=family, given=given, suffix=suffix, **values)


def _names_of(agents: tuple[Agent, ...], role: str) -> tuple[str, ...]:
    return tuple(agent.name for agent in agents if agent.role == role)


def _link(instance: Publication | Series, base: str) -> Link:
    title = instance.title
    if subtitle := getattr(instance, "subtitle", ""):
        title += f"{' ' if title[-1:] in ':?!' else ': '}{subtitle}"
    return Link(
        title=title,
        identifier=instance.identifier,
        address=base + permanent_path(instance),
        kind=getattr(instance, "kind", "series"),
        first_page=getattr(instance, "first_page", ""),
    )


def _other_names(agent: Author | Organisation) -> tuple[str, ...]:
    printed = dict.fromkeys(each.printed for each in agent.variants.all())
    printed.pop(agent.name, None)
    return tuple(printed)
