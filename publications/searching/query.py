"""What a visitor typed, read into words, phrases and fields. Nothing that is typed is an error.

The syntax is that of web searches: words are all looked for, ``"a phrase"`` as it stands, ``OR``
between alternatives, ``-`` before what must not occur; and ``author:``, ``title:``, ``year:``
and ``kind:`` before a word or a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

LONGEST = 500  # characters that are read
MOST_TERMS = 32
FIELDS = ("author", "kind", "title", "year")

TOKEN = re.compile(
    r'(?P<not>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; ``title`` where it has to stand in a title or a name."""

    text: str
    phrase: bool = False
    negated: bool = False
    title: bool = False

    def __str__(self) -> str:
        said = f'"{self.text}"' if self.phrase else self.text
        return f"{'-' if self.negated else ''}{'title:' if self.title else ''}{said}"


@dataclass(frozen=True, slots=True)
class Query:
    """Alternatives, each of terms that all have to fit; and what fields ask for."""

    said: str = ""
    alternatives: tuple[tuple[Term, ...], ...] = ()
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shortened: bool = False

    @property
    def terms(self) -> list[Term]:
        return [term for terms in self.alternatives for term in terms]

    @property
    def positive(self) -> list[Term]:
        return [term for term in self.terms if not term.negated]

    def __bool__(self) -> bool:
        return bool(self.alternatives or self.fields)


def cleaned(text: str) -> str:
    """Typed text without control characters, surrogates and runs of spaces."""
    plain = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Zl", "Zp") else c for c in text
    )
    return " ".join(plain.split())


def read(text: str) -> Query:
    """The query that a text means; an empty one where it has no word to look for."""
    said = cleaned(text[: 8 * LONGEST])
    shortened = len(said) > LONGEST or len(text) > 8 * LONGEST
    said = said[:LONGEST]
    alternatives: list[list[Term]] = [[]]
    fields: dict[str, list[str]] = {}
    for count, match in enumerate(TOKEN.finditer(straightened(said))):
        if count >= MOST_TERMS:
            shortened = True
            break
        name = (match["field"] or "").lower()
        phrase = match["phrase"] is not None
        words = match["phrase"] if phrase else match["word"]
        if name and name not in FIELDS:
            words, name = f"{match['field']}:{words}", ""
        if match["word"] == "OR" and not name and not match["not"]:
            if alternatives[-1]:
                alternatives.append([])
            continue
        if not re.search(r"\w", words):
            continue
        if name and name != "title" and not match["not"]:
            fields.setdefault(name, []).append(words)
            continue
        term = Term(words.strip(), phrase, bool(match["not"]), name == "title")
        alternatives[-1].append(term)
    return Query(
        said,
        tuple(tuple(terms) for terms in alternatives if terms),
        {name: tuple(values) for name, values in fields.items()},
        shortened,
    )


def straightened(text: str) -> str:
    """Typographic quotation marks as typed ones; a dash before a word as a minus."""
    return re.sub(r"(?<!\S)[\u2212\u2013](?=\w)", "-", re.sub("[\u201c\u201d\u201e]", '"', text))
