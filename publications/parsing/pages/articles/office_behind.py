"""The office that stands behind a name, or that a sentence tells of somebody.

"Jo Hill, leader of Moss Council,", "Jo Hill (Leader, Moss Council)", "Jo Hill of the Moss Trust",
"Jo Hill, who chairs the Moss Trust", "Jo Hill is leader of Moss", "Jo Hill runs the Moss Trust".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.document import Span
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS, find_listed
from publications.parsing.pages.articles.named import HAS_OFFICE
from publications.parsing.pages.articles.office_words import (
    CAPITALS,
    FIRMS,
    REACH,
    TRADE,
    VERB,
    names_somebody,
    without_signs,
)

_ENDS = re.compile(
    rf"[:;\u201c\u201d\"\n]|[.!?](?=\s|$)|\s[\u2013\u2014-]\s|,? {VERB}\b| since "
    r"|,? (?:[a-z]+ly|also|then) (?=[a-z]+(?:ed|s)\b)| (?=[a-z]+ed (?:the|that|to|his|her|it)\b)"
)
_PARTY = re.compile(r"\s\((?:[A-Z][\w/ .&-]{0,28}|pictured[\w ,]{0,20}|[a-z]+)\)")
_IN_BRACKETS = re.compile(r"\s\((?P<office>[^()\n]{4,140})\)")
_DASHED = re.compile(
    r"\s[\u2013\u2014-]\s(?P<office>[^\u2013\u2014\n.;:]{4,140}?)(?=\s[\u2013\u2014-]\s|,?\n|$)"
)
_OF_BODY = re.compile(r",? (?:of|from|at) (?:the )?(?=[A-Z])")
_WITHIN = re.compile(rf", (?:the )?(?P<body>{CAPITALS})(?=[,.;]|$)")  # "X School, Y University"
_AGE = re.compile(r", \d\d(?=,)")
_CLAUSE = re.compile(r"(?:and )?(?:who|which|whose|where)\b")
_BEING = re.compile(
    r"who (?:is|was|has been|used to be) (?!responsible)(?:also |now )?(?:the |an? |its |their )?"
)
_DOING = re.compile(
    r"who (?:(?:also|now|once|currently) )?(?:chairs|chaired|leads|led|heads|headed|runs|ran"
    r"|directs|is responsible for|directed|manages|managed|founded|edits|edited|teaches"
    r"|represents|co-?chairs|owns)\b"
)
_WORKING = re.compile(
    r"who (?:led|leads|ran|runs|heads|headed|wrote|carried out|directs|directed|works|teaches)"
    r"\b[^,.;]{0,60}?\b(?:at|for) (?:the )?"
)
_TOLD = re.compile(
    r"(?:,[^,.;]{2,60},)? (?:(?:is joining|joined|joins) [^.;,]{3,60}? as|is|was|has been"
    r"|works as|serves as|holds|writes(?: here)? as) (?:now |currently )?"
    r"(?:the |an? |our |its |their )?(?P<office>[^.;:\n]{3,140})"
)
_TOLD_DOING = re.compile(
    r" (?:runs|leads|chairs|heads|directs|edits|manages|lectures in|teaches|works (?:for|at|in)) "
    r"(?P<office>[^.;:\n]{3,100})"
)
_CLAUSED = re.compile(r",? (?:who|which|where|whose|and (?:has|is|was|writes|wrote|a member))\b|, ")
_TEACHES = re.compile(r" (?:lectures|teaches)")
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)\b")
_CLOSE = re.compile(r"[,.;:\u201c\"\n]")
_NAMED = re.compile(r"(?:the )?[A-Z]")
_IN_CAPITALS = re.compile(CAPITALS)
_BY_VERB = re.compile(rf"{VERB}\b")
_OF = re.compile(r"(?:of|from|at) (?:the )?(?=[A-Z])")
_OFFICE_TOO = re.compile(
    r"(?:and )?(?:chair|chief|director|leader|head|member|former|president|vice)", re.IGNORECASE
)
_SUBJECT = re.compile(r"\b(?:of|for|to)\b[^,]*$")
_SUBJECTS = re.compile(r"(?:[a-z-]+ ){1,3}and [a-z]")
_ITS_BODY = re.compile(rf"(?:the )?{CAPITALS}(?=[,.;]|$| (?:in|and) )")


def offices_behind(text: str, start: int, end: int, floor: int) -> Iterator[tuple[Span, float]]:
    """The places of what may be the office behind a name, with their weights."""
    bracket = _IN_BRACKETS.match(text, end)
    if bracket and (
        HAS_OFFICE.search(bracket["office"]) or set(bracket["office"].split()) & BODY_WORDS
    ):
        yield bracket.span("office"), 0.3
    party = _PARTY.match(text, end)
    at = party.end() if party else end
    age = _AGE.match(text, at)
    at = age.end() if age else at
    ceiling = min(len(text), at + REACH)
    if dashed := _DASHED.match(text, at, ceiling):
        if HAS_OFFICE.search(dashed["office"]) and not names_somebody(dashed["office"]):
            yield dashed.span("office"), 0.2
    if of := _OF_BODY.match(text, at, ceiling):
        if body := find_listed(text, of.end())[:1]:
            within = _WITHIN.match(text, body[0].end, ceiling)
            part = within and set(within["body"].split()) & BODY_WORDS
            yield (of.end(), within.end() if within and part else body[0].end), 0.3
    told = _TOLD.match(text, at, ceiling)
    begins = not text[floor:start].strip() or text[max(floor, start - 2) : start] in {". ", ".\n"}
    doing = _TOLD_DOING.match(text, at, ceiling)
    if doing and begins and (body := _ITS_BODY.match(doing["office"])):
        yield (doing.start("office"), doing.start("office") + body.end()), 0.1
    elif doing and begins and _TEACHES.match(doing.group()):
        yield without_signs(text, doing.start() + 1, doing.end()), 0.1
    if told and begins:
        office = _CLAUSED.split(told["office"], maxsplit=1)[0]
        first = " ".join(office.split()[:6])
        is_office = HAS_OFFICE.search(first) or TRADE.search(" ".join(office.split()[:2]))
        if is_office and not _PARTICIPLE.match(office):
            yield without_signs(text, told.start("office"), told.start("office") + len(office)), 0.1
    if text[at : at + 2] == ", ":
        yield from _between_commas(text, at + 2, ceiling)


def _between_commas(text: str, at: int, ceiling: int) -> Iterator[tuple[Span, float]]:
    """What stands behind the comma: an office with its body, or a clause that tells of one."""
    if being := _BEING.match(text, at):
        at = being.end()
    elif (working := _WORKING.match(text, at)) and (body := find_listed(text, working.end())):
        yield (body[0].start, body[0].end), 0.3
        return
    elif doing := _DOING.match(text, at):
        close = _CLOSE.search(text, doing.end(), ceiling)
        stop = close.start() if close else ceiling
        skip = len("who is ") if doing.group().startswith("who is") else len("who ")
        whole = without_signs(text, doing.start() + skip, stop)
        object_ = without_signs(text, doing.end(), stop)
        named = _NAMED.match(text[slice(*object_)])
        yield (object_ if named else whole), 0.4
        return
    elif _CLAUSE.match(text, at):
        return
    close = _ENDS.search(text, at, ceiling)
    stop = close.start() if close else ceiling
    if not close and stop == ceiling and stop < len(text):
        return
    parts = list(re.finditer(r"[^,]+", text[at:stop]))
    if not parts or _CLAUSE.match(parts[0].group().strip()):
        return
    first = parts[0].group().strip()
    is_office = HAS_OFFICE.search(first) or TRADE.search(first) or _is_of(first)
    is_office = is_office or (_IN_CAPITALS.fullmatch(first) and first.split()[-1] in FIRMS)
    if not is_office or names_somebody(first) or _BY_VERB.match(first):
        return
    last = 0
    for place, part in enumerate(parts[1:], 1):
        if not _goes_on(text[at : at + parts[last].end()], part.group(), place == len(parts) - 1):
            break
        last = place
    bonus = 0.2 if HAS_OFFICE.search(first) else 0.4
    span = without_signs(text, at, at + parts[last].end())
    if not HAS_OFFICE.search(first) and _is_of(first):
        span = (span[0] + _OF.match(first).end(), span[1])
    yield span, bonus


def _is_of(words: str) -> bool:
    return bool(_OF.match(words)) and len(words.split()) <= 9


def _goes_on(before: str, part: str, last: bool) -> bool:
    """Whether a part behind a comma belongs to the office: its body, or another subject of it."""
    words = part.strip()
    bare = words.removeprefix("and ")
    if not bare or _CLAUSE.match(words) or len(words.split()) > 12:
        return False
    if _OFFICE_TOO.match(words):
        return not names_somebody(words)
    if bare[:1].isupper():
        body = set(bare.split()) & BODY_WORDS
        return bool(body) or (not looks_like_name(bare) and not names_somebody(bare)) or last
    # "director of housing, planning and place at Moor"
    listing = _SUBJECT.search(before)
    return bool(listing) and bool(_SUBJECTS.match(words))
