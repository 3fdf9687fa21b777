"""What stands over a news article: the site's label, headline, standfirst, date and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.dates import find_dates, only_date, short_date
from publications.parsing.document import (
    DateValue,
    LeftOut,
    Line,
    Organisation,
    ParseWarning,
    Person,
    SourceText,
    Span,
    Value,
)
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.name_lists import people_listed, people_named
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.change_notes import is_change_note
from publications.parsing.pages.articles.headlines import (
    headline,
    is_masthead,
    is_over_all,
    is_section_name,
    is_source_name,
)
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of

LABEL = re.compile(
    r"(?:latest|top|breaking|recent|industry|sector|[\w&' -]{0,40}) ?(?:news|features?|stories"
    r"|headlines|articles|comment|interviews|analysis|opinion)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"\s*(?:(?:words |written |reported )?by:?|(?:words|authors?|reporters?):?)\s+"
    r"(?P<name>\S.{2,200})",
    re.IGNORECASE,
)
# "By Local Democracy reporter Jo Hill"
_WRITER = re.compile(
    rf"(?P<office>[\w' -]{{0,50}}?(?:reporter|correspondent|editor|writer|staff)) (?P<name>{NAME})"
)
_CLOCK_FIRST = re.compile(r"\s*\d{1,2}[:.]\d{2}(?:\s?[ap]m)?,?\s+(?=\d|[A-Z])")
_PUBLISHED = re.compile(r"\s*(?:published|posted|date|updated)(?: on)?:?\s+", re.IGNORECASE)
_SOURCE = re.compile(r"\s*(?:source|from|first published in)\s*:", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:[a-z]+day,?|published|posted|updated|on|date)|[:\s|,\u2013\u2014-])+$", re.IGNORECASE
)


_AGO = re.compile(
    r"\s*(?:published|posted|updated)?:?\s*(?:an?|\d{1,3}) "
    r"(?:minute|hour|day|week|month|year)s? ago\.?\s*",
    re.IGNORECASE,
)
_POST = re.compile(
    rf"{OFFICE}|\b(?:correspondent|reporter|columnist|critic|writer)\b", re.IGNORECASE
)
_CLOCK = re.compile(r"[\d:., apmAPM]+(?:GMT|BST|UTC)?")


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
        self._named: list[Line] = []  # the names that stand beside a date
        self.magazine: Organisation | None = None  # whose name stands over the page
        kept = [line for line in lines if not self._is_set_apart(line)]
        kept = self._without_site(source, kept)
        for line in self._named:  # beside the date: the magazine, if the name comes back
            if kept and line.start < kept[0].start and is_masthead(source.text, [line, *kept]):
                self.magazine = self.magazine or self._magazine(line)
        titled = headline(source, kept)
        for line in kept:
            span = span_of(line)
            value = Value(" ".join(line.text.split()), (span,))
            if line is titled:
                self.title = value
                self.spans.append(span)
            elif titled and line.start > titled.start and self._take_bare_byline(line):
                self.left_out.append(LeftOut(*span, "label"))
            elif self.people and not self.people[-1].affiliation and _is_office(line.text):
                place = {"affiliation": value.text, "affiliation_evidence": (span,)}
                self.people[-1] = replace(self.people[-1], **place)
            elif titled and line.start > titled.start and self.subtitle is None:
                self.subtitle = value
                self.spans.append(span)
            else:
                self.left_out.append(LeftOut(*span, furniture_reason(line.text) or "site section"))

    def _without_site(self, source: SourceText, lines: list[Line]) -> list[Line]:
        """The lines without the site's own names over the headline: magazine, section, label."""
        kept = list(lines)
        while len(kept) > 1 and kept[0].tag != "h1":
            if (
                is_over_all(kept)
                or LABEL.fullmatch(kept[0].text.strip()[:80])
                or is_section_name(kept[0], kept[1])
            ):
                self.left_out.append(LeftOut(*span_of(kept.pop(0)), "site section"))
            elif self.magazine is None and is_masthead(source.text, kept):
                self.magazine = self._magazine(kept.pop(0))
            else:
                break
        return kept

    def _magazine(self, line: Line) -> Organisation:
        name, place = " ".join(line.text.split()), (span_of(line),)
        message = f"{name} was taken as the magazine, because it stands over the headline"
        self.warnings.append(
            ParseWarning("publisher_inferred", f"{message} and comes back.", place)
        )
        return Organisation(name, "publisher", "", place)

    def _take_bare_byline(self, line: Line) -> bool:
        """Take a line under the headline that is nothing but somebody's name."""
        name = line.text.strip()
        if self.people or len(name.split()) > 6 or not looks_like_name(name):
            return False
        self.people += people_listed(line.text, line.start, "author")
        return bool(self.people)

    def _is_set_apart(self, line: Line) -> bool:
        """Take a date or a byline out of the head, and set furniture aside."""
        if len(line.text) > 300:
            return False
        if _AGO.fullmatch(line.text):
            words = " ".join(line.text.split())
            message = f"\u201c{words}\u201d is no date without the day that the page was saved."
            self.warnings.append(ParseWarning("date_relative", message, (span_of(line),)))
            self.left_out.append(LeftOut(*span_of(line), "label"))
            return True
        if is_change_note(line):
            self.left_out.append(LeftOut(*span_of(line), "date of a change"))
            return True
        taken = self._take_date(line) or self._take_source(line) or self._take_labelled(line)
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

    def _take_labelled(self, line: Line) -> bool:
        """Take "Press release | 12 March 2014": what the text is, the day, and whose it is."""
        dated = dated_line(line) if self.date is None and line.tag != "h1" else None
        if dated is None or dated.kind != "label":
            return False
        self.date = dated.date
        start, end = dated.words
        if dated.people[1]:
            names = line.text[dated.people[0] - line.start : dated.people[1] - line.start]
            self.people += people_listed(names, dated.people[0], "author")
            end = dated.people[0]
        label = line.text[start - line.start : end - line.start].strip(" |,\u00b7\u2022\u2013:-")
        self.form = self.form or Value(label, ((start, start + len(label)),))
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
        if before.strip() and after.strip() and not _CLOCK.fullmatch(after.strip()):
            return False
        by = Line(line.start + at, line.start + at + len(part), part)
        if not part.strip() or not (self._take_byline(by) or is_source_name(part)):
            return False
        if not self.people:
            self._named.append(by)
        place = (line.start + start, line.start + end)
        self.date = DateValue(dates[0].date, dates[0].printed, (place,))
        return True

    def _take_date(self, line: Line) -> bool:
        if self.date:
            return False
        label = _PUBLISHED.match(line.text)
        words = line.text[label.end() :] if label else line.text
        clock = _CLOCK_FIRST.match(words)
        words = words[clock.end() :] if clock else words
        offset = line.start + len(line.text) - len(words)
        found = only_date(words, offset)
        if found is None and (match := re.match(r"\s*(?:[A-Z][a-z]+day),?\s+", words)):
            found = only_date(words[match.end() :], offset + match.end())
        if found is None and (day := dated_line(line)) and day.kind == "bare":
            self.date = day.date
            return True
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
        at = line.start + match.start("name")
        people = people_named(match["name"], at, "author")
        if not people and (writer := _WRITER.fullmatch(match["name"])):
            office, name = writer["office"], writer["name"]
            behind = at + writer.start("name")
            place, where = (behind, behind + len(name)), (at, at + len(office))
            if looks_like_name(name):
                people = [Person(tidy_name(name), name, "author", office, (place,), (where,))]
        self.people += people
        return bool(people)


def is_byline_or_date(line: Line) -> bool:
    """Whether a line says who wrote the article, or when, and nothing else."""
    by = BYLINE.fullmatch(line.text.rstrip())
    if by and (people_listed(by["name"], 0, "") or _WRITER.fullmatch(by["name"])):
        return True
    if is_change_note(line):
        return True
    found = dated_line(line)
    return bool(found and found.kind in {"bare", "byline"}) or bool(_AGO.fullmatch(line.text))


def _is_office(text: str) -> bool:
    """Whether a line under a byline is the writer's office: "Deputy editor"."""
    return len(text.split()) <= 5 and bool(_POST.search(text))
