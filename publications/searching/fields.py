"""What the fields of a query may say, and what is said of one that is wrong.

As a wrong filter of a list is: it is left out, and the rest of what was typed is answered.
"""

from __future__ import annotations

from publications.searching.conditions import years
from publications.searching.kinds import EXAMPLES, spoken
from publications.searching.query import TOKEN, cleaned, straightened

LONGEST = 40  # letters of a wrong value that are repeated


def checked(typed: str) -> tuple[str, list[str]]:
    """What was typed without its fields that are wrong, and a sentence for each of those."""
    kept, wrong = [], []
    for match in TOKEN.finditer(straightened(cleaned(typed))):
        value = match["word"] if match["phrase"] is None else match["phrase"]
        name = "" if match["not"] else (match["field"] or "").lower()
        said = _CHECKS[name](value) if name in _CHECKS and value else ""
        if said:
            wrong.append(said)
        else:
            kept.append(match[0])
    return (" ".join(kept), list(dict.fromkeys(wrong))) if wrong else (typed, [])


def _kind(value: str) -> str:
    if spoken(value):
        return ""
    *others, last = EXAMPLES
    return f"There is no kind “{_short(value)}”: try {', '.join(others)} or {last}."


def _year(value: str) -> str:
    span = years(value)
    if span is None:
        return (
            f"“{_short(value)}” is not a year: write four digits, as in year:2009, "
            "or a span, as in year:2009-2011."
        )
    first, last = span
    if last < first:
        return f"{last.year} is before {first.year}: write year:{last.year}-{first.year}."
    return ""


_CHECKS = {"kind": _kind, "year": _year}


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
