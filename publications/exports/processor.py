"""The citation processor with its styles prepared: each is parsed once and looked through once.

The processor asks a style the same questions for every citation, as XPath that is compiled anew
each time: more than half of the time that a citation took. A style never changes, so that here
each of its elements remembers its answers. The package stays as it is: lxml is told of subclasses
of its elements, as the package tells it of the elements.
"""

from __future__ import annotations

from citeproc import CitationItem, CitationStylesStyle
from citeproc.frontend import CitationStylesLocale, CitationStylesXML
from citeproc.model import CitationStylesElement
from citeproc.model import Style as StyleElement
from citeproc.source.json import CiteProcJSON
from lxml import etree

NAMESPACE = CitationStylesElement.nsmap["cs"]
LANGUAGE = f"{{{CitationStylesElement.nsmap['xml']}}}lang"


class Remembering:
    """Of an element: what it was asked, as long as it lives."""

    def xpath_search(self, expression: str) -> list:
        known = self.__dict__.setdefault("known", {})
        if expression not in known:
            known[expression] = super().xpath_search(expression)
        return known[expression]

    def get_root(self) -> CitationStylesElement:
        if "root" not in self.__dict__:
            self.__dict__["root"] = super().get_root()
        return self.__dict__["root"]

    def get_formatter(self) -> type:
        root = self.get_root()
        return (root if isinstance(root, WithLocales) else root.style).formatter


class WithLocales:
    """Of the first element of a style: the words of its language are remembered, too."""

    def set_locale_list(self, output_locale: str, validate: bool = True) -> None:
        super().set_locale_list(output_locale, validate)
        for place, found in enumerate(self.locales):
            if not isinstance(found, Remembering):
                self.locales[place] = Locale(found.get(LANGUAGE), validate).root
                self.locales[place].style = self


def _classes() -> dict[str | None, type]:
    """The package's classes of elements by tag, each with a memory."""
    made: dict[str | None, type] = {None: type("Other", (Remembering, CitationStylesElement), {})}
    for each in KINDS:
        parts = (Remembering, WithLocales, each) if each is StyleElement else (Remembering, each)
        made[each.__name__.replace("_", "-").lower()] = type(each.__name__, parts, {})
    return made


KINDS = CitationStylesElement.__subclasses__()
CLASSES = _classes()


class Prepared(CitationStylesXML):
    """A file of the processor's whose elements remember."""

    def __init__(self, file: str, validate: bool = True) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        lookup.get_namespace(NAMESPACE).update(CLASSES)
        self.parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True)
        self.parser.set_element_class_lookup(lookup)
        self.xml = etree.parse(file, self.parser)
        self.root = self.xml.getroot()
        # lxml drops an element that nobody holds, and its memory with it.
        self.root.held = list(self.root.iter())


class Locale(CitationStylesLocale, Prepared):
    """The words of a language."""


class Style(CitationStylesStyle, Prepared):
    """A style and its languages."""


class Item(CitationItem):
    """What is cited, which knows its values; the package's looks them up for each word of them."""

    reference = None  # a property there

    def __init__(self, key: str, source: CiteProcJSON) -> None:
        super().__init__(key)
        object.__setattr__(self, "reference", source[self.key])  # its own are items of a dict
