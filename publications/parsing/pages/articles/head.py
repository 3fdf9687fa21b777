"""What stands over a news article: the site's label, headline, standfirst, date and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publications.parsing.dates import find_dates
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
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.bylines import (
    AGO,
    is_label,
    is_office,
    people_of_byline,
    people_of_column,
)
from publications.parsing.pages.articles.change_notes import day_of_stamp, is_change_note
from publications.parsing.pages.articles.crossheads import is_prose
from publications.parsing.pages.articles.days import day_in, day_told
from publications.parsing.pages.articles.headlines import (
    headline,
    is_masthead,
    is_over_all,
    is_section_name,
    is_source_name,
)
from publications.parsing.pages.articles.papers import (
    inferred,
    is_body,
    is_paper,
    paper_behind,
    paper_in,
)
from publications.parsing.pages.articles.rows import day_of_row, writers_of_note
from publications.parsing.pages.articles.standfirsts import (
    can_be_standfirst,
    is_caption,
    is_first_paragraph,
)
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.pages.page_blocks import is_listed
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of, trimmed

_SOURCE = re.compile(r"\s*(?:source|from|first published in)\s*:", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:[a-z]+day,?|published|posted|updated|on|date)|[:\s|,\u2013\u2014-])+$", re.IGNORECASE
)
_REPLY = re.compile(r"(?:in (?:response|reply) to|re|see also)\s*:", re.IGNORECASE)
_LABEL_WORDS = 4
_HEADLINE_WORDS = 4
_NAME = 6  # words of a name alone
_NAMES = 12
_TOP = 4  # lines in which the site's name stands over its menu
_CLOCK = re.compile(r"[\d:., apmAPM]+(?:GMT|BST|UTC)?")


class Head:
    """What stands over the article: label, headline, standfirst, date, byline."""

    def __init__(self, source: SourceText, lines: Sequence[Line], body: Sequence[Line]) -> None:
        self.form: Value | None = None
        self.title: Value | None = None
        self.subtitle: Value | None = None
        self.date: DateValue | None = None
        self.people: list[Person] = []
        self.left_out: list[LeftOut] = []
        self.warnings: list[ParseWarning] = []
        self.spans: list[Span] = []
        self.body: list[Line] = []  # the lines that begin the article itself
        self._named: list[Line] = []  # the names that stand beside a date
        self._facts: list[Line] = []  # the lines of day and byline
        self._labels: list[Line] = []  # the names of sections
        self.magazine: Organisation | None = None  # whose name stands over the page
        self._body = body
        self._take_masthead(lines)
        kept = [line for line in lines if not self._is_set_apart(line)]
        kept = self._without_page_title(kept)
        kept = self._without_site(source, kept)
        for line in self._named:  # beside the date: the magazine, if the name comes back
            if kept and line.start < kept[0].start and is_masthead(source.text, [line, *kept]):
                self.magazine = self.magazine or self._magazine(line)
        titled = headline(source, kept, body, self._facts, self._labels)
        for line in kept:
            self._place(line, titled, kept)
        stamps = [each for each in lines if titled and each.start < titled.start]
        self.date = self.date or next(filter(None, map(day_of_stamp, stamps)), None)
        self.date = self.date or day_told(body[:2])

    def _take_masthead(self, lines: Sequence[Line]) -> None:
        """Take the site's name that stands over a menu at the top of the page."""
        for line, below in pairwise(lines[:_TOP]):
            name = line.text.strip()
            menu = furniture_reason(below.text) == "site navigation" and len(below.text) > len(name)
            if menu and 2 <= len(name.split()) <= 4 and is_source_name(name) and not is_label(line):
                why = "it stands over the menu"
                self.magazine = inferred(name, span_of(line), why, self.warnings)
                return

    def _place(self, line: Line, titled: Line | None, kept: Sequence[Line]) -> None:
        """Take one line that is left for headline, standfirst, byline or what else it is."""
        span = span_of(line)
        value = Value(" ".join(line.text.split()), (span,))
        below = bool(titled) and line.start > titled.start
        if line is titled:
            self.title = value
            self.spans.append(span)
        elif below and (self._is_caption(line, kept) or is_caption(line, self.title.text)):
            self.left_out.append(LeftOut(*span, "picture caption"))
        elif below and self._take_bare_byline(line):
            self.left_out.append(LeftOut(*span, "label"))
        elif self.people and not self.people[-1].affiliation and is_office(line.text):
            place = {"affiliation": value.text, "affiliation_evidence": (span,)}
            self.people[-1] = replace(self.people[-1], **place)
        elif self.people and self.magazine is None and is_paper(line.text):
            why = "it stands under the byline"
            self.magazine = inferred(value.text, span, why, self.warnings)
        elif titled is None and (is_prose(line) or line.text.rstrip()[-1] == "?"):
            self.body.append(line)  # the headline is lost
        elif below and self.subtitle is None and can_be_standfirst(line):
            if is_first_paragraph(line, self._body):
                self.body.append(line)
                return
            self.subtitle = value
            self.spans.append(span)
            if self.magazine is None and (place := paper_in(line)):
                name = line.text[place[0] - line.start : place[1] - line.start]
                self.magazine = inferred(name, place, "its standfirst speaks of it", self.warnings)
        else:
            self.left_out.append(LeftOut(*span, furniture_reason(line.text) or "site section"))

    def _without_page_title(self, lines: list[Line]) -> list[Line]:
        """The lines without the page's name, a headline with the site's name behind it."""
        keys = {title_key(line.text) for line in lines}
        for line in lines:
            found = paper_behind(line.text)
            whole = title_key(line.text[: found.start()]) if found else ""
            if found and len(whole.split()) >= _HEADLINE_WORDS and whole in keys:
                place = (line.start + found.start("name"), line.start + found.end("name"))
                why = "the page's name ends in it"
                name = " ".join(found["name"].split())
                self.magazine = self.magazine or inferred(name, place, why, self.warnings)
                self.left_out.append(LeftOut(*span_of(line), "page title"))
                return [each for each in lines if each is not line]
        return lines

    def _is_caption(self, line: Line, kept: Sequence[Line]) -> bool:
        """Whether a line under the headline is under its picture: a name of whom it tells."""
        name = line.text.strip()
        if not looks_like_name(name):
            return False
        told = " ".join(each.text for each in [*self._body[:2], *kept] if each.text.strip() != name)
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told) is not None

    def _without_site(self, source: SourceText, lines: list[Line]) -> list[Line]:
        """The lines without the site's own names over the headline: magazine, section, label."""
        kept = list(lines)
        while len(kept) > 1 and kept[0].tag != "h1":
            if self.magazine is None and is_paper(kept[0].text) and not is_label(kept[0]):
                line = kept.pop(0)
                name, why = " ".join(line.text.split()), "it stands over the headline"
                self.magazine = inferred(name, span_of(line), why, self.warnings)
            elif is_over_all(kept) or is_label(kept[0]) or is_section_name(kept[0], kept[1]):
                self.left_out.append(LeftOut(*span_of(kept.pop(0)), "site section"))
            elif self.magazine is None and is_body(kept[0].text):
                line = kept.pop(0)
                name, why = " ".join(line.text.split()), "it stands over the headline"
                self.magazine = inferred(name, span_of(line), why, self.warnings)
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
        """Take a line under the headline that is nothing but a name, or two names and more."""
        name = line.text.strip()
        if any(each.name == tidy_name(name) for each in self.people):
            return True  # once more
        if self.people or len(name.split()) > _NAMES:
            return False
        listed = people_listed(line.text, line.start, "author")
        bare = len(listed) > 1 and not any(each.affiliation for each in listed)
        if not bare and not (looks_like_name(name) and len(name.split()) <= _NAME):
            return False
        self.people += listed
        return bool(self.people)

    def _is_set_apart(self, line: Line) -> bool:
        """Take a date or a byline out of the head, and set furniture aside."""
        if len(line.text) > 300:
            return False
        if AGO.fullmatch(line.text):
            words = " ".join(line.text.split())
            message = f"\u201c{words}\u201d is no date without the day that the page was saved."
            self.warnings.append(ParseWarning("date_relative", message, (span_of(line),)))
            self.left_out.append(LeftOut(*span_of(line), "label"))
            return True
        text = line.text.strip()
        lead = _REPLY.match(text) or (text[-1] == ":" and len(text.split()) <= _LABEL_WORDS)
        section = len(text.split()) <= _LABEL_WORDS and is_label(line)
        if line.tag != "h1" and (lead or section):
            self.left_out.append(LeftOut(*span_of(line), "label" if lead else "site section"))
            link = is_listed(line)  # "• Comment" under a headline leads to what readers wrote
            self._labels += [] if lead or link else [line]
            return True
        if is_change_note(line):
            self.left_out.append(LeftOut(*span_of(line), "date of a change"))
            return True
        taken = self._take_date(line) or self._take_byline(line) or self._take_source(line)
        taken = taken or self._take_note_by(line)
        taken = taken or bool(day_in(line)) or self._take_column(line)
        taken = taken or self._take_labelled(line) or self._take_both(line)
        if taken or self._take_row(line):
            self._facts.append(line)
            self.left_out.append(LeftOut(*span_of(line), "label"))
            return True
        if line.tag != "h1" and (reason := furniture_reason(line.text)):
            self.left_out.append(LeftOut(*span_of(line), reason))
            return True
        return False

    def _take_row(self, line: Line) -> bool:
        day = day_of_row(line) if self.date is None else None
        self.date = day or self.date
        return day is not None

    def _take_note_by(self, line: Line) -> bool:
        people = writers_of_note(line) if not self.people else []
        self.people += people
        return bool(people)

    def _take_column(self, line: Line) -> bool:
        people = people_of_column(line)
        self.people = self.people or people or []
        return people is not None

    def _take_source(self, line: Line) -> bool:
        """Take the date of "Source: X, 14 March 2013"; the name stays in the line."""
        source = _SOURCE.match(line.text)
        if not source:
            return False
        dates = find_dates(line.text, line.start)
        if len(dates) == 1:
            place = (dates[0].start, dates[0].end)
            self.date = self.date or DateValue(dates[0].date, dates[0].printed, (place,))
            start, end = trimmed(line.text, source.end(), dates[0].start - line.start)
            name = line.text[start:end].rstrip(" ,|")
            # "Moor Review Oct/Nov 2014" is its own issue, "Moor Post, 3 May 2014" another paper.
            issue = dates[0].date.precision != "day"
            if self.magazine is None and issue and is_source_name(name):
                at = (line.start + start, line.start + start + len(name))
                why = "the page gives it as its source"
                self.magazine = inferred(name, at, why, self.warnings)
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
        named = people_listed(part, by.start, "author") if not is_paper(part) else []
        if not part.strip() or not (self._take_byline(by) or named or is_source_name(part)):
            return False
        self.people = self.people or named
        if not self.people:
            self._named.append(by)
        place = (line.start + start, line.start + end)
        self.date = DateValue(dates[0].date, dates[0].printed, (place,))
        return True

    def _take_date(self, line: Line) -> bool:
        found = day_in(line) if self.date is None else None
        if found is None:
            return False
        self.date = found[0]
        self.warnings += found[1]
        return True

    def _take_byline(self, line: Line) -> bool:
        people = people_of_byline(line)
        self.people += people
        return bool(people)
