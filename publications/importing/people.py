"""Who is who: the names of a document joined into people and organisations.

A person is known by the key of the name; titles, capitals and accents do not count. An
organisation is known by its full name, and by an abbreviation where a text prints both; so
"the Parish Trust", "Parish Trust (PT)" and "PT" are one, in one text or in several, in either
order. The record's key is the first name it came under and stays that way.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.known_names import known_bodies, known_people, names_of_their_own
from publications.models import Author, Organisation
from publications.parsing import document as parsed
from publications.parsing import names, organisations
from publications.parsing.document import Document, Evidence


@dataclass(slots=True)
class Agent:
    """A person or a body of one document and every form under which it is printed there."""

    row: Author | Organisation  # as wanted
    before: Author | Organisation | None = None  # as it is in the database
    forms: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # printed -> spans
    renamed: bool = False  # whether only an abbreviation was known so far
    named_by: Evidence = ()  # the words of the display name
    abbreviated_by: Evidence = ()
    duplicates: list[Organisation] = field(default_factory=list)  # the same under a short name
    namesakes: list[Author | Organisation] = field(default_factory=list)  # others of this name
    note: str = ""  # what an editor should know of the match

    def print_as(self, printed: str, evidence: Evidence) -> None:
        if printed:
            spans = self.forms.setdefault(printed, [])
            spans.extend(span for span in evidence if span not in spans)


class Agents:
    """The people and organisations of one document. Reads the database, and writes nothing."""

    def __init__(self, document: Document, learnt: Mapping[str, str] | None = None):
        """``learnt`` maps keys of abbreviations to full names that other texts print."""
        self._text = document.source.text
        self._people: dict[str, Agent] = {}
        self._bodies: dict[str, Agent] = {}
        self._definitions = dict(learnt or {}) | definitions(document)
        for key in names_of_their_own(self._definitions):
            del self._definitions[key]
        self._gather_people(document)
        self._gather_bodies(document)

    def __iter__(self) -> Iterator[Agent]:
        yield from self._people.values()
        yield from self._bodies.values()

    def person(self, name: str) -> Author | None:
        agent = self._people.get(names.match_key(name)) if name else None
        return agent.row if agent else None

    def body(self, name: str, abbreviation: str = "") -> Organisation | None:
        agent = self._bodies.get(self._body_key(name, abbreviation))
        return agent.row if agent else None

    # -- people ----------------------------------------------------------------------------

    def _gather_people(self, document: Document) -> None:
        found: dict[str, list[tuple[str, str, Evidence]]] = {}
        for name, printed, evidence in _people_of(document):
            if key := names.match_key(name):
                found.setdefault(key, []).append((name, printed, evidence))
        (rows, others), copies = known_people(found), _Copies()
        for key, mentions in found.items():
            before = rows.get(key)
            agent = Agent(copies.of(before) if before else _new_author(key), before)
            agent.namesakes = others.get(key, [])
            agent.row.name = _display_name(name for name, _, _ in mentions)
            agent.named_by = next((evidence for _, _, evidence in mentions if evidence), ())
            for name, printed, evidence in mentions:
                agent.print_as(" ".join((printed or name).split()), evidence)
            self._people[key] = agent

    # -- organisations ---------------------------------------------------------------------

    def _body_key(self, name: str, abbreviation: str = "") -> str:
        """The key of the full name as far as any text says what an abbreviation stands for."""
        key = organisations.match_key(name)
        full = self._definitions.get(key)
        return organisations.match_key(full) if full else key

    def _gather_bodies(self, document: Document) -> None:
        found: dict[str, list[parsed.Organisation]] = {}
        for each in bodies_of(document):
            if key := self._body_key(each.name, each.abbreviation):
                found.setdefault(key, []).append(each)
        shorts: dict[str, set[str]] = {}
        for short, full in self._definitions.items():
            shorts.setdefault(organisations.match_key(full), set()).add(short)
        (rows, alone, others), copies = known_bodies(found, shorts), _Copies()
        for key, mentions in found.items():
            before = rows.get(key)
            agent = Agent(copies.of(before) if before else _new_organisation(key), before)
            self._name_body(agent, key, mentions, shorts.get(key, ()))
            agent.duplicates = [
                row for row in alone.get(key, ()) if before is not None and row.pk != before.pk
            ]
            agent.namesakes = others.get(key, [])
            for each in mentions:
                agent.print_as(_bare(each.name), each.evidence)
                if each.abbreviation:
                    agent.print_as(each.abbreviation, each.evidence)
            self._bodies[key] = agent

    def _name_body(
        self, agent: Agent, key: str, mentions: list[parsed.Organisation], shorts: Iterable[str]
    ) -> None:
        """The display name is the full one, also where only the abbreviation is printed here."""
        row = agent.row
        known_as = agent.before.name if agent.before else ""
        if agent.before and key == organisations.match_key(agent.before.abbreviation):
            key = organisations.match_key(known_as)
        whole = [each for each in mentions if organisations.match_key(each.name) == key]
        short = [each for each in mentions if organisations.match_key(each.name) != key]
        if whole:
            row.name = _bare(whole[0].name)
            agent.named_by = next((each.evidence for each in whole if each.evidence), ())
            agent.renamed = organisations.match_key(known_as) in shorts
        elif not known_as:
            # Only learnt from another text of this run, which brings the full name with it.
            row.name = _bare(short[0].name)
            agent.named_by = short[0].evidence
            short = []
        printed = next((each for each in mentions if each.abbreviation), None)
        if printed is not None:
            row.abbreviation = printed.abbreviation
            agent.abbreviated_by = _where_short(self._text, printed)
        elif short:
            row.abbreviation = _bare(short[0].name)
            agent.abbreviated_by = short[0].evidence
        # A name that another text of the same run has taught is no news.
        if agent.renamed and row.import_key != keys.key("organisation", key):
            agent.note = f"{known_as} is now known as {row.name}."


def definitions(document: Document) -> dict[str, str]:
    """What the abbreviations of a document stand for: key of the short form -> full name.

    Either the text prints both together, or it prints both and the one is made of the first
    letters of the other and of no other body's.
    """
    found: dict[str, str] = {}
    full: dict[str, str] = {}
    for each in bodies_of(document):
        short = each.abbreviation
        if short and organisations.match_key(short) != organisations.match_key(each.name):
            found.setdefault(organisations.match_key(short), _bare(each.name))
        full.setdefault(organisations.match_key(each.name), _bare(each.name))
    for key, name in full.items():
        if key in found or not _is_short(name):
            continue
        fitting = [
            other
            for other in full.values()
            if other != name and organisations.is_abbreviation_of(name, other)
        ]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def bodies_of(document: Document) -> Iterator[parsed.Organisation]:
    """Every organisation that a document names, in the order of its lists."""
    yield from document.organisations
    for item in document.items:
        yield from item.hosts


def _people_of(document: Document) -> Iterator[tuple[str, str, Evidence]]:
    """Name, printed form and place of everyone a document names."""
    for person in document.people:
        yield person.name, person.printed, person.evidence
    for section in document.sections:
        for person in section.people:
            yield person.name, person.printed, person.evidence
    for item in document.items:
        for person in item.people:
            yield person.name, person.printed, person.evidence
    for quotation in document.quotations:
        if quotation.name:
            name = names.tidy_name(quotation.name)
            evidence = quotation.name_evidence or quotation.evidence
            yield name, quotation.name, evidence
    for biography in document.biographies:
        yield biography.name, "", biography.evidence[:1]


def _display_name(candidates: Iterable[str]) -> str:
    """The first of the names that are not all in capitals."""
    all_names = list(candidates)
    return next((name for name in all_names if not name.isupper()), all_names[0])


def _bare(name: str) -> str:
    """A body's name without article, bracketed abbreviation and possessive."""
    full, _ = organisations.split_abbreviation(" ".join(name.split()))
    for article in ("the ", "The ", "THE "):
        full = full.removeprefix(article)
    for ending in ("'s", "\u2019s"):
        full = full.removesuffix(ending)
    return full.rstrip("'\u2019") or name


def _where_short(text: str, body: parsed.Organisation) -> Evidence:
    """Where an abbreviation is printed: in the words of the name or right behind them."""
    for start, end in body.evidence:
        at = text.find(body.abbreviation, start, end + len(body.abbreviation) + 8)
        if at >= 0:
            return ((at, at + len(body.abbreviation)),)
    return body.evidence


def _is_short(name: str) -> bool:
    return 3 <= len(name) <= 10 and name.isalpha() and sum(map(str.isupper, name)) >= 3


def _new_author(key: str) -> Author:
    whole = keys.key("person", key)
    return Author(import_key=whole, identifier=identifier_for(whole))


def _new_organisation(key: str) -> Organisation:
    whole = keys.key("organisation", key)
    return Organisation(import_key=whole, identifier=identifier_for(whole))


class _Copies:
    """One changeable copy of each known row, also where it is known under two names."""

    def __init__(self) -> None:
        self._made: dict[int, Author | Organisation] = {}

    def of(self, row: Author | Organisation) -> Author | Organisation:
        return self._made.setdefault(row.pk, copy.copy(row))
