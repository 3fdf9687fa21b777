"""What others say of a report: quotations with their speaker behind them or on the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line
from publications.parsing.pages.projects.testimonials import Testimonial, read_testimonial

_REVIEWS = re.compile(
    r"(?:reviews?|endorsements?|(?:advance )?praise(?: for\b.{0,80})?"
    r"|what (?:people|others|they|readers|critics) (?:say|said|are saying)\b.{0,40})",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters
_CLOSING = frozenset("\u201d\"'\u2019")


def praise_in(text: str, lines: Sequence[Line]) -> list[Testimonial]:
    """What others say of the report, under a heading of its own or anywhere.

    A speaker on a line of his own counts only under such a heading: elsewhere the line under a
    quotation may go on with the text.
    """
    found: list[Testimonial] = []
    reviewed = False
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        if line.text.lstrip()[:1] not in '\u201c"':
            heads = bool(_REVIEWS.fullmatch(line.text.strip().rstrip(":")))
            if heads or (len(line.text.split()) <= 8 and not _speaks(lines, at)):
                reviewed = heads
        elif said := read_testimonial(text, line, review=reviewed):
            found.append(said)
        elif reviewed and at + 1 < len(lines) and _speaks(lines, at + 1):
            end = lines[at + 1].end
            joined = Line(line.start, end, text[line.start : end])
            if said := read_testimonial(text, joined, review=True):
                found.append(said)
    return found


def _speaks(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands right under a quotation that ends with its mark."""
    above = lines[at - 1].text.strip() if at else ""
    return above[:1] in {"\u201c", '"'} and above[-1:] in _CLOSING
