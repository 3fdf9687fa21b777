"""The words of a search, marked in the text that a reader came to, with the way between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publications.reading import Node, Note, Part, Run, Text
from publications.searching.abbreviations import written_out
from publications.searching.hits import START
from publications.searching.marking import marked
from publications.searching.query import read
from publications.searching.ranking import Words, words_of

MOST = 2_000_000  # characters that are marked on one page


def words_asked(asked: Mapping[str, str]) -> Words | None:
    """The words of an address: of ``q``, and with ``exact`` as typed. None without any."""
    typed = asked.get("q", "")
    if not typed:
        return None
    return words_of(written_out(read(typed), asked.get("exact") == "1").query)


def mark(text: Text, words: Words) -> list[Node | Note]:
    """Puts sentinels round the words in a text; returns the paragraphs and notes with any.

    Each of them learns the addresses of those before and after it, as they stand on the page. One
    query.
    """
    stops = list(_in_order(text))
    pieces = [piece for stop in stops for piece in _pieces(stop)]
    if sum(map(len, pieces)) > MOST:
        return []
    shown = iter(marked(pieces, words.any))
    for stop in stops:
        _put(stop, shown)
    found = [stop for stop in stops if any(START in piece for piece in _pieces(stop))]
    for before, stop, after in zip([None, *found], found, [*found[1:], None], strict=False):
        stop.found = True
        stop.found_before = before.address if before else ""
        stop.found_after = after.address if after else ""
    return found


def _in_order(text: Text) -> Iterator[Node | Note]:
    """The blocks of a text as a reader meets them, each with the notes that it calls."""
    for part in text.parts:
        yield from _of_part(part)
    yield from text.uncalled


def _of_part(part: Part) -> Iterator[Node | Note]:
    for node in part.nodes:
        yield from _within(node)


def _within(node: Node) -> Iterator[Node | Note]:
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


def _pieces(stop: Node | Note) -> list[str]:
    """The texts of a stop; the marks of notes are none."""
    if isinstance(stop, Note):
        return [stop.text]
    return [run.text for run in _runs(stop)] + [cell for row in stop.rows for cell in row]


def _put(stop: Node | Note, shown: Iterator[str]) -> None:
    """Puts texts into the places that they were taken from."""
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
