"""What a cell says: several names, a partial date, identifiers with their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing import names
from publications.partial_dates import PartialDate, parse

_ARCHIVE_ADDRESS = re.compile(r"https?://[^/\s]+/(?:[a-z-]+/)?([0-9a-z]{12})(?:[/.].*)?", re.I)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_CUT_BY_SPREADSHEET = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


# In a column of names a person is what has the form of one, whatever else the words may mean.
_BODIES = frozenset(
    re.findall(
        r"\w+",
        """institute institution council trust society association centre center group press
        university college foundation network department ministry office party commission
        committee authority board company ltd limited union federation forum school agency
        partnership alliance campaign unit team books publishing publications government
        parliament house""",
    )
)
_PARTICLES = frozenset(("de", "van", "von", "der", "den", "la", "le", "du", "da", "di", "ter"))
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019.\u2010-]*(?:['\u2019.\u2010-][^\W\d_]*)*")


def is_person(name: str) -> bool:
    """Whether a name in a column of names is that of a person, as far as its form tells."""
    if names.looks_like_name(name):
        return True
    words = names.tidy_name(name).split()
    if not 2 <= len(words) <= 5 or words[-1].casefold() in _BODIES:
        return False
    return all(
        _NAME_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words
    )


def parts_of(text: str, separators: str = ";|\n") -> Iterator[tuple[str, int]]:
    """The parts of a cell with their offsets in it."""
    at = 0
    for part in re.split(f"[{re.escape(separators)}]", text):
        if bare := part.strip():
            yield bare, at + part.index(bare)
        at += len(part) + 1


def names_of(text: str) -> list[tuple[str, int]]:
    """The names in a cell: between semicolons, bars or lines; else between commas or "and".

    "Example, Ann" is one person, surname first, and is turned round.
    """
    if re.search(r"[;|\n]", text):
        return [(turned(part), at) for part, at in parts_of(text)]
    pieces = list(_between(text, r",\s+and\s+|,|\s+and\s+|\s+&\s+"))
    if len(pieces) > 1 and all(is_person(part) for part, _ in pieces):
        return pieces
    bare = text.strip()
    return [(turned(bare), text.index(bare))] if bare else []


def _between(text: str, pattern: str) -> Iterator[tuple[str, int]]:
    at = 0
    for match in [*re.finditer(pattern, text), None]:
        end = match.start() if match else len(text)
        part = text[at:end]
        if bare := part.strip():
            yield bare, at + part.index(bare)
        at = match.end() if match else end


def turned(name: str) -> str:
    """ "Example, Ann, Jr" as it is said: "Ann Example Jr"; a name without comma stays."""
    family, comma, rest = name.partition(",")
    if not comma:
        return " ".join(name.split())
    given, _, suffix = rest.partition(",")
    return " ".join(f"{given} {family} {suffix}".split())


def date_of(text: str) -> PartialDate:
    """A date as exact as it is written; ValueError, in words, for what is none."""
    bare = " ".join(text.split())
    slashed = re.fullmatch(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/.*)?)?)?", bare)
    try:
        return PartialDate(bare)
    except ValueError:
        found = parse(bare)
    if found is None and slashed:
        year, month, day = (int(each) if each else None for each in slashed.groups())
        try:
            found = PartialDate.of(year, month, day if month else None)
        except ValueError:
            found = None
    if found is None:
        raise ValueError(
            f"“{text}” is not a date. Write a year, a month or a day, "
            "such as 2008, March 2008 or 2008-03-17."
        )
    return found


def isbn_of(text: str) -> str:
    """An ISBN without hyphens; ValueError, in words, for a wrong one."""
    if _CUT_BY_SPREADSHEET.fullmatch(text):
        raise ValueError(
            f"The ISBN {text} was cut by a spreadsheet. Make its column text, and type it again."
        )
    digits = re.sub(r"[\s\u2010-\u2015-]|^isbn(?:-1[03])?:?", "", text, flags=re.I).upper()
    if not re.fullmatch(r"\d{13}|\d{9}[\dX]", digits):
        raise ValueError(f"“{text}” is no ISBN: it has {len(digits)} digits, not 10 or 13.")
    if len(digits) == 13:
        right = sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(digits)) % 10 == 0
    else:
        values = [10 if each == "X" else int(each) for each in digits]
        right = sum((10 - at) * each for at, each in enumerate(values)) % 11 == 0
    if not right:
        raise ValueError(f"The ISBN {text} has a wrong check digit: a digit is mistyped.")
    return digits


def other_isbn(digits: str) -> str:
    """The same ISBN in thirteen digits, or in ten where there is such a one."""
    if len(digits) == 10:
        body = f"978{digits[:9]}"
        total = sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(body))
        return f"{body}{-total % 10}"
    if not digits.startswith("978"):
        return digits
    body = digits[3:12]
    check = -sum((10 - at) * int(each) for at, each in enumerate(body)) % 11
    return f"{body}{'X' if check == 10 else check}"


def issn_of(text: str) -> str:
    digits = re.sub(r"[\s\u2010-\u2015-]|^issn:?", "", text, flags=re.I).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        raise ValueError(f"“{text}” is no ISSN. One looks like 0317-8471.")
    check = -sum((8 - at) * int(each) for at, each in enumerate(digits[:7])) % 11
    if digits[7] != ("X" if check == 10 else str(check)):
        raise ValueError(f"The ISSN {text} has a wrong check digit: a digit is mistyped.")
    return f"{digits[:4]}-{digits[4:]}"


def doi_of(text: str) -> str:
    match = _DOI.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is no DOI. One looks like 10.1000/182.")
    return match.group(1).rstrip(".,;").lower()


def archive_identifier_of(text: str) -> str:
    """The identifier of a record of the archive, given as it is or in its address."""
    match = _ARCHIVE_ADDRESS.fullmatch(text.strip())
    return (match.group(1) if match else text.strip()).lower()


SCHEMES = {"isbn": isbn_of, "issn": issn_of, "doi": doi_of}
