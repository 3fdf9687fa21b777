"""The whole names that the short ones of a text stand for: "the Guild", "TG" for "Tea Guild"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from publications.parsing.document import Span
from publications.parsing.organisations.finding import FoundOrganisation, find_organisations
from publications.parsing.organisations.sameness import is_abbreviation_of, match_key
from publications.parsing.organisations.vocabulary import BODY_WORDS

_CAP = r"[A-Z][\w&'\u2019-]*(?:[\w&]|(?<=s)['\u2019](?= [A-Z]))"
NAME = (
    rf"(?P<name>{_CAP}(?: (?:& )?{_CAP}){{0,5}}(?: (?:of|for|on) (?:the )?{_CAP}"
    rf"(?: {_CAP}){{0,4}}(?: (?:and|&|in) {_CAP}(?: {_CAP}){{0,2}})?)?)"
)
KINDS = BODY_WORDS | {"Panel", "Inquiry", "Review"}
_NOT_FIRST = re.compile(r"(?:The|This|Our|In|As|At|With|A|An|And|But|For|From|Since|When|If|Now)\s")
_FORM = re.compile(NAME)
_BETWEEN_WORDS = re.compile(r"[ '\u2019]")
_OWNING = re.compile(r"['\u2019]s$")
_LONGEST = 20_000  # characters


def without_article(text: str, start: int, end: int) -> Span:
    """The place of a name without the words before it that only begin a sentence."""
    while lead := _NOT_FIRST.match(text, start, end):
        start = lead.end()
    return start, end


def is_kind(name: str) -> bool:
    """Whether a word of a name says what sort of body it is, in whatever type."""
    return any(word in KINDS or word.title() in KINDS for word in name.split())


class Wholes:
    """The whole names of a text that its short ones stand for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[str, Span], Span | None] = {}

    @cached_property
    def _named(self) -> list[FoundOrganisation]:
        return find_organisations(self._text[:_LONGEST])

    def of(self, start: int, end: int) -> Span | None:
        """The place of a name; for a short one that of the one it stands for, None without any."""
        name = _OWNING.sub("", self._text[start:end])
        end = start + len(name)
        if " " in name:
            return start, end
        if name.isupper():
            return next(self._abbreviated(name), (start, end))
        if name in KINDS:
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
            for match in _FORM.finditer(self._text[:_LONGEST])
            if " " in match["name"]
            and kind in _BETWEEN_WORDS.split(match["name"])
            and not match["name"].endswith(f" the {kind}")  # "Fellow of the Institute"
        ]
        spans = [_without_s(self._text, *span) for span in spans if " " in self._text[slice(*span)]]
        names = {match_key(self._text[slice(*span)]) for span in spans}
        return spans[0] if len(names) == 1 else None


def _without_s(text: str, start: int, end: int) -> Span:
    return start, end - 2 * text[start:end].endswith(("'s", "\u2019s"))
