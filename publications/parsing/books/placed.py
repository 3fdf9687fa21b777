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
        self._place: list[int] = []  # of each character: the number of its place in the source
        self._offset: list[int] = []  # and where it stands there
        words: list[str] = []
        places = 0
        for text, evidence in parts:
            if words:
                words.append("\n\n")
                self._place += [places] * 2
                self._offset += [evidence[0][0]] * 2
            begin = len(self._place)
            text = " ".join(text.split())
            words.append(text)
            self._follow(source, text, evidence, places)
            places += len(evidence)
            self.paragraphs.append((begin, len(self._place)))
        self.text = "".join(words)

    def _follow(self, source: str, text: str, evidence: Evidence, places: int) -> None:
        """Find the characters of a paragraph at its places, word by word."""
        given = "".join(source[slice(*span)] for span in evidence)
        offsets = [at for span in evidence for at in range(*span)]
        numbers = [n for n, (start, end) in enumerate(evidence, places) for _ in range(start, end)]
        here = 0
        for count, word in enumerate(text.split(" ")):
            if count:
                self._place.append(self._place[-1])
                self._offset.append(self._offset[-1])
            while here < len(given) and given[here].isspace():
                here += 1
            if word and given.startswith(word, here):
                self._place += numbers[here : here + len(word)]
                self._offset += offsets[here : here + len(word)]
                here += len(word)
                continue
            for char in word:  # divided, or with a note mark in it
                found = given.find(char, here, here + _FARTHEST)
                here = found if found >= 0 else here
                at = min(here, len(given) - 1)
                self._place.append(numbers[at])
                self._offset.append(offsets[at])
                here += 1

    def back(self, start: int, end: int) -> Evidence:
        """The places in the source of some characters, one for each place of the paragraph."""
        spans: list[tuple[int, int, int]] = []
        for place, at in zip(self._place[start:end], self._offset[start:end], strict=True):
            if spans and spans[-1][0] == place:
                spans[-1] = (place, spans[-1][1], max(spans[-1][2], at + 1))
            else:
                spans.append((place, at, at + 1))
        return tuple((first, last) for _, first, last in spans)
