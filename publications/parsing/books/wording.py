"""What two printings of one heading have in common: its words, without capitals and signs."""

from __future__ import annotations

import re
from functools import lru_cache

_APOSTROPHE = re.compile(r"['’‘`]")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """A text for comparing headings: lower case, words and digits only, "&" as "and"."""
    text = text.casefold().replace("&", " and ").replace("*", "")
    return " ".join(_NOT_WORD.sub(" ", _APOSTROPHE.sub("", text)).split())
