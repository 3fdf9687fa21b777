"""Saved web pages: the visible text in lines, each with the block element it stands in.

Offsets count in the extracted text. Menus are kept but set aside as "site navigation"; what
else belongs to the page and not to the article is for the parsers to tell.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator

from lxml import etree, html

from publications.parsing.document import LeftOut, Line, ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers import text as plain
from publications.parsing.readers.glyphs import SUPERSCRIPTS

# fmt: off
_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "canvas", "audio", "video", "head", "select", "option", "datalist", "input", "textarea",
        "button", "dialog",
    }
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    }
)
_NAMED = frozenset(
    {
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "dt", "dd", "blockquote",
        "figcaption", "caption", "pre", "address", "summary", "legend",
    }
)
# fmt: on
# Between these there is a blank line, between rows and items only a line break.
_TIGHT = frozenset(("li", "dt", "dd", "tr", "td", "th", "caption"))
_NAVIGATION = frozenset(("navigation", "menu", "menubar", "search"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_TOO_DEEP = ParseWarning(
    "html_too_deep", "The page's elements are nested too deep; some text was not read."
)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_SUPERSCRIPT = re.compile(r"\[?(\d{1,3})\]?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\ufeff]")
_META = (
    "title",
    "author",
    "description",
    "date",
    "og:title",
    "og:site_name",
    "og:description",
    "article:published_time",
    "article:modified_time",
    "article:author",
    "citation_title",
    "citation_author",
    "citation_publication_date",
    "dc.title",
    "dc.creator",
    "dc.date",
)


def read(data: bytes, name: str) -> SourceText:
    """The text of a web page; raises ParseError where there is none to be seen."""
    decoded = _decode(data, name)
    root, complete = _tree(decoded.text, name)
    writer = _Writer(name)
    body = root.find("body")
    writer.walk(body if body is not None else root)
    text, lines, left_out = writer.finish()
    if not text.strip():
        raise ParseError(name, "is a web page without text")
    return SourceText(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/html",
        bytes=len(data),
        encoding=decoded.encoding,
        text=text,
        lines=lines,
        left_out=left_out,
        warnings=decoded.warnings if complete else (*decoded.warnings, _TOO_DEEP),
        metadata=tuple(_metadata(root)),
    )


def _decode(data: bytes, name: str) -> plain.Decoded:
    """The page's characters: by byte order mark, else UTF-8, else as the page says, else 1252.

    UTF-8 comes before the page's own word, because a page saved again is often UTF-8 by then
    and bytes that fit UTF-8 by accident are rare.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        return plain.decode(data, name)
    try:
        return plain.Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:4096])
    if said:
        try:
            codec = codecs.lookup(said.group(1).decode("ascii"))
            # The web reads Latin-1 as Windows-1252, and pages are written for that.
            if codec.name not in ("iso8859-1", "ascii", "utf-8", "cp1252"):
                text = codec.decode(data)[0]
                if isinstance(text, str):
                    return plain.Decoded(text, codec.name)
            elif codec.name != "utf-8":
                return plain.Decoded(data.decode("cp1252"), "windows-1252")
        except (LookupError, ValueError):
            pass
    return plain.decode(data, name)


def _tree(text: str, name: str) -> tuple[etree._Element, bool]:
    """The elements of a page, and whether all of its text is among them."""
    # An encoding named inside would contradict the characters that lxml is given.
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        # As UTF-8 bytes: lxml refuses some strings that it takes as bytes.
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseError(name, "is a broken web page and cannot be read") from error
    return root, not any("depth" in each.message for each in parser.error_log)


def _metadata(root: etree._Element) -> Iterator[tuple[str, str]]:
    title = root.find(".//title")
    if title is not None and title.text:
        yield "title", _tidy(title.text)
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        content = _tidy(meta.get("content") or "")
        if key in _META and content:
            yield key, content
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "canonical", _tidy(link.get("href"))
    language = _tidy(root.get("lang") or "")
    if language:
        yield "language", language


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def _mark(element: etree._Element) -> str:
    """The raised figures of a note mark, empty for any other element."""
    if element.tag != "sup" or len(element) > 1 or any(len(child) for child in element):
        return ""
    words = (element.text or "") + "".join(
        (child.text or "") + (child.tail or "") for child in element
    )
    figures = _SUPERSCRIPT.fullmatch(words.strip())
    return figures.group(1).translate(SUPERSCRIPTS) if figures else ""


class _Writer:
    """Walks the tree once and writes lines; no recursion, so depth does no harm."""

    def __init__(self, name: str) -> None:
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
        self.aside = 0  # inside a menu
        self.blank_due = False

    def walk(self, root: etree._Element) -> None:
        """Write the text of an element and all in it."""
        # iterwalk keeps its own stack; it still reports the end of a subtree that was skipped.
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                mark = _mark(element)
                if mark or self._is_hidden(element):
                    self._words(mark)
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
        return "".join(self.parts), tuple(self.lines), tuple(self.left_out)

    @staticmethod
    def _is_hidden(element: etree._Element) -> bool:
        return (
            element.tag in _DROPPED
            or element.get("hidden") is not None
            or (element.get("aria-hidden") or "").lower() == "true"
            or bool(_HIDDEN.search(element.get("style") or ""))
        )

    @staticmethod
    def _is_menu(element: etree._Element) -> bool:
        return element.tag == "nav" or (element.get("role") or "").lower() in _NAVIGATION

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            if tag in ("td", "th") and self._is_later_cell(element):
                self.words.append("\t")
            else:
                self._break(blank=tag not in _TIGHT)
            self.tags.append(tag if tag in _NAMED else self.tags[-1])
            if tag == "li":
                self._words(self._marker(element))
        elif tag == "br":
            self._break(blank=False)
        elif tag in ("b", "strong"):
            self.bold += 1
        self.exact += tag == "pre"
        if self._is_menu(element):
            self.aside += 1
        self._words(element.text)

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            if tag not in ("td", "th"):
                self._break(blank=tag not in _TIGHT)
            self.tags.pop()
        elif tag in ("b", "strong"):
            self.bold -= 1
        self.exact -= tag == "pre"
        if self._is_menu(element):
            self.aside -= 1

    @staticmethod
    def _is_later_cell(cell: etree._Element) -> bool:
        before = cell.getprevious()
        return before is not None and before.tag in ("td", "th")

    @staticmethod
    def _marker(item: etree._Element) -> str:
        """What a browser prints before a list item."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "- "
        # An attribute counter keeps this linear; looking back at every item would not be.
        number = int(parent.get("data-count", "0")) + 1
        parent.set("data-count", str(number))
        return f"{number}. "

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
        line = _CONTROL.sub("", "".join(self.words)).replace("\u00a0", " ")
        self.words.clear()
        line = line.rstrip() if self.exact else re.sub(r" {2,}", " ", line).strip(" ")
        line = line.strip("\t") if not line.strip() else line
        if line.strip():
            if self.blank_due and self.lines:
                self.lines.append(Line(self.size, self.size, ""))
                self._write("\n")
            self.blank_due = False
            start = self.size
            self.lines.append(
                Line(start, start + len(line), line, bold=not self.plain, tag=self.tags[-1])
            )
            if self.aside:
                self.left_out.append(LeftOut(start, start + len(line), "site navigation"))
            self._write(line + "\n")
            if len(self.lines) > plain.LINE_LIMIT:
                raise ParseError(self.name, f"has more than {plain.LINE_LIMIT:,} lines")
            self.plain = False
        self.blank_due = self.blank_due or blank

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
