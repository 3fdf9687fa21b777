"""Saved web pages: the visible text in lines, each with the block element it stands in.

Offsets count in the extracted text. What the markup itself says to be the site's (menus, cookie
bars, comments, what stands beside the main part) is kept but set aside, and so is what is not
shown; what else belongs to the page and not to the article is for the parsers to tell.
"""

from __future__ import annotations

import codecs
import hashlib
import re

from lxml import etree, html

from publications.parsing.document import ParseWarning, SourceText
from publications.parsing.errors import ParseError
from publications.parsing.readers import text as plain
from publications.parsing.readers.html.metadata import metadata
from publications.parsing.readers.html.writer import Writer

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_TOO_DEEP = ParseWarning(
    "html_too_deep", "The page's elements are nested too deep; some text was not read."
)


def read(data: bytes, name: str) -> SourceText:
    """The text of a web page; raises ParseError where there is none to be seen."""
    decoded = _decode(data, name)
    root, complete = _tree(decoded.text, name)
    writer = Writer(name, root)
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
        metadata=tuple(metadata(root)),
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
