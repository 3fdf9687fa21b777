"""The page of a research project: what it is about, its dated outputs, the news around it.

Known by its entries, each a title with a line "[flag, date]" under it, or by its dated headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import (
    DateValue,
    Document,
    LeftOut,
    Line,
    ParseWarning,
    SourceText,
    Value,
)
from publications.parsing.imprint import Imprint, read_identifiers
from publications.parsing.pages.articles.speech import speech_count
from publications.parsing.pages.contacts import contacts
from publications.parsing.pages.entries.blocks import read_blocks
from publications.parsing.pages.entries.bracketed import Entries, Entry, read_entries
from publications.parsing.pages.entries.cards import Cards, read_cards
from publications.parsing.pages.entries.dates import bracket_in
from publications.parsing.pages.entries.headed import read_headed
from publications.parsing.pages.entries.listed import Listed, meetings_among, read_listed
from publications.parsing.pages.headings import headings_among
from publications.parsing.pages.labelled import with_labels
from publications.parsing.pages.page_blocks import described
from publications.parsing.pages.people_told import BESIDES, people_told
from publications.parsing.pages.projects.bodies import bodies_of, publishers_of
from publications.parsing.pages.projects.items import is_of_others, items_of
from publications.parsing.pages.projects.teams import read_team
from publications.parsing.pages.projects.testimonials import Testimonial, read_testimonial
from publications.parsing.pages.reports.lines import date_in
from publications.parsing.pages.role_lists import roles_of
from publications.parsing.pages.side_matter import (
    RELATED_HEADING,
    feet_of,
    furniture_reason,
    rights_in,
)
from publications.parsing.pages.site_head import own_lines
from publications.parsing.pages.spoken import spoken_on
from publications.parsing.pages.telling import telling
from publications.parsing.pages.titles import below_title, title_of
from publications.parsing.spans import block, span_of

KIND = "project_page"
_MOST_WORDS = 250  # of a page to each of its entries
_PARAGRAPH = 14  # words
_ARTICLE = 4  # paragraphs
_CLOSING = frozenset('\u201d"')
_FORM = re.compile(
    r"(?:(?:our|current|past|major|key|research|policy) )*"
    r"(?:projects?|programmes?|inquir(?:y|ies)|(?<=our )(?:work|research))",
    re.IGNORECASE,
)


def likeness(source: SourceText) -> float:
    """How like a project page a source is, from 0 to 1, by its bracketed dates and its praise."""
    brackets = praise = 0
    for line in source.lines:
        if "[" in line.text and len(line.text) < 2000 and bracket_in(line.text):
            brackets += 1
        elif line.text.lstrip()[:1] in '\u2022*-"\u201c' and len(line.text) < 2000:
            praise += read_testimonial(source.text, line) is not None
        if brackets >= 3:
            return 0.95
    if not brackets and len(source.text) < 60_000:
        entries = own_entries(source, own_lines(source).lines)
        if entries >= 3 and not _is_under_article(source):
            return _by_entries(entries, source.text.count(" ") / entries, praise)
    score = (0.0, 0.75, 0.85)[brackets] if len(source.text) < 200_000 else 0.4 * (brackets > 0)
    score = min(0.9, max(score, 0.3 * min(praise, 2)) + (0.05 if brackets and praise else 0.0))
    return max(score, telling(own_lines(source).lines).of_undertaking)


def _is_under_article(source: SourceText) -> bool:
    """Whether the entries of a page stand under paragraphs in which somebody speaks: news."""
    before = read_page(source, own_lines(source).lines).before
    paragraphs = [line.text for line in before if len(line.text.split()) >= _PARAGRAPH]
    return len(paragraphs) >= _ARTICLE and speech_count("\n".join(paragraphs)) > 0


def _by_entries(entries: int, words: float, praise: int) -> float:
    """How like a project page entries make a source; many ``words`` to each are a text's own."""
    if words > _MOST_WORDS:
        return 0.4
    return (0.8 if praise else 0.65) + min(0.1, 0.03 * (entries - 3))


def parse(source: SourceText) -> Document:
    """The project with its description, entries, testimonials and what was left out."""
    text = source.text
    own = own_lines(source)
    lines = with_labels(source, own.lines)
    praise: list[Testimonial] = []
    others: list[Line] = []
    marks: list[LeftOut] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not any(char.isalnum() for char in line.text):
            marks.append(LeftOut(*span_of(line), "list mark"))
            continue
        found = read_testimonial(text, line) if len(line.text) < 2000 else None
        if found is None and at < len(lines) and line.text.rstrip()[-1:] in _CLOSING:
            joined = Line(line.start, lines[at].end, text[line.start : lines[at].end])
            found = read_testimonial(text, joined) if len(joined.text) < 2000 else None
            at += found is not None
        if found:
            praise.append(found)
        else:
            others.append(line)
    page = read_page(source, others)
    tail_start = praise[-1].quotation.evidence[0][1] if praise else len(text)
    head, tail = list(page.before), list(page.after)
    if not page.entries:  # all of the page came as "before": furniture may stand in it
        tail = [line for line in head if line.start > tail_start]
        head = [line for line in head if line.start <= tail_start]
    warnings: list[ParseWarning] = []
    team = read_team(source, [*head, *tail])
    people = [*(each.person for each in praise if each.person), *team.people]
    asked = contacts(text, [*head, *tail])
    known = {each.name for each in people if each.role in {"contact", "testimonial"}}
    people += [each for each in asked if each.name not in known]
    told = people_told([*head, *tail], ("author", "editor", *BESIDES))
    people += [each for each in told if each.name not in {one.name for one in people}]
    reached = [span[0] for each in asked for span in each.evidence]
    head = [line for line in head if line not in team.lines]
    title, shown, left_out = _head(source, head)
    cards = Cards() if page.entries else read_cards(source, [*head, *tail], title)
    shown = [line for line in shown if line not in cards.lines]
    date, dated = _date_beside(title, shown) if not page.entries else (None, None)
    shown = [line for line in shown if line is not dated]
    left_out += [LeftOut(*span_of(dated), "label")] if dated else []
    tail = [line for line in tail if line not in cards.lines]
    left_out += cards.left_out
    listed = Listed()
    if not page.entries:
        listed = read_listed(source, [*shown, *tail], title, cards.items)
        shown = [line for line in shown if line not in listed.lines]
        tail = [line for line in tail if line not in listed.lines]
        left_out += listed.left_out
    description = described(source, shown, headings_among(source, shown))
    left_out += [*own.left_out, *marks]
    left_out += team.left_out
    related = False  # whether the works of others have begun
    for line in tail:
        if line in team.lines:
            continue
        reason = furniture_reason(line.text)
        heading = " ".join(line.text.split()).rstrip(":")
        related = related or bool(len(heading) < 60 and RELATED_HEADING.fullmatch(heading))
        if related:
            left_out.append(LeftOut(*span_of(line), reason or "related works"))
        elif reason is None and len(line.text.split()) >= 12:
            description.append(block(text, line.start, line.end))
        elif any(line.start <= place < line.end for place in reached):
            left_out.append(LeftOut(*span_of(line), reason or "contact line"))
        else:
            left_out.append(LeftOut(*span_of(line), reason or "side matter"))
            if reason is None and len(line.text.split()) > 3:
                words = " ".join(line.text.split())
                message = f"\u201c{words}\u201d stands behind the entries and was set aside."
                warnings.append(ParseWarning("side_matter_unsure", message, (span_of(line),)))
    groups = [Value(" ".join(line.text.split()), (span_of(line),)) for line in page.headings]
    left_out += _unused_headings(page.headings, page.entries)
    items = [*items_of(source, page.entries, groups, warnings), *cards.items, *listed.items]
    items = meetings_among(items, page.before)
    imprint = Imprint()
    printed = dict.fromkeys((*head, *tail, *feet_of(source)))
    read_identifiers(source, [block(text, line.start, line.end) for line in printed], imprint)
    roles = roles_of(text, description)
    publishers = publishers_of(source, items, praise, own.site, title, roles, warnings)
    named = bodies_of(text, items, publishers, roles, description)
    left_out += [each.mark for each in praise if each.mark]
    quotations = [each.quotation for each in praise]
    spoken, speakers = spoken_on(source, description, quotations)
    people += speakers
    if title is None:
        warnings.append(ParseWarning("title_missing", "No title stands before the entries."))
    return Document(
        source=source,
        kind=KIND,
        rights=rights_in(source),
        title=title,
        date=date,
        description=tuple(description),
        people=tuple(people),
        organisations=named,
        identifiers=tuple(imprint.identifiers),
        quotations=(*quotations, *spoken),
        biographies=tuple(team.biographies),
        items=tuple(items),
        left_out=tuple(sorted(left_out, key=lambda each: each.start)),
        warnings=tuple(warnings),
    )


def read_page(source: SourceText, lines: Sequence[Line]) -> Entries:
    """The entries of a page, by its brackets or by the blocks of its lines."""
    if not any("[" in line.text and bracket_in(line.text) for line in lines):
        for reads in (read_blocks, read_headed):
            if (page := reads(source, lines)).entries:
                return page
    return read_entries(source, lines)


def own_entries(source: SourceText, lines: Sequence[Line]) -> int:
    """How many dated entries a page without brackets has, those of related works aside."""
    page = read_page(source, lines)
    headings = [" ".join(line.text.split()) for line in page.headings]
    own = (
        each
        for each in page.entries
        if each.group is None or not is_of_others(headings[each.group])
    )
    # One that is printed again and again is a fact of one work: "Published 3 May 2012".
    return len({(each.title, each.date.date) for each in own if each.date})


def _head(
    source: SourceText, lines: Sequence[Line]
) -> tuple[Value | None, list[Line], list[LeftOut]]:
    """The title, the lines of the description, and what is left out before the entries."""
    left_out: list[LeftOut] = []
    kept: list[Line] = []
    top = next((at for at, line in enumerate(lines) if line.tag == "h1"), 0)
    for at, line in enumerate(lines):
        reason = furniture_reason(line.text)
        if (reason or at < top) and line.tag != "h1":
            left_out.append(LeftOut(*span_of(line), reason or "site section"))
        else:
            kept.append(line)
    if len(kept) > 1 and _FORM.fullmatch(kept[0].text.strip()) and kept[0].tag != "h1":
        left_out.append(LeftOut(*span_of(kept.pop(0)), "site section"))
    titled = next((line for line in kept if line.tag == "h1"), None)
    if titled:
        title = Value(" ".join(titled.text.split()), (span_of(titled),))
        return title, [line for line in kept if line is not titled], left_out
    title = title_of(source, kept)
    shown, aside = below_title(kept, title)
    return title, shown, [*left_out, *(LeftOut(*span_of(line), "site section") for line in aside)]


def _date_beside(
    title: Value | None, lines: Sequence[Line]
) -> tuple[DateValue | None, Line | None]:
    """The date that stands alone over a title or right under it, and its line."""
    if title is None:
        return None, None
    at = title.evidence[0][0]
    over = [line for line in lines if line.start < at][-1:]
    under = [line for line in lines if line.start > at][:1]
    for line in (*over, *under):
        if date := date_in(line):
            return date, line
    return None, None


def _unused_headings(headings: Sequence[Line], entries: Sequence[Entry]) -> list[LeftOut]:
    used = {entry.group for entry in entries}
    return [
        LeftOut(*span_of(line), "heading without entries")
        for at, line in enumerate(headings)
        if at not in used
    ]
