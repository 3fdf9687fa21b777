"""A news article on a magazine's page: the article itself, and the page's side matter apart.

The article is the headline and the long paragraphs after it; it ends at the first call, note
about comments, or teaser of another article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.document import (
    Document,
    LeftOut,
    Line,
    Organisation,
    ParseWarning,
    Person,
    Section,
    SourceText,
)
from publications.parsing.imprint import Imprint, read_identifiers
from publications.parsing.name_lists import people_listed
from publications.parsing.pages.articles.bodies import (
    organisations_of,
    taken_by,
    who_helped,
)
from publications.parsing.pages.articles.bounds import bounds
from publications.parsing.pages.articles.broken_words import rejoined, rejoining
from publications.parsing.pages.articles.captions import without_captions
from publications.parsing.pages.articles.columns import unwrapped
from publications.parsing.pages.articles.crossheads import asks, is_answered, is_subhead
from publications.parsing.pages.articles.head import Head
from publications.parsing.pages.articles.leads import without_repeats
from publications.parsing.pages.articles.releases import released_by
from publications.parsing.pages.articles.signed import told_below, writers_of
from publications.parsing.pages.articles.signs import weighed
from publications.parsing.pages.articles.speech import find_speech
from publications.parsing.pages.articles.teasers import (
    read_side_matter,
)
from publications.parsing.pages.contacts import contacts
from publications.parsing.pages.labelled import with_labels
from publications.parsing.pages.own_body import own_bodies_of_article
from publications.parsing.pages.own_printed import calls_of, magazine_of, stands_over
from publications.parsing.pages.page_blocks import blocks_of, is_listed
from publications.parsing.pages.projects.teams import with_office, without_degrees
from publications.parsing.pages.side_matter import (
    furniture_reason,
    rights_in,
)
from publications.parsing.pages.site_head import own_lines
from publications.parsing.places import find_places
from publications.parsing.spans import block, shown_lines, span_of

KIND = "news_article"

_HELPED = re.compile(
    r"\s*(?:additional|further|extra) (?:reporting|research|words) (?:by|from):? (?P<names>\S.+)",
    re.IGNORECASE,
)
_SHORT_TEXT = 12_000
_LABEL_WORDS = 4
_QUESTIONS = 3  # that stand alone: more than one writer asks of himself
_NOTES = 9  # lines at the end of an article in which its author is told of


def likeness(source: SourceText) -> float:
    """How like a news article's page a source is, from 0 to 1."""
    # A long text in lines is a book's, whose lines are not counted as paragraphs.
    source = unwrapped(source) if len(source.text) < _SHORT_TEXT else source
    return weighed(source, own_lines(source).lines)


def parse(source: SourceText) -> Document:
    """The article, its speakers, bodies and places, and the side matter as items."""
    printed, source = source, unwrapped(source)
    text = source.text
    own = own_lines(source)
    lines, captions = without_captions(with_labels(source, own.lines))
    lines, repeats = without_repeats(lines)
    begin, end = bounds(lines)
    # "Jo Hill said:" over the byline leads in what is said below it.
    leads = _leads(lines[:begin])
    head = Head(source, [line for line in lines[:begin] if line not in leads], lines[begin:])
    body = [*leads, *head.body, *lines[begin:end]]
    sections, credits = _sections(source, body)
    blocks = [each for section in sections for each in section.blocks]
    rejoin = rejoining(printed.text if printed is not source else "")
    sections = [
        replace(part, blocks=tuple(rejoined(each, rejoin) for each in part.blocks))
        for part in sections
    ]
    spans = [span for each in blocks for span in each.evidence]
    helpers = [each for line in lines[begin:] for each in _helpers(line)]
    side = read_side_matter(source, lines[end:])
    imprint = Imprint()
    footers = [line for line in lines[end:] if "ISSN" in line.text[:400]]
    read_identifiers(source, [block(text, line.start, line.end) for line in footers], imprint)
    quotations, people, lost = find_speech(text, spans, over=head.spans)
    quotations = [replace(each, text=rejoin(each.text)) for each in quotations]
    people += contacts(text, lines[begin:])
    quoted = {each.name for each in people}
    writers = head.people or writers_of(body, head.subtitle, text, quoted)
    writers = writers or told_below(lines[end:])
    authors = [with_office(without_degrees(each), body[-_NOTES:]) for each in writers]
    left_out = [
        *own.left_out,
        *captions.left_out,
        *repeats,
        *head.left_out,
        *credits,
        *side.left_out,
    ]
    warnings: list[ParseWarning] = [*head.warnings]
    if head.title is None:
        warnings.append(ParseWarning("title_missing", "No headline stands before the article."))
    if head.date is None:
        warnings.append(
            ParseWarning("date_missing", "The page does not say when the article appeared.")
        )
    if lost:
        warnings.append(
            ParseWarning(
                "speaker_unknown",
                "Words are quoted whose speaker could not be told; they stand in the text only.",
                tuple(lost),
            )
        )
    found = organisations_of(text, [*head.spans, *spans])
    publishers = [head.magazine] if head.magazine else []
    if not publishers:
        shown = shown_lines(source)
        signs = (
            *stands_over(own.site),
            *magazine_of(text, lines[end:]),
            *calls_of(text, left_out),
            *released_by(text, head.title, shown, [*authors, *people]),
        )
        publishers = own_bodies_of_article(source, shown, signs, warnings)
    found = [each for each in found if not any(_is_part(text, each, whole) for whole in publishers)]
    helped = who_helped(shown_lines(source)) if publishers and not head.magazine else []
    known = {each.name for each in (*publishers, *helped)}
    found = [*publishers, *helped, *(each for each in found if each.name not in known)]
    places = find_places(text, [*head.spans, *spans], taken_by(found, people))
    return Document(
        source=printed,
        kind=KIND,
        rights=rights_in(source),
        title=head.title,
        subtitle=head.subtitle,
        date=head.date,
        form=head.form,
        people=(*authors, *people, *helpers, *captions.people),
        identifiers=tuple(each for each in imprint.identifiers if each.scheme == "issn"),
        organisations=tuple(found),
        places=places,
        sections=tuple(sections),
        quotations=tuple(quotations),
        items=side.items,
        left_out=tuple(left_out),
        warnings=(*warnings, *side.warnings),
    )


def _leads(lines: Sequence[Line]) -> list[Line]:
    """The lines over an article that lead in what stands below, the items of a list with them."""
    leads: list[Line] = []
    for line, above in zip(lines, [None, *lines], strict=False):
        if _leads_in(line) or (leads and above is leads[-1] and is_listed(line)):
            leads.append(line)
    return leads


def _leads_in(line: Line) -> bool:
    return line.text.rstrip()[-1] == ":" and len(line.text.split()) > _LABEL_WORDS


def _helpers(line: Line) -> list[Person]:
    """Those whom a line such as "Additional reporting by Jo Hill" names."""
    match = _HELPED.match(line.text) if len(line.text) <= 200 else None
    at = line.start + match.start("names") if match else 0
    return people_listed(match["names"], at, "mentioned") if match else []


def _is_part(text: str, body: Organisation, whole: Organisation) -> bool:
    """Whether a body is the other, or only the beginning of its name: "Moor Assembly" of X."""
    if body.name == whole.name:
        return True
    return all(text.startswith(whole.name, start) for start, _ in body.evidence)


# -- the body ------------------------------------------------------------------------------


def _sections(source: SourceText, lines: Sequence[Line]) -> tuple[list[Section], list[LeftOut]]:
    """The body as sections: text without a heading first, then what stands under subheads."""
    left_out: list[LeftOut] = []
    sections: list[Section] = []
    title, evidence, level = "", (), 1
    under: list[Line] = []
    # A question that stands alone may be a paragraph: it heads only beside other headings.
    asking = any(is_subhead(source, lines, at) for at in range(len(lines)))
    asking = asking or sum(asks(source, lines, at) for at in range(len(lines))) >= _QUESTIONS

    def close() -> None:
        if under or title:
            kind = "section" if title else "body"
            blocks = tuple(blocks_of(source, under))
            sections.append(Section(level, title, kind, blocks, evidence))
        under.clear()

    for at, line in enumerate(lines):
        reason = furniture_reason(line.text)
        if reason:
            left_out.append(LeftOut(*span_of(line), reason))
        elif is_subhead(source, lines, at) or (
            asks(source, lines, at) and (asking or is_answered(lines, at))
        ):
            close()
            title, evidence, level = " ".join(line.text.split()), (span_of(line),), 2
        else:
            under.append(line)
    close()
    return sections, left_out
