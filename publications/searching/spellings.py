"""How else a word may be written: with a hyphen, in one, or with the apostrophe of a name."""

from __future__ import annotations

import re

PREFIXES = (
    "anti", "co", "cross", "inter", "mid", "multi", "non", "over", "post", "pre", "pro", "re",
    "self", "semi", "sub", "super", "under",
)  # fmt: skip
_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})(\w{{4,}})", re.IGNORECASE)
_NAME = re.compile(r"(o)([b-df-hj-np-tv-z]\w{3,})", re.IGNORECASE)  # obrien
_PARTED = re.compile(r"\w+(?:-\w+)+")
_ELIDED = re.compile(r"(o|d)['\u2019](\w{3,})", re.IGNORECASE)  # o'brien, d'arcy


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
    return tuple(others)
