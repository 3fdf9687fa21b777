"""What the elements of a web page are: blocks, hidden things, and parts of the site's furniture."""

from __future__ import annotations

import re

from lxml import etree

# fmt: off
DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "canvas", "audio", "video", "head", "select", "option", "datalist", "input", "textarea",
        "button", "dialog",
    }
)
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    }
)
NAMED = frozenset(
    {
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "dt", "dd", "blockquote",
        "figcaption", "caption", "pre", "address", "summary", "legend",
    }
)
# fmt: on
# Between these there is a blank line, between rows and items only a line break.
TIGHT = frozenset(("li", "dt", "dd", "tr", "td", "th", "caption"))
WORD_ITEM = "p li"  # an item of a list that is written as a paragraph
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend"))
_NAVIGATION = frozenset(("navigation", "menu", "menubar", "search"))
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{[^{}]*display\s*:\s*none[^{}]*\}", re.IGNORECASE)
_MEDIA = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"[a-z]*([.#])([\w-]+)", re.IGNORECASE)
_FOR_READERS_ALOUD = re.compile(
    r"(?:skip|screen-reader|sr|visually|element|hidden)[-_]?(?:link|nav|text|only|hidden"
    r"|invisible|accessible)(?:-focusable)?",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"cookie|gdpr|(?:^|[-_\s])consent|\bcc-(?:window|banner)", re.IGNORECASE)
_SHARING = re.compile(
    r"(?:social[-_]?)?shar(?:e|ing)(?:[-_](?:links?|buttons?|bar|this|icons?|block))?|sharedaddy"
    r"|addtoany\w*|addthis\w*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"comments?(?:[-_](?:area|list|section|wrapper|respond|form))?|commentlist|respond"
    r"|disqus_thread",
    re.IGNORECASE,
)


def tag_of(element: etree._Element) -> str:
    """What an element is; a word processor says in a class what a paragraph is."""
    if element.tag == "p":
        name = (element.get("class") or "").casefold()
        if name == "msotitle":
            return "h1"
        if name.startswith("msolist"):
            return WORD_ITEM
    return element.tag


def is_within_heading(element: etree._Element) -> bool:
    """True for a button that is the words of a heading, as those that unfold a part are."""
    return any(parent.tag in _HEADINGS for parent in element.iterancestors())


def furniture(element: etree._Element, *, outside: bool) -> str:
    """Why the text of an element is no part of the page's own, or "".

    ``outside``: the page says what its main part is, and the element is no part of that.
    """
    tag = element.tag
    role = (element.get("role") or "").lower()
    if tag == "nav" or role in _NAVIGATION:
        return "site navigation"
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    label = " ".join((*names, element.get("aria-label") or ""))
    if any(map(_FOR_READERS_ALOUD.fullmatch, names)) and not element.findall(".//p"):
        return "site navigation" if tag == "a" else "not shown on the page"
    if tag in ("body", "html", "main", "article"):
        return ""
    if _COOKIES.search(label):
        return "cookie notice"
    if any(map(_SHARING.fullmatch, names)):
        return "sharing links"
    if any(map(_COMMENTS.fullmatch, names)):
        return "comments of readers"
    if outside and (tag == "aside" or role == "complementary"):
        return "side column"
    if outside and (tag == "footer" or role == "contentinfo"):
        return "site footer"
    return ""


class Hidden:
    """Tells what a page does not show: by its own styles, attributes and the style sheet in it."""

    def __init__(self, root: etree._Element) -> None:
        self._names: set[tuple[str, str]] = set()
        for style in root.iter("style"):
            # What is hidden on paper or on narrow screens only is not hidden.
            for rule in _RULE.findall(_MEDIA.sub("", (style.text or "")[:1_000_000])):
                for selector in rule.split(","):
                    if found := _SELECTOR.fullmatch(selector.strip()):
                        self._names.add((found.group(1), found.group(2)))

    def hides(self, element: etree._Element) -> bool:
        """True for an element that is not shown."""
        if (
            element.get("hidden") is not None
            or (element.get("aria-hidden") or "").lower() == "true"
            or _NOT_SHOWN.search(element.get("style") or "")
        ):
            return True
        return bool(self._names) and (
            ("#", element.get("id") or "") in self._names
            or any((".", name) in self._names for name in (element.get("class") or "").split())
        )


def main_part(root: etree._Element) -> etree._Element | None:
    """The one element that holds what the page is about, if it says so."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext()).split()) > 0:
            return found[0]
    return None
