"""What stands over a news article: the site's label, headline, standfirst, date and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.dates import find_dates, only_date, short_date
from publications.parsing.document import (
    DateValue,
    LeftOut,
    Line,
    ParseWarning,
    Person,
    SourceText,
    Span,
    Value,
)
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of

LABEL = re.compile(
    r"(?:latest|top|breaking|recent|industry|sector|[\w&' -]{0,40}) ?(?:news|features?|stories"
    r"|headlines|articles|comment|interviews|analysis|opinion)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"\s*(?:by|words by|written by|author:?|reporter:?)\s+(?P<name>\S.{2,80})", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\s*(?:published|posted|date|updated)(?: on)?:?\s+", re.IGNORECASE)
_SOURCE = re.compile(r"\s*(?:source|from|first published in)\s*:", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:[a-z]+day,?|published|posted|updated|on|date)|[:\s|,\u2013\u2014-])+$", re.IGNORECASE
)


class Head:
    """What stands over the article: label, headline, standfirst, date, byline."""

    def __init__(self, source: SourceText, lines: Sequence[Line]) -> None:
        self.form: Value | None = None
        self.title: Value | None = None
        self.subtitle: Value | None = None
        self.date: DateValue | None = None
        self.people: list[Person] = []
        self.left_out: list[LeftOut] = []
        self.warnings: list[ParseWarning] = []
        self.spans: list[Span] = []
        kept = [line for line in lines if not self._is_set_apart(line)]
        if len(kept) > 1 and kept[0].tag != "h1" and LABEL.fullmatch(kept[0].text.strip()[:80]):
            label = kept.pop(0)
            self.left_out.append(LeftOut(*span_of(label), "site section"))
        elif len(kept) > 1 and _is_section_name(kept[0], kept[1]):
            self.left_out.append(LeftOut(*span_of(kept.pop(0)), "site section"))
        titled = next((line for line in kept if line.tag == "h1"), kept[0] if kept else None)
        for line in kept:
            span = span_of(line)
            value = Value(" ".join(line.text.split()), (span,))
            if line is titled:
                self.title = value
                self.spans.append(span)
            elif titled and line.start > titled.start and self.subtitle is None:
                self.subtitle = value
                self.spans.append(span)
            else:
                self.left_out.append(LeftOut(*span, furniture_reason(line.text) or "site section"))

    def _is_set_apart(self, line: Line) -> bool:
        """Take a date or a byline out of the head, and set furniture aside."""
        if len(line.text) > 300:
            return False
        taken = self._take_date(line) or self._take_source(line)
        if taken or self._take_both(line) or self._take_byline(line):
            self.left_out.append(LeftOut(*span_of(line), "label"))
            return True
        if line.tag != "h1" and (reason := furniture_reason(line.text)):
            self.left_out.append(LeftOut(*span_of(line), reason))
            return True
        return False

    def _take_source(self, line: Line) -> bool:
        """Take the date of "Source: X, 14 March 2013"; the name stays in the line."""
        if self.date or not _SOURCE.match(line.text):
            return False
        dates = find_dates(line.text, line.start)
        if len(dates) == 1:
            place = (dates[0].start, dates[0].end)
            self.date = DateValue(dates[0].date, dates[0].printed, (place,))
        return True

    def _take_both(self, line: Line) -> bool:
        """Take "By X | Published: 12 March 2014", in whatever order."""
        dates = find_dates(line.text) if len(line.text) <= 160 else []
        if len(dates) != 1 or self.date or self.people:
            return False
        start, end = dates[0].start, dates[0].end
        before = _BEFORE_DATE.sub("", line.text[:start])
        after = line.text[end:].lstrip(" |,\u2013\u2014-\t")
        part, at = (before, 0) if before.strip() else (after, line.text.rfind(after))
        if before.strip() and after.strip() and not re.fullmatch(r"[\d:. apm]+", after.strip()):
            return False
        by = Line(line.start + at, line.start + at + len(part), part)
        if not part.strip() or not self._take_byline(by):
            return False
        place = (line.start + start, line.start + end)
        self.date = DateValue(dates[0].date, dates[0].printed, (place,))
        return True

    def _take_date(self, line: Line) -> bool:
        if self.date:
            return False
        label = _PUBLISHED.match(line.text)
        words = line.text[label.end() :] if label else line.text
        offset = line.start + len(line.text) - len(words)
        found = only_date(words, offset)
        if found is None and (match := re.match(r"\s*(?:[A-Z][a-z]+day),?\s+", words)):
            found = only_date(words[match.end() :], offset + match.end())
        if found is None and (dated := short_date(words, offset)):
            found = dated
            self.warnings.append(
                ParseWarning(
                    "century_inferred",
                    f"{dated.printed} was read as a day of {dated.date.earliest.year}.",
                    ((dated.start, dated.end),),
                )
            )
        if found is None:
            return False
        self.date = DateValue(found.date, found.printed, ((found.start, found.end),))
        return True

    def _take_byline(self, line: Line) -> bool:
        match = BYLINE.fullmatch(line.text.rstrip())
        if not match:
            return False
        name, office = split_person_line(match["name"])
        if not name or not looks_like_name(name):
            return False
        start = line.start + match.start("name")
        self.people.append(
            Person(tidy_name(name), name, "author", office, ((start, start + len(name)),))
        )
        return True


def _is_section_name(line: Line, following: Line) -> bool:
    """Whether a word or two over a headline are the site's name for a part of it."""
    words = line.text.split()
    plain = len(words) <= 2 and not re.search(r"[^\w\s&/-]", line.text)
    return plain and line.tag != "h1" and len(following.text.split()) >= 4
