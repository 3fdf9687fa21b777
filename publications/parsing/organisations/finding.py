"""Organisations in running text, in lists and by their abbreviations, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from publications.parsing.organisations.bodies import bodies_in, defined_from, goes_on, is_general
from publications.parsing.organisations.runs import (
    POSSESSIVE,
    Token,
    capital_runs,
    is_capital,
    tokens,
)
from publications.parsing.organisations.sameness import ACRONYM, ARTICLE, SPACE, is_abbreviation_of
from publications.parsing.organisations.vocabulary import (
    ACRONYMS_OF_OTHER_THINGS,
    BODY_WORDS,
    DESCRIBED,
    DOUBLE_COUNCILS,
    LOWER_ENDS,
    OPENS,
)

_CAMEL = re.compile(
    r"(?<![^\W_])(?:[A-Z]{2,6}[a-z]{1,2}[A-Z]{1,6}|[A-Z][a-z]{1,2}[A-Z]{2,6})(?![^\W_])"
)
_DEFINED = re.compile(r"\s?\(([A-Z][A-Za-z&]{1,9})\)")
_UNDERTAKING = re.compile(r"\s(?:projects?|programmes?|schemes?|pilots?|initiatives?)\b")
_OWNED = frozenset(("Fellowship", "Voice", "Circle", "Trust", "Hall", "Aid", "Rights"))
_MATTER = re.compile(  # "Group on market towns": what a group of a parliament is called
    r" (?:on|for|into) (?:the )?(?:[a-z][\w-]+ ){0,3}?[a-z][\w-]+(?=[,.;:)]|$"
    r"| (?:which|who|and|with|to|is|was|has|in|at|for)\b)"
)
_OF_MATTERS = frozenset(("Group", "Inquiry", "Circle", "Panel", "Commission", "Committee"))
_LIST_BREAK = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|\s+and\s+(?:(?:by|to|from|of)\s+)?|\s*&\s*|;\s*|\s+with\s+)"
)


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation named in a text: name, abbreviation if it is defined there, and place.

    ``cue`` says by what it was known: body_word, definition, camel_case, list.
    ``start`` and ``end`` enclose ``printed``, the bracketed abbreviation with it; ``short`` is the
    place of a short name that stands for this one.
    """

    name: str
    abbreviation: str
    printed: str
    start: int
    end: int
    cue: str
    short: tuple[int, int] | None = None

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where it is named: in full, and by its short name."""
        return ((self.start, self.end), *((self.short,) if self.short else ()))


def find_organisations(text: str, offset: int = 0) -> list[FoundOrganisation]:
    """The organisations that ``text`` names, in order of place, every mention by itself.

    ``offset`` is added to the places, for a text that is a piece of a larger one.
    """
    found: list[FoundOrganisation] = []
    for run in capital_runs(text):
        headed = text[max(0, run[0].start - 5) : run[0].start].lower().split()[-1:] == ["the"]
        for first, last in bodies_in(run, headed):
            start, end = run[first].start, run[last].end
            if is_general(run, first, last) or _UNDERTAKING.match(text, end):
                continue
            found.append(_make(text, start, end, offset, "body_word"))
        defined = _DEFINED.match(text, run[-1].end)
        if defined and not (found and found[-1].end - offset == defined.end()):
            first = defined_from(run, defined.group(1))
            if first is not None:
                found.append(_make(text, run[first].start, run[-1].end, offset, "definition"))
    covered = [(each.start - offset, each.end - offset) for each in found]
    at = 0
    for match in _CAMEL.finditer(text):
        while at < len(covered) and covered[at][1] <= match.start():
            at += 1
        inside = at < len(covered) and covered[at][0] <= match.start()
        if not inside:
            found.append(_make(text, match.start(), match.end(), offset, "camel_case"))
    return sorted(found, key=lambda each: (each.start, each.end))


def find_listed(text: str, start: int = 0, offset: int = 0) -> list[FoundOrganisation]:
    """The names in a list that begins at ``start``: "A & B", "the A (AB) and B", "A, B and C".

    For the place behind words such as "hosted by"; here a capitalised word is enough to be a
    name. The list ends at the first word that is not capitalised, or at a stop.
    """
    found: list[FoundOrganisation] = []
    at = start
    joined = ""  # what stood between the last two names
    while True:
        article = DESCRIBED.match(text, at) or ARTICLE.match(text, at)
        at = article.end() if article else at
        end = _end_of_listed(text, at, bool(article), joined)
        if end <= at:
            return found
        each = _make(text, at, end, offset, "list")
        found.append(each)
        at = each.end - offset
        more = _LIST_BREAK.match(text, at)
        if not more:
            return found
        joined = more.group().strip()
        at = more.end()


def find_acronyms(text: str, known: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """The places of capital abbreviations that ``known`` holds, or that follow "of/at/by the"."""
    for match in re.finditer(r"(?<!\w)[A-Z][A-Za-z&]{1,9}(?!\w)", text):
        word = match.group()
        if word in known:
            yield match.span()
        elif ACRONYM.fullmatch(word) and word.isupper() and len(word) > 2:
            if word in ACRONYMS_OF_OTHER_THINGS:
                continue
            before = text[max(0, match.start() - 9) : match.start()]
            if re.search(r"\b(?:of|at|with|by|from|for)(?:\s+the)?\s+$", before):
                yield match.span()


def _end_of_listed(text: str, at: int, after_article: bool, joined: str) -> int:
    """Where a listed name that begins at ``at`` ends; ``at`` when there is none.

    In a list ``joined`` by "and" a "&" is part of a name.
    """
    end = at
    words: list[str] = []
    found = list(tokens(text[at : at + 200]))
    for place, token in enumerate(found):
        word = token.text
        if not words:
            if not is_capital(word):
                return at
        elif not token.tight:
            break
        elif word in {"and", "&", "with"}:
            written_out = word == "&" and joined.startswith("and")
            if not (written_out or _is_inside(words, word, found[place + 1 :], after_article)):
                break
            words.append(word)
            continue
        elif word in {"of", "for", "the", "y", "yr"}:
            words.append(word)
            continue
        elif word in LOWER_ENDS:
            return at + token.end
        elif not is_capital(word):
            break
        bare = POSSESSIVE.sub("", word)
        if bare != word and _owns(words, found[place + 1 :]):
            bare = word  # "the Planners' Guild"
        end = at + token.start + len(bare)
        words.append(bare)
        if bare in _OF_MATTERS and (matter := _MATTER.match(text, end)):
            return matter.end()
        if bare != word:
            break
    return end


def _owns(words: list[str], behind: list[Token]) -> bool:
    """Whether an owner that follows ``words`` is part of a name: "Tea Planners' Moor Guild"."""
    if any(word in BODY_WORDS for word in words):
        return False
    following = takewhile(lambda each: each.tight and is_capital(each.text), behind[:4])
    return any(each.text in BODY_WORDS | _OWNED for each in following)


def _is_inside(words: list[str], join: str, behind: list[Token], after_article: bool) -> bool:
    """Whether an "and" is part of a listed name: a double-named place, a firm, an open name."""
    right: list[str] = []
    for token in behind:
        if not token.tight or not is_capital(token.text):
            break
        right.append(POSSESSIVE.sub("", token.text))
    if join == "with" or not right:
        return False
    if (words[-1], right[0]) in DOUBLE_COUNCILS or goes_on(words, join, right, after_article):
        return True
    if words[0] in {"Department", "Ministry"} and not any(each in BODY_WORDS for each in right):
        return "of" in words or "for" in words
    # "Institute for Money & Audit": what the name opened with "for" goes on.
    opened = words[0] in OPENS and "for" in words
    return join == "&" and opened and len(right) == 1 and not right[0].isupper()


def _make(text: str, start: int, end: int, offset: int, cue: str) -> FoundOrganisation:
    name = SPACE.sub(" ", text[start:end])
    first, _, rest = name.partition(" ")
    if first.isupper() and len(first) > 2 and is_abbreviation_of(first, rest):
        start = end - len(text[start:end][len(first) :].lstrip())  # "TMC / Tea and Milk Council"
        return _make(text, start, end, offset, cue)
    short = ""
    if defined := _DEFINED.match(text, end):
        short, end = defined.group(1), defined.end()
    return FoundOrganisation(name, short, text[start:end], start + offset, end + offset, cue)
