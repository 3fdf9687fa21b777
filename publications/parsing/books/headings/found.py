"""Headings: those that a contents list names, found in the text, and those known by form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from publications.parsing.books.contents.entries import Entry
from publications.parsing.books.headings.numbers import split_label, split_number
from publications.parsing.books.notes.labels import SUPERSCRIPTS
from publications.parsing.books.pieces import Piece
from publications.parsing.books.wording import norm
from publications.parsing.document import Evidence, Person, Span

LONGEST = 140  # characters of a heading
MOST_WORDS = 16
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "for",
        "from",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "without",
        "into",
        "over",
        "under",
        "as",
        "vs",
        "via",
        "per",
        "is",
        "are",
        "it",
        "its",
        "be",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_RUN_IN = re.compile(
    r"(?P<heading>(?:[A-Z0-9][A-Z0-9'’,:&/-]*\s+){3,}?[A-Z0-9][A-Z0-9'’,:&/?!-]*[?!]?)\s+"
    r"(?=(?:[A-Z][a-z’']+|A|I)\s+[a-z(])"
)
# "This advice is taken in full by X": a sentence, though no stop ends it.
_SENTENCE = re.compile(
    r"(?=(?:\S+\s+){6})(?:this|these|that|those|it|they|we|he|she|there)\b(?:\s+\S+){0,5}?\s+"
    r"(?:is|are|was|were|has|have|had|will|would|should|can|must)\s",
    re.IGNORECASE,
)
CAPTION = re.compile(r"(?:table|figure|fig\.|chart|graph|map|exhibit)\s+\d", re.IGNORECASE)
_CREDIT = re.compile(r"(?:sources?|notes?|base)\s?:", re.IGNORECASE)  # under a table
_ASKED = re.compile(r"(?:Question|QUESTION|Q)\s?\d{1,3}[.:)]?\s")  # of a consultation: an item
_DANGLING = re.compile(
    r"\s(?:a|an|the|and|or|but|of|for|from|to|in|on|at|by|with|as|that|which|who|their|its|our)$"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("foreword", r"(?:[\w'’]+\s+){0,3}(?:foreword|preface)\b"),
        ("introduction", r"introduction\b"),
        ("acknowledgements", r"acknowledge?ments?\b"),
        (
            "authors",
            r"(?:about (?:the |our )?)?(?:authors?|editors?|contributors?)$"
            r"|(?:about (?:the |our )?)(?:authors?|editors?|contributors?)\b"
            r"|(?:notes on (?:the )?|author |the )?(?:contributors?|authors?|biograph(?:y|ies))$",
        ),
        ("appendix", r"(?:appendix|appendices|annex(?:es)?)\b"),
        ("notes", r"(?:end ?notes?|foot ?notes?|notes(?: and references)?|references)$"),
    )
)


@dataclass(slots=True)
class Heading:
    """A heading in the text, before it becomes a section, a box or a minor heading."""

    title: str
    level: int  # 0: a minor heading inside a section
    evidence: Evidence
    number: str = ""
    page: str = ""
    kind: str = "section"
    contents: Evidence = ()
    people: list[Person] = field(default_factory=list)
    listed: bool = False
    author: str = ""  # as its contents entry names them
    indent: int = 0  # of its line
    size: float = 0.0  # of its type; 0 where the source does not know it
    tag: str = ""
    comes_back: bool = False  # a minor one that stands under many others: "In Wales"
    words: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.evidence[0][0]


Flow = list["Piece | Heading"]


def kind_of(title: str) -> str:
    """What a section is, by the words of its heading."""
    text = title.strip(" .:*'‘’“”\"")
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "section")


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals and has more than an abbreviation to show for it."""
    return text.isupper() and sum(1 for char in text[:200] if char.isalpha()) > 3


def is_title_case(text: str) -> bool:
    """Whether every word of weight begins with a capital, and there are two or more."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def is_sentence_case(text: str) -> bool:
    """Whether only the first word and names have capitals: two words of weight or more."""
    words = [word for word in _WORD.findall(text)[1:] if word.lower() not in _SMALL]
    return bool(words) and any(word[0].islower() for word in words)


# a note mark behind its stop
# "As Jo Hill put it, “words.”"; "“Words,” says", which a line broke off
_SPOKEN = re.compile(
    r"[^“‘]{8,}[:,]\s[“‘][^”]{8,}[.!?][”’]|[“‘].{12,}[,.!?][”’]\s(?:\w+\s){0,3}?(?:says?|said|told|asked|added)"
)
_MARKED_SENTENCE = re.compile(rf"[a-z]{{2}}[.!][”’\"')]*(?:\d{{1,3}}|[{SUPERSCRIPTS}]{{1,3}})$")


def looks_like_heading(text: str) -> bool:
    """Whether a short text has the form of a heading. What stands around it decides further."""
    if not text or len(text) > LONGEST or text[-1] in ".,;:" or len(text.split()) > MOST_WORDS:
        return False
    _, words = split_number(text)
    words = words.strip("*'‘\"“ ")
    if not words or not any(char.isalpha() for char in words):
        return False
    if not words[0].isupper() and not text[0].isdecimal():
        return False
    if len(words) > 40 and _DANGLING.search(words):
        return False  # a sentence that a page broke off
    if _CREDIT.match(text) or _ASKED.match(text):
        return False
    if text[-1] == "…" or "\t" in text or _MARKED_SENTENCE.search(text):
        return False
    if _SPOKEN.fullmatch(text):
        return False
    if _SENTENCE.match(words) and text[-1] != "?":
        return False
    return not re.search(r"@|https?://|www\.|\bISBN\b|©", text)


def run_in_heading(text: str) -> str:
    """The heading in capitals that a paragraph begins with on the same line, or ""."""
    match = _RUN_IN.match(text[:300])
    if not match:
        return ""
    heading = match["heading"].strip()
    return heading if len(heading) >= 16 and len(heading.split()) >= 3 else ""


# -- the contents list and the text --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A contents entry found in the text: pieces ``first`` to ``last`` (inclusive)."""

    entry: int
    first: int
    last: int
    exact: bool = True


def align(
    entries: Sequence[Entry],
    pieces: Sequence[Piece],
    keys: Callable[[int], list[tuple[str, int]]],
) -> list[Match]:
    """Find contents entries among pieces, in the order of both.

    ``keys`` gives for the piece at a place the comparable texts that begin there and the last
    piece of each. Entries that stand nowhere are left away; a longest common order is kept.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        bare = split_label(entry.title)[1]
        for key in {norm(entry.title), norm(f"{entry.title} {entry.author}"), norm(bare)}:
            if key:
                wanted[key].append(index)
    candidates: list[Match] = []
    for place in range(len(pieces)):
        for key, last in keys(place):
            for index in wanted.get(key, ())[:20]:
                candidates.append(Match(index, place, last))
    chosen = _longest_order(candidates)
    return _fill_gaps(entries, pieces, chosen)


def _longest_order(candidates: list[Match]) -> list[Match]:
    """The longest run of matches that rises in entries and pieces alike."""
    # Later entries first at one place, so that one place is used once; of one entry the shorter
    # match: the line under it is the author's.
    candidates.sort(key=lambda match: (match.first, -match.entry, match.last))
    tails: list[int] = []  # entry index at the end of the best run of each length
    at: list[int] = []
    before: list[int] = [-1] * len(candidates)
    for place, match in enumerate(candidates):
        length = bisect_left(tails, match.entry)
        if length == len(tails):
            tails.append(match.entry)
            at.append(place)
        elif match.entry < tails[length]:
            tails[length] = match.entry
            at[length] = place
        else:
            continue  # the same entry again, further on: its first place is the heading
        before[place] = at[length - 1] if length else -1
    run: list[Match] = []
    place = at[-1] if at else -1
    while place >= 0:
        run.append(candidates[place])
        place = before[place]
    run.reverse()
    return run


def _fill_gaps(
    entries: Sequence[Entry], pieces: Sequence[Piece], found: list[Match]
) -> list[Match]:
    """Entries that the text prints a little differently, between their neighbours."""
    have = {match.entry: match for match in found}
    result: list[Match] = []
    reached = 0
    following = sorted(have)
    for index, entry in enumerate(entries):
        if index in have:
            result.append(have[index])
            reached = have[index].last + 1
            continue
        after = bisect_left(following, index)
        limit = have[following[after]].first if after < len(following) else len(pieces)
        for place in range(reached, min(limit, reached + 400)):
            if _is_near(entry, pieces[place]):
                result.append(Match(index, place, place, exact=False))
                reached = place + 1
                break
    return result


def _is_near(entry: Entry, piece: Piece) -> bool:
    """Whether a piece is an entry's heading in slightly other words."""
    text = piece.text
    if piece.kind != "text" or not looks_like_heading(text):
        return False
    label, bare = split_label(entry.title)
    number, words = split_number(text)
    wanted, got = norm(bare), norm(words)
    if not wanted or not got:
        return False
    if number and number in (label, entry.number) and wanted.split()[:2] == got.split()[:2]:
        return True  # the same number, and it begins alike
    if min(len(wanted), len(got)) >= 8 and (wanted.startswith(got) or got.startswith(wanted)):
        return True
    if abs(len(wanted) - len(got)) > 0.4 * len(wanted):
        return False
    return SequenceMatcher(None, wanted, got, autojunk=False).ratio() >= 0.86
