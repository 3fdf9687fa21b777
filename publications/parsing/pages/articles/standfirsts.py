"""Which line under a headline is its standfirst, and which a caption, a byline or the text's own.

A standfirst says in some words what the article is about. Where the page shows no paragraph under
it, or where it tells the news as the article's first paragraph does ("has today replied to ..."),
it is the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line
from publications.parsing.names import looks_like_name
from publications.parsing.pages.articles.bylines import BYLINE
from publications.parsing.pages.articles.crossheads import is_prose
from publications.parsing.pages.articles.headlines import NO_HEADLINE, cost_of_form, words_of_weight
from publications.parsing.pages.articles.papers import is_body
from publications.parsing.pages.articles.rows import writers_of_note
from publications.parsing.pages.page_blocks import is_listed

_CAPTION = range(2, 9)  # words
_NEWS = re.compile(
    r"\b(?:today|yesterday|tonight|this (?:morning|week|afternoon)|last (?:night|week)"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
# "Jo Hill (University of Moor)"
_PLACED = re.compile(r"(?P<name>[^()]{4,60}) \((?P<office>[^()]{3,80})\)")
_STOPS = ".!?\u2026"


def can_be_standfirst(line: Line) -> bool:
    """Whether a line under the headline is words of the article's own: no tag, no lead-in."""
    text = line.text.strip()
    words = text.split()
    other = is_listed(line) or is_body(text) or BYLINE.fullmatch(text) or tells_writer(line)
    if other or text[-1] in ":;" or len(words) <= 2:
        return False
    return cost_of_form(line) < NO_HEADLINE or (text[0].islower() and len(words) not in _CAPTION)


def tells_writer(line: Line) -> bool:
    """Whether a line says whose words the article is: "A comment from our Director, Jo Hill"."""
    placed = _PLACED.fullmatch(line.text.strip())
    return bool((placed and looks_like_name(placed["name"])) or writers_of_note(line))


def is_caption(line: Line, title: str) -> bool:
    """Whether a short line without a capital or stop tells of nothing that the headline does."""
    text = line.text.strip()
    short = len(text.split()) in _CAPTION and text[-1] not in _STOPS
    return short and text[0].islower() and not words_of_weight(text) & words_of_weight(title)


def is_first_paragraph(line: Line, body: Sequence[Line]) -> bool:
    """Whether a line under the headline is where the text of the article begins."""
    text = line.text.strip()
    if not any(is_prose(each) for each in body):
        return len(text.split()) > 12
    return text[-1] == "." and bool(_NEWS.search(text)) and text.count(". ") == 0
