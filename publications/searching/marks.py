"""The words of a search, marked in the text that a reader came to, with the way between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publications.databases import reading_cursor
from publications.reading import Node, Part, Run, Text
from publications.searching.abbreviations import written_out
from publications.searching.hits import HEAD, START
from publications.searching.query import read
from publications.searching.ranking import words_of

BETWEEN = "\ue002"  # between the runs of a text while they are marked
MOST = 2_000_000  # characters that are marked on one page


def mark(text: Text | None, asked: Mapping[str, str]) -> int:
    """Puts sentinels round the words of a query in a text; returns how many paragraphs have any.

    ``asked`` are the parameters of the address: ``q``, and ``exact`` for words only as written.
    Each of these paragraphs learns the numbers of those before and after it. One query.
    """
    typed, exact = asked.get("q", ""), asked.get("exact") == "1"
    words = words_of(written_out(read(typed), exact).query) if typed and text else None
    if words is None or text is None:
        return 0
    nodes = [node for part in text.parts for node in _nodes(part)]
    runs: list[Run] = [run for node in nodes for run in node.runs if run.style != "note"]
    pieces = [run.text for run in runs] + [note.text for note in text.notes + text.uncalled]
    joined = f" {BETWEEN} ".join(pieces)
    if len(joined) > MOST:
        return 0
    with reading_cursor() as cursor:
        cursor.execute(f"SELECT {HEAD.format('%(text)s')}", {"any": words.any, "text": joined})
        marked = cursor.fetchone()[0].split(f" {BETWEEN} ")
    if len(marked) != len(pieces):
        return 0  # a text that holds the separator itself is shown without marks
    for run, shown in zip(runs, marked, strict=False):
        run.text = shown
    for note, shown in zip(text.notes + text.uncalled, marked[len(runs) :], strict=True):
        note.text = shown
    found = [node for node in nodes if any(START in run.text for run in node.runs)]
    for before, node, after in zip([None, *found], found, [*found[1:], None], strict=False):
        node.found = True
        node.found_before = before.number if before else 0
        node.found_after = after.number if after else 0
    return len(found)


def _nodes(part: Part) -> Iterator[Node]:
    for node in part.nodes:
        yield from _within(node)


def _within(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _within(child)
    if isinstance(node.box, Part):
        yield from _nodes(node.box)


def marked_text(text: Text | None, asked: Mapping[str, str]) -> Text | None:
    """The same text after ``mark``."""
    mark(text, asked)
    return text
