"""Stretches of capitalised words, in which the names of bodies are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publications.parsing.organisations.vocabulary import JOINS

_WORD = re.compile(r"[A-Z0-9\u00c0-\u00de][\w\u2019'&.-]*|\w[\w\u2019'-]*|&|[^\w\s]", re.UNICODE)
_POINTED = re.compile(r"(?:[A-Z]\.)+")
POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text with its place."""

    text: str
    start: int
    end: int
    tight: bool  # whether only one space (or line break) lies before it


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a text in order; a full stop behind a word stands by itself."""
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        raw, start, end = match.group(), match.start(), match.end()
        if raw[-1] in ".-" and not _POINTED.fullmatch(raw):
            raw = raw.rstrip(".-") or raw[0]
        full_stop = len(raw) != end - start
        broken = gap.isspace() and gap.count("\n") == 1  # by the end of a line
        yield Token(raw, start, start + len(raw), gap == " " or broken)
        if full_stop:
            yield Token(".", start + len(raw), end, False)


def is_capital(word: str) -> bool:
    """Whether a word can be part of a name: capitalised, or a year."""
    return word[0].isupper() or (word[0].isdigit() and len(word) == 4 and word.isdigit())


def capital_runs(text: str) -> Iterator[list[Token]]:
    """Stretches of capitalised words with joining words between them, each ending capitalised."""
    run: list[Token] = []
    for token in tokens(text):
        joined = bool(run) and token.tight
        if is_capital(token.text):
            if run and not joined:
                yield from _closed(run)
                run = []
            run.append(token)
            if POSSESSIVE.search(token.text):
                run[-1] = Token(
                    POSSESSIVE.sub("", token.text),
                    token.start,
                    token.start + len(POSSESSIVE.sub("", token.text)),
                    token.tight,
                )
                # "King's College" goes on after the possessive; most names end there. A body
                # word that follows at once decides, so the run is kept open for one more word.
                run.append(Token("'s", run[-1].end, token.end, True))
        elif joined and token.text in JOINS:
            run.append(token)
        else:
            yield from _closed(run)
            run = []
        if len(run) > 24:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: list[Token]) -> Iterator[list[Token]]:
    while run and (run[-1].text in JOINS or run[-1].text == "'s"):
        run = run[:-1]
    if run:
        yield run
