"""Whose page it is by its addresses: "post@moorinst.example" is of the "Moor Institute".

The name in an address is one that the page prints as well: whole, in part, or by the beginnings
of its words ("sglb" for "Society of Goose and Lamp Boards"). An address that agrees with no name
of the page tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing.document import Line, Span
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS, find_organisations
from publications.parsing.organisations.vocabulary import JOINS
from publications.parsing.pages.own_signs import Sign

_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_WEB = re.compile(r"(?:https?://|(?<![\w@.])www\.)(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_END = re.compile(
    r"org|com|co|uk|net|gov|ac|eu|ie|info|scot|wales|cymru|london|nhs|police|test|example|invalid"
    r"|biz|coop|int|gb|sch|ltd|plc"
)
_OF_ALL = re.compile(  # where everybody has an address
    r"gmail|googlemail|google|hotmail|outlook|live|yahoo|ymail|icloud|aol|btinternet|btconnect|sky"
    r"|facebook|twitter|linkedin|youtube|youtu|instagram|flickr|vimeo|bit|tinyurl|issuu|scribd"
    r"|surveymonkey|eventbrite|wordpress|blogspot|substack|medium|dropbox|zoom|mailchimp|amazon"
    r"|doi|creativecommons|legislation|parliament|service|gov|nhs"
)
_JOINS = JOINS | {"a"}
_LONGEST = 20_000  # characters
_E_MAIL, _WEB_SITE = 0.8, 0.6
_WHY = "the addresses of the page agree with its name"
_FEWEST = 3  # letters
_WORD = re.compile(r"[A-Z][\w'\u2019-]*|&|of|for|and|the|in|on")
_RUN = re.compile(
    r"(?<![\w'\u2019-])[A-Z][\w'\u2019-]*(?:[ ](?:(?:of|for|and|the|&|in|on)[ ]){0,2}"
    r"[A-Z][\w'\u2019-]*){0,7}"
)
_AND = re.compile(r" (?:and|&) ")
_SITE_NAME = re.compile(  # "Spoonhill.com" of a site that is called so
    r"(?<![\w@./-])[A-Z][\w-]+\.(?:com|net|org|ie|co\.uk|org\.uk|scot|wales)(?![\w.]*[\w/@])"
)


def addressed(text: str, lines: Sequence[Line]) -> Iterator[Sign]:
    """The names that the addresses of a page agree with, each with its weight and its place."""
    labels: dict[str, float] = {}
    for line in lines:
        words = line.text[:_LONGEST]
        for weight, pattern in ((_E_MAIL, _EMAIL), (_WEB_SITE, _WEB)):
            for match in pattern.finditer(words):
                if label := _label(match["host"]):
                    labels[label] = max(weight, labels.get(label, 0.0))
    if not labels:
        return
    names = list(_names(text, lines))
    for label, weight in labels.items():
        of_it = [span for span in names if _agrees(label, text[slice(*span)])]
        whole = [span for span in of_it if re.search("[ .]", text[slice(*span)])]
        if of_it:
            yield Sign(weight, (whole or of_it)[0], _WHY, of_site=True)


def _label(host: str) -> str:
    """The part of an address that is its holder's own, in small letters without signs."""
    parts = [each for each in host.casefold().split(".") if each]
    while len(parts) > 1 and _END.fullmatch(parts[-1]):
        parts.pop()
    label = re.sub(r"[^a-z\d]", "", parts[-1])
    return "" if _OF_ALL.fullmatch(label) or len(label) < _FEWEST else label


def _names(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The places of what can be a body's name: known bodies, and runs of capitals."""
    for line in lines:
        words = _without_addresses(text[line.start : min(line.end, line.start + _LONGEST)])
        for found in find_organisations(words, line.start):
            yield found.start, found.start + len(found.name)
        for run in _RUN.finditer(words):
            if not looks_like_name(run.group()) or " " not in run.group():
                yield line.start + run.start(), line.start + run.end()
            if first := _AND.search(run.group()):  # "Spoonhill and the Tea Guild"
                yield line.start + run.start(), line.start + run.start() + first.start()
        for named in _SITE_NAME.finditer(words):
            yield line.start + named.start(), line.start + named.end()


def _without_addresses(words: str) -> str:
    """The words with their addresses blanked, each character by one."""
    for pattern in (_EMAIL, _WEB):
        words = pattern.sub(lambda match: " " * len(match.group()), words)
    return words


def _agrees(label: str, name: str) -> bool:
    """Whether an address is made of the words of a name, or of their beginnings, in order."""
    words = [re.sub(r"[\W_]", "", each).casefold() for each in _WORD.findall(name)]
    words = [word for word in words if word] or ["-"]
    if len(words) == 1:
        return words[0] == label
    general = [each.title() in BODY_WORDS or each in _JOINS for each in words]
    # "policy.example" is of the "Institute for Policy", "moor.example" of the "Moor Trust": words
    # for a kind of body may be left out, before or behind the others.
    first = next((at for at, each in enumerate(general) if not each), 0)
    last = next((at for at in range(len(words), 0, -1) if not general[at - 1]), len(words))
    parts = (words, words[first:], words[:last], words[first:last])
    return any(part and label[0] == part[0][0] and _made_of(label, part) for part in parts)


def _made_of(label: str, words: Sequence[str]) -> bool:
    """Whether beginnings of all the words make the label; joining words may be left out."""
    if not words:
        return not label
    first, *rest = words
    if first in _JOINS and _made_of(label, rest):
        return True
    longest = next((n for n in range(len(first), 0, -1) if label.startswith(first[:n])), 0)
    return any(_made_of(label[n:], rest) for n in range(longest, 0, -1))
