"""Which line over an article is its headline, and which are the names of its magazine's parts.

No sign is sure alone: a headline has some words and no stop, stands over the standfirst, is told
again by the page's name, and above all its words come back in the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from publications.parsing.document import Line, SourceText
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.spans import parted

_MOST_READ = 4000  # characters of an article whose words are held against its headline's
_STEM = 5  # characters
_ECHO = 0.5  # of a headline's words of weight come back in most articles
_ENOUGH = 1.0
_LONG = 25  # words: more are a standfirst's
_LIST = 4  # lines of a menu
_OVER_BYLINE = 1.5
_OF_SITE = re.compile(  # what only sites print over an article
    r"\b(?:news ?feed|(?:\w+'s?|\w+s\u2019) directory|newsroom|home ?page|promo|releases from"
    r"|connect:|tel:|email:)(?:\s|$)|\s\|\s[^|]+\s\|\s",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[-|:\u00b7\u2013\u2014]\s+|\s*[|\u00bb]\s*")


def headline(
    source: SourceText, lines: Sequence[Line], body: Sequence[Line], taken: Sequence[Line] = ()
) -> Line | None:
    """The line that is the headline: the first heading of the page, else the likeliest line.

    ``taken`` are the bylines and dates that stood among the lines: the line over one is likelier.

    A lower heading counts where the page's own name, in its head, is told by its words too: of
    two such headings neither is surely the headline. ``body`` is the article under the lines.
    """
    if top := next((line for line in lines if line.tag == "h1"), None):
        return top
    names = [name for key, name in source.metadata if key.endswith("title")]
    keys = [title_key(part) for name in names for part in (name, *_PARTS.split(name))]
    told = [
        line for line in lines if line.tag in {"h2", "h3"} and _is_told(title_key(line.text), keys)
    ]
    if len(told) == 1:
        return told[0]
    telling = words_of_weight(" ".join(line.text for line in body)[:_MOST_READ])
    listed = _listed(source, lines)
    over = _over(lines, taken)
    likely = (
        line
        for line in lines
        if line not in listed
        and weight(line.text, telling) + _OVER_BYLINE * (line in over) >= _ENOUGH
    )
    return next(likely, lines[0] if lines and not _is_no_title(lines[0].text) else None)


def _over(lines: Sequence[Line], taken: Sequence[Line]) -> set[Line]:
    """The lines under which at once a byline or a date stands, and another line further down."""
    starts = sorted((each.start, each in lines) for each in (*lines, *taken))
    behind = {start: kept for (start, _), (_, kept) in pairwise(starts)}
    return {each for each in lines[:-1] if behind.get(each.start) is False}


def _is_no_title(text: str) -> bool:
    """Whether words can be no title, were they all that is left: a broken line, a long one."""
    plain = len(text.split()) > _LONG and not re.search(r"\s[\u2013\u2014-]\s|:", text)
    return plain or text.lstrip()[:1].islower()


def _listed(source: SourceText, lines: Sequence[Line]) -> set[Line]:
    """The lines that stand in a list of short ones without an empty line between, as in a menu."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not parted(source, runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    menus = (run for run in runs if len(run) >= _LIST)
    return {line for run in menus for line in run if all(len(e.text.split()) <= 6 for e in run)}


def weight(text: str, telling: Set[str]) -> float:
    """How like a headline some words are, over an article with the words ``telling``."""
    count = len(text.split())
    weighed = -2.0 if count < 3 else 0.5 if count == 3 else 2.0 if count <= 18 else 1.0
    weighed -= 3.5 if count > _LONG else 0.0
    weighed -= 3.0 if _OF_SITE.search(text) or text.lstrip()[:1].islower() else 0.0
    own = words_of_weight(text)
    echo = len(own & telling) / len(own) if own else 0.0
    weighed += 2.0 if echo >= _ECHO else 1.0 if echo >= _ECHO / 2 else -1.0 if not echo else 0.0
    return weighed - _cost_of_end(text.rstrip())


def _cost_of_end(text: str) -> float:
    """What speaks against a headline in its last sign: a sentence's stop, or words to come."""
    if text.endswith("."):
        return 0.0 if text.endswith("..") else 1.5
    return 3.0 if text.endswith((":", ";", ",")) else 0.0


def words_of_weight(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text, by which other forms of them are known too."""
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W_]{4,}", text.casefold()))


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
