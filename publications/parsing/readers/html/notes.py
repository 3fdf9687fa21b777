"""Note marks of a web page and the notes they lead to."""

from __future__ import annotations

import re

from lxml import etree

from publications.parsing.readers.printed.glyphs import SUPERSCRIPTS

_NUMBERS = re.compile(
    r"\[?\^?(?:(?:foot|end)?note )?(\d{1,3})\]?(?:\s*,\s*\[?\d{1,3}\]?)*", re.IGNORECASE
)
_NUMBER = re.compile(r"\[?\^?(?:(?:foot|end)?note )?(\d{1,3})\]?\.?", re.IGNORECASE)
_FIGURES = re.compile(r"[^\d,]")


class Notes:
    """The marks of a page, and the elements that hold the notes."""

    def __init__(self, root: etree._Element) -> None:
        self._places = {
            name
            for element in root.iter(etree.Element)
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None)
            if name
        }
        self._numbers: dict[str, str] = {}  # of the note, by the id of its element
        for link in root.iter("a"):
            number = _NUMBER.fullmatch("".join(link.itertext()).strip())
            if number and (place := self._place(link)):
                self._numbers.setdefault(place, number.group(1))

    def mark(self, element: etree._Element) -> str:
        """The raised figures of a note mark, empty for any other element."""
        if element.tag == "sup":
            if len(element) > 1 or any(len(child) for child in element):
                return ""
            found = _NUMBERS.fullmatch("".join(element.itertext()).strip())
        elif element.tag == "a" and self._place(element):
            found = _NUMBER.fullmatch("".join(element.itertext()).strip())
        else:
            return ""
        return _FIGURES.sub("", found.group()).translate(SUPERSCRIPTS) if found else ""

    def is_way_back(self, element: etree._Element) -> bool:
        """True for the arrow that leads from a note back to its mark."""
        if element.tag != "a" or not (element.get("href") or "").startswith("#"):
            return False
        words = "".join(element.itertext()).strip()
        return bool(words) and not any(map(str.isalnum, words))

    def label(self, item: etree._Element) -> str:
        """The raised number of a note that is an item of a list, unless it prints one itself."""
        number = self._numbers.get(item.get("id") or "")
        if not number or _NUMBER.match("".join(item.itertext()).strip()):
            return ""
        return f"{number.translate(SUPERSCRIPTS)} "

    def _place(self, link: etree._Element) -> str:
        """The place on the page itself that a link leads to."""
        place = (
            (link.get("href") or "").rpartition("#")[2] if "#" in (link.get("href") or "") else ""
        )
        return place if place in self._places else ""
