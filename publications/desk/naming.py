"""Who is meant by a name: whoever is known by it, else somebody new."""

from __future__ import annotations

from typing import Any

from publications import models
from publications.choices import Role, Status
from publications.desk.verdicts import Refused
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.derived import settle_forms
from publications.models.base import Record
from publications.parsing import names, organisations
from publications.search import folded


def agent_named(model: type[Record], name: str, source: Any, spans: list) -> Record:
    """Whoever is known by a name, else a new draft of a person or a body."""
    person = model is models.Author
    match = names.match_key(name) if person else organisations.match_key(name)
    if not match:
        raise Refused(f"“{name}” is not a name.")
    column = "author" if person else "organisation"
    known = (
        models.NameVariant.objects.filter(key=match[:300], **{f"{column}__isnull": False})
        .exclude(**{f"{column}__status": Status.WITHDRAWN})
        .order_by("pk")
        .first()
    )
    if known:
        agent = getattr(known, column)
    else:
        key = keys.key("person" if person else "organisation", match)
        if model.objects.filter(import_key=key).exists():
            key = keys.random_key(column)
        agent = model(
            import_key=key,
            identifier=identifier_for(key),
            name=name[:200],
            slug=keys.slug(name),
            status=Status.DRAFT,
        )
        agent.sort_name = (
            keys.person_sort_name(name) if person else keys.organisation_sort_name(name)
        )
        agent.folded_name = folded(name)
        agent.save()
    name_as_printed(agent, name, source, spans)
    return agent


def name_as_printed(agent: Record, printed: str, source: Any, spans: list) -> None:
    """Keeps a printed name with whom it means."""
    if agent.variants.filter(printed=printed[:300]).exists():
        return
    match = names if isinstance(agent, models.Author) else organisations
    agent.variants.create(
        printed=printed[:300], key=match.match_key(printed)[:300], source=source, spans=spans
    )
    settle_forms(agent)
    agent.save(update_fields=["folded_name", "sort_name"])


def drop_if_unused(agent: Record) -> None:
    """Removes a draft of somebody that nothing names any more."""
    if agent.status != Status.DRAFT or agent.contributions.exists():
        return
    for name in ("biographies", "quotations", "series"):
        if hasattr(type(agent), name) and getattr(agent, name).exists():
            return
    models.Evidence.objects.filter(record=agent.identifier).delete()
    agent.delete()


def role_named(role: str) -> str:
    """The role of that code; Refused for any other."""
    if role not in Role.values:
        raise Refused("Choose what they did.")
    return role
