"""From a document to a plan: which records its kind becomes, and what hangs on each.

A report or its page is one publication; a collection is one and each essay another; an article
is a news item, and what stands beside it on its page are news items of their own; a project's
page is a project, and each of its entries a publication, an event or a news item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publications import choices
from publications.importing import keys, matching
from publications.importing.entries import plan_entry, tie_launches
from publications.importing.notes import Ranges, add_footnotes, add_quotations
from publications.importing.particulars import (
    FIELD_OF_WORK,
    contribute,
    evidence_of,
    involve,
    summarise,
    title_of,
)
from publications.importing.people import Agents
from publications.importing.plan import Plan, merged
from publications.importing.publications import plan_collection, plan_report, plan_unknown
from publications.importing.text import Text
from publications.models import NewsItem, PlaceMention, Project, ProjectEntry, Source
from publications.models.base import Record
from publications.parsing import document as parsed
from publications.parsing.document import Document, Evidence


def plan_for(document: Document, source: Source, learnt: Mapping[str, str]) -> Plan:
    """What a document wants to be. Reads the database to recognise what is known already."""
    plan = Plan(document, source, Agents(document, learnt))
    builder = _BUILDERS.get(document.kind, plan_unknown)
    plan.main = builder(plan)
    for warning in document.warnings:
        plan.warn(warning.code, warning.message, warning.evidence)
    return plan


# -- news ----------------------------------------------------------------------------------


def _plan_article(plan: Plan) -> NewsItem:
    document = plan.document
    article = NewsItem(kind=choices.NewsKind.NEWS)
    title, evidence = title_of(plan)
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
    summarise(plan, article, document.description)
    text = Text(plan, article)
    places = text.all_sections()
    text.matter(choices.SectionKind.IMPRINT, "", document.imprint)
    people = list(document.people)
    for section in document.sections:
        people += section.people
    contribute(plan, article, people)
    involve(plan, article, document.organisations)
    places_named: dict[str, Evidence] = {}
    for place in document.places:
        places_named[place.name] = merged(places_named.get(place.name, ()), place.evidence)
    for name, spans in places_named.items():
        plan.child(PlaceMention(news_item=article, name=name), spans)
    ranges = Ranges(article)
    add_footnotes(plan, places, ranges)
    add_quotations(plan, ranges)
    for item in document.items:
        plan_entry(plan, item)
    return article


# -- projects ------------------------------------------------------------------------------


def _plan_project(plan: Plan) -> Project:
    document = plan.document
    project = Project()
    title, evidence = title_of(plan)
    plan.add(project, keys.key("project", keys.title_key(title)))
    plan.set_title(project, title, evidence)
    if not evidence:
        project.status = choices.Status.DRAFT
    known = matching.find_titled(project, plan.source)
    if known is not None:
        plan.known[id(project)] = known
    text = Text(plan, project)
    if any(block.kind != "paragraph" for block in document.description):  # a text with its parts
        summarise(plan, project, document.description)
        text.matter(choices.SectionKind.BODY, "", document.description)
    else:
        words = "\n\n".join(block.text for block in document.description if block.text)
        plan.set_summary(project, words, evidence_of(document.description))
    places = text.all_sections()
    contribute(plan, project, document.people)
    involve(plan, project, document.organisations)
    ranges = Ranges(project)
    add_footnotes(plan, places, ranges)
    add_quotations(plan, ranges)
    made: list[tuple[parsed.Item, Record]] = []
    for position, item in enumerate(document.items, 1):
        record = plan_entry(plan, item)
        made.append((item, record))
        plan.child(
            ProjectEntry(
                project=project,
                gathering=choices.Gathering.RELATED if item.related else choices.Gathering.OUTPUT,
                group=item.group,
                flag=item.flag,
                position=position,
                **{FIELD_OF_WORK[type(record)]: record},
            ),
            item.evidence,
        )
    tie_launches(plan, made)
    return project


_BUILDERS: dict[str, Callable[[Plan], Record]] = {
    "report": plan_report,
    "report_page": plan_report,
    "essay_collection": plan_collection,
    "news_article": _plan_article,
    "project_page": _plan_project,
}
