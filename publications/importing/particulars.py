"""What any work can have: a title, a summary, a price, people and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from publications import choices
from publications.importing.plan import Plan, merged
from publications.models import Contribution, Event, NewsItem, Project, Publication
from publications.models.base import Record
from publications.parsing import document as parsed
from publications.parsing.document import Evidence

ENOUGH_WORDS = 40  # of a first paragraph, to be a summary without the second

FIELD_OF_WORK = {
    Publication: "publication",
    Event: "event",
    NewsItem: "news_item",
    Project: "project",
}
_ROLES = frozenset(choices.Role.values)
_BODIES_FROM = 1001  # organisations stand behind the people
_SUMMARY_TITLE = re.compile(r"(?:executive |short )?summary", re.IGNORECASE)


def title_of(plan: Plan) -> tuple[str, Evidence]:
    """The title; a text without one goes by the name of its file, and is a draft."""
    title = plan.document.title
    if title is not None and title.text.strip():
        return " ".join(title.text.split()), title.evidence
    plan.warn("title_missing", "No title was found; it is a draft under the name of its file.")
    return plan.source.name.rpartition(".")[0] or plan.source.name, ()


def publishers_of(plan: Plan) -> list[str]:
    """The keys of the bodies that published the work, in the order they are named."""
    rows = [
        plan.agents.body(each.name, each.abbreviation)
        for each in plan.document.organisations
        if each.role == choices.Role.PUBLISHER
    ]
    return list(dict.fromkeys(row.import_key for row in rows if row and row.import_key))


def summarise(plan: Plan, record: Record, blocks: Iterable[parsed.Block]) -> None:
    """The first paragraph, and the second where the first is a short one."""
    taken: list[parsed.Block] = []
    for block in blocks:
        if block.kind == "paragraph" and block.text and not _is_labelled(block):
            taken.append(block)
            if sum(len(each.text.split()) for each in taken) >= ENOUGH_WORDS:
                break
    plan.set_summary(record, "\n\n".join(block.text for block in taken), evidence_of(taken))


def _is_labelled(block: parsed.Block) -> bool:
    """Whether a paragraph is a label with its value, "Series: Moor Papers", and tells nothing."""
    first = block.runs[0]
    return len(block.runs) > 1 and first.style == "strong" and first.text.endswith(":")


def summarise_from_sections(plan: Plan, record: Record) -> None:
    """A report says what it is about in its own summary, or not at all."""
    for section in plan.document.sections:
        if _SUMMARY_TITLE.fullmatch(section.title.strip()):
            summarise(plan, record, section.blocks)
            return


def set_price(plan: Plan, work: Publication) -> None:
    price = plan.document.price
    if price is None:
        return
    for name, amount in (("price_amount", price.amount), ("price_postage", price.postage)):
        try:
            plan.set(work, name, Decimal(amount) if amount else None, price.evidence)
        except InvalidOperation:
            plan.warn("price_unclear", f"The price {amount!r} is no number.", price.evidence)
    plan.set(work, "price_currency", price.currency, price.evidence)


def contribute(
    plan: Plan, work: Record, people: Iterable[parsed.Person], default: str = ""
) -> None:
    """One row for each person and role, with every place that names them in it."""
    gathered: dict[tuple[int, str], list[parsed.Person]] = {}
    for person in people:
        row = plan.agents.person(person.name)
        role = person.role if person.role in _ROLES else default or choices.Role.MENTIONED
        if row is not None:
            gathered.setdefault((id(row), role), []).append(person)
    for position, ((_, role), mentions) in enumerate(gathered.items(), 1):
        office = next((each for each in mentions if each.affiliation), None)
        plan.child(
            Contribution(
                author=plan.agents.person(mentions[0].name),
                role=role,
                position=position,
                printed=" ".join((mentions[0].printed or mentions[0].name).split()),
                affiliation=office.affiliation if office else "",
                **{FIELD_OF_WORK[type(work)]: work},
            ),
            merged(
                *(each.evidence for each in mentions),
                office.affiliation_evidence if office else (),
            ),
        )


def involve(
    plan: Plan, work: Record, bodies: Iterable[parsed.Organisation], default: str = ""
) -> None:
    """One row for each organisation and role, after the people."""
    gathered: dict[tuple[int, str], list[parsed.Organisation]] = {}
    for body in bodies:
        row = plan.agents.body(body.name, body.abbreviation)
        role = body.role if body.role in _ROLES else default or choices.Role.MENTIONED
        if row is not None:
            gathered.setdefault((id(row), role), []).append(body)
    for position, ((_, role), mentions) in enumerate(gathered.items(), _BODIES_FROM):
        plan.child(
            Contribution(
                organisation=plan.agents.body(mentions[0].name, mentions[0].abbreviation),
                role=role,
                position=position,
                printed=mentions[0].name,
                **{FIELD_OF_WORK[type(work)]: work},
            ),
            merged(*(each.evidence for each in mentions)),
        )


def evidence_of(blocks: Iterable[parsed.Block]) -> Evidence:
    return tuple(span for block in blocks for span in block.evidence)


def start_of(evidence: Evidence) -> int:
    return min((start for start, _ in evidence), default=0)
