"""Which line over an article is its headline, and which are the names of its magazine's parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.kinds import title_key

_PARTS = re.compile(r"\s+[-|:\u00b7\u2013\u2014]\s+|\s*[|\u00bb]\s*")


def headline(source: SourceText, lines: Sequence[Line]) -> Line | None:
    """The line that is the headline: the first heading of the page, else the first line.

    A lower heading counts where the page's own name, in its head, is told by its words too: of
    two such headings neither is surely the headline.
    """
    if top := next((line for line in lines if line.tag == "h1"), None):
        return top
    names = [name for key, name in source.metadata if key.endswith("title")]
    keys = [title_key(part) for name in names for part in (name, *_PARTS.split(name))]
    told = [
        line for line in lines if line.tag in {"h2", "h3"} and _is_told(title_key(line.text), keys)
    ]
    return told[0] if len(told) == 1 else lines[0] if lines else None


def _is_told(heading: str, keys: Sequence[str]) -> bool:
    """Whether a heading is one of some names, or begins with one: "Barns: a winter" and "Barns"."""
    if len(heading.split()) < 2:
        return False
    return any(
        heading == key or (len(key.split()) > 1 and heading.startswith(f"{key} ")) for key in keys
    )


def is_section_name(line: Line, following: Line) -> bool:
    """Whether a word or two over a headline are the site's name for a part of it."""
    words = line.text.split()
    plain = len(words) <= 2 and not re.search(r"[^\w\s&/-]", line.text)
    return plain and line.tag != "h1" and len(following.text.split()) >= 4


def is_over_all(lines: Sequence[Line]) -> bool:
    """Whether three words stand over a headline and its standfirst: the name of a section."""
    if len(lines) < 3:
        return False
    counts = [len(line.text.split()) for line in lines[:3]]
    plain = not re.search(r"[^\w\s&/-]", lines[0].text.strip())
    return plain and counts[0] <= 3 and counts[1] >= 5 and counts[2] >= 8


def is_masthead(text: str, lines: Sequence[Line]) -> bool:
    """Whether the first line is the magazine's name: it, or its abbreviation, comes back below."""
    name = lines[0].text.strip()
    words = name.split()
    if not 2 <= len(words) <= 6 or not _is_titled(name):
        return False
    if not any(len(line.text.split()) >= 4 for line in lines[1:]):
        return False
    short = "".join(word[0] for word in words if word[0].isupper())
    below = text[lines[0].end :]
    again = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", below)
    return bool(again or (len(short) > 2 and re.search(rf"(?<!\w){short}(?!\w)", below)))


def is_source_name(words: str) -> bool:
    """Whether the words beside a date are a paper's name: "Moor Weekly, 3 May 2012 11.20"."""
    name = words.strip(" ,|\u2013-")
    return len(name.split()) <= 5 and name[-1:].isalnum() and _is_titled(name)


def _is_titled(words: str) -> bool:
    """Whether every word of weight has a capital, as in a paper's name."""
    return all(w[0].isupper() for w in words.split() if w not in {"and", "of", "the", "for", "&"})
