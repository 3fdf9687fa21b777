"""The visible text of a web page in lines, written while its tree is walked once."""

from __future__ import annotations

import itertools
import re

from lxml import etree

from publications.parsing.document import LeftOut, Line
from publications.parsing.errors import ParseError
from publications.parsing.readers import text as plain
from publications.parsing.readers.html import tables
from publications.parsing.readers.html.elements import (
    BLOCKS,
    DROPPED,
    NAMED,
    TIGHT,
    WORD_ITEM,
    Hidden,
    furniture,
    is_within_heading,
    main_part,
    tag_of,
)
from publications.parsing.readers.html.notes import Notes

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\ufeff]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIGN = re.compile(r"^[·•§▪o]\s+")  # as the symbol fonts of a word processor print bullets
_LISTS = ("ul", "ol", "menu")
_DEEPEST = 6  # lists in lists that are set in


class Writer:
    """Walks the tree once and writes lines; no recursion, so depth does no harm."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self.name = name
        self.parts: list[str] = []
        self.size = 0
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []
        self.words: list[str] = []  # of the line being written
        self.tags: list[str] = [""]
        self.bold = 0
        self.plain = False  # the line being written holds words that are not bold
        self.exact = 0  # inside <pre>
        self.reasons: list[str] = []  # of the parts of the page that are set aside
        self.lists = 0  # how many lists the walk is in
        self.item = ""  # what stands before the item that is being written
        self.depth = 0  # of that item
        self.blank_due = False
        self.unseen: list[str] = []  # the words of what the page does not show
        self._hidden = Hidden(root)
        self._notes = Notes(root)
        self._main = main_part(root)
        self._inside = 0  # of the main part

    def walk(self, root: etree._Element) -> None:
        """Write the text of an element and all in it."""
        # iterwalk keeps its own stack; it still reports the end of a subtree that was skipped.
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._is_taken_whole(element):
                    walker.skip_subtree()
                    skipped = element
                else:
                    self._open(element)
                continue
            if event == "end" and element is skipped:
                skipped = None
            elif event == "end":
                self._close(element)
            if element is not root:
                self._words(element.tail)
        self._break(blank=False)

    def finish(self) -> tuple[str, tuple[Line, ...], tuple[LeftOut, ...]]:
        """The text, its lines and what was set aside; what is not shown stands at the end."""
        self.tags, self.reasons = [""], ["not shown on the page"]
        for words in self.unseen if self.lines else ():
            self.blank_due = True
            self.words.append(words)
            self._break(blank=True)
        return "".join(self.parts), tuple(self.lines), tuple(self.left_out)

    def _is_taken_whole(self, element: etree._Element) -> bool:
        """Write an element at once that is no tree of blocks: a mark, a table, a hidden thing."""
        if mark := self._notes.mark(element):
            self._words(mark)
            return True
        if element.tag in DROPPED:
            return element.tag != "button" or not is_within_heading(element)
        if self._hidden.hides(element):
            words = _SPACE.sub(" ", " ".join(_words_in(element))).strip()
            if any(map(str.isalnum, words)):
                self.unseen.append(words)
            return True
        if self._notes.is_way_back(element):
            return True
        if element.tag == "table" and tables.is_data(element):
            self._table(element)
            return True
        return False

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        outside = self._main is not None and not self._inside
        self._inside += element is self._main
        if tag in _LISTS:
            self.lists += 1
        if tag in BLOCKS:
            # The number of an item stands before its first paragraph, on one line.
            if not (self.item and "".join(self.words) == self.item):
                self._break(blank=_parts(element))
            self.tags.append(tag_of(element) if tag in NAMED else self.tags[-1])
        if reason := furniture(element, outside=outside):
            self._break(blank=False)
            self.reasons.append(reason)
            element.set("data-aside", reason)
        if tag == "li":
            self.item = self._notes.label(element) or _marker(element)
            self.item = "" if _is_card(element) else self.item
            self.depth = max(0, min(self.lists - 1, _DEEPEST))
            self._words(self.item)
        elif tag == "br":
            self._break(blank=False)
        elif tag in ("b", "strong"):
            self.bold += 1
        self.exact += tag == "pre"
        self._words(element.text)

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._break(blank=_parts(element))
            self.tags.pop()
        elif tag in ("b", "strong"):
            self.bold -= 1
        if tag in _LISTS:
            self.lists -= 1
        self.exact -= tag == "pre"
        self._inside -= element is self._main
        if element.get("data-aside"):
            self._break(blank=False)
            self.reasons.pop()

    def _table(self, table: etree._Element) -> None:
        """A row of a table is a line, its cells parted by tabs."""
        self._break(blank=True)
        for caption in table.iterchildren("caption"):
            self._line(self._flat(caption), "caption", bold=False)
            self.blank_due = True
        for row in tables.rows_of(table):
            cells = ["" if cell is None else self._flat(cell) for cell in row]
            text = "\t".join(cells)
            if text.strip():
                head = all(cell is None or cell.tag == "th" for cell in row)
                alone = not any(cells[1:])  # the tab says that it is a cell
                self._line(text.rstrip("\t") + ("\t" if alone else ""), "td", bold=head)
        self.blank_due = True

    def _flat(self, element: etree._Element) -> str:
        """The words of a cell on one line."""
        return _SPACE.sub(" ", "".join(_words_in(element, self._notes, self._hidden))).strip()

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if not self.bold and text.strip():
            self.plain = True
        if self.exact:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self.words.append(first)
            for line in rest:
                self._break(blank=False)
                self.words.append(line)
        else:
            self.words.append(_SPACE.sub(" ", text))

    def _break(self, *, blank: bool) -> None:
        """End the line being written, if there is one."""
        line = "".join(self.words)
        self.words.clear()
        line = line.rstrip() if self.exact else re.sub(r" {2,}", " ", line).strip(" ")
        if self.tags[-1] == WORD_ITEM:
            line, self.item = _SIGN.sub("- ", line), "- "
        if line.strip():
            is_item = self.item and line.startswith(self.item)
            indent = "  " * self.depth if is_item and not self.exact else ""
            own = "p" if self.tags[-1] == WORD_ITEM else self.tags[-1]
            tag = "li" if is_item else own
            self._line(f"{indent}{line}", tag, bold=not self.plain)
            self.plain = False
            self.item = ""
        self.blank_due = self.blank_due or blank

    def _line(self, line: str, tag: str, *, bold: bool) -> None:
        line = _CONTROL.sub("", line).replace("\u00a0", " ")
        if not line.strip():
            return
        if self.blank_due and self.lines:
            self.lines.append(Line(self.size, self.size, ""))
            self._write("\n")
        self.blank_due = False
        start = self.size
        self.lines.append(Line(start, start + len(line), line, bold=bold, tag=tag))
        if self.reasons:
            self.left_out.append(LeftOut(start, start + len(line), self.reasons[0]))
        self._write(line + "\n")
        if len(self.lines) > plain.LINE_LIMIT:
            raise ParseError(self.name, f"has more than {plain.LINE_LIMIT:,} lines")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)


def _parts(element: etree._Element) -> bool:
    """True if there is a blank line before and behind a block."""
    if element.tag in TIGHT:
        return False
    parent = element.getparent()
    if parent is None or parent.tag != "li":
        return True
    if element.tag in _LISTS:
        return False
    return element.tag not in ("p", "div") or sum(each.tag in ("p", "div") for each in parent) > 1


def _is_card(item: etree._Element) -> bool:
    """True for an item that is an entry with a heading of its own."""
    return any(each.tag in _HEADINGS for each in item.iterdescendants())


def _marker(item: etree._Element) -> str:
    """What a browser prints before a list item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    # An attribute counter keeps this linear; looking back at every item would not be.
    last = parent.get("data-count") or str(_whole(parent.get("start"), 1) - 1)
    number = _whole(item.get("value"), int(last) + 1)
    parent.set("data-count", str(number))
    if re.match(rf"\s*{number}[.)]", "".join(itertools.islice(item.itertext(), 4))):
        return ""  # the item prints its number itself
    if (parent.get("type") or "").lower() == "a" and 1 <= number <= 26:
        return f"({chr(ord('a') + number - 1)}) "
    return f"{number}. "


def _whole(given: str | None, otherwise: int) -> int:
    given = (given or "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else otherwise


def _words_in(
    element: etree._Element, notes: Notes | None = None, hidden: Hidden | None = None
) -> list[str]:
    """The words of an element that stand on one line, blocks and line breaks as spaces."""
    found: list[str] = [element.text or ""]
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    skipped: etree._Element | None = None
    for event, each in walker:
        if event == "start" and each is not element and skipped is None:
            mark = notes.mark(each) if notes else ""
            if mark or each.tag in DROPPED or (hidden and hidden.hides(each)):
                found.append(mark)
                walker.skip_subtree()
                skipped = each
                continue
            found += [" " if each.tag in BLOCKS or each.tag == "br" else "", each.text or ""]
        elif event != "start" and each is not element:
            skipped = None if each is skipped else skipped
            found += [" " if each.tag in BLOCKS else "", each.tail or ""]
    return found
