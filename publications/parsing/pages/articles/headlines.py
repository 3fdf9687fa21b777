"""Which line over an article is its headline, and which are the names of its magazine's parts.

No sign is sure alone: a headline has some words and no stop, stands over the standfirst, has a day
or a byline beside it, is told again by the page's name, and above all its words come back in the
article. Items of lists, pieces of sentences, what a letter is headed with ("To: ...") and one of
several questions are none: an article may have lost its headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from publications.parsing.document import Line, SourceText
from publications.parsing.mentions import tells_of_person
from publications.parsing.names import looks_like_name
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.pages.page_blocks import is_listed
from publications.parsing.spans import parted

_MOST_READ = 4000  # characters of an article whose words are held against its headline's
_STEM = 5  # characters
_ECHO = 0.5  # of a headline's words of weight come back in most articles
NO_HEADLINE = 3.0  # the cost of a form that no headline has
_ENOUGH = -1.0
_LEAST = -3.5  # for the only line over an article
_FURTHER_DOWN = (0.0, 1.1, 1.8, 2.2, 2.5)  # what speaks against a line with others over it
_LONG = 25  # words: more are a standfirst's
_ADDRESSED = re.compile(r"(?:to|from|cc|re|by|written by|posted by|author)\s?: ", re.IGNORECASE)
_BY = re.compile(r"\s*by:? [A-Z]", re.IGNORECASE)
_GLUED = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}")  # "this withThese": texts of several elements
_SITE_TEXT = re.compile(
    r"(?i:\b(?:(?:\w+'s?|\w+s\u2019) directory|promo|releases from"
    r"|connect:|tel:|email:)(?:\s|$)|\s\|\s[^|]+\s\|\s)|"
    r"\b(?:[Ww]ebmaster|[Nn]ewsfeed|[Ff]reeview channel|external links)\b|[Ss]hare this with\b"
    r"|\blogo(?:[A-Z]|$)"
)
_TEASED = re.compile(
    r"(?:top|lead|main|related|latest|next|previous) (?:story|article|post)\b", re.I
)
_LIST = 4  # lines of a menu
_PARTS = re.compile(r"\s+[-|:\u00b7\u2013\u2014]\s+|\s*[|\u00bb]\s*")


def headline(
    source: SourceText,
    lines: Sequence[Line],
    body: Sequence[Line],
    facts: Sequence[Line] = (),
    labels: Sequence[Line] = (),
) -> Line | None:
    """The line that is the headline: the first heading of the page, else the likeliest line.

    A lower heading counts where the page's own name, in its head, is told by its words too: of
    two such headings neither is surely the headline. ``body`` is the article under the lines,
    ``facts`` are the lines among them that say when it appeared and who wrote it, ``labels`` those
    that name the section, which stand over the headline. None where no line is like a headline.
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
    names = [line for line in lines if looks_like_name(line.text.strip())]
    facts = [*facts, *names]
    likely = [line for line in lines if line not in listed and cost_of_form(line) < NO_HEADLINE]
    weights = {
        at: weight(line.text, telling)
        - _FURTHER_DOWN[min(at, len(_FURTHER_DOWN) - 1)]
        - cost_of_form(line)
        - (1.5 if any(line.start < label.start < likely[-1].start for label in labels) else 0.0)
        + _worth_of_place(line, [*likely, *body, *labels, *labels], facts)
        for at, line in enumerate(likely)
    }
    best = max(weights, key=lambda at: (weights[at], -at), default=-1)
    if best < 0 or is_one_of_questions(likely[best], lines, body):
        return None
    short = len(likely[0].text.split()) <= _LONG
    alone = len(likely) == 1 and short and not cost_of_form(likely[0]) and weights[0] > _LEAST
    return likely[best] if alone or weights[best] >= _ENOUGH else None


def is_one_of_questions(line: Line, lines: Sequence[Line], body: Sequence[Line]) -> bool:
    """Whether a line right over an article is the first of its questions, each over an answer."""
    asked = sum(1 for each in body if _is_question(each.text))
    return asked > 1 and _is_question(line.text) and line is lines[-1]


def cost_of_form(line: Line) -> float:
    """What speaks against a headline in how a line is made."""
    text = line.text.strip()
    cost = NO_HEADLINE if is_listed(line) or text[0] in "-*\u2022" else 0.0
    cost += NO_HEADLINE if text[0].islower() else 0.0
    cost += NO_HEADLINE if _ADDRESSED.match(text) else 0.0
    cost += NO_HEADLINE if _SITE_TEXT.search(text) else 0.0
    cost += 1.0 if _GLUED.search(text) else 0.0
    cost += 1.0 if _TEASED.match(text) else 0.0
    cost += 2.0 if text[-1] == "." and tells_of_person(text) else 0.0
    return cost


def _worth_of_place(line: Line, lines: Sequence[Line], facts: Sequence[Line]) -> float:
    """What speaks for a headline in what stands beside it: the day or the byline of the article.

    A line too long for most headlines needs one.
    """
    facts = [each for each in facts if each is not line]
    others = [each.start for each in lines if each is not line and each not in facts]
    below = any(  # a standfirst may stand between
        line.start < fact.start and sum(1 for at in others if line.start < at < fact.start) < 2
        for fact in facts
    )
    signed = [fact.start for fact in facts if _BY.match(fact.text)]
    over = any(at < min(signed) < line.start for at in others) if signed else False
    above = not over and any(
        fact.start < line.start and not any(fact.start < at < line.start for at in others)
        for fact in facts
    )
    lone = len(line.text.split()) > _LONG and not facts
    return (1.5 if below else 0.0) + (0.7 if above else 0.0) - (3.0 if lone or over else 0.0)


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?") and 3 <= len(text.split()) <= 20


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
    weighed -= 1.5 if count > _LONG else 0.0
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
