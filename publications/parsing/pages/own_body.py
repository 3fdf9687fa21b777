"""Whose page it is: all signs of it, weighed against each other.

What stands over its menus and in its copyright line says it at once. Else there is what the site
calls its readers to, what it says of itself, whose its addresses are, and in the page of a work or
an undertaking also what a body made and does ("this booklet from X", "X has opened the Y"). The
body that most is said of is the site's own, where no other comes near; those that are said to have
done it together are both. A short name ("the Guild", "TG") counts for the whole one that the page
prints elsewhere; a name that the title has is the work's, unless it is a body's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from publications.parsing.document import Line, Organisation, ParseWarning, SourceText, Span, Value
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import find_organisations, match_key
from publications.parsing.organisations.vocabulary import ACRONYMS_OF_OTHER_THINGS
from publications.parsing.organisations.wholes import KINDS, Wholes, is_kind, without_article
from publications.parsing.pages.own_addresses import addressed
from publications.parsing.pages.own_printed import address_of, rights_of
from publications.parsing.pages.own_signs import (
    ABOUT_ITSELF,
    ACTS,
    BYLINE,
    SELF,
    SITE,
    SPOKEN_TO,
    TOLD,
    WORKS_OF,
    Sign,
    said,
)
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS
from publications.parsing.pages.title_faults import is_body
from publications.parsing.spans import span_of

_WORK = re.compile(rf"(?:{WORKS}|{UNDERTAKINGS}|research)s?", re.IGNORECASE)
_PRINTED = 2.0  # from this weight on the page prints whose it is
_ENOUGH = 0.6
_SURE = 0.8  # of an article, which speaks of others most of the time
_NEAR = 0.75  # of the weight of the likeliest body: another with so much leaves it open
_STRONG = 0.8  # less is not counted for a body with another part, and its own only in part
_OF_OTHERS = {True: 0.76, False: 0.5}  # as the site says it of itself, or the page of the work
_TOGETHER = 0.5  # of that weight: enough for who did it with that body
_FOOT = 0.45  # of a page: where those who print it say who they are
# What many bodies have: "the Advisory Board"
_OF_ANY = re.compile(
    r"(?:(?:Advisory|Steering|Executive|Management|Editorial|Programme|Project|Expert|Working"
    r"|Research|Scrutiny|Planning) )+(?:Board|Group|Committee|Panel|Team|Council)"
)
_NO_NAMES = frozenset(("OUR", "US", "THE", "YOUR", "THIS", "ALL", "NEW", "FREE", "MORE", "YOU"))
_LETTERS = frozenset(("Newsletter", "Newsletters", "Updates", "Alerts", "Emails"))
_MOTTO = re.compile(r" [A-Z][a-z]+ing\b| [a-z]{4,}")
_WRITTEN_LIKE_A_SITE = re.compile(r"[A-Z][\w-]*[a-z](?:\d+|\.[a-z.]+)")  # "Moor21", "Moor.org"
_MOST_WORDS = 10  # words of a line in which a motto stands behind a name


def own_bodies(
    source: SourceText,
    lines: Sequence[Line],
    title: Value | None,
    others: Collection[str],
    further: Iterable[Sign],
    warnings: list[ParseWarning],
) -> list[Organisation]:
    """The bodies whose page of a work or an undertaking it is, with a warning; mostly one or none.

    ``others`` are the bodies that are known to have had another part, ``further`` the signs that
    only such pages have.
    """
    text = source.text
    signs = (
        *rights_of(text, source.lines),
        *address_of(source.lines),
        *_over_title(text, lines, title),
        *said(text, lines, (*SITE, *SELF), of_site=True),
        *said(text, lines, WORKS_OF),
        *_of_itself(text, lines),
        *addressed(text, lines),
        *further,
    )
    return _Weighing(source, title, others).likeliest(signs, _ENOUGH, warnings)


def own_bodies_of_article(
    source: SourceText,
    lines: Sequence[Line],
    further: Iterable[Sign],
    warnings: list[ParseWarning],
) -> list[Organisation]:
    """The bodies on whose page an article stands; ``further`` are the signs of its own form."""
    text = source.text
    signs = (
        *rights_of(text, source.lines),
        *said(text, lines, SITE, of_site=True),
        *said(text, lines, SPOKEN_TO),
        *said(text, _foot(lines), SELF, of_site=True),
        *_of_itself(text, lines),
        *addressed(text, lines),
        *further,
    )
    return _Weighing(source, None, ()).likeliest(signs, _SURE, warnings)


def printed_bodies(
    source: SourceText, further: Iterable[Sign], warnings: list[ParseWarning]
) -> list[Organisation]:
    """The bodies whose page of no known kind it is, where it prints that they are."""
    signs = (*rights_of(source.text, source.lines), *further)
    return _Weighing(source, None, ()).likeliest(signs, _PRINTED, warnings)


@dataclass(slots=True)
class _Candidate:
    """A body that some signs speak for."""

    weight: float = 0.0
    best: Sign | None = None
    whole: Span = (0, 0)  # of its name, as the best sign has it
    spans: list[Span] = field(default_factory=list)
    short: str = ""
    joined: set[str] = field(default_factory=set)  # the keys of those who did it with it


class _Weighing:
    """The bodies that signs of a page speak for, each with what is said for it."""

    def __init__(self, source: SourceText, title: Value | None, others: Collection[str]) -> None:
        self._source = source
        self._title = title
        self._others = {match_key(each) for each in others}
        self._wholes = Wholes(source.text)

    def likeliest(
        self, signs: Iterable[Sign], enough: float, warnings: list[ParseWarning]
    ) -> list[Organisation]:
        """The body that the signs say most of, where they say enough and no other has as much."""
        weighed: dict[str, _Candidate] = {}
        for sign in signs:
            self._add(weighed, sign)
        if not weighed:
            return []
        _merge(weighed)
        first = max(weighed, key=lambda key: (weighed[key].weight, -weighed[key].spans[0][0]))
        best = weighed[first]
        beside = [
            key
            for key in weighed
            if key != first
            and key in best.joined
            and weighed[key].weight >= _TOGETHER * best.weight
        ]
        apart = (each.weight for key, each in weighed.items() if key not in {first, *beside})
        near = best.weight < _PRINTED and max(apart, default=0.0) > _NEAR * best.weight
        if best.weight < enough or near:
            return []
        return [self._publisher(weighed[key], warnings) for key in (first, *beside)]

    def _add(self, weighed: dict[str, _Candidate], sign: Sign) -> None:
        span = self._wholes.of(*sign.place)
        if span is None and sign.weight >= _PRINTED:
            span = sign.place
        name = self._words(span) if span else ""
        key = match_key(name)
        if not span or not self._counts(sign, name):
            return
        each = weighed.setdefault(key, _Candidate())
        part = _OF_OTHERS[sign.of_site] if key in self._others else 1.0
        each.weight += part * sign.weight
        each.spans.append(span)
        if each.best is None or sign.weight > each.best.weight:
            each.best, each.whole = sign, span
        short = self._words(sign.place)
        if span != sign.place:
            each.spans.append(sign.place)
            each.short = each.short or (short if short.isupper() else "")
        each.joined |= {match_key(self._words(place)) for place in sign.joined} - {key}

    def _counts(self, sign: Sign, name: str) -> bool:
        """Whether a sign can speak for the body of a name."""
        if sign.weight >= _PRINTED:
            return True
        if match_key(name) in self._others and not sign.of_site and sign.weight < _STRONG:
            return False
        told = sign.weight == TOLD and looks_like_name(name)
        title = None if sign.of_site and sign.weight >= 1 and is_kind(name) else self._title
        if not told and not _can_be_body(self._source, name, title):
            return False
        if sign.weight == BYLINE:
            return is_kind(name)
        # Two words may be a thing that is done: "Bus Days have opened" the town.
        return sign.weight != ACTS or " " not in name or is_kind(name)

    def _words(self, span: Span) -> str:
        return " ".join(self._source.text[slice(*span)].split())

    def _publisher(self, each: _Candidate, warnings: list[ParseWarning]) -> Organisation:
        evidence = (each.whole, *sorted(set(each.spans) - {each.whole}))
        name = self._words(each.whole)
        why = each.best.why if each.best else ""
        message = f"{name} was taken as the publisher, because {why}."
        warnings.append(ParseWarning("publisher_inferred", message, evidence))
        return Organisation(name, "publisher", each.short, evidence)


def _merge(weighed: dict[str, _Candidate]) -> None:
    """Count a name for the shorter one that it goes on from: "Tea Guild Wales", "Tea Guild".

    The shorter one counts for the longer where only this says that it is a body: "Tea Drinkers",
    "Tea Drinkers' Guild".
    """
    for key in sorted(weighed, key=len, reverse=True):
        short = next((each for each in weighed if key.startswith(f"{each} ")), None)
        if short is None:
            continue
        if is_kind(key.title()) and not is_kind(short.title()):
            weighed[key].weight += weighed.pop(short).weight
        elif weighed[key].weight < _PRINTED:
            weighed[short].weight += weighed.pop(key).weight


def _over_title(text: str, lines: Sequence[Line], title: Value | None) -> Iterator[Sign]:
    """The lines over the title that are a body's name, alone or with its motto behind it.

    Right under the title the name of a body alone is that of who brought it out.
    """
    below = [line for line in lines if title and line.start > title.evidence[0][0]]
    for line in below[:2]:
        if is_body(" ".join(line.text.split())):
            yield Sign(0.8, without_article(text, *span_of(line)))
    for at, line in enumerate(lines):
        if title is None or line.start >= title.evidence[0][0]:
            return
        start, end = span_of(line)
        if is_body(" ".join(line.text.split())):
            yield Sign(1.0, without_article(text, start, end), of_site=True)
        elif (
            not at and len(line.text.split()) <= _MOST_WORDS and line.text.rstrip()[-1] not in ".:"
        ):
            start, _ = without_article(text, start, end)
            motto = _MOTTO.search(text, start, end)  # "Moor Trust Looking after moors"
            named = find_organisations(text[start : motto.start() if motto else end], start)
            if named and named[0].start == start:
                yield Sign(0.7, (start, start + len(named[0].name)), of_site=True)


def _foot(lines: Sequence[Line]) -> Sequence[Line]:
    """The last lines of a page, in which those whose it is tell of themselves."""
    return lines[int(len(lines) * _FOOT) :]


def _of_itself(text: str, lines: Sequence[Line]) -> Iterator[Sign]:
    """The bodies of which the foot of a page says what they are or do."""
    for sign in said(text, _foot(lines), ABOUT_ITSELF, of_site=True):
        name = text[slice(*sign.place)]
        if is_kind(name) or name.isupper():
            yield sign


def _can_be_body(source: SourceText, name: str, title: Value | None) -> bool:
    """Whether a name can be a body's: no person's, no place's, not the work itself."""
    words = name.split()
    body = is_kind(name)
    last = words[-1]
    if name in ACRONYMS_OF_OTHER_THINGS or words[0] in _NO_NAMES or last in _LETTERS:
        return False
    if _OF_ANY.fullmatch(name) or (not body and last.removesuffix("s") in KINDS):
        return False  # "County Councils"
    if title:
        squeezed = re.sub(r"\W", "", name).casefold()
        if squeezed == re.sub(r"\W", "", title.text.partition(":")[0]).casefold():
            return False
        if squeezed in re.sub(r"\W", "", title.text).casefold() and not body:
            return False
    if len(words) > 1:
        of_works = any(_WORK.fullmatch(word) for word in words)  # "Research Reports Pre"
        if body or of_works or not looks_like_name(name):
            return body or not of_works
        # "Common Field" is like somebody's name, and nobody is at a person's.
        return bool(re.search(rf"\bat {re.escape(name)}(?![\w-])", source.text))
    # One word is a name where it is no word of the language, and stands inside a sentence too.
    if name.isupper() and len(name) > 2:
        return not re.search(rf"\b{re.escape(name.lower())}\b", source.text)  # "JOIN OUR LIST"
    if _WRITTEN_LIKE_A_SITE.fullmatch(name):
        return True
    if not looks_like_name(f"{name} Hill"):
        return False
    inside = (
        rf"(?:(?<!\S)[a-z][\w-]*,? |[,;] |[\u2018\u201c(])(?:[Tt]he )?{re.escape(name)}(?![\w-])"
    )
    logo = rf"(?<!\w){re.escape(name)} (?i:logo|website|home ?page)\b"
    return bool(re.search(inside, source.text) or re.search(logo, source.text))
