"""From a document to a plan: which records its kind becomes, and what hangs on each.

A report or its page is one publication; a collection is one and each essay another; an article
is a news item, and what stands beside it on its page are news items of their own; a project's
page is a project, and each of its entries a publication, an event or a news item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from publications import choices
from publications.importing import keys, matching
from publications.importing.people import Agents
from publications.importing.plan import Plan, merged, series_of
from publications.importing.text import Ranges, Text, add_footnotes, add_quotations
from publications.models import (
    Biography,
    Contribution,
    Event,
    NewsItem,
    OfferedFile,
    PlaceMention,
    Project,
    ProjectEntry,
    Publication,
    PublishedIdentifier,
    Source,
)
from publications.models import Section as SectionRow
from publications.models.base import Record
from publications.parsing import document as parsed
from publications.parsing import names
from publications.parsing.document import Document, Evidence

ENOUGH_WORDS = 40  # of a first paragraph, to be a summary without the second

_ROLES = frozenset(choices.Role.values)
_FIELD_OF_WORK = {
    Publication: "publication",
    Event: "event",
    NewsItem: "news_item",
    Project: "project",
}
_SUMMARY_TITLE = re.compile(r"(?:executive |short )?summary", re.IGNORECASE)


def plan_for(document: Document, source: Source, learnt: Mapping[str, str]) -> Plan:
    """What a document wants to be. Reads the database to recognise what is known already."""
    plan = Plan(document, source, Agents(document, learnt))
    builder = _BUILDERS.get(document.kind, _plan_unknown)
    plan.main = builder(plan)
    for warning in document.warnings:
        plan.warn(warning.code, warning.message, warning.evidence)
    return plan


# -- publications --------------------------------------------------------------------------


def _plan_report(plan: Plan) -> Publication:
    work = _publication(plan, choices.PublicationKind.REPORT)
    text = Text(plan, work)
    places = _sections(plan, text, range(len(plan.document.sections)))
    _finish_publication(plan, work, text, places, Ranges(work))
    return work


def _plan_unknown(plan: Plan) -> Publication:
    """A text of no known form is kept as a draft: an editor says what it is."""
    work = _publication(plan, choices.PublicationKind.OTHER)
    work.status = choices.Status.DRAFT
    plan.warn("kept_as_draft", "Its form is not known, so it is a draft until an editor looks.")
    text = Text(plan, work)
    places = _sections(plan, text, range(len(plan.document.sections)))
    _finish_publication(plan, work, text, places, Ranges(work))
    return work


def _plan_collection(plan: Plan) -> Publication:
    document = plan.document
    collection = _publication(plan, choices.PublicationKind.ESSAY_COLLECTION)
    known = plan.known.get(id(collection))
    whole = (known or collection).import_key or collection.import_key
    own: list[int] = []
    ranges = Ranges(collection)
    places: dict[int, tuple[Publication, SectionRow | None]] = {}
    essays: list[tuple[Publication, set[str]]] = []
    index = 0
    while index < len(document.sections):
        section = document.sections[index]
        if section.kind != "essay":
            own.append(index)
            index += 1
            continue
        end = index + 1
        while end < len(document.sections) and document.sections[end].level > section.level:
            end += 1
        essay = _essay(plan, collection, whole, section, len(essays) + 1)
        places |= _essay_text(plan, essay, index, end)
        ranges.add(_start_of(section), _end_of_part(document, end), essay)
        essays.append((essay, {names.match_key(person.name) for person in section.people}))
        index = end
    text = Text(plan, collection)
    places |= _sections(plan, text, own)
    writers = {key for _, keys_ in essays for key in keys_}
    _finish_publication(plan, collection, text, places, ranges, writers=writers, essays=essays)
    return collection


def _essay(
    plan: Plan, collection: Publication, whole: str, section: parsed.Section, position: int
) -> Publication:
    essay = Publication(kind=choices.PublicationKind.ESSAY, part_of=collection, position=position)
    title = " ".join(section.title.split())
    plan.add(essay, keys.key("essay", whole, keys.title_key(title) or str(position)))
    plan.set_title(essay, title, section.evidence)
    plan.point(essay, "part_of", section.evidence)
    if section.page:
        plan.set(essay, "first_page", section.page, section.contents_evidence or section.evidence)
    # An essay came out when its collection did; the words are the collection's.
    plan.set_date(essay, plan.document.date)
    _contribute(plan, essay, section.people, default=choices.Role.AUTHOR)
    return essay


def _essay_text(
    plan: Plan, essay: Publication, index: int, end: int
) -> dict[int, tuple[Publication, SectionRow | None]]:
    text = Text(plan, essay)
    places: dict[int, tuple[Publication, SectionRow | None]] = {index: (essay, None)}
    base = plan.document.sections[index].level
    if plan.document.sections[index].blocks:
        opening = text.section(index, 1, choices.SectionKind.BODY)
        # The heading is the essay's own title and stands there already.
        opening.title = ""
        places[index] = (essay, opening)
    for at in range(index + 1, end):
        level = plan.document.sections[at].level - base
        places[at] = (essay, text.section(at, max(level, 1)))
    return places


def _publication(plan: Plan, kind: str) -> Publication:
    """The publication that a document is about, matched with what is known of it."""
    document = plan.document
    work = Publication(kind=kind)
    isbns = [each.value for each in document.identifiers if each.scheme == "isbn"]
    title, evidence = _title(plan)
    publisher = next(
        (each.name for each in document.organisations if each.role == choices.Role.PUBLISHER), ""
    )
    plan.add(
        work,
        keys.work_key(
            kind,
            title,
            isbn=min(isbns, default=""),
            date=document.date.date.edtf if document.date else "",
            publisher=publisher,
        ),
    )
    plan.set_title(work, title, evidence)
    if not evidence:
        work.status = choices.Status.DRAFT
    if document.subtitle:
        plan.set(work, "subtitle", document.subtitle.text, document.subtitle.evidence)
    plan.set_date(work, document.date)
    known = matching.find_publication(work, isbns, plan.source)
    if known is not None:
        plan.known[id(work)] = known
    return work


def _finish_publication(
    plan: Plan,
    work: Publication,
    text: Text,
    places: dict[int, tuple[Publication, SectionRow | None]],
    ranges: Ranges,
    *,
    writers: Iterable[str] = (),
    essays: list[tuple[Publication, set[str]]] | None = None,
) -> None:
    """Everything of a document that hangs on its one publication, and on its essays."""
    document = plan.document
    _summary(plan, work, document.description)
    text.matter(choices.SectionKind.BODY, "", document.description)
    if not document.description:
        _executive_summary(plan, work)
    text.contents(document.contents)
    text.matter(choices.SectionKind.IMPRINT, "", document.imprint)
    if document.rights:
        plan.set(work, "rights", document.rights.text, document.rights.evidence)
    if document.series:
        work.series = series_of(plan, document.series.title, document.series.evidence)
        plan.point(work, "series", document.series.evidence)
        plan.set(work, "series_number", document.series.number, document.series.evidence)
        _series_body(plan, work)
    _price(plan, work)
    for each in document.identifiers:
        plan.child(
            PublishedIdentifier(
                publication=work, scheme=each.scheme, value=each.value, printed=each.printed
            ),
            each.evidence,
        )
    for each in document.files:
        plan.child(
            OfferedFile(publication=work, name=each.name, media_type=each.media_type),
            each.evidence,
        )
    by_writer = {key: [essay for essay, keys_ in essays or () if key in keys_] for key in writers}
    people = [
        person
        for person in document.people
        if not (person.role == choices.Role.AUTHOR and by_writer.get(names.match_key(person.name)))
    ]
    for index, section in enumerate(document.sections):
        if places.get(index, (None,))[0] is work:
            people += section.people
    _contribute(plan, work, people)
    _involve(plan, work, document.organisations)
    for biography in document.biographies:
        author = plan.agents.person(biography.name)
        if author is None:
            continue
        written = by_writer.get(names.match_key(biography.name), [])
        about = written[0] if len(written) == 1 else work
        plan.child(
            Biography(author=author, publication=about, text=biography.text), biography.evidence
        )
    add_footnotes(plan, places, ranges)
    add_quotations(plan, ranges)


def _series_body(plan: Plan, work: Publication) -> None:
    """The series is that of the body whose name stands in the words that name the series."""
    within = [
        each
        for each in plan.document.organisations
        if any(
            start <= at < end
            for at, _ in each.evidence
            for start, end in plan.document.series.evidence
        )
    ]
    rows = {id(row): row for each in within if (row := plan.agents.body(each.name))}
    if len(rows) == 1 and work.series is not None:
        work.series.organisation = next(iter(rows.values()))
        plan.point(work.series, "organisation", within[0].evidence)


def _price(plan: Plan, work: Publication) -> None:
    price = plan.document.price
    if price is None:
        return
    for name, amount in (("price_amount", price.amount), ("price_postage", price.postage)):
        try:
            plan.set(work, name, Decimal(amount) if amount else None, price.evidence)
        except InvalidOperation:
            plan.warn("price_unclear", f"The price {amount!r} is no number.", price.evidence)
    plan.set(work, "price_currency", price.currency, price.evidence)


# -- news ----------------------------------------------------------------------------------


def _plan_article(plan: Plan) -> NewsItem:
    document = plan.document
    article = NewsItem(kind=choices.NewsKind.NEWS)
    title, evidence = _title(plan)
    date = document.date.date.edtf if document.date else ""
    plan.add(
        article, keys.entry_key(title, date) if date else keys.key("news", keys.title_key(title))
    )
    plan.set_title(article, title, evidence)
    if not evidence:
        article.status = choices.Status.DRAFT
    plan.set_date(article, document.date)
    known = matching.find_titled(article, plan.source)
    if known is not None:
        plan.known[id(article)] = known
    _summary(plan, article, document.description)
    text = Text(plan, article)
    places = _sections(plan, text, range(len(document.sections)))
    text.matter(choices.SectionKind.IMPRINT, "", document.imprint)
    people = list(document.people)
    for section in document.sections:
        people += section.people
    _contribute(plan, article, people)
    _involve(plan, article, document.organisations)
    places_named: dict[str, Evidence] = {}
    for place in document.places:
        places_named[place.name] = merged(places_named.get(place.name, ()), place.evidence)
    for name, spans in places_named.items():
        plan.child(PlaceMention(news_item=article, name=name), spans)
    ranges = Ranges(article)
    add_footnotes(plan, places, ranges)
    add_quotations(plan, ranges)
    for item in document.items:
        _item(plan, item)
    return article


# -- projects ------------------------------------------------------------------------------


def _plan_project(plan: Plan) -> Project:
    document = plan.document
    project = Project()
    title, evidence = _title(plan)
    plan.add(project, keys.key("project", keys.title_key(title)))
    plan.set_title(project, title, evidence)
    if not evidence:
        project.status = choices.Status.DRAFT
    known = matching.find_titled(project, plan.source)
    if known is not None:
        plan.known[id(project)] = known
    words = "\n\n".join(block.text for block in document.description if block.text)
    plan.set_summary(project, words, _blocks_evidence(document.description))
    text = Text(plan, project)
    places = _sections(plan, text, range(len(document.sections)))
    _contribute(plan, project, document.people)
    _involve(plan, project, document.organisations)
    ranges = Ranges(project)
    add_footnotes(plan, places, ranges)
    add_quotations(plan, ranges)
    made: list[tuple[parsed.Item, Record]] = []
    for position, item in enumerate(document.items, 1):
        record = _item(plan, item)
        made.append((item, record))
        plan.child(
            ProjectEntry(
                project=project,
                gathering=choices.Gathering.RELATED if item.related else choices.Gathering.OUTPUT,
                group=item.group,
                flag=item.flag,
                position=position,
                **{_FIELD_OF_WORK[type(record)]: record},
            ),
            item.evidence,
        )
    _launches(plan, made)
    return project


_LAUNCH = re.compile(
    r"(?:\s*[-\u2013\u2014:]\s*(?:report |book |paper |official )?launch(?: event)?\s*$)"
    r"|(?:^\s*(?:report |book )?launch(?: of|\s*[-\u2013\u2014:])\s*)",
    re.IGNORECASE,
)


def _launches(plan: Plan, made: list[tuple[parsed.Item, Record]]) -> None:
    """Ties a launch to the one work of the page whose title it carries; else to none."""
    for item, event in made:
        if not isinstance(event, Event) or not _LAUNCH.search(item.title):
            continue
        base = keys.title_key(_LAUNCH.sub("", item.title))
        works = [
            record
            for _, record in made
            if isinstance(record, Publication) and keys.title_key(record.title) == base
        ]
        if len(works) == 1:
            event.launched = works[0]
            plan.point(event, "launched", item.title_evidence or item.evidence)


# -- dated entries -------------------------------------------------------------------------

_PUBLICATION_FORMS = {
    "research note": choices.PublicationKind.RESEARCH_NOTE,
    "note": choices.PublicationKind.RESEARCH_NOTE,
    "report": choices.PublicationKind.REPORT,
    "paper": choices.PublicationKind.REPORT,
    "briefing": choices.PublicationKind.BRIEFING,
    "speech": choices.PublicationKind.SPEECH,
    "essay": choices.PublicationKind.ESSAY,
    "article": choices.PublicationKind.ARTICLE,
}
_EVENT_FORMS = {
    "launch": choices.EventKind.LAUNCH,
    "roundtable": choices.EventKind.ROUNDTABLE,
    "round table": choices.EventKind.ROUNDTABLE,
    "conference": choices.EventKind.CONFERENCE,
    "fringe": choices.EventKind.CONFERENCE,
    "debate": choices.EventKind.DEBATE,
    "discussion": choices.EventKind.DEBATE,
    "speech": choices.EventKind.SPEECH,
}
_NEWS_FORMS = {
    "press release": choices.NewsKind.PRESS_RELEASE,
    "blog": choices.NewsKind.BLOG,
    "comment": choices.NewsKind.COMMENT,
    "editorial": choices.NewsKind.COMMENT,
    "opinion": choices.NewsKind.COMMENT,
    "last word": choices.NewsKind.COMMENT,
}


def _item(plan: Plan, item: parsed.Item) -> Record:
    """The record of a dated entry of a page."""
    record: Publication | Event | NewsItem
    if item.kind == "publication":
        kind = _by_form(_PUBLICATION_FORMS, item.form, choices.PublicationKind.OTHER)
        record = Publication(kind=kind)
    elif item.kind == "event":
        record = Event(kind=_by_form(_EVENT_FORMS, item.form, choices.EventKind.OTHER))
    else:
        kind = _by_form(_NEWS_FORMS, item.form or item.group, choices.NewsKind.NEWS)
        record = NewsItem(kind=kind)
    date = item.date.date.edtf if item.date else "undated"
    plan.add(record, keys.entry_key(item.title, date))
    title_evidence = item.title_evidence or item.evidence
    plan.set_title(record, item.title, title_evidence)
    plan.set_date(record, item.date)
    plan.set_summary(record, item.summary, item.summary_evidence or item.evidence)
    plan.point(record, "kind", item.kind_evidence)
    if isinstance(record, Event):
        plan.set(record, "venue", item.venue, item.venue_evidence or item.evidence)
        plan.set(record, "time_printed", item.time, item.time_evidence or item.evidence)
    if isinstance(record, NewsItem) and item.group:
        plan.set(record, "group", item.group, _heading(plan.document, item))
    _contribute(plan, record, item.people)
    _involve(plan, record, item.hosts, default=choices.Role.HOST)
    return record


def _by_form(forms: Mapping[str, str], form: str, default: str) -> str:
    words = form.casefold()
    return next((kind for word, kind in forms.items() if word in words), default)


def _heading(document: Document, item: parsed.Item) -> Evidence:
    """Where the heading that an entry stands under is printed: the last place before it."""
    start = _start(item.evidence)
    at = document.source.text.rfind(item.group, 0, start)
    return ((at, at + len(item.group)),) if at >= 0 else item.evidence


# -- what every work has -------------------------------------------------------------------


def _title(plan: Plan) -> tuple[str, Evidence]:
    """The title; a text without one goes by the name of its file, and is a draft."""
    title = plan.document.title
    if title is not None and title.text.strip():
        return " ".join(title.text.split()), title.evidence
    plan.warn("title_missing", "No title was found; it is a draft under the name of its file.")
    return plan.source.name.rpartition(".")[0] or plan.source.name, ()


def _summary(plan: Plan, record: Record, blocks: Iterable[parsed.Block]) -> None:
    """The first paragraph, and the second where the first is a short one."""
    taken: list[parsed.Block] = []
    for block in blocks:
        if block.kind == "paragraph" and block.text:
            taken.append(block)
            if sum(len(each.text.split()) for each in taken) >= ENOUGH_WORDS:
                break
    plan.set_summary(record, "\n\n".join(block.text for block in taken), _blocks_evidence(taken))


def _executive_summary(plan: Plan, record: Record) -> None:
    """A report says what it is about in its own summary, or not at all."""
    for section in plan.document.sections:
        if _SUMMARY_TITLE.fullmatch(section.title.strip()):
            _summary(plan, record, section.blocks)
            return


def _sections(
    plan: Plan, text: Text, indexes: Iterable[int]
) -> dict[int, tuple[Publication, SectionRow | None]]:
    return {
        index: (text.work, text.section(index, max(plan.document.sections[index].level, 1)))
        for index in indexes
    }


def _contribute(
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
                **{_FIELD_OF_WORK[type(work)]: work},
            ),
            merged(
                *(each.evidence for each in mentions),
                office.affiliation_evidence if office else (),
            ),
        )


def _involve(
    plan: Plan, work: Record, bodies: Iterable[parsed.Organisation], default: str = ""
) -> None:
    """One row for each organisation and role, after the people."""
    gathered: dict[tuple[int, str], list[parsed.Organisation]] = {}
    for body in bodies:
        row = plan.agents.body(body.name, body.abbreviation)
        role = body.role if body.role in _ROLES else default or choices.Role.MENTIONED
        if row is not None:
            gathered.setdefault((id(row), role), []).append(body)
    for position, ((_, role), mentions) in enumerate(gathered.items(), 1001):
        plan.child(
            Contribution(
                organisation=plan.agents.body(mentions[0].name, mentions[0].abbreviation),
                role=role,
                position=position,
                printed=mentions[0].name,
                **{_FIELD_OF_WORK[type(work)]: work},
            ),
            merged(*(each.evidence for each in mentions)),
        )


def _blocks_evidence(blocks: Iterable[parsed.Block]) -> Evidence:
    return tuple(span for block in blocks for span in block.evidence)


def _start(evidence: Evidence) -> int:
    return min((start for start, _ in evidence), default=0)


def _start_of(section: parsed.Section) -> int:
    return _start(section.evidence or _blocks_evidence(section.blocks))


def _end_of_part(document: Document, end: int) -> int:
    """Where the part that ends before section ``end`` stops in the source."""
    if end < len(document.sections):
        return _start_of(document.sections[end])
    return len(document.source.text)


_BUILDERS: dict[str, Callable[[Plan], Record]] = {
    "report": _plan_report,
    "report_page": _plan_report,
    "essay_collection": _plan_collection,
    "news_article": _plan_article,
    "project_page": _plan_project,
}
