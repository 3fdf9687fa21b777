"""From printed rows to lines of text: wrapped rows joined, paragraphs parted by blank lines.

A line break that only the width of the column made is taken back; one that was set on purpose
(an address, a list, a heading over two lines) stays. A break was made by the width if the
next row's first word would not have fitted.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from publications.parsing.readers.printed.rows import Row, is_mark

PARAGRAPH_GAP = 1.3  # of the usual distance of rows: a wider one parts paragraphs
SIZE_CHANGE = 0.07  # of the type size
INDENT = 0.8  # of the type size
ON_EDGE = 2.0  # points
# Of the column: a longer row was wrapped if the next begins in small letters, if it does not
# end a sentence, in any case.
LONG, NEARLY_FULL, FULL = 0.7, 0.85, 0.9

_BULLET = re.compile(r"[•▪◦●■○□‣⁃➢✓►]|[-–—*o][\t ]")
_BULLET_TAB = re.compile(r"\A([•▪◦●■○□‣⁃➢✓►–—-])\t")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]?[\t ]", re.IGNORECASE)
_POINT = re.compile(r"\(?(\d{1,2})[.)][\t ]")
_ENTRY_END = re.compile(r"\t\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*[-–]\s*\d{1,4})?\Z")
_LAST_NUMBER = re.compile(r"[^\W\d_]\W? (\d{1,3})\Z")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\Z")
_ADDRESS = re.compile(r"www\.|https?:|\S+@|(?:tel|fax|email|e-mail)\b")
_LEADS_ON = re.compile(
    r"\b(?:a|an|the|of|and|or|to|in|on|at|for|from|by|with|as|its|their)\Z", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Both begin at the beginning of a word only, or a word of a page's length would take for ever.
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(-|\u00ad)\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Printed:
    """A line of the text that a reader builds; ``apart`` asks for a blank line before it."""

    text: str
    size: float
    bold: bool
    apart: bool
    beside: bool = False  # it stands beside the text


class Vocabulary:
    """The words of a whole document, to tell a broken word from a compound."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.words: set[str] = set()
        self.compounds: set[str] = set()
        for row in rows:
            # The last word of a row may be broken, the first the rest of one.
            inner = row.text.split(" ", 1)[-1]
            if _BROKEN.search(inner):
                inner = inner.rpartition(" ")[0]
            self.words.update(each.lower() for each in _WORD.findall(inner))
            self.compounds.update(each.lower() for each in _COMPOUND.findall(inner))

    def join(self, first: str, second: str) -> str:
        """Two rows of a paragraph as one; a word broken between them is mended if sure."""
        broken = _BROKEN.search(first)
        rest = _FIRST_WORD.match(second)
        if first.endswith(("–", "—", "/")) and not first.endswith((" –", " —")):
            return first + second
        if not broken or not rest:
            return f"{first} {second}"
        head, tail = broken.group(1).lower(), rest.group().lower()
        if broken.group(2) == "\u00ad":
            return first[:-1] + second
        if f"{head}-{tail}" in self.compounds or not rest.group().islower():
            return first + second
        if head + tail in self.words or not (head in self.words or tail in self.words):
            return first[:-1] + second
        return first + second


class Pitch:
    """The usual distance from one row to the next, for each type size of a document."""

    def __init__(self, pages: Iterable[list[Row]]) -> None:
        counts: defaultdict[float, Counter[float]] = defaultdict(Counter)
        for rows in pages:
            for above, below in itertools.pairwise(rows):
                distance = below.bottom - above.bottom
                if (
                    above.column == below.column
                    and not above.table
                    and abs(above.size - below.size) < SIZE_CHANGE * above.size
                    and 0.8 * above.size < distance < 2.4 * above.size
                ):
                    counts[round(above.size)][round(2 * distance) / 2] += 1
        self._usual = {
            size: min(each for each, number in seen.items() if 2 * number >= max(seen.values()))
            for size, seen in counts.items()
            if sum(seen.values()) >= 4
        }

    def limit(self, size: float) -> float:
        """A distance over this parts paragraphs."""
        return PARAGRAPH_GAP * min(self._usual.get(round(size), 1.25 * size), 2.2 * size)


def lines(rows: list[Row], pitch: Pitch, vocabulary: Vocabulary) -> list[Printed]:
    """The lines of one page's rows, in their order."""
    made: list[Printed] = []
    rows = [
        row if row.table else replace(row, text=_BULLET_TAB.sub(r"\1 ", row.text)) for row in rows
    ]
    edge = sunk = 0.0  # where the line being built begins, and the foot of its large initial
    last: Row | None = None
    joined = False  # the line being built has taken back a line break: it is running text
    for row in rows:
        if last is None:
            made.append(Printed(row.text, row.size, row.bold, False, row.beside))
            edge, sunk = row.x0, row.sunk
        else:
            relation = _relation(last, row, edge, pitch, joined)
            if (
                relation == "same"
                and last.bottom > sunk
                and _begins(made[-1].text, last, row, edge)
            ):
                relation = "next"
            joined = relation == "same"
            if relation == "same":
                made[-1].text = vocabulary.join(made[-1].text, row.text)
                made[-1].bold = made[-1].bold and row.bold
            else:
                apart = relation == "apart"
                made.append(Printed(row.text, row.size, row.bold, apart, row.beside))
                edge, sunk = row.x0, row.sunk
        last = row
    return made


def _relation(above: Row, below: Row, edge: float, pitch: Pitch, running: bool) -> str:
    """How a row follows another: ``same`` line, ``next`` line, or ``apart``."""
    if above.table or below.table:
        return "next" if above.table == below.table else "apart"
    if abs(above.size - below.size) > SIZE_CHANGE * max(above.size, below.size):
        return "apart"
    if is_mark(below.text):
        return "apart"
    if above.column != below.column:
        goes_on = (
            _is_full(above, below, running)
            and not _SENTENCE_END.search(above.text)
            and not _BULLET.match(below.text)
            and above.bold == below.bold
            and below.text[:1].islower()
        )
        return "same" if goes_on else "apart"
    distance = below.bottom - above.bottom
    if not distance:
        return "next"  # two things side by side
    if distance > pitch.limit(above.size) or distance < 0:
        return "apart"
    if above.bold != below.bold and not _is_full(above, below, running):
        return "apart"
    if _BULLET.match(below.text) or _ENTRY_END.search(above.text) or _ENTRY_END.search(below.text):
        return "next"
    if "\t" in below.text and _NUMBERED.match(below.text):
        return "next"
    if _are_entries(above.text, below.text):
        return "next"
    indent = INDENT * below.size
    if not _is_full(above, below, running):
        # The short last row of a paragraph; without a gap the next begins right below it.
        set_in = below.x0 > below.left + indent and above.x0 > above.left + indent
        ended = _SENTENCE_END.search(above.text) and not _NUMBERED.match(below.text)
        return "apart" if ended and (running or set_in) else "next"
    if below.x0 > above.x0 + indent and _SENTENCE_END.search(above.text):
        # A first line set in; but the text under a bullet or number is set in as a whole.
        hangs = _BULLET.match(above.text) or _NUMBERED.match(above.text)
        return "same" if hangs else "apart"
    if "\t" in below.text and "\t" in above.text:
        return "next"  # two rows of a table
    if _NUMBERED.match(below.text) and below.x0 < edge + indent and _is_item(above, below):
        return "next"
    return "same"


def _begins(line: str, above: Row, below: Row, edge: float) -> bool:
    """True if a row that would go on with a line begins another of its kind.

    A row back at the edge from which a hanging paragraph set out is the next of them (a list of
    works); one with the number after that of the line, the next point of a list.
    """
    indent = INDENT * below.size
    if abs(below.x0 - edge) < ON_EDGE and above.x0 > edge + indent:
        return True
    first, second = _POINT.match(line), _POINT.match(below.text)
    if not second:
        return False
    if first and int(second.group(1)) == int(first.group(1)) + 1:
        return abs(below.x0 - edge) < indent
    return second.group(1) == "1" and bool(_SENTENCE_END.search(above.text))


def _are_entries(above: str, below: str) -> bool:
    """True if two rows end like entries of a contents list, each with the number of a page."""
    first, second = _LAST_NUMBER.search(above), _LAST_NUMBER.search(below)
    return bool(first and second and int(first.group(1)) <= int(second.group(1)))


def _is_item(above: Row, below: Row) -> bool:
    """True if a row that begins like a numbered item follows the end of a sentence."""
    return bool(_SENTENCE_END.search(above.text)) and below.text[:1] in "(123456789"


def _is_full(above: Row, below: Row, running: bool) -> bool:
    """True if the first word of the row below would not have fitted above."""
    word = re.split(r"[ \t]", below.text, maxsplit=1)[0]
    share = (len(word) + 1) / max(len(below.text), 1)
    needed = share * (below.x1 - below.x0)
    if above.x1 + 0.85 * needed > above.right:
        return True
    # Better typesetters even the lines out, so a word that would have fitted may go down.
    if _ADDRESS.match(word):
        return False
    filled = (above.x1 - above.left) / max(above.right - above.left, 1.0)
    if "\t" in above.text:
        return False  # a row of fields reaches as far as its last field, not as its words
    if word[:1].islower():
        return filled > LONG or bool(_LEADS_ON.search(above.text))
    limit = FULL if _SENTENCE_END.search(above.text) else NEARLY_FULL
    if filled > limit - (0.15 if running else 0.0):
        return True
    return bool(_LEADS_ON.search(above.text))
