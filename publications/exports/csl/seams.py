"""Parts of a citation put together as CSL wants it: no double space, no doubled mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

# Italics are marked with two private characters, so that all text can be escaped before the
# marks become tags.
ITALIC, ROMAN = "\ue000", "\ue001"
ONCE = frozenset(" .,;:!?")  # what is not said twice where two parts meet


def behind(text: str, more: str) -> str:
    """A text with more behind it."""
    while text and more and text[-1] == more[0] and more[0] in ONCE:
        more = more[1:]
    return text + more


def joined(parts: Iterable[str], delimiter: str) -> str:
    """Parts with something between them."""
    text = ""
    for number, part in enumerate(parts):
        text = behind(behind(text, delimiter), part) if number else part
    return text


def dress(element: etree._Element) -> Callable[[str], str]:
    """What puts a text, if there is any, into italics and between what its element says."""
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    italic = element.get("font-style") == "italic"

    def dressed(text: str) -> str:
        if not text:
            return ""
        if italic:
            text = f"{ITALIC}{text}{ROMAN}"
        return behind(behind(prefix, text), suffix)

    return dressed if prefix or suffix or italic else str
