"""A judged value, and when two strings are the same to a librarian."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from publications.parsing.document import Document

OUTCOMES = ("right", "wrong", "missed", "invented")
_HONOURS = re.compile(
    r"^(?:(?:the|rt|right|hon|honourable|sir|dame|lord|lady|baroness|dr|prof|professor|cllr|"
    r"councillor|rev|revd|mr|mrs|ms|miss|mx)\s+)+"
)
_NUMBER = re.compile(r"^(?:(?:chapter|part|section|appendix|annex)\s+)?[\divxlc]+(?:\.\d+)*\s+")

_JOINING = frozenset(("a", "an", "and", "at", "for", "from", "in", "of", "the", "to", "with"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value: what it is of, what was expected, what was read, and how that is judged."""

    of: str
    expected: str
    read: str
    outcome: str  # one of OUTCOMES


Judge = Callable[[Document, dict[str, Any]], list[Verdict]]


def verdict(of: str, expected: str, read: str, *, right: bool | None = None) -> Verdict:
    """The verdict on one value; without ``right``, by whether the two strings are the same."""
    if right is None:
        right = plain(expected) == plain(read)
    if right:
        return Verdict(of, expected, read, "right")
    if not expected:
        return Verdict(of, expected, read, "invented")
    return Verdict(of, expected, read, "wrong" if read else "missed")


def ways(member: dict[str, Any], key: str) -> list[Any]:
    """All that may stand under a key of a member: what is there, and what is as right."""
    return [member.get(key), *member.get(f"{key}_or", ())]


def plain(text: str | None) -> str:
    """Letters and digits in small type: white space and punctuation do not count."""
    text = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u0300-\u036f\u2019'\u00ad]", "", text)))


def named(name: str | None) -> str:
    """A person's name without honours."""
    return _HONOURS.sub("", plain(name))


def headed(title: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", plain(title))


def alike(one: str, other: str) -> bool:
    """Whether two offices are the same words, or the words of one are most of the other's."""
    one, other = sorted((_weighty(one), _weighty(other)), key=len)
    return bool(one) and one <= other and 2 * len(one) >= len(other)


def _weighty(office: str) -> set[str]:
    """The words of an office without those that join them: "Head at X" is "Head, X"."""
    return set(plain(office).split()) - _JOINING
