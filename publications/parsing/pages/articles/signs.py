"""How like an article's page a text is, by the signs of news, comment, letters and statements.

Speech with a verb of saying beside it, the label of a section and what sites print under articles
are strong signs. A comment or a short report may have none of these: then many weak ones count
together, such as paragraphs under a headline whose words come back in them, a day, a byline, "last
week", "I", and that the text does not speak of itself as a report or project does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.books.quotes import speaks
from publications.parsing.dates import find_dates, only_date
from publications.parsing.document import Line, SourceText
from publications.parsing.mentions import NAME
from publications.parsing.name_lists import people_named
from publications.parsing.pages.articles.bylines import BYLINE, LABEL, is_byline_or_date
from publications.parsing.pages.articles.crossheads import is_prose
from publications.parsing.pages.articles.headlines import weight, words_of_weight
from publications.parsing.pages.articles.saying import SAID, SAID_WORD
from publications.parsing.pages.articles.signed import closes_letter, signs
from publications.parsing.pages.articles.speech import speech_count
from publications.parsing.pages.articles.teasers import ends_in_more, is_dated_title
from publications.parsing.pages.entries.dates import bracket_in
from publications.parsing.pages.page_blocks import is_listed
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.pages.telling import telling

_TODAY = re.compile(
    r"\b(?:(?:released|published|announced|launched|said|revealed|unveiled)"
    r" (?:today|yesterday|this week)"
    r"|(?:today|yesterday|this (?:week|morning)) (?:released|published|announced|launched|said))\b"
)
_LATELY = re.compile(
    r"\b(?:yesterday|today|tonight|(?:last|this|next) (?:night|week|month|spring|summer|autumn"
    r"|winter|morning)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\s*(?:(?:press|news|media) (?:release|statement|notice)\b.{0,60}"
    r"|for immediate release.{0,40}|notes? (?:to|for) (?:the )?editors?:?"
    r"|(?:a )?statement (?:from|by|on)\b.{3,120}|embargoed (?:until|to|for)\b.{3,60})",
    re.IGNORECASE,
)
# "Jo Hill said:" over paragraphs of what was said.
_ANNOUNCED = re.compile(
    rf"(?:\b{SAID}|\bstatement (?:from|by|on)\b.*|\bcomment(?:s|ed|ing)?\b.*):\s*$", re.IGNORECASE
)
_MYSELF = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|my)\b")
_QUOTED = re.compile(r"[\u201c\"][^\u201d\"]*[\u201d\"]")
_OWN_VOICE = 3  # times that a writer says "I" outside all speech
_STYLED = re.compile(r"\b(?:Mr|Mrs|Ms|Cllr|Councillor|Sir|Dame|MPs?|[Mm]inisters?)\b")
_THIS_ARTICLE = re.compile(
    r"\bthis (?:news )?(?:article|story|blog(?: post)?|post|column|letter)\b"
    r"|\btop (?:news|stories)\b|\bfull article access\b|\balready a subscriber\b"
    r"|\b(?:read|reading) (?:the (?:full|rest of the|whole) )?(?:article|story)\b"
    r"|\b(?:read (?:more|on)|continue reading),? (?:please )?(?:subscribe|log in|register)\b",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s*[\u2013\u2014~-]\s?[A-Z]")  # over who said what stands above
_PUBLISHED_BY = re.compile(r"\s*(?:published|released|issued) by\b", re.IGNORECASE)
# A standfirst, "Jo Hill reports", "Jo Hill, head of the Moss Trust, on why barns matter"
_REPORTS = re.compile(
    rf"(?:^|[.?!] ){NAME}(?:,[^.;:]{{3,90}},)? (?:reports|explains|investigates|asks|argues|meets"
    r"|looks|considers|on (?:why|how|what|the))\b"
)
_ON_WRITER = re.compile(
    rf"{NAME} is (?:an? |the )?(?:[\w-]+ ){{0,3}}(?:editor|reporter|writer|columnist|journalist"
    r"|correspondent|chair|director|chief executive|leader|professor|mp|fellow|researcher)\b",
    re.IGNORECASE,
)
_TO_PAPER = re.compile(
    r"\b(?:your|you) (?:leader|editorial|article|report(?:ed)?|correspondent|columnist|letter|map"
    r"|print(?:ed)?|published)\b|^(?:sir|dear editor)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DEAR = re.compile(r"Dear [^.!?]{3,60},")
_DATED = re.compile(r"\s*[|,\u00b7\u2022\u2013\u2014-]?\s*(?:\b(?:on|published|posted)\b|\d)", re.I)
_SIGNED = 5  # lines under a headline in which its byline and its day stand
_HEAD = 8
_SHORT_TEXT = 12_000
_LONG_TEXT = 40_000
_ENOUGH, _SURE = 0.5, 0.7  # of weak signs together
_MOST_OF_WEAK = 0.6  # of likeness: another kind's strong signs outweigh them


def weighed(source: SourceText, lines: Sequence[Line]) -> float:
    """How like a news article's page the lines of a source are, from 0 to 1."""
    text = source.text
    if not lines or len(lines) > 400 or len(text) > 4 * _LONG_TEXT:
        return 0.0
    strong = _strong(source, lines)
    if len(text) < _SHORT_TEXT and not source.pages:
        strong = max(strong, 0.5) if _is_signed(lines) else strong
        strong = max(strong, _likely(_weak(lines) + strong / 2))
    short = (line for line in lines if len(line.text) <= 400)
    if any("[" in line.text and bracket_in(line.text) for line in short):
        strong -= 0.5
    if len(text) > _LONG_TEXT:
        strong -= 0.5
    return round(max(0.0, min(0.95, strong)), 3)


def _strong(source: SourceText, lines: Sequence[Line]) -> float:
    """The signs that hardly any other page has."""
    text = source.text
    short = [line for line in lines if len(line.text) <= 400]
    said = speech_count(text)
    score = (0.5 if len(text) < _SHORT_TEXT else 0.3) if said else 0.0
    score += 0.1 if said > 1 else 0.0
    score += 0.25 if LABEL.fullmatch(lines[0].text.strip()[:80]) else 0.0
    reasons = {furniture_reason(line.text) for line in short}
    score += 0.25 if "comments note" in reasons else 0.0
    score += 0.1 if "call to readers" in reasons else 0.0
    score += 0.25 if any(is_dated_title(line.text) for line in short) else 0.0
    score += 0.1 if any(ends_in_more(line.text) for line in lines) else 0.0
    score += 0.1 if _TODAY.search(text[:4000]) else 0.0
    score += 0.1 if said and any(BYLINE.fullmatch(line.text) for line in short[:4]) else 0.0
    return score


def _weak(lines: Sequence[Line]) -> float:
    """The signs that other pages may have too."""
    prose, told = [line for line in lines if is_prose(line)], telling(lines)
    words = " ".join(line.text for line in prose)
    own = sum(len(line.text) for line in lines if not furniture_reason(line.text))
    if not prose or len(words) < 0.5 * own:
        return 0.0
    head = [line for line in lines[:_HEAD] if len(line.text) <= 160]
    echo = words_of_weight(" ".join(line.text for line in prose[-6:]))
    score = 0.2
    score += 0.2 if any(is_byline_or_date(line) for line in head) else 0.0
    score -= 0.3 if any(_is_publication(line) for line in head) else 0.0
    score += 0.15 if any(weight(line.text, echo) >= 3 for line in head) else 0.0
    score += 0.3 if any(_RELEASE.fullmatch(line.text) for line in lines if line not in prose) else 0
    score += 0.3 if any(_ANNOUNCED.search(line.text) for line in lines) else 0.0
    score += min(0.2, 0.05 * len(SAID_WORD.findall(words)))
    score += min(0.2, 0.1 * len(_LATELY.findall(words)))
    mine = len(_MYSELF.findall(_QUOTED.sub("", words)))
    score += 0.15 if _MYSELF.search(words) else 0.0
    score += 0.2 if mine >= _OWN_VOICE else 0.0
    score += 0.1 if _STYLED.search(words) else 0.0
    score += 0.25 if any(_REPORTS.search(line.text) for line in prose[:2]) else 0.0
    score += 0.25 if any(_ON_WRITER.match(line.text) for line in lines[-_SIGNED:]) else 0.0
    score += 0.3 if _is_letter(lines) else 0.0
    score += 0.15 if _TO_PAPER.search(words) else 0.0
    score += 0.2 if any(_THIS_ARTICLE.search(line.text) for line in lines) else 0.0
    score += 0.3 if any(_DASHED.match(line.text) and speaks(line.text) for line in lines) else 0.0
    reasons = {furniture_reason(line.text) for line in lines if len(line.text) <= 400}
    score += 0.1 * len(reasons & {"sharing links", "image credit", "tags", "comments note"})
    of_another = max(told.work, told.undertaking)
    score += 0.15 if not of_another else -min(0.5, 0.5 * of_another)
    score -= 0.15 if sum(1 for line in lines if is_listed(line)) > len(prose) else 0.0
    return score


def _is_letter(lines: Sequence[Line]) -> bool:
    """Whether a letter is printed: somebody is addressed, and names stand under its close."""
    closed = any(closes_letter(line) and signs(below) for line, below in pairwise(lines))
    return closed and any(_DEAR.fullmatch(line.text.strip()) for line in lines)


def _is_publication(line: Line) -> bool:
    """Whether a line over a text dates it by its month, or says who published it."""
    found = only_date(line.text)
    return bool((found and found.date.precision != "day") or _PUBLISHED_BY.match(line.text))


def _likely(weak: float) -> float:
    """What weak signs come to together: where they just suffice, those of another kind go first."""
    if weak < _ENOUGH:
        return weak * 0.5 / _ENOUGH
    return min(_MOST_OF_WEAK, 0.5 + 0.25 * max(0.0, weak - _SURE))


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether a byline and a day stand under the headline, and paragraphs below: an article."""
    titled = next((at for at, line in enumerate(lines) if line.tag == "h1"), 0)
    below = lines[titled + 1 :]
    first = next((at for at, line in enumerate(below) if is_prose(line)), 0)
    head = [line.text.strip() for line in below[: min(first, _SIGNED)] if len(line.text) <= 160]
    signed = any(
        (by := BYLINE.match(text)) and people_named(_DATED.split(by["name"])[0], 0, "author")
        for text in head
    )
    day = any(each.date.precision == "day" for text in head for each in find_dates(text))
    return signed and day and sum(1 for line in below if is_prose(line)) > 1
