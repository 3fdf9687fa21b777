"""A style: its elements as functions from an item to words, nothing where there is nothing to say.

The kinds of element are those of ``subset``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from publications.exports.csl.dates import date_printer
from publications.exports.csl.names import NameList
from publications.exports.csl.seams import behind, dress, joined
from publications.exports.csl.subset import NAMESPACE, check, kind_of
from publications.exports.csl.terms import terms_of

Item = dict  # of CSL-JSON
Words = Callable[[Item], str]

SEVERAL = re.compile(r"\d[^\d.]+\d")  # pages


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a style; ``varies`` says whether its words are those of the item."""

    words: Words
    varies: bool = True


class Style:
    """A style, read from its file; it keeps nothing of what it prints."""

    def __init__(self, file: Path) -> None:
        parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
        root = etree.parse(str(file), parser).getroot()
        check(root)
        self.terms = terms_of(root.get("default-locale"))
        self.macros = {each.get("name"): each for each in root.iterchildren(f"{NAMESPACE}macro")}
        self.read: dict[str, Part] = {}  # macros
        bibliography = root.find(f"{NAMESPACE}bibliography")
        self.cut = int(bibliography.get("et-al-min")), int(bibliography.get("et-al-use-first"))
        layout = bibliography.find(f"{NAMESPACE}layout")
        self.entry, self.dressed = self._line(layout), dress(layout)

    def words(self, item: Item) -> str:
        """An item as the style prints it, with its italics between marks (``seams``)."""
        return self.dressed(self.entry.words(item))

    def _line(self, element, delimiter: str = "") -> Part:
        """What an element holds, one behind the other."""
        parts = self._parts(element, delimiter)
        if len(parts) == 1:
            return parts[0]

        def words(item: Item) -> str:
            return joined(filter(None, [part.words(item) for part in parts]), delimiter)

        return Part(words, any(part.varies for part in parts))

    def _parts(self, element, delimiter: str) -> list[Part]:
        return [self._part(each, delimiter) for each in element]

    def _part(self, element, delimiter: str) -> Part:
        """An element; ``delimiter`` is of the group that it stands in."""
        kind = kind_of(element)
        if kind == "choose":
            return self._choose(element, delimiter)
        part, dressed = getattr(self, f"_{kind}")(element), dress(element)
        if dressed is str:
            return part
        return Part(lambda item: dressed(part.words(item)), part.varies)

    def _text(self, element) -> Part:
        if macro := element.get("macro"):
            if macro not in self.read:
                self.read[macro] = self._line(self.macros[macro])
            return self.read[macro]
        variable, value = element.get("variable"), element.get("value")
        if variable is None:
            return Part(lambda item: value, varies=False)
        if variable == "page":
            return Part(lambda item: self._pages(item.get("page", "")))
        return Part(lambda item: item.get(variable, ""))

    def _pages(self, text: str) -> str:
        """ "11-19" with the dash of the language."""
        dash, _ = self.terms["page-range-delimiter", "long"]

        def span(pages: str) -> str:
            ends = pages.replace("\N{EN DASH}", "-").split("-")
            return joined(map(str.strip, ends), dash) if len(ends) == 2 else pages.strip()

        listed = (joined(map(span, part.split("&")), " & ") for part in text.split(","))
        return joined(listed, ", ")

    def _group(self, element) -> Part:
        """Parts, unless none of those that vary has anything to say."""
        delimiter = element.get("delimiter", "")
        parts = self._parts(element, delimiter)
        needed = any(part.varies for part in parts)

        def words(item: Item) -> str:
            found, kept = [], not needed
            for part in parts:
                if said := part.words(item):
                    found.append(said)
                    kept = kept or part.varies
            return joined(found, delimiter) if kept else ""

        return Part(words)

    def _choose(self, element, delimiter: str) -> Part:
        """The first branch that suits the item; the group around it delimits its parts."""
        lines = [self._line(each, delimiter) for each in element]
        branches = [(_test(each), line.words) for each, line in zip(element, lines, strict=True)]

        def words(item: Item) -> str:
            for suits, said in branches:
                if suits(item):
                    return said(item)
            return ""

        return Part(words, any(line.varies for line in lines))

    def _names(self, element) -> Part:
        variable = element.get("variable")
        name, *label = element
        and_ = {"text": self.terms["and", "long"][0], "symbol": "&"}.get(name.get("and"), "")
        names = NameList.of(name.attrib, and_, self.terms["et-al", "long"][0], self.cut)
        one, several = self._labels(label[0], variable) if label else ("", "")

        def words(item: Item) -> str:
            people = item.get(variable)
            return behind(names.words(people), several if people[1:] else one) if people else ""

        return Part(words)

    def _label(self, element) -> Part:
        one, several = self._labels(element, "page")
        return Part(
            lambda item: several if SEVERAL.search(item.get("page", "")) else one, varies=False
        )

    def _labels(self, element, name: str) -> tuple[str, str]:
        """The label of one and of several."""
        one, several = self.terms[name, element.get("form", "long")]
        if element.get("text-case"):
            one, several = (text[:1].upper() + text[1:] for text in (one, several))
        if name == "page":
            return one, several
        dressed = dress(element)
        return dressed(one), dressed(several)

    def _date(self, element) -> Part:
        variable, printed = element.get("variable"), date_printer(element, self.terms)
        return Part(lambda item: printed(item.get(variable, {})))


def _test(branch) -> Callable[[Item], bool]:
    """Whether an item suits a branch of a choice."""
    if kind_of(branch) == "else":
        return bool  # an item is never empty
    types = branch.get("type", "").split()
    variables = branch.get("variable", "").split()
    every = any if branch.get("match") else all
    return lambda item: every(
        [item["type"] == each for each in types] + [each in item for each in variables]
    )
