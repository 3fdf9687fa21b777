"""A news article on a magazine's page: the article itself, and the page's side matter apart.

The article is the headline and the long paragraphs after it; it ends at the first call, note
about comments, or teaser of another article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.dates import find_dates
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
from publications.parsing.name_lists import people_listed, people_named
from publications.parsing.pages.articles.bodies import magazine_of, organisations_of, taken_by
from publications.parsing.pages.articles.broken_words import rejoined, rejoining
from publications.parsing.pages.articles.captions import without_captions
from publications.parsing.pages.articles.columns import unwrapped
from publications.parsing.pages.articles.crossheads import asks, is_prose, is_subhead
from publications.parsing.pages.articles.head import BYLINE, LABEL, Head, is_byline_or_date
from publications.parsing.pages.articles.speech import find_speech, speech_count
from publications.parsing.pages.articles.teasers import (
    ends_in_more,
    is_dated_title,
    read_side_matter,
)
from publications.parsing.pages.entries.dates import bracket_in
from publications.parsing.pages.page_blocks import blocks_of
from publications.parsing.pages.projects.teams import contacts, with_office, without_degrees
from publications.parsing.pages.side_matter import (
    RELATED_HEADING,
    WITHIN,
    furniture_reason,
    rights_holder,
    rights_in,
)
from publications.parsing.pages.site_head import own_lines
from publications.parsing.places import find_places
from publications.parsing.spans import block, span_of

KIND = "news_article"

_TODAY = re.compile(
    r"\b(?:(?:released|published|announced|launched|said|revealed|unveiled)"
    r" (?:today|yesterday|this week)"
    r"|(?:today|yesterday|this (?:week|morning)) (?:released|published|announced|launched|said))\b"
)
_HELPED = re.compile(
    r"\s*(?:additional|further|extra) (?:reporting|research|words) (?:by|from):? (?P<names>\S.+)",
    re.IGNORECASE,
)
_SIGNED = 5  # lines under a headline in which its byline and its day stand
_DATED = re.compile(r"\s*[|,\u00b7\u2022\u2013\u2014-]?\s*(?:\b(?:on|published|posted)\b|\d)", re.I)
_HEAD = 12  # lines in which a byline or a date stands
_STOPS = ".!?:\u2026\u201d\u2019\"')"
_NOTES = 9  # lines at the end of an article in which its author is told of
_SHORT_TEXT = 12_000
_LONG_TEXT = 40_000


def likeness(source: SourceText) -> float:
    """How like a news article's page a source is, from 0 to 1."""
    # A long text in lines is a book's, whose lines are not counted as paragraphs.
    source = unwrapped(source) if len(source.text) < _SHORT_TEXT else source
    text = source.text
    lines = own_lines(source).lines
    if not lines or len(lines) > 400 or len(text) > 4 * _LONG_TEXT:
        return 0.0
    short = [line for line in lines if len(line.text) <= 400]
    said = speech_count(text)
    score = (0.5 if len(text) < _SHORT_TEXT else 0.3) if said else 0.0
    score += 0.1 if said > 1 else 0.0
    score += 0.25 if LABEL.fullmatch(lines[0].text.strip()[:80]) else 0.0
    reasons = {furniture_reason(line.text) for line in short}
    score += 0.25 if "comments note" in reasons else 0.0
    score += 0.1 if "call to readers" in reasons else 0.0
    teased = any(is_dated_title(line.text) for line in short)
    score += 0.25 if teased else 0.0
    score += 0.1 if any(ends_in_more(line.text) for line in lines) else 0.0
    score += 0.1 if _TODAY.search(text[:4000]) else 0.0
    score += 0.1 if said and any(BYLINE.fullmatch(line.text) for line in short[:4]) else 0.0
    if len(text) < _SHORT_TEXT and not source.pages and _is_signed(lines):
        score = max(score, 0.5)
    if any("[" in line.text and bracket_in(line.text) for line in short):
        score -= 0.5
    if len(text) > _LONG_TEXT:
        score -= 0.5
    return max(0.0, min(0.95, score))


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether a byline and a day stand under the headline, and paragraphs below: an article."""
    titled = next((at for at, line in enumerate(lines) if line.tag == "h1"), 0)
    below = lines[titled + 1 :]
    first = next((at for at, line in enumerate(below) if is_prose(line)), 0)
    head = [line.text.strip() for line in below[: min(first, _SIGNED)] if len(line.text) <= 160]
    signed = any(
        (by := BYLINE.match(text)) and people_named(_DATED.split(by["name"])[0], 0, "author")
        for text in head
    )
    day = any(each.date.precision == "day" for text in head for each in find_dates(text))
    return signed and day and sum(1 for line in below if is_prose(line)) > 1


def parse(source: SourceText) -> Document:
    """The article, its speakers, bodies and places, and the side matter as items."""
    printed, source = source, unwrapped(source)
    text = source.text
    own = own_lines(source)
    lines, captions = without_captions(own.lines)
    begin, end = _body_bounds(lines)
    head = Head(source, lines[:begin])
    body = lines[begin:end]
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
    quotations, people, lost = find_speech(text, spans)
    quotations = [replace(each, text=rejoin(each.text)) for each in quotations]
    people += contacts(text, lines[begin:])
    authors = [with_office(without_degrees(each), body[-_NOTES:]) for each in head.people]
    left_out = [*own.left_out, *captions.left_out, *head.left_out, *credits, *side.left_out]
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
    magazine = (
        head.magazine
        or own.publisher(warnings)
        or magazine_of(text, lines[end:], warnings)
        or rights_holder(source.lines, warnings)
    )
    if magazine:
        others = (each for each in found if not _is_part(text, each, magazine))
        found = [magazine, *others]
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


# -- where the article begins and ends -----------------------------------------------------


def _body_bounds(lines: Sequence[Line]) -> tuple[int, int]:
    """The index of the first line of the body, and of the first line after it."""
    head = _end_of_head(lines)
    begin = next(
        (at for at, line in enumerate(lines) if at > head and is_prose(line)),
        min(1, len(lines)),
    )
    end = begin
    while end < len(lines) and not _is_side(lines, end):
        end += 1
    # Short lines at the end with no paragraph after them are headings of what follows.
    while end > begin and end < len(lines) and not _belongs(lines[end - 1]):
        end -= 1
    return begin, end


def _end_of_head(lines: Sequence[Line]) -> int:
    """The place of the last byline or date near the headline; a long standfirst may stand over it.

    0 where there is none: the headline itself.
    """
    last = prose = 0
    for at, line in enumerate(lines[1:_HEAD], 1):
        if prose <= 1 and len(line.text) <= 160 and is_byline_or_date(line):
            last = at
        # A long headline and its standfirst have no stop at their ends, a paragraph has.
        prose += is_prose(line) and line.text.rstrip()[-1] in _STOPS
    return last


def _is_side(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip()
    if len(text) > 2000:
        return False
    reason = furniture_reason(text)
    if reason and reason not in WITHIN:
        return True
    heading = at and len(text) < 60 and RELATED_HEADING.fullmatch(text.rstrip(":"))
    return bool(heading) or is_dated_title(text) or ends_in_more(text)


def _belongs(line: Line) -> bool:
    text = line.text.strip()
    return is_prose(line) or text[-1] in '.!?\u201d"\u2019:)' or line.tag in {"p", "li"}


# -- the body ------------------------------------------------------------------------------


def _sections(source: SourceText, lines: Sequence[Line]) -> tuple[list[Section], list[LeftOut]]:
    """The body as sections: text without a heading first, then what stands under subheads."""
    left_out: list[LeftOut] = []
    sections: list[Section] = []
    title, evidence, level = "", (), 1
    under: list[Line] = []
    # A question that stands alone may be a paragraph: it heads only beside other headings.
    asking = any(is_subhead(source, lines, at) for at in range(len(lines)))

    def close() -> None:
        if under or title:
            kind = "section" if title else "body"
            blocks = tuple(blocks_of(source, under))
            sections.append(Section(level, title, kind, blocks, evidence))
        under.clear()

    for at, line in enumerate(lines):
        reason = furniture_reason(line.text)
        if reason in WITHIN:
            left_out.append(LeftOut(*span_of(line), reason))
        elif is_subhead(source, lines, at) or (asking and asks(source, lines, at)):
            close()
            title, evidence, level = " ".join(line.text.split()), (span_of(line),), 2
        else:
            under.append(line)
    close()
    return sections, left_out
