"""A query said in words: in headings, titles and links nothing stands as it was typed.

``"local government" -tax author:smith`` is "with the phrase “local government” but not “tax”, by
people named “smith”".
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from publications.searching.query import Query, Term, straightened

FIELDS = {"author": "by people named {}", "kind": "of the kind {}", "year": "of {}"}
LONGEST = 100  # letters of what was typed that a heading repeats
_SPAN = re.compile(r"(?<=\d)-(?=\d)")


def in_sentence(query: Query) -> str:
    """The whole query behind a noun: "with “wells” in the title, of 2010"."""
    words = said(query)
    parts = filter(None, [f"with {words}" if words else "", *_fields(query)])
    return shortened(", ".join(parts))


def in_short(query: Query) -> str:
    """The same standing alone: "“wells” in the title, of 2010"."""
    return shortened(", ".join(filter(None, [said(query), *_fields(query)])))


def wanted(query: Query) -> str:
    """The words and phrases that are looked for."""
    ways = [tuple(term for term in terms if not term.negated) for terms in query.alternatives]
    return shortened(said(replace(query, alternatives=tuple(filter(None, ways)))))


def said(query: Query) -> str:
    """The words and phrases without the fields; what was typed where it has nothing of either."""
    if not query.alternatives:
        return "" if query.fields else quoted(query.said)
    ways = [_all_of(terms) for terms in query.alternatives]
    return (", or " if any(" but " in way for way in ways) else " or ").join(ways)


def quoted(text: str) -> str:
    """Typed text in quotation marks; its own become those of a quotation inside another."""
    inner = re.sub(r'"([^"]*)"', "‘\\1’", straightened(text)).replace('"', "")
    return f"“{inner}”"


def shortened(said: str) -> str:
    """What stands in headings and titles of a long query: its beginning, the quotation closed."""
    if len(said) <= LONGEST:
        return said
    whole_words = said[: LONGEST + 1].rpartition(" ")[0]
    cut = whole_words if len(whole_words) > LONGEST // 2 else said[:LONGEST]
    cut = cut.rstrip("“, ")
    return f"{cut}…{'”' * (cut.count('“') - cut.count('”'))}"


def _all_of(terms: tuple[Term, ...]) -> str:
    """The terms of one alternative; words beside each other stand in one pair of marks."""
    parts: dict[bool, list[str]] = {False: [], True: []}
    for (negated, phrase, title), some in groupby(
        terms, key=lambda term: (term.negated, term.phrase, term.title)
    ):
        texts = [term.text for term in some]
        for text in texts if phrase or negated else [" ".join(texts)]:
            named = f"the phrase {quoted(text)}" if phrase and " " in text else quoted(text)
            parts[negated].append(f"{named} in the title" if title else named)
    words, others = " and ".join(parts[False]), " or ".join(parts[True])
    if not others:
        return words
    return f"{words} but not {others}" if words else f"all but {others}"


def _fields(query: Query) -> list[str]:
    return [
        form.format(_SPAN.sub("–", value) if name == "year" else quoted(value))
        for name, form in FIELDS.items()
        for value in query.fields.get(name, ())
    ]
