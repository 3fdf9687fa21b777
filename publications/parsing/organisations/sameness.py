"""Whether two printed names can be one organisation."""

from __future__ import annotations

import re
import unicodedata

from publications.parsing.organisations.runs import POSSESSIVE
from publications.parsing.organisations.vocabulary import JOINS

ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]")
SPACE = re.compile(r"\s+")
ARTICLE = re.compile(r"(?:the|The|THE)\s+")


def split_abbreviation(name: str) -> tuple[str, str]:
    """The full name and the abbreviation of "New Institute (NI)"; ("...", "") without one."""
    match = re.fullmatch(r"(.+?)\s*\(([A-Z][A-Za-z&]{1,9})\)", name.strip())
    return (match.group(1), match.group(2)) if match else (name.strip(), "")


def match_key(name: str) -> str:
    """A key that is the same for one name with or without article, accents and abbreviation."""
    full, _ = split_abbreviation(SPACE.sub(" ", name.strip()))
    full = POSSESSIVE.sub("", ARTICLE.sub("", full, count=1) if ARTICLE.match(full) else full)
    folded = unicodedata.normalize("NFKD", full.replace("&", " and ")).casefold()
    letters = (char for char in folded if not unicodedata.combining(char))
    kept = "".join(
        char if char.isalnum() else "" if char in "'\u2019\u2018." else " " for char in letters
    )
    return re.sub(r"\b(?:limited|ltd|plc)$", "", " ".join(kept.split())).strip()


def match_keys(name: str, abbreviation: str = "") -> frozenset[str]:
    """Every key the name answers to: its own and that of the abbreviation printed with it."""
    printed = abbreviation or split_abbreviation(name)[1]
    keys = {match_key(name)}
    if printed:
        keys.add(match_key(printed))
    return frozenset(key for key in keys if key)


def is_abbreviation_of(short: str, name: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``name``."""
    return bool(short) and short.casefold() in {each.casefold() for each in _initials(name)}


def same(one: str, other: str) -> bool:
    """Whether two printed names can be one organisation: same key, or one abbreviates the other."""
    if match_keys(one) & match_keys(other):
        return True
    short, long = sorted((one, other), key=len)
    return bool(ACRONYM.fullmatch(short)) and is_abbreviation_of(short, long)


def _initials(name: str) -> set[str]:
    words = re.findall(r"\w+|&", split_abbreviation(name)[0])
    full = [word for word in words if word.lower() not in JOINS and word.lower() != "a"]
    with_joins = [word for word in words if word.lower() not in {"the"}]
    return {"".join(word[0] for word in each) for each in (full, with_joins) if len(each) > 1}
