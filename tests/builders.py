"""Plain functions that make rows for tests, each with sensible defaults for what is not named.

A record's ``date`` is EDTF text ("2010", "2010-03", "2010-03-17"). Every record gets an
identifier of its own; give ``key`` to fix it.
"""

import hashlib
import itertools
from typing import Any

from publications import choices, models
from publications.identifiers import identifier_for
from publications.importing import keys
from publications.importing.abbreviations import Found, rows_of, slug_of
from publications.parsing import names, organisations
from publications.parsing.abbreviations import Abbreviation
from publications.partial_dates import PartialDate
from publications.search import folded

_numbers = itertools.count(1)
_FIELD_OF_WORK = {
    models.Publication: "publication",
    models.Event: "event",
    models.NewsItem: "news_item",
    models.Project: "project",
}


def _identity(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    key = fields.pop("key", None) or f"test:{kind}:{next(_numbers)}"
    return {"import_key": key, "identifier": identifier_for(key)} | fields


def _titled(model: type, kind: str, title: str, fields: dict[str, Any]) -> Any:
    """A saved record with a title; ``date`` and ``date_printed`` go through ``set_date``."""
    date, printed = fields.pop("date", None), fields.pop("date_printed", "")
    fields = {
        "title": title,
        "slug": keys.slug(title),
        "sort_title": keys.sort_title(title),
    } | _identity(kind, fields)
    record = model(**fields)
    if date:
        record.set_date(PartialDate(date), printed)
    record.save()
    return record


# -- works ---------------------------------------------------------------------------------


def make_publication(title: str = "Power to the Parishes", **fields: Any) -> models.Publication:
    return _titled(models.Publication, "publication", title, fields)


def make_essay(
    collection: models.Publication, title: str = "On Parish Pumps", **fields: Any
) -> models.Publication:
    fields = {"kind": choices.PublicationKind.ESSAY, "part_of": collection} | fields
    return _titled(models.Publication, "essay", title, fields)


def make_event(title: str = "Power to the Parishes - Launch", **fields: Any) -> models.Event:
    return _titled(models.Event, "event", title, fields)


def make_news_item(title: str = "Parishes to gain powers", **fields: Any) -> models.NewsItem:
    return _titled(models.NewsItem, "news", title, fields)


def make_project(title: str = "Parishes of tomorrow", **fields: Any) -> models.Project:
    return _titled(models.Project, "project", title, fields)


def make_series(title: str = "Parish papers", **fields: Any) -> models.Series:
    fields = {"title": title, "slug": keys.slug(title)} | _identity("series", fields)
    return models.Series.objects.create(**fields)


def make_entry(project: models.Project, work: Any, **fields: Any) -> models.ProjectEntry:
    return models.ProjectEntry.objects.create(
        project=project, **{_FIELD_OF_WORK[type(work)]: work}, **fields
    )


# -- people --------------------------------------------------------------------------------


def make_author(name: str = "Ada Parish", **fields: Any) -> models.Author:
    """A person with one name variant, the name itself; ``variants`` lists further ones."""
    variants = [name, *fields.pop("variants", ())]
    author = models.Author.objects.create(
        name=name,
        slug=keys.slug(name),
        sort_name=keys.person_sort_name(name),
        folded_name=folded(" ".join(variants)),
        **_identity("person", fields),
    )
    for printed in variants:
        author.variants.create(printed=printed, key=names.match_key(printed))
    return author


def make_organisation(
    name: str = "Institute of Parishes", abbreviation: str = "", **fields: Any
) -> models.Organisation:
    """A body with its name and abbreviation as variants; ``variants`` lists further ones."""
    variants = [name, *fields.pop("variants", ()), *([abbreviation] if abbreviation else [])]
    organisation = models.Organisation.objects.create(
        name=name,
        abbreviation=abbreviation,
        slug=keys.slug(name),
        sort_name=keys.organisation_sort_name(name),
        folded_name=folded(" ".join(variants)),
        **_identity("organisation", fields),
    )
    for printed in variants:
        organisation.variants.create(printed=printed, key=organisations.match_key(printed))
    return organisation


def contribute(work: Any, agent: Any, role: str = "author", **fields: Any) -> models.Contribution:
    """A person or an organisation on a work, printed under its name."""
    owner = "author" if isinstance(agent, models.Author) else "organisation"
    fields = {"printed": agent.name} | fields
    return models.Contribution.objects.create(
        **{_FIELD_OF_WORK[type(work)]: work, owner: agent}, role=role, **fields
    )


def make_biography(author: models.Author, text: str = "", **fields: Any) -> models.Biography:
    return models.Biography.objects.create(
        author=author, text=text or f"{author.name} writes about parishes.", **fields
    )


# -- text ----------------------------------------------------------------------------------


def make_block(text: str, kind: str = "paragraph", **fields: Any) -> dict[str, Any]:
    """A block as ``Section.blocks`` holds it: one run without style."""
    return {"kind": kind, "runs": [[text, "", "", ""]], "spans": []} | fields


def make_section(work: Any, title: str = "The case", *texts: str, **fields: Any) -> models.Section:
    """A section with one paragraph for each text, indexed in one passage."""
    owner = {_FIELD_OF_WORK[type(work)]: work}
    position = fields.pop("position", None)
    if position is None:
        position = models.Section.objects.filter(**owner).count()
    fields = {
        "anchor": f"{keys.slug(title) or 'text'}-{position}",
        "blocks": [make_block(text) for text in texts],
    } | fields
    section = models.Section.objects.create(**owner, title=title, position=position, **fields)
    if texts:
        models.Passage.objects.create(
            section=section, position=0, first_block=0, text="\n\n".join(texts)
        )
    return section


def make_footnote(
    section: models.Section, number: str = "1", text: str = "Ibid.", **fields: Any
) -> models.Footnote:
    """A note that the text of ``section`` calls."""
    fields = {"position": models.Footnote.objects.count()} | fields
    return models.Footnote.objects.create(
        section=section,
        **{_FIELD_OF_WORK[type(section.work)]: section.work},
        number=number,
        text=text,
        **fields,
    )


def make_quotation(work: Any, text: str = "Small is able.", **fields: Any) -> models.Quotation:
    fields = {"position": models.Quotation.objects.count()} | fields
    return models.Quotation.objects.create(
        **{_FIELD_OF_WORK[type(work)]: work}, text=text, **fields
    )


# -- provenance and topics -----------------------------------------------------------------


def make_source(text: str = "Power to the Parishes\n\nA text.", **fields: Any) -> models.Source:
    fields = {
        "name": f"source-{next(_numbers)}.txt",
        "sha256": hashlib.sha256(f"{text}{next(_numbers)}".encode()).hexdigest(),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "size": len(text.encode()),
        "document_kind": "report",
        "coverage": {"characters": len(text), "placed": len(text), "left_out": []},
    } | _identity("source", fields)
    fields.setdefault("slug", keys.slug(fields["name"]))
    return models.Source.objects.create(text=text, **fields)


def make_evidence(
    record: Any, field: str, source: models.Source, words: str, **fields: Any
) -> models.Evidence:
    """Evidence at the first place where ``words`` stand in the source."""
    start = source.text.index(words)
    return models.Evidence.objects.create(
        record=record.identifier,
        field=field,
        source=source,
        start=start,
        end=start + len(words),
        **fields,
    )


def make_topic(name: str = "Housing", **fields: Any) -> models.Topic:
    return models.Topic.objects.create(name=name, **{"slug": keys.slug(name)} | fields)


def assign_topic(work: Any, topic: models.Topic, words: str = "") -> models.TopicAssignment:
    return models.TopicAssignment.objects.create(
        topic=topic, words=words, **{_FIELD_OF_WORK[type(work)]: work}
    )


def explain(work: Any, short: str, expansion: str, **fields: Any) -> models.AbbreviationUse:
    """A work that explains an abbreviation, which is made where it is new."""
    value = Abbreviation(short, expansion, (0, 0))
    (row,) = rows_of([Found(slug_of(value), value, None, 0, "", ())]).values()
    return models.AbbreviationUse.objects.create(
        abbreviation=row,
        short=short,
        expansion=expansion,
        **{_FIELD_OF_WORK[type(work)]: work},
        **fields,
    )
