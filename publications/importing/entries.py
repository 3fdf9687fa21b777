"""The dated entries of a page: each becomes a publication, an event or a news item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publications import choices
from publications.importing import keys
from publications.importing.particulars import contribute, involve, start_of
from publications.importing.plan import Plan
from publications.models import Event, NewsItem, Publication
from publications.models.base import Record
from publications.parsing import document as parsed
from publications.parsing.document import Document, Evidence

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


def plan_entry(plan: Plan, item: parsed.Item) -> Record:
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
    contribute(plan, record, item.people)
    involve(plan, record, item.hosts, default=choices.Role.HOST)
    return record


def _by_form(forms: Mapping[str, str], form: str, default: str) -> str:
    words = form.casefold()
    return next((kind for word, kind in forms.items() if word in words), default)


def _heading(document: Document, item: parsed.Item) -> Evidence:
    """Where the heading that an entry stands under is printed: the last place before it."""
    start = start_of(item.evidence)
    at = document.source.text.rfind(item.group, 0, start)
    return ((at, at + len(item.group)),) if at >= 0 else item.evidence


_LAUNCH = re.compile(
    r"(?:\s*[-\u2013\u2014:]\s*(?:report |book |paper |official )?launch(?: event)?\s*$)"
    r"|(?:^\s*(?:report |book )?launch(?: of|\s*[-\u2013\u2014:])\s*)",
    re.IGNORECASE,
)


def tie_launches(plan: Plan, made: Iterable[tuple[parsed.Item, Record]]) -> None:
    """Ties a launch to the one work of the page whose title it carries; else to none."""
    made = list(made)
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
