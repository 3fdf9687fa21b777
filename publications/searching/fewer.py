"""Where nothing fits all that is asked at once: what one part fewer would find, part by part.

A part is a word, a phrase or a field that was typed, or a filter that was chosen. Of what is
remembered of a text one part is often wrong. Each way is asked before it is shown, so that none
leads to nothing; the sets of the words are remembered, so that it costs few questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from publications.searching.matching import RECORD
from publications.searching.query import FIELDS, TOKEN, straightened
from publications.searching.results import Results
from publications.searching.saying import quoted, shortened

MOST_PARTS = 8  # typed ones that are left out in turn, and chosen ones
NAMED = {
    "author": "the author {}",
    "kind": "the kind {}",
    "title": "{} in the title",
    "year": "the year {}",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Another search: what it does otherwise, its address, and how much it finds."""

    label: str
    address: str
    count: int


def ways(results: Results) -> list[Way]:
    """What finds something where all at once finds nothing: with a part less, else parts alone."""
    if results.count:
        return []
    for asked in (_one_less(results), _one_alone(results)):
        found = [
            Way(label, address, count)
            for label, address in asked
            if (count := results.elsewhere(address).count)
        ]
        if found:
            return found
    return []


def _one_less(results: Results) -> Iterator[tuple[str, str]]:
    """The same search without one of its parts, or less strict in one."""
    filterset = results.filterset
    if results.scope == RECORD:
        yield "in the full texts", filterset.address(scope=[])
    typed = _typed(results)
    for part in typed:
        if apart := _apart(part):
            yield f"with {quoted(part['phrase'])} as words apart", _retyped(results, part, apart)
    if len(typed) > 1 or len(filterset.chips) > 1:
        for part in typed:
            yield _without(part), _retyped(results, part, "")
        chosen = [chip for chip in filterset.chips if not (typed and chip.name == "q")]
        for chip in chosen[:MOST_PARTS]:
            yield f"without {quoted(chip.label)}", chip.href


def _one_alone(results: Results) -> Iterator[tuple[str, str]]:
    """Each part that was typed by itself, under no filter."""
    typed = _typed(results)
    if len(typed) > 1 or len(results.filterset.chips) > 1:
        for part in typed:
            if not part["not"]:
                yield f"with {_named(part)} alone", f"?{urlencode({'q': part[0]})}"


def _typed(results: Results) -> list[re.Match]:
    """The words, phrases and fields that were typed, without what joins them."""
    return [
        part
        for part in TOKEN.finditer(straightened(results.asked.said))
        if part["word"] != "OR" and re.search(r"\w", _words(part))
    ][:MOST_PARTS]


def _words(part: re.Match) -> str:
    return part["phrase"] if part["phrase"] is not None else part["word"]


def _field(part: re.Match) -> str:
    field = (part["field"] or "").lower()
    return field if field in FIELDS else ""


def _apart(part: re.Match) -> str:
    """The words of a phrase without its quotation marks; empty for what is none."""
    words = (part["phrase"] or "").split()
    if part["not"] or part["field"] or len(words) < 2:
        return ""
    return " ".join(words)


def _retyped(results: Results, part: re.Match, other: str) -> str:
    """The address of the same search with something else typed in place of a part."""
    said = results.asked.said
    typed = f"{said[: part.start()]}{other}{said[part.end() :]}"
    return results.filterset.address(q=" ".join(typed.split()))


def _without(part: re.Match) -> str:
    return f"also with {_named(part)}" if part["not"] else f"without {_named(part)}"


def _named(part: re.Match) -> str:
    """A part in words, as it stands in a sentence."""
    words = _words(part).strip()
    if form := NAMED.get(_field(part)):
        return form.format(words if _field(part) == "year" else quoted(words))
    named = quoted(f"{part['field']}:{words}" if part["field"] else words)
    return shortened(f"the phrase {named}" if " " in words else named)
