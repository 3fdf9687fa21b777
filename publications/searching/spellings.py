"""How else a word may be written: with a hyphen, in one, with an apostrophe, as a plural.

Plurals are those that the stemmer leaves apart: it takes "rdas" for another word than "rda", for
there is no vowel before the last letters, and "buses" for a word "buse".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PREFIXES = (
    "anti", "co", "cross", "inter", "mid", "multi", "non", "over", "post", "pre", "pro", "re",
    "self", "semi", "sub", "super", "under",
)  # fmt: skip
_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})(\w{{4,}})", re.IGNORECASE)
_NAME = re.compile(r"(o)([b-df-hj-np-tv-z]\w{3,})", re.IGNORECASE)  # obrien
_PARTED = re.compile(r"\w+(?:-\w+)+")
_ELIDED = re.compile(r"(o|d)['\u2019](\w{3,})", re.IGNORECASE)  # o'brien, d'arcy

# By form alone: in capitals, or no word that can be spoken. A plural is what ends in a small "s".
_LETTERS = r"[A-Z]{2,8}|[b-df-hj-np-tv-xz]{2,6}|[b-df-hj-np-tv-xz]{2,4}[aeo]"
_ABBREVIATION = re.compile(_LETTERS)
_ABBREVIATIONS = re.compile(rf"({_LETTERS}|[A-Z]{{2,8}})s")
_IN_S = re.compile(r"\w+us|\w*[gilv]as|lens", re.IGNORECASE)  # bus, gas, lens
_IN_SES = re.compile(r"(\w+us|\w*[gilv]as|lens)es", re.IGNORECASE)  # buses, and not cases
_IN_SIS = re.compile(r"(\w{3,}s)is", re.IGNORECASE)  # crisis, and not basis: "bases" are of a base
_OF_SIS = re.compile(r"(\w{3,}s)es", re.IGNORECASE)


def spellings(word: str) -> tuple[str, ...]:
    """The other ways to write a word; most of them stand nowhere, which costs next to nothing."""
    if _PARTED.fullmatch(word):
        return (word.replace("-", ""),)
    if match := _ELIDED.fullmatch(word):
        return (match[1] + match[2],)
    others = []
    if match := _PREFIXED.fullmatch(word):
        others.append(f"{match[1]}-{match[2]}")
    if match := _NAME.fullmatch(word):
        others.append(f"{match[1]}'{match[2]}")
    return (*others, *_numbers(word))


def _numbers(word: str) -> Iterator[str]:
    """The plural of a singular and the singular of a plural, as far as the form tells."""
    if match := _ABBREVIATIONS.fullmatch(word):
        yield match[1]
    elif _ABBREVIATION.fullmatch(word):
        yield f"{word}s"
    elif _IN_S.fullmatch(word):
        yield f"{word}es"
    elif match := _IN_SES.fullmatch(word):
        yield match[1]
    elif match := _IN_SIS.fullmatch(word):
        yield f"{match[1]}es"
    elif match := _OF_SIS.fullmatch(word):
        yield f"{match[1]}is"
