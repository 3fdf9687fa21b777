"""Whose page it is, where no line of its head or foot says so at once: many signs, weighed.

What the site calls its readers to, what it says of itself, whose its addresses are, and in the
page of a work or an undertaking also what a body made and does ("this booklet from X", "X has
opened the Y"). The body that most is said of is the site's own, where no other comes near. A
short name ("the Guild", "TG") counts for the whole one that the page prints elsewhere; a name that
the title has is the work's, unless it is a body's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from publications.parsing.document import Line, Organisation, ParseWarning, SourceText, Span, Value
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import (
    BODY_WORDS,
    find_organisations,
    is_abbreviation_of,
    match_key,
)
from publications.parsing.organisations.vocabulary import ACRONYMS_OF_OTHER_THINGS
from publications.parsing.pages.own_addresses import addressed
from publications.parsing.pages.own_signs import (
    ABOUT_ITSELF,
    ACTS,
    NAME,
    SELF,
    SITE,
    TOLD,
    WORKS_OF,
    said,
    without_article,
)
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS
from publications.parsing.pages.title_faults import is_body
from publications.parsing.spans import span_of

_KINDS = BODY_WORDS | {"Panel", "Inquiry", "Review"}
_WORK = re.compile(rf"(?:{WORKS}|{UNDERTAKINGS}|research)s?", re.IGNORECASE)
_ENOUGH = 0.6
_SURE = 0.8  # of an article, which speaks of others most of the time
_NEAR = 0.75  # of the weight of the likeliest body: another with so much leaves it open
_FOOT = 0.45  # of a page: where those who print it say who they are
_MOTTO = re.compile(r" [A-Z][a-z]+ing\b| [a-z]{4,}")
_MOST_WORDS = 10  # words of a line in which a motto stands behind a name
_LONGEST = 20_000  # characters

Weighed = tuple[float, Span]


def own_body(
    source: SourceText,
    lines: Sequence[Line],
    title: Value | None,
    others: Collection[str],
    warnings: list[ParseWarning],
) -> Organisation | None:
    """The body whose page it is by its words, with a warning; None where they do not say so.

    ``others`` are the bodies that are known to have had another part.
    """
    signs = (
        *_over_title(source.text, lines, title),
        *said(source.text, lines, (*SITE, *SELF, *WORKS_OF)),
        *_of_itself(source.text, lines),
        *addressed(source.text, lines),
    )
    return _likeliest(source, signs, title, others, _ENOUGH, warnings)


def own_body_of_article(
    source: SourceText,
    lines: Sequence[Line],
    further: Iterable[Weighed],
    warnings: list[ParseWarning],
) -> Organisation | None:
    """The body on whose page an article stands; ``further`` are the signs of its own form."""
    signs = (
        *said(source.text, lines, SITE),
        *said(source.text, _foot(lines), SELF),
        *_of_itself(source.text, lines),
        *addressed(source.text, lines),
        *further,
    )
    return _likeliest(source, signs, None, (), _SURE, warnings)


def _likeliest(
    source: SourceText,
    signs: Iterable[Weighed],
    title: Value | None,
    others: Collection[str],
    enough: float,
    warnings: list[ParseWarning],
) -> Organisation | None:
    """The body that the signs say most of, where they say enough and no other has as much."""
    text = source.text
    wholes = _Wholes(text)
    places: dict[str, list[Span]] = {}
    weights: dict[str, float] = {}
    known = {match_key(each) for each in others}
    for weight, (start, end) in signs:
        span = wholes.of(start, end)
        name = " ".join(text[slice(*span)].split()) if span else ""
        told = _can_be_body(source, name, title) or (weight == TOLD and looks_like_name(name))
        # Two words may be a thing that is done: "Bus Days have opened" the town.
        told = told and (weight > ACTS or " " not in name or _is_kind(name))
        if not span or match_key(name) in known or not told:
            continue
        key = match_key(name)
        weights[key] = weights.get(key, 0.0) + weight
        places.setdefault(key, []).append(span)
    if not weights:
        return None
    _join(weights, places)
    best = max(weights, key=lambda key: (weights[key], -places[key][0][0]))
    others_weigh = max((each for key, each in weights.items() if key != best), default=0.0)
    if weights[best] < enough or others_weigh > _NEAR * weights[best]:
        return None
    evidence = tuple(sorted(set(places[best])))
    name = " ".join(text[slice(*evidence[0])].split())
    message = f"{name} was taken as the publisher, because the sentences of the page say that it is"
    warnings.append(ParseWarning("publisher_inferred", f"{message} its own.", evidence))
    return Organisation(name, "publisher", "", evidence)


def _join(weights: dict[str, float], places: dict[str, list[Span]]) -> None:
    """Count a name for the shorter one that it goes on from: "Tea Guild Wales", "Tea Guild"."""
    for key in sorted(weights, key=len, reverse=True):
        shorter = (each for each in weights if key.startswith(f"{each} "))
        if whole := next(shorter, None):
            weights[whole] += weights.pop(key)
            places.pop(key)


def _over_title(text: str, lines: Sequence[Line], title: Value | None) -> Iterator[Weighed]:
    """The lines over the title that are a body's name, alone or with its motto behind it.

    Right under the title the name of a body alone is that of who brought it out.
    """
    below = [line for line in lines if title and line.start > title.evidence[0][0]]
    for line in below[:2]:
        if is_body(" ".join(line.text.split())):
            yield 0.8, without_article(text, *span_of(line))
    for at, line in enumerate(lines):
        if title is None or line.start >= title.evidence[0][0]:
            return
        start, end = span_of(line)
        if is_body(" ".join(line.text.split())):
            yield 1.0, without_article(text, start, end)
        elif (
            not at and len(line.text.split()) <= _MOST_WORDS and line.text.rstrip()[-1] not in ".:"
        ):
            start, _ = without_article(text, start, end)
            motto = _MOTTO.search(text, start, end)  # "Moor Trust Looking after moors"
            named = find_organisations(text[start : motto.start() if motto else end], start)
            if named and named[0].start == start:
                yield 0.7, (start, start + len(named[0].name))


def _foot(lines: Sequence[Line]) -> Sequence[Line]:
    """The last lines of a page, in which those whose it is tell of themselves."""
    return lines[int(len(lines) * _FOOT) :]


def _of_itself(text: str, lines: Sequence[Line]) -> Iterator[Weighed]:
    """The bodies of which the foot of a page says what they are or do."""
    for weight, (start, end) in said(text, _foot(lines), ABOUT_ITSELF):
        if _is_kind(text[start:end]) or text[start:end].isupper():
            yield weight, (start, end)


class _Wholes:
    """The whole names of a page that its short ones stand for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named = find_organisations(text[:_LONGEST])

    def of(self, start: int, end: int) -> Span | None:
        """The place of a name, for a short one ("Guild", "TG") that of the one it stands for."""
        name = re.sub(r"['\u2019]s$", "", self._text[start:end])
        end = start + len(name)
        if " " in name:
            return start, end
        if name.isupper():
            return next(self._abbreviated(name), (start, end))
        if name in _KINDS:
            return self._with_kind(name)
        # "the Circle" of a "Moor Circle for Tea" that no form tells for a body
        longer = (
            rf"(?<=[a-z,;] )[A-Z][\w-]+ {name}\b(?!['\u2019])"
            rf"|\b{name} (?:of|for|on) (?:the )?[\u2018\u201c'A-Z]"
        )
        return None if re.search(longer, self._text[:_LONGEST]) else (start, end)

    def _abbreviated(self, short: str) -> Iterator[Span]:
        written_out = re.search(rf"\b{re.escape(short)} \({NAME}\)", self._text[:_LONGEST])
        if written_out and is_abbreviation_of(short, written_out["name"]):
            yield written_out.span("name")
        for each in sorted(self._named, key=lambda each: each.abbreviation != short):
            if each.abbreviation == short or is_abbreviation_of(short, each.name):
                yield each.start, each.start + len(each.name)

    def _with_kind(self, kind: str) -> Span | None:
        """The place of the only name with a word in it: "the Guild" where it is the Tea Guild."""
        spans = [
            without_article(self._text, *match.span("name"))
            for match in re.finditer(NAME, self._text[:_LONGEST])
            if " " in match["name"] and kind in re.split(r"[ '\u2019]", match["name"])
        ]
        spans = [self._owning(*span) for span in spans if " " in self._text[slice(*span)]]
        names = {match_key(self._text[slice(*span)]) for span in spans}
        return spans[0] if len(names) == 1 else None

    def _owning(self, start: int, end: int) -> Span:
        return start, end - 2 * self._text[start:end].endswith(("'s", "\u2019s"))


def _is_kind(name: str) -> bool:
    """Whether a word of a name says what sort of body it is, in whatever type."""
    return any(word in _KINDS or word.title() in _KINDS for word in name.split())


def _can_be_body(source: SourceText, name: str, title: Value | None) -> bool:
    """Whether a name can be a body's: no person's, no place's, not the work itself."""
    words = name.split()
    body = _is_kind(name)
    if name in ACRONYMS_OF_OTHER_THINGS:
        return False
    if title:
        squeezed = re.sub(r"\W", "", name).casefold()
        if squeezed == re.sub(r"\W", "", title.text.partition(":")[0]).casefold():
            return False
        if squeezed in re.sub(r"\W", "", title.text).casefold() and not body:
            return False
    if len(words) > 1:
        of_works = any(_WORK.fullmatch(word) for word in words)  # "Research Reports Pre"
        return body or (not of_works and not looks_like_name(name))
    # One word is a name where it is no word of the language, and stands inside a sentence too.
    if name.isupper() and len(name) > 2:
        return True
    if not looks_like_name(f"{name} Hill"):
        return False
    inside = (
        rf"(?:(?<!\S)[a-z][\w-]*,? |[,;] |[\u2018\u201c(])(?:[Tt]he )?{re.escape(name)}(?![\w-])"
    )
    return bool(re.search(inside, source.text))
