"""The headings inside an article: short lines that stand alone between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line, SourceText
from publications.parsing.names import split_person_line
from publications.parsing.pages.articles.bylines import AGO, is_byline_or_date
from publications.parsing.pages.articles.headlines import words_of_weight
from publications.parsing.pages.articles.teasers import ends_in_more, is_dated_title
from publications.parsing.pages.page_blocks import is_cut, is_listed, is_row
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import parted

_LINE = 90  # characters of a line that is a paragraph of its own
_FEW_WORDS = 9
_ANSWER = 12  # words in which an answer takes up its question
_PROSE_WORDS = 14  # a line of at least so many words is a paragraph
# What stands behind a press release, under headings of its own.
_OF_RELEASES = re.compile(
    r"notes? (?:to|for) (?:the )?editors?|editors?['\u2019]? notes?|(?:(?:media|press) )?contacts?"
    r"|(?:media|press) (?:enquiries|information)|(?:for )?(?:further|more) information",
    re.IGNORECASE,
)
# "Is it legal?": how a question begins that needs no sentence before it.
_ASKS = re.compile(
    r"(?:what|why|who|whose|when|where|which|how|is|are|was|were|does|do|did|can|could|may|will|would"
    r"|should|has|have)\b[^.!?]*\?",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"\w \u201c[^\u201c\u201d]+[^.,!?\u201d]\u201d$|\w \"[^\"]+[^.,!?\"]\"$")
_QUESTION = range(3, 9)  # words
_OPENING = frozenset("\u201c\"\u2018'")
_CLOSING = frozenset("\u201d\"\u2019'")


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of running text."""
    text = line.text.strip()
    if ends_in_more(text) or is_dated_title(text) or furniture_reason(text):
        return False
    return len(text.split()) >= _PROSE_WORDS or (
        line.tag == "p" and len(text.split()) >= 6 and text[-1] in '.!?\u201d"'
    )


def asks(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a short question that stands alone between two paragraphs."""
    text = lines[at].text.strip()
    if not 0 < at < len(lines) - 1 or lines[at].tag:
        return False
    return (
        bool(_ASKS.fullmatch(text))
        and len(text.split()) in _QUESTION
        and parted(source, lines[at - 1], lines[at])
        and parted(source, lines[at], lines[at + 1])
        and is_prose(lines[at + 1])
    )


def is_answered(lines: Sequence[Line], at: int) -> bool:
    """Whether the paragraph under a question begins with its words: the question is its heading."""
    asked = words_of_weight(lines[at].text) - words_of_weight("What which does have would could")
    first = words_of_weight(" ".join(lines[at + 1].text.split()[:_ANSWER]))
    return len(asked & first) > 1


def _is_quoted_subhead(text: str) -> bool:
    """Whether a short line is a phrase in quote marks: no speech that ends with its stop."""
    inner = text[1:-1]
    marked = text[:1] + text[-1:] in {"\u201c\u201d", "\u2018\u2019", '""', "''"}
    return marked and len(text.split()) <= 8 and inner[-1:] not in ".,!" and inner[:1].isupper()


def _is_between(lines: Sequence[Line], at: int) -> bool:
    """Whether a few words stand between two paragraphs of a line each, with no empty lines."""
    before = lines[at - 1]
    ended = is_prose(before) and before.text.rstrip()[-1] in ".!?\u201d\u2019\"'"
    long = len(before.text) > _LINE and len(lines[at + 1].text) > _LINE
    text = lines[at].text.strip()
    return ended and long and text[:1].isupper() and len(text.split()) <= _FEW_WORDS


def _is_speaker(above: Line, text: str) -> bool:
    """Whether a line under words in marks says whose they are: "Jo Hill, Clerk, Moor Council"."""
    words = above.text.strip()
    name, office = split_person_line(text)
    return words[:1] in _OPENING and words[-1:] in _CLOSING and bool(name) and bool(office)


def is_subhead(source: SourceText, lines: Sequence[Line], at: int) -> bool:
    """A short line without a stop between paragraphs."""
    line = lines[at]
    text = line.text.strip()
    if line.tag in {"h2", "h3", "h4", "h5", "h6"}:
        return at + 1 < len(lines)
    if at == 0 or at + 1 >= len(lines) or len(text.split()) > 10 or len(text) > 90:
        return False
    if is_byline_or_date(line) and not AGO.fullmatch(text):
        return False
    if is_row(line) or is_listed(line) or is_cut(lines[at - 1], line):
        return False
    following = lines[at + 1]
    if _is_speaker(lines[at - 1], text):
        return False
    if _is_quoted_subhead(text):
        return parted(source, lines[at - 1], line) and is_prose(following)
    apart = parted(source, lines[at - 1], line) or _is_between(lines, at)
    if not apart or text[0] in '\u201c"':
        return False
    if _OF_RELEASES.fullmatch(text.rstrip(":")):
        return True
    listed = is_listed(following) and parted(source, line, following)
    ended = text[-1] in '.!?,;:\u201d"\u2019\u2026)' and not _QUOTES.search(text)
    return not ended and (listed or is_prose(following))
