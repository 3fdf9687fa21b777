"""The office that stands beside a name in running text, found by weighing what stands there.

Behind it: "Jo Hill, leader of Moss Council,", "Jo Hill (Leader, Moss Council)", "Jo Hill of the
Moss Trust", "Jo Hill, who chairs the Moss Trust", "Jo Hill is leader of Moss". Before it: "Moss
Trust director Jo Hill", "the council's leader, Jo Hill,", "Moss University's Jo Hill", "Their
leader is Jo Hill". An office tells more than a body alone, and both more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.document import Span
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS, find_listed
from publications.parsing.pages.articles.named import HAS_OFFICE, names_in
from publications.parsing.pages.articles.saying import SAID

_REACH = 260  # characters on either side of a name
_HOLDS = 90  # characters before a name in which a body that owns it may stand
_VERB = (
    rf"(?:{SAID}|is|was|are|were|has|have|had|will|would|can|could|did|does|who|which|whose|whom"
    r"|welcomed|welcomes|opened|launched|met|visited|joined|believes|believed|thinks|called|calls"
    r"|describes|described|spoke|speaks|gave|gives|set|sets|made|makes|took|takes|hit|put)"
)
_ENDS = re.compile(
    rf"[:;\u201c\u201d\"\n]|[.!?](?=\s|$)|\s[\u2013\u2014-]\s|,? {_VERB}\b| since "
    r"|,? (?:[a-z]+ly|also|then) (?=[a-z]+(?:ed|s)\b)| (?=[a-z]+ed (?:the|that|to|his|her|it)\b)"
)
_PARTY = re.compile(r"\s\((?:[A-Z][\w/ .&-]{0,28}|pictured[\w ,]{0,20}|[a-z]+)\)")
_IN_BRACKETS = re.compile(r"\s\((?P<office>[^()\n]{4,140})\)")
_DASHED = re.compile(
    r"\s[\u2013\u2014-]\s(?P<office>[^\u2013\u2014\n.;:]{4,140}?)(?=\s[\u2013\u2014-]\s|,?\n|$)"
)
_OF_BODY = re.compile(r",? (?:of|from|at) (?:the )?(?=[A-Z])")
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
    r"(?:,[^,.;]{2,60},)? (?:is|was|has been|works as) (?:now |currently )?"
    r"(?:the |an? |our |its |their )?(?P<office>[^.;:\n]{3,140})"
)
_LINK = re.compile(
    r"\b(?:by|that|when|while|but|with|to|as|because|than|if|and so|then|after|before"
    rf"|{_VERB}) "
)
_BOUND = re.compile(
    r"[:;\u201c\u201d\"\n!?]|[,.!?][\u2019'](?=\s)|(?<!\bSt)(?<!\bDr)\.(?=\s)|\s[\u2013\u2014-]\s"
)
_TRADE = re.compile(
    r"\b(?:resident|tenant|teacher|nurse|doctor|farmer|shopkeeper|trader|worker|owner|parent|carer"
    r"|volunteer|student|pensioner|historian|vicar|architect|landlord|surveyor|engineer|barrister"
    r"|lawyer|provost|senator|whip|warden|superintendent|constable|cathaoirleach|neighbour"
    r"|organiser|economist|GP|TD|TDs|MSP|MLA|AM|academic|scientist|midwife|builder|grandmother"
    r"|mother|father|entrepreneur|driver|guardian|steward|porter|reader|chancellor|deputy)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\([^()]{2,40}\)\s*)?"
    r"(?:(?:,? ?and|of|for|at|in|on|to|from|with responsibility for|the)\b.*)?"
)
_PASSIVE = re.compile(r"\b(?:[a-z]+ed|met|told|saw|said|asks|thanks|names)\s*$")
_OWNER = re.compile(
    r"(?P<body>(?:[Tt]he )?(?:[A-Z][\w&.-]*(?: (?:of|for|and|the) )? ?){1,6})"
    r"(?:['\u2019]s|(?<=s)['\u2019]) $"
)
_THEIRS_IS = re.compile(
    r"(?P<office>(?:^|(?<=[.] ))(?:The|Its|Their|Our) [^.,;:]{3,80}) (?:is|was) $"
)
_ARTICLE = re.compile(
    r"(?:the|an?|our|its|their|his|her|one|another|fellow|leading)\b|[A-Z]|former|deputy|local|ex-",
    re.I,
)


def office_beside(text: str, start: int, end: int, floor: int = 0) -> Span | None:
    """Where the office of the person stands whose name is ``text[start:end]``; None without one.

    ``floor`` is where the paragraph or the text begins.
    """
    found = [
        *_behind(text, start, end, floor),
        *_before(text, start, end, max(floor, start - _REACH)),
    ]
    weighed = [(_weight(text[slice(*place)]) + bonus, place) for place, bonus in found]
    weighed = [each for each in weighed if each[0] > 0]
    return max(weighed, key=lambda each: each[0])[1] if weighed else None


def _weight(words: str) -> float:
    """How much words tell of what somebody is."""
    office = bool(HAS_OFFICE.search(words))
    body = bool(set(re.findall(r"[\w&]+", words)) & BODY_WORDS) or bool(
        re.search(r"\b[A-Z]{3,}\b", words)
    )
    few = len(words.split()) <= 22
    return (1.0 * office + 0.5 * (body or bool(re.search(r"(?<=\s)[A-Z]", words)))) if few else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,;":
        start += 1
    while start < end and text[end - 1] in " ,;":
        end -= 1
    return start, end


# -- behind the name -----------------------------------------------------------------------


def _behind(text: str, start: int, end: int, floor: int) -> Iterator[tuple[Span, float]]:
    bracket = _IN_BRACKETS.match(text, end)
    if bracket and (
        HAS_OFFICE.search(bracket["office"]) or set(bracket["office"].split()) & BODY_WORDS
    ):
        yield bracket.span("office"), 0.3
    party = _PARTY.match(text, end)
    at = party.end() if party else end
    age = _AGE.match(text, at)
    at = age.end() if age else at
    ceiling = min(len(text), at + _REACH)
    if dashed := _DASHED.match(text, at, ceiling):
        if HAS_OFFICE.search(dashed["office"]) and not _names_somebody(dashed["office"]):
            yield dashed.span("office"), 0.2
    if of := _OF_BODY.match(text, at, ceiling):
        if body := find_listed(text, of.end())[:1]:
            yield (of.end(), body[0].end), 0.3
    told = _TOLD.match(text, at, ceiling)
    begins = not text[floor:start].strip() or text[max(floor, start - 2) : start] in {". ", ".\n"}
    if told and begins:
        office = _CLAUSED.split(told["office"], maxsplit=1)[0]
        if HAS_OFFICE.search(" ".join(office.split()[:6])) and not re.match(
            r"[a-z]+(?:ed|ing)\b", office
        ):
            yield _trimmed(text, told.start("office"), told.start("office") + len(office)), 0.1
    if text[at : at + 2] == ", ":
        yield from _between_commas(text, at + 2, ceiling)


_CLAUSED = re.compile(r",? (?:who|which|where|whose|and (?:has|is|was|writes|wrote|a member))\b|, ")


def _between_commas(text: str, at: int, ceiling: int) -> Iterator[tuple[Span, float]]:
    """What stands behind the comma: an office with its body, or a clause that tells of one."""
    if being := _BEING.match(text, at):
        at = being.end()
    elif (working := _WORKING.match(text, at)) and (body := find_listed(text, working.end())):
        yield (body[0].start, body[0].end), 0.3
        return
    elif doing := _DOING.match(text, at):
        close = re.compile(r"[,.;:\u201c\"\n]").search(text, doing.end(), ceiling)
        stop = close.start() if close else ceiling
        skip = len("who is ") if doing.group().startswith("who is") else len("who ")
        whole = _trimmed(text, doing.start() + skip, stop)
        object_ = _trimmed(text, doing.end(), stop)
        named = re.match(r"(?:the )?[A-Z]", text[slice(*object_)])
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
    is_office = HAS_OFFICE.search(first) or _TRADE.search(first) or _is_of(first)
    if not is_office or _names_somebody(first) or re.match(rf"{_VERB}\b", first):
        return
    last = 0
    for place, part in enumerate(parts[1:], 1):
        if not _goes_on(text[at : at + parts[last].end()], part.group(), place == len(parts) - 1):
            break
        last = place
    bonus = 0.2 if HAS_OFFICE.search(first) else 0.4
    span = _trimmed(text, at, at + parts[last].end())
    if not HAS_OFFICE.search(first) and _is_of(first):
        span = (span[0] + len(re.match(r"(?:of|from|at) (?:the )?", first).group()), span[1])
    yield span, bonus


def _is_of(words: str) -> bool:
    return bool(re.match(r"(?:of|from|at) (?:the )?[A-Z]", words)) and len(words.split()) <= 9


def _goes_on(before: str, part: str, last: bool) -> bool:
    """Whether a part behind a comma belongs to the office: its body, or another subject of it."""
    words = part.strip()
    bare = re.sub(r"^and ", "", words)
    if not bare or _CLAUSE.match(words) or len(words.split()) > 12:
        return False
    if re.match(
        r"(?:and )?(?:chair|chief|director|leader|head|member|former|president|vice)", words, re.I
    ):
        return not _names_somebody(words)
    if bare[:1].isupper():
        body = set(bare.split()) & BODY_WORDS
        return bool(body) or (not looks_like_name(bare) and not _names_somebody(bare)) or last
    # "director of housing, planning and place at Moor"
    listing = re.search(r"\b(?:of|for|to)\b[^,]*$", before)
    return bool(listing) and bool(re.match(r"(?:[a-z-]+ ){1,3}and [a-z]", words))


def _names_somebody(words: str) -> bool:
    """Whether words hold a person's name that is no place or body of an office."""
    for name in names_in(words):
        before = re.sub(r"(?:[A-Z][\w&.'\u2019-]* )+$", "", words[: name.start()]).split()
        tied = before and before[-1].casefold() in _TIES
        body = set(name.group().split()) & BODY_WORDS
        if not tied and not body and (name.start() or name.group() == words):
            return True
    return False


_TIES = frozenset(["of", "for", "at", "in", "the", "from", "to", "and", "with", "&", "on"])


# -- before the name -----------------------------------------------------------------------


def _before(text: str, start: int, end: int, floor: int) -> Iterator[tuple[Span, float]]:
    bounds = [each.end() for each in _BOUND.finditer(text, floor, start)]
    begin = bounds[-1] if bounds else floor
    if theirs := _THEIRS_IS.search(text[begin:start].lstrip()):
        at = begin + len(text[begin:start]) - len(text[begin:start].lstrip())
        if HAS_OFFICE.search(theirs["office"]):
            yield (at + theirs.start("office"), at + theirs.end("office")), 0.3
    if text[:start].endswith(", "):
        yield from _apposed(text, begin, start - 2, start, end)
        return
    if not text[max(0, start - 1) : start].isspace() or start <= begin:
        return
    lead = text[begin:start]
    comma = lead.rfind(", ")
    if comma >= 0 and not re.search(r"\b(?:for|of) [^,]*,[^,]* and [^,]*$", lead):
        begin += comma + 2
    place = _office_in(text, begin, start)
    if place:
        yield place, 0.25
    owner = _OWNER.search(text[max(begin, start - _HOLDS) : start])
    if owner and not HAS_OFFICE.search(owner["body"]):
        at = max(begin, start - _HOLDS)
        yield (at + owner.start("body"), at + owner.end("body")), 0.3


def _apposed(
    text: str, begin: int, stop: int, start: int, end: int
) -> Iterator[tuple[Span, float]]:
    """ "The council's cabinet member for housing, Jo Hill, said": an office, a comma, a name."""
    follows = text[end : end + 1] in {",", ":", "(", "."} or re.match(
        rf"(?: \([^()]{{1,40}}\))?(?:,| {_VERB}\b| [a-z]+ed\b|$)", text[end:]
    )
    lead = text[begin:stop]
    comma = lead.rfind(", ")
    listed = comma >= 0 and re.search(r"\b(?:for|of) [^,]*,[^,]* and [^,]*$", lead)
    if comma >= 0 and not listed:
        if any(True for _ in names_in(lead[max(0, comma - 50) : comma])):
            near = list(names_in(lead[:comma]))
            if near and near[-1].end() >= comma - 1:
                return  # "Bo Lee, chair, Jo Hill": the other's office
        begin += comma + 2
    place = _office_in(text, begin, stop, apposed=True)
    if follows and place and _ARTICLE.match(text[slice(*place)]):
        article = re.match(
            r"(?i:the|its|their|his|her|our|my|an?) (?!\S+(?: \S+)?['\u2019])", text[slice(*place)]
        )
        yield (place[0] + (article.end() if article else 0), place[1]), 0.25


def _office_in(text: str, begin: int, stop: int, *, apposed: bool = False) -> Span | None:
    """Where the words before a name tell an office: the last clause, without what leads in."""
    lead = text[begin:stop]
    links = [each.end() for each in _LINK.finditer(lead)]
    for at in (*reversed(links), 0):
        words = lead[at:]
        head = words.strip(" ,")
        offices = [*HAS_OFFICE.finditer(head), *_TRADE.finditer(head)]
        if not offices:
            continue
        # "the minister and Jo Hill", "X and council leader Jo Hill"
        joined = [each.end() for each in re.finditer(r"(?:^|,? )and (?:the )?", head)]
        for cut in reversed(joined):
            rest = head[cut:]
            if HAS_OFFICE.search(rest) and not re.match(r"[a-z]+ (?:and|of)\b", rest):
                former = head[:cut]
                if _names_somebody(former) or not re.search(r"\b(?:for|of)\b", former):
                    head, at = rest, at + words.find(head) + cut
                    words = rest
                break
        offices = [*HAS_OFFICE.finditer(head), *_TRADE.finditer(head)]
        if not offices or head.endswith(" and"):
            return None
        last = max(offices, key=lambda each: each.end())
        tail = head[last.end() :]
        if not _TAIL.fullmatch(tail) or _PASSIVE.search(tail) or _names_somebody(tail):
            return None
        if not apposed and tail and tail.split()[-1][:1].islower() and len(tail.split()) > 5:
            return None
        first = begin + lead.find(head, at if head in lead[at:] else 0)
        return (first, first + len(head)) if head and len(head.split()) <= 20 else None
    return None
