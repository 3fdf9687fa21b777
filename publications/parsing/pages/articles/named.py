"""Names in the sentences of an article, told from what stands before them in one run of capitals.

"Moss East MP Jo Hill", "Barns Minister Jo Hill", "Moss University's Jo Hill", "Mayor of Moss Jo
Hill": the name is the end of the run, where a title, an office, an owner or an ordinary word parts
it from the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.mentions import NAME_RUN, OFFICE
from publications.parsing.name_words import PEERAGE, POST_NOMINALS, TITLES
from publications.parsing.names import looks_like_name

HAS_OFFICE = re.compile(OFFICE, re.IGNORECASE)
# "Independent Jo Hill": of no office, and a person all the same
PARTY = re.compile(
    r"(?:Independent|Labour|Conservative|Tory|Green|Liberal|Democrat|Lib|Dem|Unionist)"
)
_RUN = re.compile(NAME_RUN)
# No peer: "Lord Hill of Moor" is a name.
_OF_BODY = re.compile(r"(?!Lord |Lady |Baron|Viscount|Earl )(?P<name>(?:\S+ ){1,4}\S+) of \S.*")
_OFFICE_OF = re.compile(
    rf"(?i:{OFFICE}) (?:of|for|at) (?:the )?(?:(?:[\w&'\u2019-]+ ){{0,4}}"
    r"|(?:(?:and|of|the|boroughs?|councils?|count(?:y|ies)|[A-Z&][\w'\u2019-]*) ){0,9})$"
)
_GIVEN_NAMES = frozenset(("dean", "lead", "expert", "author", "principal"))  # no cut behind these
_NOT_FIRST = frozenset(
    [
        "but",
        "and",
        "as",
        "for",
        "when",
        "while",
        "if",
        "yet",
        "then",
        "however",
        "meanwhile",
        "today",
        "yesterday",
        "now",
        "with",
        "by",
        "like",
        "since",
        "because",
        "although",
        "though",
        "after",
        "before",
        "the",
        "a",
        "an",
        "in",
        "at",
        "on",
        "to",
        "from",
        "so",
        "or",
        "nor",
        "is",
        "was",
        "did",
        "has",
        "both",
        "neither",
        "either",
        "even",
        "only",
        "once",
    ]
)
_WHOLE = re.compile(".*", re.DOTALL)
_LONGEST = 4  # words of a name that stands alone
_BEHIND = 3  # words of a name behind other words


def names_in(sentence: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The names of people in a sentence, in order."""
    for run in _RUN.finditer(sentence, start):
        if place := _name_in(sentence, run.start(), run.end()):
            # A match has the name as its whole, so that its place is the name's.
            yield match_of(sentence, *place)


def match_of(text: str, start: int, end: int) -> re.Match[str]:
    """The match that is ``text[start:end]``."""
    return _WHOLE.match(text, start, end)


def first_name(sentence: str, start: int = 0) -> re.Match[str] | None:
    """The first name of a person in a sentence; "Mayor Jo Hill" holds one behind an office."""
    return next(names_in(sentence, start), None)


def _name_in(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name stands in a run of capitalised words, if one does."""
    words = list(re.finditer(r"\S+", sentence[start:end]))
    while words and words[-1].group() == "of":  # "Jo Hill of the Moor Trust"
        words.pop()
    while words and words[0].group().casefold() in _NOT_FIRST:
        words.pop(0)
    if not words:
        return None
    while len(words) > 2 and PARTY.fullmatch(words[0].group()):
        words.pop(0)
    end = start + words[-1].end()
    start += words[0].start()
    whole = sentence[start:end]
    words = list(re.finditer(r"\S+", whole))
    if (of := _OF_BODY.match(whole)) and looks_like_name(of["name"]):
        end = start + of.end("name")  # "Dr Jo Hill of Moor University"
        whole = of["name"]
        words = [word for word in words if word.start() < of.end("name")]
    for at in range(len(words) - 2, -1, -1):
        if place := _parted(sentence, start, words, at):
            return place
    lead = _OFFICE_OF.search(sentence[:start])
    if looks_like_name(whole) and len(words) <= _LONGEST + 1:
        own = [word for word in words if word.group().casefold() not in POST_NOMINALS]
        if lead and len(own) > 2:  # "Mayor of the Moor Vale Jo Hill"
            return start + own[-2].start(), end
        return start, end
    return _behind_others(sentence, start, words, bool(lead))


def _parted(
    sentence: str, start: int, words: list[re.Match[str]], at: int
) -> tuple[int, int] | None:
    """The name that a title begins, or that stands behind an office, at one of the words."""
    bare = words[at].group().strip(".,").casefold()
    end = start + words[-1].end()
    if bare in TITLES:
        while at and words[at - 1].group().strip(".,").casefold() in TITLES | {"rt"}:
            at -= 1
        name = sentence[start + words[at].start() : end]
        return (end - len(name), end) if looks_like_name(name) else None
    if bare in _GIVEN_NAMES - PEERAGE or not HAS_OFFICE.fullmatch(words[at].group()):
        return None
    name = sentence[start + words[at + 1].start() : end]
    return (end - len(name), end) if looks_like_name(name) else None


def _behind_others(
    sentence: str, start: int, words: list[re.Match[str]], led: bool
) -> tuple[int, int] | None:
    """The name behind an owner, "Moss University's Jo Hill", or behind a body with its office."""
    end = start + words[-1].end()
    owner = next(
        (at for at in range(len(words) - 2, -1, -1) if words[at].group()[-2:] in {"'s", "\u2019s"}),
        None,
    )
    before = sentence[start : start + words[-2].start()] if len(words) > 2 else ""
    if owner is None and not led and not HAS_OFFICE.search(before):
        return None
    last = len(words) - 1
    barrier = next((at for at in range(last - 1, -1, -1) if _is_ordinary(words[at].group())), -1)
    begin = max(barrier if owner is None else max(owner, barrier), last - _BEHIND) + 1
    tied = words[begin - 1].group() in {"of", "for", "at"}  # "Mayor of Moss Jo Hill"
    begin = last - 1 if tied or (barrier < 0 and owner is None) else begin
    for at in (begin, last - 1):
        name = sentence[start + words[at].start() : end] if at < last else ""
        if name and looks_like_name(name):
            return end - len(name), end
    return None


def _is_ordinary(word: str) -> bool:
    return word[:1].isupper() and not looks_like_name(f"Hill {word.strip(',')}")
