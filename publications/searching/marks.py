"""The words of a search, marked in the text that a reader came to, with the way between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from publications.reading import Node, Note, Part, Run, Text
from publications.searching.abbreviations import written_out
from publications.searching.hits import START
from publications.searching.marking import marked
from publications.searching.phrase_marks import Candidate, with_phrases
from publications.searching.query import read
from publications.searching.ranking import Words, words_of

Place = Part | Node | Note  # a heading, a paragraph, a note
MOST = 2_000_000  # characters that are marked on one page


def words_asked(asked: Mapping[str, str]) -> Words | None:
    """The words of an address: of ``q``, and with ``exact`` as typed. None without any."""
    typed = asked.get("q", "")
    if not typed:
        return None
    return words_of(written_out(read(typed), asked.get("exact") == "1").query)


def mark(text: Text, words: Words) -> list[Place]:
    """Puts sentinels round the words in a text; returns the places with any.

    Of a phrase, those are the ones in which it stands; where none has the whole of one, those that
    have a word of it. Each of them learns the addresses of those before and after it, as they stand
    on the page. One query, and two more for phrases.
    """
    stops = [(stop, _pieces(stop)) for stop in _in_order(text)]
    if sum(len(piece) for _, pieces in stops for piece in pieces) > MOST:
        return []
    shown = iter(marked([piece for _, pieces in stops for piece in pieces], words.any))
    some = [
        Candidate(stop, pieces, list(islice(shown, len(pieces))), _glue(stop))
        for stop, pieces in stops
    ]
    some = [each for each in some if any(START in piece for piece in each.shown)]
    found = []
    for each in with_phrases(some, words):
        _put(each.stop, iter(each.shown))
        found.append(each.stop)
    for before, stop, after in zip([None, *found], found, [*found[1:], None], strict=False):
        stop.found = True
        stop.found_before = before.address if before else ""
        stop.found_after = after.address if after else ""
    return found


def _in_order(text: Text) -> Iterator[Place]:
    """Headings and blocks as a reader meets them, each with the notes that it calls."""
    for part in text.parts:
        yield from _of_part(part)
    yield from text.uncalled


def _of_part(part: Part) -> Iterator[Place]:
    if part.title:
        yield part
    for node in part.nodes:
        yield from _within(node)


def _within(node: Node) -> Iterator[Place]:
    yield node
    yield from node.notes
    if node.kind == "quotation":  # its notes stand behind the whole of it
        yield from node.children
        yield from (note for child in node.children for note in child.notes)
    else:
        for child in node.children:
            yield from _within(child)
    if isinstance(node.box, Part):
        yield from _of_part(node.box)


def _pieces(stop: Place) -> list[str]:
    """The texts of a stop; the marks of notes are none."""
    if isinstance(stop, Part):
        return [stop.title]
    if isinstance(stop, Note):
        return [stop.text]
    return [run.text for run in _runs(stop)] + [cell for row in stop.rows for cell in row]


def _glue(stop: Place) -> str:
    """What parts the texts of a stop for a reader: cells have a space between, and runs nothing."""
    return " " if isinstance(stop, Node) and stop.rows else ""


def _put(stop: Place, shown: Iterator[str]) -> None:
    """Puts texts into the places that they were taken from."""
    if isinstance(stop, Part):
        stop.marked_title = next(shown)
        return
    if isinstance(stop, Note):
        stop.text = next(shown)
        return
    for run in _runs(stop):
        run.text = next(shown)
    stop.rows = [[next(shown) for _ in row] for row in stop.rows]


def _runs(node: Node) -> list[Run]:
    return [run for run in node.runs if run.style != "note"]


def marked_text(text: Text | None, asked: Mapping[str, str]) -> Text | None:
    """The same text after ``mark``, where the address asks for any words."""
    if text is not None and (words := words_asked(asked)):
        mark(text, words)
    return text
