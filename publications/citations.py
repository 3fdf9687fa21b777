"""A citation in plain words, for people: who, what, in what, by whom, when, and the address."""

from __future__ import annotations

from publications.choices import Role
from publications.models import Publication

NAMED_AT_MOST = 4


def names_in_words(names: list[str]) -> str:
    """Names as a citation lists them; a long list is cut after the first."""
    if len(names) > NAMED_AT_MOST:
        return f"{names[0]} and others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def citation_of(record, contributions: list) -> str:
    """The citation of a record without its address, ending without a full stop.

    ``contributions`` are its public ones, with their people and organisations.
    """
    writers = _names(contributions, "author", (Role.AUTHOR, Role.EDITOR, Role.SPEAKER))
    makers = _names(contributions, "organisation", (Role.PUBLISHER,)) or _names(
        contributions, "organisation", (Role.AUTHOR, Role.HOST)
    )
    title = str(record)
    if getattr(record, "subtitle", ""):
        title = f"{title}: {record.subtitle}"
    parts = [names_in_words(writers)] if writers else []
    collection = getattr(record, "part_of", None)
    if isinstance(record, Publication) and collection and collection.is_published:
        parts.append(f"‘{title}’ in {collection.title}")
    else:
        parts.append(title)
    if getattr(record, "series", None) and record.series.is_published:
        number = f" {record.series_number}" if record.series_number else ""
        parts.append(f"{record.series.title}{number}")
    when = str(record.date) if getattr(record, "date", None) else ""
    published = ", ".join(filter(None, [names_in_words(makers), when]))
    return ", ".join(parts) + (f" ({published})" if published else "")


def _names(contributions: list, kind: str, roles) -> list[str]:
    agents = {}
    for each in contributions:
        agent = getattr(each, kind)
        if agent and each.role in roles:
            agents.setdefault(agent.pk, agent.name)
    return list(agents.values())
