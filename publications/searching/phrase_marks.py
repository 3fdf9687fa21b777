"""Where a phrase stands: of the places that have a word of it, those that have it whole.

The database marks each word that a query has anywhere, also one that a phrase alone asks for. So it
is asked which stretches of marked words are a phrase of the query; the marks of those stay, and
those of words that are looked for by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from publications.databases import reading_cursor
from publications.search import ARCHIVE
from publications.search import FOUND_START as START
from publications.search import FOUND_STOP as STOP
from publications.searching.marking import BETWEEN, marked
from publications.searching.ranking import Words

PHRASES = f"""
SELECT t.text FROM unnest(%s::text[]) AS t (text)
WHERE to_tsvector('{ARCHIVE}', archive_plain(t.text)) @@ %s::tsquery
"""
_MARKED = re.compile(f"{START}(.*?){STOP}", re.S)
_WORD = re.compile(r"\w+")
_DISTANCE = re.compile(r"<(\d+|-)>")


@dataclass(slots=True)
class Candidate:
    """A place of a text that has some word."""

    stop: object
    texts: list[str]
    shown: list[str]  # the same with the words marked
    glue: str = ""  # what stands between the texts in the index


@dataclass(slots=True)
class Stretch:
    """Marked words with nothing between that a phrase would not have between its words."""

    text: str
    marks: list[re.Match]


def with_phrases(found: list[Candidate], words: Words) -> list[Candidate]:
    """Those in which a word or a phrase of the query stands; all where it does in none."""
    if not words.phrased or not found:
        return found
    texts = [text for each in found for text in each.texts]
    alone = iter(marked(texts, words.single) if words.single else texts)
    singles = [_starts(BETWEEN.join(islice(alone, len(each.texts)))) for each in found]
    apart = max((1 if n == "-" else int(n) for n in _DISTANCE.findall(words.phrased)), default=1)
    stretches = [list(_stretches(each, apart)) for each in found]
    with reading_cursor() as cursor:
        asked = {stretch.text for some in stretches for stretch in some}
        cursor.execute(PHRASES, [list(asked), words.phrased])
        phrases = {text for (text,) in cursor.fetchall()}
    kept = []
    for each, some, single in zip(found, stretches, singles, strict=True):
        shown = _pruned(BETWEEN.join(each.shown), some, phrases, single)
        if START in shown:
            kept.append(Candidate(each.stop, each.texts, shown.split(BETWEEN)))
    return kept or found


def phrases_alone(
    texts: Sequence[str], shown: Sequence[str], owners: Sequence[Hashable], words: Words
) -> list[str]:
    """The marked texts of hits; those of a hit that has a phrase have its marks alone.

    ``owners`` says of which hit each text is.
    """
    if not words.phrased:
        return list(shown)
    some = [
        Candidate(n, [text], [marks])
        for n, (text, marks) in enumerate(zip(texts, shown, strict=True))
        if START in marks
    ]
    kept = {each.stop: each.shown[0] for each in with_phrases(some, words)}
    having = {owners[n] for n in kept}
    return [
        kept.get(n, marks.replace(START, "").replace(STOP, "")) if owners[n] in having else marks
        for n, marks in enumerate(shown)
    ]


def _starts(text: str) -> set[int]:
    """Where the marked words begin, as if no sentinels were there."""
    return {mark.start() - 2 * n for n, mark in enumerate(_MARKED.finditer(text))}


def _stretches(place: Candidate, apart: int) -> Iterator[Stretch]:
    """The marked words of a place, those together that stand fewer than ``apart`` words apart."""
    text = BETWEEN.join(place.shown)
    together: list[re.Match] = []
    for mark in [*_MARKED.finditer(text), None]:
        if together:
            between = "" if mark is None else text[together[-1].end() : mark.start()]
            if mark is None or len(_WORD.findall(between)) >= apart:
                words = text[together[0].start() : together[-1].end()]
                words = words.replace(START, "").replace(STOP, "").replace(BETWEEN, place.glue)
                yield Stretch(words, together)
                together = []
        if mark is not None:
            together.append(mark)


def _pruned(text: str, stretches: list[Stretch], phrases: set[str], single: set[int]) -> str:
    """A text with the marks that belong to a phrase, or to a word by itself, and no others."""
    made, end, n = "", 0, 0
    for stretch in stretches:
        for mark in stretch.marks:
            kept = stretch.text in phrases or mark.start() - 2 * n in single
            made += text[end : mark.start()] + (mark[0] if kept else mark[1])
            end, n = mark.end(), n + 1
    return made + text[end:]
