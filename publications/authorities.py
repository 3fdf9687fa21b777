"""Identifiers of people and bodies in authority files: read, checked, and where they lead. Pure.

ORCID and ISNI end in a check character (ISO 7064, MOD 11-2), ROR in two check digits (ISO 7064,
MOD 97-10); Wikidata has none.
"""

from __future__ import annotations

import re

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ADDRESS = re.compile(r"\Ahttps?://(?:www\.)?[^/]+/(?:isni/|wiki/|entity/)?", re.IGNORECASE)
# ORCID takes a block of the ISNI's numbers.
_ORCID_BLOCKS = ((15_000_000, 35_000_000), (9_000_000_000_000, 9_001_000_000_000))


def normalise(scheme: str, text: str) -> str:
    """The identifier in its standard form; ValueError, in words, for what is none."""
    bare = _ADDRESS.sub("", text.strip()).rstrip("/")
    return _NORMAL[scheme](bare)


def address(scheme: str, value: str) -> str:
    """The page of an identifier."""
    return _ADDRESSES[scheme].format(value.replace(" ", ""))


def _orcid(text: str) -> str:
    digits = _sixteen(text, "An ORCID", "0000-0002-1825-0097")
    number = int(digits[:-1])
    if not any(first <= number <= last for first, last in _ORCID_BLOCKS):
        raise ValueError(f"“{text}” is not an ORCID: its number is not one that ORCID gives out.")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def _isni(text: str) -> str:
    digits = _sixteen(text, "An ISNI", "0000 0001 2103 2683")
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def _sixteen(text: str, what: str, example: str) -> str:
    digits = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        raise ValueError(f"“{text}” is too short or too long. {what} looks like {example}.")
    if mod_11_2(digits[:-1]) != digits[-1]:
        raise ValueError(f"“{text}” has a wrong check digit: a digit is mistyped.")
    return digits


def mod_11_2(digits: str) -> str:
    """The check character of ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def _ror(text: str) -> str:
    value = text.strip().lower()
    if not re.fullmatch(rf"0[{_CROCKFORD}]{{6}}[0-9]{{2}}", value):
        raise ValueError(f"“{text}” is not a ROR. A ROR looks like 03yrm5c26.")
    number = 0
    for symbol in value[:-2]:
        number = number * 32 + _CROCKFORD.index(symbol)
    if 98 - number * 100 % 97 != int(value[-2:]):
        raise ValueError(f"“{text}” has wrong check digits: a character is mistyped.")
    return value


def _wikidata(text: str) -> str:
    value = text.strip().upper()
    if not re.fullmatch(r"Q[1-9][0-9]{0,11}", value):
        raise ValueError(f"“{text}” is not a Wikidata item. One looks like Q42.")
    return value


_NORMAL = {"orcid": _orcid, "isni": _isni, "ror": _ror, "wikidata": _wikidata}
_ADDRESSES = {
    "orcid": "https://orcid.org/{}",
    "isni": "https://isni.org/isni/{}",
    "ror": "https://ror.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
}
