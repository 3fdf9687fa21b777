"""The words of a search, marked in the text that a reader came to, with the way between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publications.reading import Node, Part, Run, Text
from publications.searching.abbreviations import written_out
from publications.searching.hits import START
from publications.searching.marking import marked
from publications.searching.query import read
from publications.searching.ranking import Words, words_of

MOST = 2_000_000  # characters that are marked on one page


def words_asked(asked: Mapping[str, str]) -> Words | None:
    """The words of an address: of ``q``, and with ``exact`` only as written. None without any."""
    typed = asked.get("q", "")
    if not typed:
        return None
    return words_of(written_out(read(typed), asked.get("exact") == "1").query)


def mark(text: Text | None, asked: Mapping[str, str]) -> list[Node]:
    """Puts sentinels round the words of an address in a text; returns the paragraphs with any.

    Each of these paragraphs learns the addresses of those before and after it. One query.
    """
    words = words_asked(asked) if text else None
    if words is None or text is None:
        return []
    nodes = [node for part in text.parts for node in _nodes(part)]
    runs: list[Run] = [run for node in nodes for run in node.runs if run.style != "note"]
    pieces = [run.text for run in runs] + [note.text for note in text.notes + text.uncalled]
    if sum(map(len, pieces)) > MOST:
        return []
    pieces = marked(pieces, words.any)
    for run, shown in zip(runs, pieces, strict=False):
        run.text = shown
    for note, shown in zip(text.notes + text.uncalled, pieces[len(runs) :], strict=True):
        note.text = shown
    found = [node for node in nodes if any(START in run.text for run in node.runs)]
    for before, node, after in zip([None, *found], found, [*found[1:], None], strict=False):
        node.found = True
        node.found_before = f"#p{before.number}" if before else ""
        node.found_after = f"#p{after.number}" if after else ""
    return found


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
