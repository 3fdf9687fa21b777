"""What the flat record of each kind says, read from its rows.

What a record says of *others*, such as its collection or its authors, is left out unless that is
public.
"""

from __future__ import annotations

from dataclasses import dataclass

from publications.choices import Role
from publications.exports.shapes import ORGANISATION, Agent, FileLink, Link, Record, person
from publications.models import (
    Author,
    Event,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Series,
)
from publications.models.base import Record as Model

BIBLIOGRAPHIC = frozenset({"isbn", "issn", "doi", "handle", "urn"})

READ = "read_"  # begins the names of lists that ``prepared`` puts on an instance

LABELS = {"news": "News"}


def permanent_path(instance: Model) -> str:
    """The path that holds the identifier alone; it leads to the page."""
    return f"/{instance.identifier}/"


@dataclass(frozen=True, slots=True)
class Reading:
    """How relations are read, and what addresses begin with."""

    base: str
    fetched_only: bool = False

    def many(self, instance: Model, name: str) -> list:
        if f"{READ}{name}" in instance.__dict__:
            return getattr(instance, f"{READ}{name}")
        if self.fetched_only and name not in getattr(instance, "_prefetched_objects_cache", {}):
            return []
        return list(getattr(instance, name).all())

    def public(self, instance: Model, name: str) -> Model | None:
        """The published record that a foreign key leads to."""
        if self.fetched_only and not instance._meta.get_field(name).is_cached(instance):
            return None
        other = getattr(instance, name)
        return other if other is not None and other.is_published else None

    def address(self, instance: Model) -> str:
        return self.base + permanent_path(instance)


def _base_of(instance: Model, at: Reading, type_: str) -> dict:
    """What every record has."""
    # What lists put into their entries names no page.
    page = "" if at.fetched_only else instance.get_absolute_url()
    return {
        "type": type_,
        "kind": type_,
        "kind_label": LABELS.get(type_) or type(instance)._meta.verbose_name.capitalize(),
        "identifier": instance.identifier,
        "address": at.address(instance),
        "page": at.base + page,
        "stem": at.base + page.partition(instance.identifier)[0] + instance.identifier,
        "status": str(instance.status),
        "datestamp": instance.updated_at,
        "added": instance.created_at,
        "withdrawn_reason": instance.withdrawn_reason if not instance.is_published else "",
    }


def _work(instance: Model, at: Reading, type_: str) -> dict:
    """What every work has, besides."""
    agents = _agents(instance, at)
    values = _base_of(instance, at, type_)
    values |= {
        "title": instance.title,
        "summary": instance.summary,
        "agents": agents,
        "publishers": _names_of(agents, Role.PUBLISHER),
        "keywords": tuple(each.topic.name for each in at.many(instance, "topics")),
    }
    if hasattr(instance, "kind"):
        values |= {"kind": str(instance.kind), "kind_label": instance.get_kind_display()}
    if hasattr(instance, "date_edtf"):
        values |= {"date": instance.date, "date_printed": instance.date_printed}
    return values


def _publication(work: Publication, at: Reading) -> Record:
    values = _work(work, at, "publication")
    collection, series = at.public(work, "part_of"), at.public(work, "series")
    number = work.series_number
    parts = sorted(at.many(work, "parts"), key=lambda part: (part.position, part.pk))
    own = _identifiers(work, at)
    if collection:
        of_collection = _agents(collection, at)
        # An essay appears with its collection: what it does not say, the collection says.
        values["collection"] = _link(collection, at)
        values["collection_editors"] = tuple(a for a in of_collection if a.role == Role.EDITOR)
        values["publishers"] = values["publishers"] or _names_of(of_collection, Role.PUBLISHER)
        if not values["date"]:
            values |= {"date": collection.date, "date_printed": collection.date_printed}
        own = own or _identifiers(collection, at)
        if not series:
            series = at.public(collection, "series")
            number = number or collection.series_number
    if work.price_amount is not None:
        values["price"] = f"{work.price_amount} {work.price_currency}".strip()
    return Record(
        **values,
        subtitle=work.subtitle,
        series=_link(series, at) if series else None,
        series_number=number,
        identifiers=own,
        first_page=work.first_page,
        last_page=work.last_page,
        rights=work.rights or (collection.rights if collection else ""),
        files=tuple(
            FileLink(name=each.name, media_type=each.media_type) for each in at.many(work, "files")
        ),
        parts=tuple(_link(each, at) for each in parts if each.is_published),
    )


def _news_item(item: NewsItem, at: Reading) -> Record:
    return Record(**_work(item, at, "news"), group=item.group)


def _event(event: Event, at: Reading) -> Record:
    launched = at.public(event, "launched")
    return Record(
        **_work(event, at, "event"),
        time=event.time_printed,
        venue=event.venue,
        launched=_link(launched, at) if launched else None,
    )


def _project(project: Project, at: Reading) -> Record:
    return Record(**_work(project, at, "project"))


def _author(author: Author, at: Reading) -> Record:
    biography = next((each.text for each in at.many(author, "biographies")), "")
    return Record(
        **_base_of(author, at, "author"),
        title=author.name,
        other_names=_other_names(author, at),
        summary=biography,
    )


def _organisation(body: Organisation, at: Reading) -> Record:
    others = _other_names(body, at)
    if body.abbreviation and body.abbreviation not in others:
        others = (body.abbreviation, *others)
    return Record(**_base_of(body, at, "organisation"), title=body.name, other_names=others)


def _series(series: Series, at: Reading) -> Record:
    body = at.public(series, "organisation")
    return Record(
        **_base_of(series, at, "series"),
        title=series.title,
        publishers=(body.name,) if body else (),
    )


BUILDERS = {
    Publication: _publication,
    NewsItem: _news_item,
    Event: _event,
    Project: _project,
    Author: _author,
    Organisation: _organisation,
    Series: _series,
}


def _agents(work: Model, at: Reading) -> tuple[Agent, ...]:
    """Those who are public; one agent once in each role, in printed order."""
    agents: dict[tuple, Agent] = {}
    for each in at.many(work, "contributions"):
        agent = each.author or each.organisation
        if not agent.is_published:
            continue
        values = {
            "role": str(each.role),
            "affiliation": each.affiliation,
            "identifier": agent.identifier,
            "address": at.address(agent),
        }
        if each.author:
            made = person(agent.name, **values)
        else:
            made = Agent(kind=ORGANISATION, name=agent.name, **values)
        agents.setdefault((each.role, made.kind, agent.pk), made)
    return tuple(agents.values())


def _identifiers(work: Publication, at: Reading) -> tuple[tuple[str, str], ...]:
    """Those of the work; the telephone and the like of an imprint identify its publisher."""
    return tuple(
        (each.scheme, each.value)
        for each in at.many(work, "identifiers")
        if each.scheme in BIBLIOGRAPHIC
    )


def _names_of(agents: tuple[Agent, ...], role: str) -> tuple[str, ...]:
    return tuple(agent.name for agent in agents if agent.role == role)


def _link(instance: Publication | Series, at: Reading) -> Link:
    title = instance.title
    if subtitle := getattr(instance, "subtitle", ""):
        title += f"{' ' if title[-1:] in ':?!' else ': '}{subtitle}"
    return Link(
        title=title,
        identifier=instance.identifier,
        address=at.address(instance),
        kind=getattr(instance, "kind", "series"),
        first_page=getattr(instance, "first_page", ""),
    )


def _other_names(agent: Author | Organisation, at: Reading) -> tuple[str, ...]:
    """The printed forms that differ in more than capitals."""
    printed = {each.printed.casefold(): each.printed for each in at.many(agent, "variants")}
    printed.pop(agent.name.casefold(), None)
    return tuple(printed.values())
