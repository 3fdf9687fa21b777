"""How like the landing page of a report a source is, by the facts and the words that it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.dates import bracket_in
from publications.parsing.pages.labelled import with_labels
from publications.parsing.pages.reports.kicker import with_kicker
from publications.parsing.pages.reports.lines import LABEL, date_in, file_in
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.site_head import own_lines
from publications.parsing.pages.telling import telling
from publications.parsing.prices import find_price
from publications.parsing.series import find_series

_LONGEST = 15_000  # characters; a landing page is short, what is longer is a report
FORM = re.compile(  # what a page prints over the title of the work
    r"(?:(?:research|policy|new|latest|our|full) )?(?:project|report|publication|paper|pamphlet"
    r"|note|briefing|guide|study|publications|reports|research|essay|collection|toolkit)s?"
    r"(?: (?:summary|overview|details))?",
    re.IGNORECASE,
)


def likeness(source: SourceText) -> float:
    """How like a report's landing page a source is, from 0 to 1."""
    text = source.text
    lines = own_lines(source).lines
    own = with_labels(source, lines[first_own(lines) :])
    lines = with_kicker(own, FORM)
    if not lines or len(text) > 2 * _LONGEST or len(lines) > 150:
        return 0.0
    first = [line.text.strip() for line in lines[:4] if not date_in(line)] or [lines[0].text]
    score = 0.25 if FORM.fullmatch(first[0]) else 0.0
    score += 0.3 if len(lines) > len(own) else 0.0  # what it is and of when, over it
    title = max(first[:2], key=len) if FORM.fullmatch(first[0]) else first[0]
    score += 0.25 if find_price(text) else 0.0
    score += 0.2 if find_series(text) else 0.0
    score += 0.3 if any(file_in(line) for line in lines) else 0.0
    labels = {
        match["label"].lower().rstrip("s")
        for line in lines
        if len(line.text) < 200 and (match := LABEL.match(line.text)) and match["colon"]
    }
    score += min(0.45, 0.15 * len(labels))
    key = title.partition(":")[0].casefold()
    if len(key) > 10 and text.casefold().count(key) > 1:
        score += 0.15
    if re.search(
        r"\b(?:this|the|our) (?:new )?(?:report|pamphlet|paper|publication)\b", text, re.I
    ):
        score += 0.1
    if re.search(r"\b(?:free to download|download (?:the|this) (?:full )?report)\b", text, re.I):
        score += 0.2
    if any("[" in line.text and bracket_in(line.text) for line in lines):
        score -= 0.5
    if len(re.findall(r"[\u201d\"],? (?:said|says|added)\b|\bsaid: ?[\u201c\"]", text)) > 1:
        score -= 0.3
    if len(text) > _LONGEST:
        score -= 0.3
    return round(max(0.0, min(0.9, score), telling(lines).of_work), 3)


def first_own(lines: Sequence[Line]) -> int:
    """The place of the first line that is no furniture of the site."""
    return next((at for at, line in enumerate(lines) if not furniture_reason(line.text)), 0)
