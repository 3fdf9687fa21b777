"""The words that decide whether an entry is a publication, an event or a piece of news.

``RULES`` is the whole of it: they are tried in order and the first that fits decides. The order
carries the sense: what a title calls itself outranks its summary, what a summary says the entry
*is* outranks what it mentions in passing, and a report spoken of under another title makes a
piece of news. Where nothing fits the entry is open, and a piece of news until somebody looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publications.parsing.pages.entries.rules import (
    EVENT,
    LABELS,
    NEWS_ITEM,
    PUBLICATION,
    QUOTE,
    RULES,
    WORK,
    Rule,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of an entry and why: the rule, and the words of title or summary that it found."""

    kind: str
    form: str = ""
    rule: str = ""
    where: str = ""  # title, summary, or elsewhere; empty when no rule fits
    start: int = 0
    end: int = 0
    sure: bool = False


CLOCK = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?"
    r"(?:\s?(?:[ap]\.?m\b\.?|noon\b)|(?=\s?[-–]\s?\d{1,2}(?:[.:][0-5]\d)?\s?[ap]\.?m\b))"
    r"(?:\s?(?:-|–|to)\s?\d{1,2}(?:[.:][0-5]\d)?\s?(?:[ap]\.?m\b\.?|noon\b)?)?"
    r"|(?<![\d.:])(?:[01]?\d|2[0-3])\.[0-5]\d\s?[-–]\s?(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%])"
    r"|(?<![\d.:])(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?:-|–|to)\s?(?:[01]?\d|2[0-3]):[0-5]\d)?(?!\d)",
    re.IGNORECASE,
)
_VERB_OR_STOP = re.compile(r"\b(?:is|are|was|were|has|have|will|said|says|the)\b|\.\s+[A-Z]")
_BY = re.compile(r",? by (?=[A-Z])")
_NAMED_WORK = re.compile(
    rf"\b(?P<form>{WORK})\b[,:]?\s*(?:[-–—]\s*)?"
    rf"(?:{QUOTE}(?P<quoted>(?:(?!\. )[^‘“\"”\n]){{4,120}}?)[’'\"”](?!\w)"
    rf"|{QUOTE}(?P<unclosed>[^‘“\"”,.\n]{{4,120}})(?=[,.])"
    r"|(?<=, )(?P<plain>[A-Z][^,.:;\n]{3,100}?)(?=[,.]))",
    re.IGNORECASE,
)


def title_key(title: str) -> str:
    """A title without capitals, punctuation and spaces doubled, to tell it again."""
    return " ".join(re.sub(r"[\W_]+", " ", title.casefold()).split())


def works_named(texts: Iterable[str]) -> dict[str, str]:
    """Works that the texts name with what they are: title key -> "report", "research note"."""
    return {
        title_key(_named(match)): match["form"].lower()
        for text in texts
        for match in _works_in(text)
    }


def label_kind(label: str) -> Decision | None:
    """The kind that a printed label names, "Briefing paper"; None for other words."""
    words = " ".join(label.split())
    for kind, pattern in LABELS:
        if match := pattern.fullmatch(words):
            form = "" if match["form"].lower() == "event" else match["form"].lower()
            return Decision(kind, _plain(form), "label", "label", sure=True)
    return None


def decide(title: str, summary: str, named: Mapping[str, str]) -> Decision:
    """The kind of an entry by its words; ``named`` is what ``works_named`` found on the page."""
    for rule in RULES:
        if isinstance(rule, Rule):
            text = title if rule.where == "title" else summary
            if match := rule.pattern.search(text):
                form = (match.groupdict().get("form") or "").lower()
                return Decision(
                    rule.kind, _plain(form), rule.name, rule.where, *match.span(), rule.sure
                )
        elif found := _SPECIAL[rule](title, summary, named):
            return found
    return Decision(NEWS_ITEM)


def place_and_time(summary: str) -> tuple[int, int] | None:
    """The span of the clock time in a summary that is nothing but a place and a time."""
    match = CLOCK.search(summary) if len(summary) <= 160 else None
    if not match or _VERB_OR_STOP.search(summary):
        return None
    return match.span()


def _by_place_and_time(title: str, summary: str, named: Mapping[str, str]) -> Decision | None:
    span = place_and_time(summary)
    return Decision(EVENT, "", "place_and_time", "summary", *span, True) if span else None


def _by_title_and_author(title: str, summary: str, named: Mapping[str, str]) -> Decision | None:
    """A summary that begins "Own Title, by A and B" speaks of the work itself."""
    own = title_key(title)
    for by in _BY.finditer(summary[:300]):
        if own and title_key(summary[: by.start()]) == own:
            return Decision(PUBLICATION, "", "title_by", "summary", 0, by.end(), True)
    return None


def _by_name_elsewhere(title: str, summary: str, named: Mapping[str, str]) -> Decision | None:
    form = named.get(title_key(title))
    if not form:
        return None
    return Decision(PUBLICATION, form, "named_elsewhere", "elsewhere", sure=True)


def _by_another_work(title: str, summary: str, named: Mapping[str, str]) -> Decision | None:
    own = title_key(title)
    for match in _works_in(summary):
        if title_key(_named(match)) != own:
            return Decision(NEWS_ITEM, "", "names_another_work", "summary", *match.span(), True)
    return None


_SPECIAL = {
    "title_by": _by_title_and_author,
    "place_and_time": _by_place_and_time,
    "named_elsewhere": _by_name_elsewhere,
    "names_another_work": _by_another_work,
}


def _works_in(text: str) -> list[re.Match[str]]:
    """The named works; one without quote marks must begin with a capital after a comma."""
    return [match for match in _NAMED_WORK.finditer(text) if _named(match)[0].isupper()]


def _named(match: re.Match[str]) -> str:
    return match["quoted"] or match["unclosed"] or match["plain"]


def _plain(form: str) -> str:
    form = re.sub(r"round-?\s?table", "roundtable", form)
    return {
        "launch of": "launch",
        "submission to": "submission",
        "in conversation with": "conversation",
    }.get(form, "consultation response" if form.startswith("response to") else form)
