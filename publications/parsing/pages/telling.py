"""What the words of a short page tell that it is about: a work to be read, or an undertaking.

Such a page has neither labels nor dated entries. "This pamphlet", "the authors argue", "download"
tell of a work; "the programme", "we are working with", "will look at" of an undertaking. Each sign
weighs a little, and half as much again where it comes more than once. What articles have weighs
against both: speech, yesterday, the writer's "I".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publications.parsing.dates import only_date
from publications.parsing.document import Line
from publications.parsing.pages.side_matter import furniture_reason

WORKS = (
    r"(?:report|pamphlet|paper|booklet|briefing|fact ?sheet|study|publication|guide|handbook"
    r"|toolkit|manual|essay|collection|monograph|volume|book|think ?piece|provocation|survey"
    r"|index|leaflet|bulletin|brochure|prospectus|manifesto|anthology|edition|analysis|summary"
    r"|white paper|green paper)"
)
UNDERTAKINGS = (
    r"(?:project|programme|program|inquiry|enquiry|commission|campaign|initiative|scheme|taskforce"
    r"|task force|network|partnership|pilot|prize|challenge|exchange|workstream|collaboration"
    r"|fellowship|academy|lab|consortium|alliance|coalition|trial)"
)
_OWN = r"(?:this|our)(?: [\w-]+){0,3}"
_LABELS = (  # what sites print over a work
    r"(?:policy|working|discussion|briefing|research|occasional|position|green|white) papers?"
    r"|(?:independent|corporate|research|policy|full|annual|technical) reports?"
    r"|policy brief(?:ing)?s?"
    r"|research and analysis|consultation (?:paper|outcome|response)|case stud(?:y|ies)|pamphlets?"
)
_MAKES = (
    r"(?:argues?|finds?|found|shows?|sets? out|looks?|asks?|calls? for|explores?|examines?|says?"
    r"|suggests?|recommends?|describes?|considers?|offers?|makes?|brings?|draws?|follows?|reveals?"
    r"|highlights?|outlines?|presents?|concludes?|reviews?|provides?|traces?|explains?|tells?"
    r"|contains?|includes?|investigates?|identifies|discusses|analyses|assesses|covers?)"
)
_DOING = (
    r"(?:working|talking|asking|looking|exploring|seeking|inviting|finding|running|developing"
    r"|building|calling|leading|supporting|testing|helping|studying|gathering|collecting|holding"
    r"|bringing|funding|investigating|examining|consulting|hoping|trying|planning)"
)
_DID = (
    r"(?:put together|held|worked|launched|set up|commissioned|drawn up|drew up|brought|published"
    r"|picked|chose|chosen|gave|given|helped|supported|ran|run|asked|visited|talked|met|invited"
    r"|brought together|joined|started|begun|began|learned|learnt|funded|tested|trained)"
)
_MOST_WORDS = 1600
_ENOUGH = 0.3
_HEAD = 5  # lines in which a title stands
_TITLE_WORDS = 16
# Furniture that any page may have, and that tells nothing of one.
_OF_ALL = frozenset(
    ("cookie notice", "comments note", "sharing links", "tags", "copyright line", "advertisement")
)


def _signs(*rows: tuple[float, str]) -> tuple[tuple[float, re.Pattern[str]], ...]:
    flags = re.IGNORECASE | re.MULTILINE
    return tuple((weight, re.compile(pattern, flags)) for weight, pattern in rows)


_OF_WORK = _signs(
    (0.3, rf"\b{_OWN} {WORKS}\b"),
    (0.15, rf"\b(?:the|their|its) (?:[\w-]+ ){{0,3}}{WORKS}s? (?:also |then )?{_MAKES}\b"),
    (0.1, rf"\bthe {WORKS}\b"),
    (0.2, r"\bthe (?:co-)?(?:authors?|editors?|contributors?|essays|chapters)\b"),
    (
        0.2,
        r"\b(?:download|order|buy|read|get|purchase|link to)\b[^.\n]{0,60}"
        rf"\b(?:{WORKS}s?|pdf|copy|copies|summary)\b",
    ),
    (0.15, r"\bdownload\b|\bpdf\b"),
    (
        0.3,
        r"^(?:by|authors?|publisher|publish(?:ed|ing)(?: date)?|publication date|authored by|isbn"
        r"|pages|length|extent|format)\(?s?\)? ?:",
    ),
    (0.4, rf"^(?:{_LABELS})$"),
    (0.3, r"^(?:front )?cover\b|\b(?:this|our) (?:piece of )?research\b"),
    (0.2, rf"^(?:{WORKS}) (?:on|of|by|into|from|for)\b|\b(?:their|its) (?:{WORKS})\b"),
    (
        0.2,
        rf"\b(?:{WORKS}|findings)\b[^.\n]{{0,80}}\b(?:was|were|is|are|been|has) (?:now )?"
        r"(?:published|launched|released|out)\b",
    ),
    (0.1, r"\b(?:published|released) (?:by|in|on)\b|\blaunched on\b|\bauthored by\b"),
    (
        0.25,
        r"\b97[89][- ]?\d(?:[- ]?\d){9}\b|\badd to (?:basket|cart)\b"
        r"|\b(?:hard|paper)back\b|\bisbn\b",
    ),
    (0.15, r"^(?:findings|implications|conclusions?|background|methods?|abstract|policy context)$"),
    (0.2, r"^(?:foreword|preface|(?:key|main) (?:findings|points|messages))\W*$"),
    (0.2, r"^(?:results|findings|evidence|lessons) (?:of|from)\b.{8,120}(?<![.!?:;,])$"),
    (0.15, r"\bforeword\b|\b(?:draw|rest|bas)(?:ing|ed|s) (?:up)?on\b"),
    (
        0.15,
        r"\b(?:key|main) (?:findings|points|messages)\b|\brecommendations\b"
        r"|\bexecutive summary\b|^summary\b",
    ),
)  # fmt: skip
_OF_UNDERTAKING = _signs(
    (0.3, rf"\b{_OWN} {UNDERTAKINGS}\b"),
    (0.2, rf"\bthe (?:[A-Z][\w'\u2019-]+ ){{0,4}}{UNDERTAKINGS}\b"),
    (
        0.15,
        r"\b(?:one|two|three|four|five|six|\d)-year\b|\byear-long\b"
        r"|\byear of (?:research|work)\b",
    ),
    (
        0.2,
        r"\b(?:we|the [A-Z][\w'\u2019 ]{2,40}) (?:are|is|have been|has been) (?:now |currently )?"
        rf"{_DOING}\b",
    ),
    (
        0.2,
        r"\bwill (?:also )?(?:looks? (?:at|into)|explor|examin|investigat|test|study|gather|ask"
        r"|bring|find|pay|carry out|publish|work|consider|hear)"
        r"|\baim(?:s|ed)? (?:to|is|of|was|has)\b",
    ),
    (0.15, rf"\bwe(?: have|[\u2019']ve)?(?: also| already)? {_DID}\b"),
    (0.15, r"\bwe (?:want|hope|plan|study|work|help|aim|need|argue|lend|offer|begin|train|join)\b"),
    (0.15, r"\bwork(?:s|ed|ing)? (?:closely )?with\b|\bin partnership with\b"),
    (0.15, r"\bour (?:work|partners?|aims?|research|approach|members|network|team|findings)\b"),
    (
        0.15,
        r"\b(?:find out|learn|read) more\b|\bget involved\b|\btak(?:e|ing) part\b|\btell us\b"
        r"|\bsend (?:us )?(?:your )?(?:evidence|views|ideas)\b|\bcall for evidence\b",
    ),
    (0.15, r"\((?:19|20)\d\d\s?[\u2013-]\s?(?:ongoing|present|now|to date|(?:19|20)?\d\d)?\)"),
    (0.1, r"\b(?:began|started|launched|set up) in (?:\w+ )?\d{4}\b|\bsince (?:19|20)\d\d\b"),
    (0.1, r"\b(?:funded|supported|sponsored|led|run|chaired) by\b"),
    (
        0.2,
        r"^(?:(?:scope|aims?|stages|members|terms of reference) of (?:the|an|our) \w+"
        r"|inquiry status\b.*|terms of reference|what we want|what we are asking for|who we are"
        r"|how (?:you can help|to take part|to get involved)|our steering group)\W*$",
    ),
    (0.2, r"\bwe(?:['\u2019]re| are) (?:calling|campaigning|asking) |\bour steering group\b"),
    (0.15, rf"\b(?:about|what is|why) (?:the|this) (?:{UNDERTAKINGS}|work)\b"),
    (0.1, r"^\W*(?:read|see|view)\b[^.\n]{3,80}$"),
    (0.2, rf"\bis an? (?:[\w-]+ ){{0,3}}{UNDERTAKINGS} (?:of|by|run|led|that|which|to|for)\b"),
    (0.2, r"\b(?:written|oral) evidence\b"),
    (
        0.4,
        r"^why is this important\b|\bsign (?:the|this|our) petition\b|^petition\b"
        r"|^to ?: .{0,60}\b(?:ministers?|secretary|chancellor|government|parliament)\b",
    ),
)  # fmt: skip
_OF_ARTICLE = _signs(
    (
        0.25,
        r"\b(?:said|says|added|told)\b ?[:,]? ?[\u201c\"\u2018']"
        r"|[\u201d\"\u2019'],? (?:he |she |\w+ )?(?:said|says|added)\b",
    ),
    (0.2, r"\b(?:yesterday|this week|last week|last night|this morning)\b"),
    (0.2, r"\bI(?:['\u2019](?:m|ve|d|ll)| am| was| have| had| do| think| would| said| will)\b"),
    (
        0.5,
        r"^(?:(?:press|news|media) release|notes? (?:to|for) editors|(?:press|media) contacts?)\b"
        r"|^ends$",
    ),
    # A letter that is signed, and none that readers are asked to send
    (
        0.5,
        r"^yours (?:sincerely|faithfully|truly),?\n(?-i:(?:[A-Z][\w'\u2019-]*\.? ){1,4}[A-Z]\w)",
    ),
    (0.3, r"\bstatement (?:from|by)\b|\btold (?:the )?[A-Z][\w ]{2,40}:"),
    (
        0.15,
        r"\bno comments\b|\b(?:add|post) (?:your|a) comment\b|\bposted (?:by|on|at)\b|^comments?\b",
    ),
    (0.1, r"\b(?:Mr|Mrs|Ms|Cllr) [A-Z]"),
    (0.2, r"\b(?:said|says|added|warned|told\b[^.\n:]{2,60}):$"),
    (
        0.4,
        r"^(?:responding to|commenting on|reacting to|in response to)\b[^\n]{0,200}"
        r"\b(?:said|says)\b",
    ),
    (0.1, r"^[\u201c\"][^\n\u201c\"]{60,}\n+[\u201c\"]"),  # speech over paragraphs
    (
        0.15,
        r"\b(?:said|told|thought) (?:that )?(?:she|he|they|it) (?:was|were|had|would|could|did)\b",
    ),
    (0.2, r"^words:? [A-Z]|\bphotograph: |^image ?(?:caption|copyright)"),
    (
        0.3,
        r"\bthis (?:article|story) is (?:more than|over)\b|^\(?visited \d+ times",
    ),
    (  # "Jo Hill is deputy editor of X", "Jo Hill reports"
        0.3,
        r"^[\w'\u2019-]+(?: [\w'\u2019-]+){1,3} is (?:an? |the )?(?:[\w-]+ ){0,2}"
        r"(?:editor|reporter|columnist|journalist|correspondent)\b"
        r"|[.?!] (?-i:[A-Z]\w+ [A-Z])[\w'\u2019-]+ reports\.?$",
    ),
    (
        0.15,
        r"\b(?:minister|mayor|cllr|councillor|mp|council leader|spokes\w+)\b[^.\n:]{0,60}"
        r"\b(?:has )?(?:said|told|confirmed|announced|warned|claimed|called)\b",
    ),
)
_WORK_TITLE = re.compile(rf"\b{WORKS}s?\b", re.IGNORECASE)
_FINAL = re.compile(r"\b(?:final|full|interim|first|new) (?:report|paper)\b", re.IGNORECASE)
_THIS_WORK = re.compile(rf"\s*(?:in )?this (?:[\w-]+ ){{0,3}}(?:{WORKS}|research)\b", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    rf"^(?:(?:19|20)\d\d (?:publications|reports|papers)"
    rf"|(?:{WORKS}) (?:no\.? ?|number )?\d+ ?[:.\u2013-].*)$",
    re.IGNORECASE | re.MULTILINE,
)
_UNDERTAKING_TITLE = re.compile(rf"\b{UNDERTAKINGS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """How much a page tells of a work, and how much of an undertaking: 0, or up to 2."""

    work: float = 0.0
    undertaking: float = 0.0

    @property
    def of_work(self) -> float:
        """How like the page of a work that makes a page, from 0 to 1."""
        return _likeness(self.work)

    @property
    def of_undertaking(self) -> float:
        """How like the page of an undertaking that makes a page, from 0 to 1."""
        return _likeness(self.undertaking)


def telling(lines: Sequence[Line]) -> Telling:
    """What the lines of a page tell of; nothing where they are many words or have pages."""
    shown = [line for line in lines if furniture_reason(line.text) not in _OF_ALL]
    text = "\n".join(" ".join(line.text.split()) for line in shown)
    if not shown or shown[0].page or text.count(" ") > _MOST_WORDS:
        return Telling()
    head = [line.text for line in shown[:_HEAD] if len(line.text.split()) <= _TITLE_WORDS]
    first = next((line.text for line in shown if len(line.text.split()) > _TITLE_WORDS), "")
    several = len(_ONE_OF_SEVERAL.findall(text)) > 1
    against = _weight(text, _OF_ARTICLE) + 0.6 * _is_signed(shown)
    work = _weight(text, _OF_WORK) + 0.15 * any(map(_WORK_TITLE.search, head))
    work += 0.3 * any(map(_FINAL.search, head)) + 0.5 * bool(_THIS_WORK.match(first))
    undertaking = _weight(text, _OF_UNDERTAKING)
    if several:  # a list of works is the page of what they come from
        work, undertaking = work / 2, undertaking + 0.5
    undertaking += 0.2 * any(map(_UNDERTAKING_TITLE.search, head))
    return Telling(max(0.0, work - against), max(0.0, undertaking - against))


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether a byline and a day alone stand over the text, as over an article."""
    head = [line.text.strip() for line in lines[:_HEAD]]
    signed = any(re.match(r"by [A-Z]", text, re.IGNORECASE) for text in head)
    dates = [found for text in head if (found := only_date(text))]
    return signed and any(each.date.precision == "day" for each in dates)


def _weight(text: str, signs: Sequence[tuple[float, re.Pattern[str]]]) -> float:
    counts = ((weight, sum(1 for _ in pattern.finditer(text))) for weight, pattern in signs)
    return sum(weight * (0.0, 1.0, 1.5)[min(count, 2)] for weight, count in counts)


def _likeness(score: float) -> float:
    """Half where the signs are just enough, more where they are many."""
    return 0.0 if score < _ENOUGH else min(0.75, 0.5 + 0.2 * (score - _ENOUGH))
