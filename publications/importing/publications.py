"""Publications from whole texts: a report, the page of one, a collection with its essays."""

from __future__ import annotations

from collections.abc import Iterable

from publications import choices
from publications.importing import keys, matching
from publications.importing.notes import Places, Ranges, add_footnotes, add_quotations
from publications.importing.particulars import (
    contribute,
    evidence_of,
    involve,
    publishers_of,
    set_price,
    start_of,
    summarise,
    summarise_from_sections,
    title_of,
)
from publications.importing.plan import Plan, series_of
from publications.importing.text import Text
from publications.models import Biography, OfferedFile, Publication, PublishedIdentifier
from publications.parsing import document as parsed
from publications.parsing import names
from publications.parsing.document import Document


def plan_report(plan: Plan) -> Publication:
    work = _publication(plan, choices.PublicationKind.REPORT)
    text = Text(plan, work)
    places = text.all_sections()
    _finish_publication(plan, work, text, places, Ranges(work))
    return work


def plan_unknown(plan: Plan) -> Publication:
    """A text of no known form is kept as a draft: an editor says what it is."""
    work = _publication(plan, choices.PublicationKind.OTHER)
    work.status = choices.Status.DRAFT
    plan.warn("kept_as_draft", "Its form is not known, so it is a draft until an editor looks.")
    text = Text(plan, work)
    places = text.all_sections()
    _finish_publication(plan, work, text, places, Ranges(work))
    return work


def plan_collection(plan: Plan) -> Publication:
    document = plan.document
    collection = _publication(plan, choices.PublicationKind.ESSAY_COLLECTION)
    known = plan.known.get(id(collection))
    whole = (known or collection).import_key or collection.import_key
    own: list[int] = []
    ranges = Ranges(collection)
    places: Places = {}
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
        _set_last_page(plan, essay, document.sections[index:end])
        places |= _essay_text(plan, essay, index, end)
        ranges.add(_start_of(section), _end_of_part(document, end), essay)
        essays.append((essay, {names.match_key(person.name) for person in section.people}))
        index = end
    text = Text(plan, collection)
    places |= text.sections(own)
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
    contribute(plan, essay, section.people, default=choices.Role.AUTHOR)
    return essay


def _set_last_page(plan: Plan, essay: Publication, sections: Iterable[parsed.Section]) -> None:
    """The page of an essay's last words, where it is printed and counted as its first one is."""
    document, source = plan.document, plan.document.source
    spans = evidence_of(block for each in sections for block in each.blocks)
    if not spans:
        return
    last = max(spans, key=lambda span: span[1])
    begins, ends = source.page_at(start_of(spans)), source.page_at(last[1] - 1)
    if not begins or not ends or begins.label != essay.first_page or ends.label == begins.label:
        return
    for aside in (*source.left_out, *document.left_out):
        printed = source.text[aside.start : aside.end].split()
        if ends.start <= aside.start < ends.end and ends.label in printed:
            plan.set(essay, "last_page", ends.label, (last, (aside.start, aside.end)))
            return


def _essay_text(plan: Plan, essay: Publication, index: int, end: int) -> Places:
    text = Text(plan, essay)
    places: Places = {index: (essay, None)}
    base = plan.document.sections[index].level
    if plan.document.sections[index].blocks:
        # The heading is the essay's own title and stands there already.
        opening = text.section(index, 1, choices.SectionKind.BODY, headed=False)
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
    title, evidence = title_of(plan)
    publishers = publishers_of(plan)
    plan.add(
        work,
        keys.work_key(
            kind,
            title,
            isbn=min(isbns, default=""),
            date=document.date.date.edtf if document.date else "",
            publisher=publishers[0].removeprefix("organisation:") if publishers else "",
        ),
    )
    plan.set_title(work, title, evidence)
    if not evidence:
        work.status = choices.Status.DRAFT
    if document.subtitle:
        plan.set(work, "subtitle", document.subtitle.text, document.subtitle.evidence)
    plan.set_date(work, document.date)
    known = matching.find_publication(work, isbns, plan.source, publishers)
    if known is not None:
        plan.known[id(work)] = known
    return work


def _finish_publication(
    plan: Plan,
    work: Publication,
    text: Text,
    places: Places,
    ranges: Ranges,
    *,
    writers: Iterable[str] = (),
    essays: list[tuple[Publication, set[str]]] | None = None,
) -> None:
    """Everything of a document that hangs on its one publication, and on its essays."""
    document = plan.document
    summarise(plan, work, document.description)
    text.matter(choices.SectionKind.BODY, "", document.description)
    if not document.description:
        summarise_from_sections(plan, work)
    text.contents(document.contents)
    text.matter(choices.SectionKind.IMPRINT, "", document.imprint)
    if document.rights:
        plan.set(work, "rights", document.rights.text, document.rights.evidence)
    if document.series:
        work.series = series_of(plan, document.series.title, document.series.evidence)
        plan.point(work, "series", document.series.evidence)
        plan.set(work, "series_number", document.series.number, document.series.evidence)
        _series_body(plan, work)
    set_price(plan, work)
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
    contribute(plan, work, people)
    involve(plan, work, document.organisations)
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


def _start_of(section: parsed.Section) -> int:
    return start_of(section.evidence or evidence_of(section.blocks))


def _end_of_part(document: Document, end: int) -> int:
    """Where the part that ends before section ``end`` stops in the source."""
    if end < len(document.sections):
        return _start_of(document.sections[end])
    return len(document.source.text)
