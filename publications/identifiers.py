"""Permanent identifiers: short, without vowels, the same on every machine, with a check character.

An identifier is eleven characters drawn from the SHA-256 of a record's import key and a
twelfth that checks them. The alphabet and the check are those of NOID ("nice opaque
identifiers", J. Kunze, California Digital Library): 29 symbols, no vowels, so that no word
appears by chance; the check finds any single wrong character and any swap of two neighbours.
"""

from __future__ import annotations

import hashlib
import re

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
LENGTH = 12
PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}


def identifier_for(key: str) -> str:
    """The identifier of the record whose import key is ``key``."""
    number = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest(), "big")
    body = ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        body += ALPHABET[place]
    return body + check_character(body)


def check_character(body: str) -> str:
    """NOID's check: the sum of each value times its place, modulo the size of the alphabet."""
    return ALPHABET[sum(i * _VALUES[c] for i, c in enumerate(body, 1)) % len(ALPHABET)]


def is_valid(text: str) -> bool:
    return bool(re.fullmatch(PATTERN, text)) and check_character(text[:-1]) == text[-1]


def normalise(text: str) -> str:
    """The identifier that a person meant: lower case, without spaces and hyphens."""
    return re.sub(r"[\s-]", "", text).lower()
