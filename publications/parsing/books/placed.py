"""Words put together from several places of a source, with the way back to each place."""

from __future__ import annotations

from collections.abc import Iterable

from publications.parsing.document import Evidence, Span

_FARTHEST = 400  # characters between two of a paragraph: a note mark, white space


class Placed:
    """Paragraphs as one text without line breaks, note marks and divided words.

    ``paragraphs`` are their spans in ``text``; ``back`` says where some of its words stand in
    the source. A paragraph's words are a selection of the characters at its places, in order.
    """

    def __init__(self, source: str, parts: Iterable[tuple[str, Evidence]]):
        self.paragraphs: list[Span] = []
        self._at: list[tuple[int, int]] = []  # of each character: which place, and the offset
        words: list[str] = []
        places = 0
        for text, evidence in parts:
            if words:
                words.append("\n\n")
                self._at += [(places, evidence[0][0])] * 2
            begin = len(self._at)
            text = " ".join(text.split())
            words.append(text)
            offsets = [(n, at) for n, span in enumerate(evidence, places) for at in range(*span)]
            here = 0
            for char in text:
                if char == " ":
                    self._at.append(self._at[-1])
                    continue
                at, last = here, min(here + _FARTHEST, len(offsets))
                while at < last and source[offsets[at][1]] != char:
                    at += 1
                here = at if at < last else here
                self._at.append(offsets[min(here, len(offsets) - 1)])
                here += 1
            places += len(evidence)
            self.paragraphs.append((begin, len(self._at)))
        self.text = "".join(words)

    def back(self, start: int, end: int) -> Evidence:
        """The places in the source of some characters, one for each place of the paragraph."""
        spans: list[tuple[int, int, int]] = []
        for place, at in self._at[start:end]:
            if spans and spans[-1][0] == place:
                spans[-1] = (place, spans[-1][1], max(spans[-1][2], at + 1))
            else:
                spans.append((place, at, at + 1))
        return tuple((first, last) for _, first, last in spans)
