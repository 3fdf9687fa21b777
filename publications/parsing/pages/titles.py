"""Which line of a page is its title, where no heading is marked as such: several signs weighed.

A title is short, stands early and over the text, comes again in the text, and has a byline or a
date under it. Mottos, calls, menus and headings that any page has ("Overview") are none. A page
may have no such line at all; then its words may name what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.dates import find_dates
from publications.parsing.document import Line, SourceText, Value
from publications.parsing.name_lists import people_listed
from publications.parsing.names import is_styled, looks_like_name
from publications.parsing.pages.named_titles import named_at_once, named_in
from publications.parsing.pages.reports.lines import LABEL, date_in, file_in, people_in
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.title_faults import (
    BRACKETED,
    CODE,
    PICTURE,
    fault_of,
    is_body,
    is_general,
    is_of_site,
)
from publications.parsing.spans import parted, span_of, tidy

_MOST_WORDS = 30
_MOST_LINES = 40
_PROSE_WORDS = 14
_SURE = 0.45
_CLOSE = 0.4
_WHOLE = 0.5  # for a line that the page says again in full
_OF_SERIES = re.compile(r",? (?:\w+ ){0,2}(?:No\b|Number|\d|Vol).*", re.IGNORECASE)
_MOTTO = re.compile(r"(?:[a-z]+ing|for|because|towards?|where|ideas|independent)\s", re.IGNORECASE)
YEARS = re.compile(r"\(?(?:19|20)\d\d\s?[\u2013-]\s?(?:[a-z ]{3,12}|(?:19|20)?\d\d)?\)?")
_REACHED = re.compile(r"\s*(?:tel|email|e-mail|phone|fax|t|e)\b[.:]?\s*\S", re.IGNORECASE)
_FACT = re.compile(
    r"\s*(?:funders?|value|grant|awards?|dates?|duration|status|lead [\w ]{2,30}|department name"
    r"|principal investigator|region|location|topics?|themes?|type|sector)\s*:\s*\S",
    re.IGNORECASE,
)
_FORM_BEFORE = re.compile(
    r"\s*(?i:(?:new |full |final |latest |research |policy |briefing )?(?:report|paper|pamphlet"
    r"|book|booklet|briefing|publication|guide|toolkit|resource|project)): (?=[^a-z\s]\S* \S)"
)
_SUBTITLED = re.compile(r"\w: \S+ \S+|\w \u2013 \S+ \S+")
_SMALL = re.compile(r"\b(?:with|from|that|this|what|have|their|into|your|more|than|for|and|the)\b")


def title_of(source: SourceText, lines: Sequence[Line]) -> Value | None:
    """The line that is likeliest the title, or the name that the text gives; None without any.

    A heading that any page may have is one only where the text gives no name.
    """
    scores = {
        at: _score(source, lines, at)
        for at, line in enumerate(lines[:_MOST_LINES])
        if _can_be(line)
    }
    dated = [at for at in scores if _has_years(lines, at)]
    if len(dated) > 1:  # each of them has its years: entries, of which none is the page's title
        scores = {at: score for at, score in scores.items() if at < dated[0]}
    # What stands below a byline or a date is no title, where one could stand above.
    likely = (at for at in sorted(scores) if scores[at] >= _SURE and not is_body(lines[at].text))
    first = next(likely, _MOST_LINES)
    value = next((at for at, line in enumerate(lines) if at > first and is_value(line)), None)
    for at in scores:
        scores[at] -= 0.6 if value is not None and at > value else 0.0
    best = max(scores, key=lambda at: (scores[at], -at), default=-1)
    if scores.get(best, 0.0) < _SURE:  # far down, behind all the parts of the work
        signed = (
            at
            for at in scores
            if any(map(people_in, lines[at + 1 : at + 2]))
            and not fault_of(lines[at])
            and len(lines[at].text.split()) > 2
        )
        if (found := next(signed, None)) is not None:
            best, scores[found] = found, _SURE
    if scores.get(best, 0.0) < _SURE:
        return named_in(source, lines)
    # Under a title may stand its subtitle and its author, which the text says again as well.
    while over := next((n for n in (1, 2) if _is_over(source, lines, best, n, scores)), 0):
        best -= over
    titled = lines[best]
    named = named_in(source, lines) if is_general(titled.text) else None
    named = named or named_at_once(source, lines, titled)
    if named:
        return named
    start, end = span_of(titled)
    if is_general(titled.text) and (apart := BRACKETED.search(source.text, start, end)):
        end = apart.start()
    if form := _FORM_BEFORE.match(source.text, start, end):
        start = form.end()
    if best and (head := _divided(source, lines, best - 1)):
        if parted(source, lines[best - 1], titled):  # and what is under it is the subtitle
            return head
        words = f"{head.text}: {tidy(source.text, start, end)}"
        return Value(words, (*head.evidence, (start, end)))
    if picture := PICTURE.search(source.text, start, end):  # "Bus Days logoA driver"
        again = source.text[start : picture.start()] in source.text[end:]
        end = picture.start() if again else end
    return Value(tidy(source.text, start, end), ((start, end),))


def _divided(source: SourceText, lines: Sequence[Line], at: int) -> Value | None:
    """The words of a line over a likely title that it goes on from: "Room to sing:"."""
    start, end = span_of(lines[at])
    words = source.text[start:end]
    begins = not any(len(line.text.split()) >= _PROSE_WORDS for line in lines[:at])
    good = begins and words.endswith(":") and 1 < len(words.split()) <= _PROSE_WORDS
    if not good or not _can_be(lines[at]) or is_value(lines[at]):
        return None
    bare = replace(lines[at], end=end - 1, text=words[:-1].rstrip())
    if fault_of(bare) >= _CLOSE:
        return None
    return Value(tidy(source.text, start, end - 1), ((start, end),))


def below_title(lines: Sequence[Line], title: Value | None) -> tuple[list[Line], list[Line]]:
    """The lines that a page shows beside its title, and those of the site's own above it.

    A title that stands below paragraphs is one of the headings of the page and stays among them,
    unless who wrote the work stands under it: then what is above is the site's.
    """
    if title is None:
        return list(lines), []
    at = next((n for n, each in enumerate(lines) if span_of(each) == title.evidence[0]), None)
    if at is None:  # the name stands in a sentence
        return list(lines), []
    prose = any(len(line.text.split()) >= _PROSE_WORDS for line in lines[:at])
    if prose and not any(map(is_value, lines[at + 1 : at + 3])):
        return list(lines), []
    values = [line for line in lines[:at] if is_value(line) or file_in(line)]
    below = [line for line in lines[at + 1 :] if span_of(line) not in title.evidence]
    return [*values, *below], [line for line in lines[:at] if line not in values]


def _can_be(line: Line) -> bool:
    text = line.text.strip()
    words = text.split()
    return (
        len(words) <= _MOST_WORDS
        and text[0].isalnum() | (text[0] in "\u2018\u201c'\"\u00a3(")
        and any(char.isalpha() for char in text)
        and not is_styled(re.split(r" \(|,", text)[0])  # somebody with an office
        and not (furniture_reason(text) or file_in(line) or is_value(line))
        and not (len(words) >= _PROSE_WORDS and text[-1] in ".!\u2026")
    )


def is_value(line: Line) -> bool:
    """Whether a line is a label with its value, a byline, or hardly more than a date."""
    text = line.text.strip()
    labelled = LABEL.match(text) and text[0].isupper() and ":" in text
    if date_in(line) or people_in(line) or labelled or _FACT.match(text):
        return True
    named = people_listed(text.replace(" AND ", " and "), 0, "author")
    if len(named) > 1 or (named and is_styled(named[0].printed)):
        return True
    dates = find_dates(text)
    return bool(dates) and len(text) - len(dates[-1].printed) < 14


def _is_over(
    source: SourceText, lines: Sequence[Line], at: int, over: int, scores: dict[int, float]
) -> bool:
    """Whether a line over a likely title is as good a title itself, with nothing against it."""
    if not all(at - each in scores for each in range(1, over + 1)):
        return False
    line = lines[at - over]
    good = scores[at - over] >= scores[at] - _CLOSE
    good = good and not _is_series(lines, at - over)
    return good and not fault_of(line) and not _is_motto(source, lines, at - over)


def _beside_questions(lines: Sequence[Line], at: int) -> float:
    """What a question counts more for where the page asks no other, and less where it does."""
    asked = sum(1 for line in lines if _is_question(line))
    return 0.0 if not _is_question(lines[at]) else 0.4 if asked == 1 else -0.4


def _is_question(line: Line) -> bool:
    return len(line.text.split()) < _PROSE_WORDS and line.text.rstrip().endswith("?")


def _score(source: SourceText, lines: Sequence[Line], at: int) -> float:
    line = lines[at]
    text = " ".join(line.text.split())
    score = 1.0 - 0.15 * min(at, 4) - 0.04 * max(0, at - 4) - fault_of(line)
    score -= 0.6 if _is_of_menu(source, lines, at) else 0.0
    score -= 0.3 if _is_motto(source, lines, at) else 0.0
    score -= 0.8 if _is_page_name(lines, at) else 0.0
    score -= 1.2 if _is_series(lines, at) else 0.0
    over = at + 1 < len(lines) and _can_be(lines[at + 1]) and parted(source, line, lines[at + 1])
    score -= 0.3 if over and is_of_site(text) else 0.0
    if at and _can_be(lines[at - 1]):  # an author, or an author's place
        score -= 0.5 if is_of_site(text) else 0.0
        score -= 0.6 if looks_like_name(text) else 0.0
    score += 0.4 if line.tag in {"h2", "h3"} else 0.0
    facts = any(map(is_value, lines[at + 1 : at + 3]))
    if facts:  # a question may be the title of a work
        score += 0.8 if is_general(text) else 0.4
    score -= 0.8 if any(_REACHED.match(each.text) for each in lines[at + 1 : at + 2]) else 0.0
    score += 0.2 if _stands_over_prose(lines, at) else 0.0
    prose_above = any(len(each.text.split()) >= _PROSE_WORDS for each in lines[:at])
    score -= (0.3 if facts else 0.6) if prose_above else 0.0
    score += 0.0 if facts else _beside_questions(lines, at)
    if is_general(text):
        return score
    again = _comes_again(source.text, line)
    plain = text.isupper() or re.search(r"\s[a-z]", text)  # "Market square"
    score -= 0.6 if len(text.split()) < 3 and plain and again < _WHOLE else 0.0
    subtitled = _SUBTITLED.search(text) and not CODE.search(text)
    score += 0.25 if subtitled and (facts or not prose_above) else 0.0
    return score + again


def _comes_again(text: str, line: Line) -> float:
    """How much of a line the other words of the page say again."""
    others = (text[: line.start] + "\n" + text[line.end :]).casefold()
    whole = " ".join(line.text.split()).casefold()
    head = re.split(r"[:\u2013\u2014(]", whole)[0].strip()
    again = 0.0
    once = " ".join(others.split())
    if len(head) > 6 and " " in head and head in once:
        again += _WHOLE * bool(re.search(rf"(?<!\w){re.escape(head)}(?!\w)", once))
    weighty = [word for word in re.findall(r"[^\W\d_]{4,}", whole) if not _SMALL.fullmatch(word)]
    if weighty:
        again += 0.4 * sum(1 for word in weighty if word[:6] in others) / len(weighty)
    return again


def _is_of_menu(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands among four short lines or more without an empty one between them."""
    first = last = at
    while first and not parted(source, lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and not parted(source, lines[last], lines[last + 1]):
        last += 1
    beside = lines[first : last + 1]
    return len(beside) >= 4 and all(len(each.text.split()) <= 6 for each in beside)


def _is_motto(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is like a site's motto, apart from what follows: "Helping towns to thrive"."""
    text = " ".join(lines[at].text.split())
    apart = at + 1 < len(lines) and parted(source, lines[at], lines[at + 1])
    return apart and bool(_MOTTO.match(text)) and not re.search(r"\s[A-Z]|:", text)


def _is_page_name(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is what the window is called: the title and the site behind a sign."""
    head, sign, site = re.sub(r"\s+", " ", lines[at].text.strip()).partition(" - ")
    if not sign:
        head, sign, site = lines[at].text.strip().partition(" | ")
    return bool(site) and any(
        " ".join(each.text.split()).casefold().startswith(head.casefold())
        for each in lines[at + 1 : at + 4]
    )


def _is_series(lines: Sequence[Line], at: int) -> bool:
    """Whether a line further down is the same words with a number: "Moor Papers Series No. 3"."""
    words = " ".join(lines[at].text.split())
    below = [each.text.strip() for each in lines[at + 1 : at + 5]]
    return any(
        each.casefold().startswith(words.casefold()) and _OF_SERIES.fullmatch(each, len(words))
        for each in below
    )


def _stands_over_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph follows, at once or behind one more short line."""
    return any(len(each.text.split()) >= _PROSE_WORDS for each in lines[at + 1 : at + 4])


def _has_years(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing but a span of years stands under a line: "(2018 - ongoing)"."""
    return at + 1 < len(lines) and bool(YEARS.fullmatch(lines[at + 1].text.strip()))
