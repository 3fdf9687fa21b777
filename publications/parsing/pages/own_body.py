"""Whose page it is, where only its sentences say so: "this booklet from X", "X has opened the Y".

Each way of saying so weighs, and the body that most is said of is the site's own: what it made,
what it does, that the page is its. A short name ("the Guild") counts for the whole one that the
page prints elsewhere; a name that the title has is the work's, unless it is a body's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from publications.parsing.document import Line, Organisation, ParseWarning, SourceText, Span, Value
from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS, match_key
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS
from publications.parsing.pages.titles import is_body
from publications.parsing.spans import span_of

_CAP = r"[A-Z][\w&'\u2019-]*[\w&]"
_NAME = (
    rf"(?P<name>{_CAP}(?: {_CAP}){{0,5}}(?: (?:of|for|on) (?:the )?{_CAP}(?: {_CAP}){{0,4}}"
    rf"(?: (?:and|&|in) {_CAP}(?: {_CAP}){{0,2}})?)?)"
)
_WORK = rf"(?i:(?:{WORKS}|{UNDERTAKINGS})s?)"
_NEW = r"(?:(?:new|latest|first|final|earlier|short|recent|annual|own|several) ){0,2}"
_BESIDE = r"(?:,[^,.;]{2,80},| \([^()]{2,12}\))?"
_DID = (
    r"(?:has|have|had)(?: (?:now|lately|also|just|today|recently|already|long))?"
    r" (?:opened|launched|started|set up|published|brought out|commissioned|studied|put|written"
    r"|produced|drawn up|begun|worked|made|convened|run|released|issued|been (?:working|at work"
    r"|asking|looking))"
    r"|launched|started|set up|published|commissioned|brought out|convened|released|produced"
    r"|(?:is|are) (?:now |currently )?(?:asking|working|finding|looking|running|calling|seeking"
    r"|holding|exploring|building|leading|inviting|carrying|studying|gathering)"
    r"|will (?:also )?(?:carry out|look|publish|bring|work|run|hold|report|set out|explore|examine)"
    r"|wants? to|aims? to|works? with|works? to|helps?|recommends?|calls? for|believes?|argues?"
)
_ACTS = 0.6
_TOLD = 0.9  # where the words say what sort of body it is
# A body weighs 1 where the words say that the work or the page is its own, less where it only acts.
_SAYS = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (1.0, rf"\b(?i:this|our|a|an|the) {_NEW}{_WORK} (?:from|by) (?:the )?{_NAME}"),
        (1.0, rf"\b(?i:a|an|several|this) {_NAME} {_WORK}(?:\b| and\b)"),
        (
            1.0,
            rf"\b(?i:the) {_NEW}{_WORK} of (?:the )?{_NAME} "
            r"(?:was|were|is|are|has been) (?:published|released|launched|out)\b",
        ),
        (
            1.0,
            r"\b(?:(?:published|printed|produced|convened|called together|put together|issued"
            r"|brought out) by"
            rf"|(?i:an? {_WORK} of)) (?:the )?{_NAME}",
        ),
        (
            1.0,
            r"\b(?:(?i:front|home) ?page of|everything from|[Ww]e at|[Aa]ll from) "
            rf"(?:the )?{_NAME}",
        ),
        (1.0, rf"\bis {_NAME}(?:['\u2019]s|(?<=s)['\u2019]) {_NEW}{_WORK}\b"),
        (1.0, rf"\bAbout {_NAME}$"),
        (1.0, rf"^{_NAME} (?i:website|web site|home ?page|logo)\b"),
        (
            0.5,
            rf"(?<![\w-]){_NAME}(?:['\u2019]s|(?<=s)['\u2019]) {_NEW}"
            rf"(?:{_WORK}|[Ww]ork|[Hh]andbooks)\b",
        ),
        (
            _TOLD,
            rf"(?:^|[.?!] ){_NAME}(?:,| is) (?:an?|the|our|one of)(?: [\w-]+){{0,4}}"
            r" (?:think[ -]tank|voice|home of|charity|institute|foundation|trust|body|network"
            r"|membership)\b",
        ),
        (_ACTS, rf"(?<![\w-]){_NAME}{_BESIDE} (?:{_DID})\b"),
    )
)  # fmt: skip
_NOT_FIRST = re.compile(r"(?:The|This|Our|In|As|At|With|A|An|And|But|For|From|Since|When|If|Now)\s")
_AND = re.compile(r"[A-Z][\w'\u2019-]* (?:and|&) $")
_KINDS = BODY_WORDS | {"Panel", "Inquiry", "Review"}
_ENOUGH = 0.6
_LONGEST = 20_000  # characters


def own_body(
    source: SourceText,
    lines: Sequence[Line],
    title: Value | None,
    others: Collection[str],
    warnings: list[ParseWarning],
) -> Organisation | None:
    """The body whose page it is by its words, with a warning; None where they do not say so.

    ``others`` are the bodies that are known to have had another part.
    """
    text = source.text
    places: dict[str, list[Span]] = {}
    weights: dict[str, float] = {}
    known = {match_key(each) for each in others}
    for weight, (start, end) in (*_over_title(lines, title), *_said(text, lines)):
        span = _whole(text, start, end)
        name = " ".join(text[slice(*span)].split()) if span else ""
        told = weight == _TOLD or _can_be_body(source, name, title)
        # Two words may be a thing that is done: "Bus Days have opened" the town.
        told = told and (weight > _ACTS or " " not in name or bool(_KINDS & set(name.split())))
        if not span or match_key(name) in known or not told:
            continue
        key = match_key(name)
        weights[key] = weights.get(key, 0.0) + weight
        places.setdefault(key, []).append(span)
    if not weights:
        return None
    best = max(weights, key=lambda key: (weights[key], -places[key][0][0]))
    if weights[best] < _ENOUGH or (weights[best] < 1.0 and len(weights) > 1):
        return None
    evidence = tuple(sorted(set(places[best])))
    name = " ".join(text[slice(*evidence[0])].split())
    message = f"{name} was taken as the publisher, because the sentences of the page say that it is"
    warnings.append(ParseWarning("publisher_inferred", f"{message} its own.", evidence))
    return Organisation(name, "publisher", "", evidence)


def _over_title(lines: Sequence[Line], title: Value | None) -> Iterator[tuple[float, Span]]:
    """The lines over the title that are nothing but the name of a body: the site's own."""
    for line in lines:
        if title is None or line.start >= title.evidence[0][0]:
            return
        start, end = span_of(line)
        if is_body(" ".join(line.text.split())):
            lead = _NOT_FIRST.match(line.text.strip())
            yield 1.0, (start + (lead.end() if lead else 0), end)


def _said(text: str, lines: Sequence[Line]) -> Iterator[tuple[float, Span]]:
    """The names that are said to have made or done something, each with its weight."""
    for line in lines:
        words = text[line.start : min(line.end, line.start + _LONGEST)]
        for weight, pattern in _SAYS:
            for match in pattern.finditer(words):
                start, end = match.span("name")
                if _AND.search(words[:start]):
                    continue  # the end of a longer name, or one of two
                while lead := _NOT_FIRST.match(words, start, end):
                    start = lead.end()
                yield weight, (line.start + start, line.start + end)


def _whole(text: str, start: int, end: int) -> Span | None:
    """The place of a name, for a short one ("Guild") that of the one whole name it stands for."""
    name = re.sub(r"['\u2019]s$", "", text[start:end])
    end = start + len(name)
    if " " in name or name not in _KINDS:
        return start, end
    wholes = [
        match.span("name")
        for match in re.finditer(_NAME, text[:_LONGEST])
        if " " in match["name"] and name in re.split(r"[ '\u2019]", match["name"])
    ]
    spans = [
        span for each in wholes if " " in text[slice(*(span := _without_article(text, *each)))]
    ]
    names = {match_key(text[slice(*span)]) for span in spans}
    return spans[0] if len(names) == 1 else None


def _without_article(text: str, start: int, end: int) -> Span:
    while lead := _NOT_FIRST.match(text, start, end):
        start = lead.end()
    return start, end - 2 if text[start:end].endswith(("'s", "\u2019s")) else end


def _can_be_body(source: SourceText, name: str, title: Value | None) -> bool:
    """Whether a name can be a body's: no person's, no place's, not the work itself."""
    words = name.split()
    body = any(word in _KINDS for word in words)
    if title:
        squeezed = re.sub(r"\W", "", name).casefold()
        if squeezed == re.sub(r"\W", "", title.text.partition(":")[0]).casefold():
            return False
        if squeezed in re.sub(r"\W", "", title.text).casefold() and not body:
            return False
    if len(words) > 1:
        return body or not looks_like_name(name)
    # One word is a name where it is no word of the language, and stands inside a sentence too.
    if name.isupper() and len(name) > 2:
        return True
    if not looks_like_name(f"{name} Hill"):
        return False
    inside = rf"(?:[a-z,;] |[\u2018\u201c(])(?:[Tt]he )?{re.escape(name)}(?![\w-])"
    return bool(re.search(inside, source.text))
