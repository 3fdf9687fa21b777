"""The ways in which a page says whose it is, each with its weight.

A sign weighs 1 where its words can hardly be said of another body, less where they only make it
likely. Those of ``SITE`` are printed on pages of every sort: what the site calls its readers to,
whom the press may ring, whose views these are not. Those of ``WORKS_OF`` tell of the work or the
undertaking that the page is about, as an article does of the works of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publications.parsing.document import Line, Span
from publications.parsing.organisations.joint import parted
from publications.parsing.organisations.wholes import NAME, without_article
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS

_WORK = rf"(?i:(?:{WORKS}|{UNDERTAKINGS}|fact ?sheet|bulletin|webinar|conference)s?)"
# "UK think tank Spoonhill"
_BEING = (
    r"(?:the )?(?:(?:[a-z]\w*(?:-\w+)?|UK|Scottish|Welsh|Irish|British|European|London) ){0,3}"
    r"(?:think[ -]tank|charity|group|consultancy|network|publisher|body|union) "
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Winter)[a-z]*"
)
_AT_STREET = (  # of an address, behind which it is said how to reach who is there
    r"\d{1,4}[A-Za-z]? (?:[A-Z][\w'\u2019]+ ){1,3}(?:Street|Road|Lane|Row|Square|Place|Avenue|Court"
    r"|Mews|Yard|Way|Gardens|Gate|Walk)\b(?=[^\n]{0,80}(?:\b[Tt]el|[Pp]hone|@|[Ee]-?mail))"
)
_CAPS = r"[A-Z][\w'\u2019-]*(?: (?:of |for )?[A-Z][\w'\u2019-]*)*"
_STAMP = r"(?:(?:Last|First) )?(?:Published|Updated|Posted|Added|Reviewed|Released|Issued) "
_NEW = r"(?:(?:new|latest|first|final|earlier|short|recent|annual|own|several) ){0,2}"
_SHORT = r"(?: \([A-Za-z&]{2,12}\))?"
_BESIDE = r"(?:,[^,.;]{2,80},| \([^()]{2,12}\))?"
_DID = (
    r"(?:has|have|had)(?: (?:now|lately|also|just|today|recently|already|long))?"
    r" (?:opened|launched|started|set up|published|brought out|commissioned|studied|put|written"
    r"|produced|drawn up|begun|worked|made|convened|run|released|issued|been (?:working|at work"
    r"|asking|looking|pressing|campaigning|calling|studying|running|leading))"
    r"|launched|started|set up|published|commissioned|brought out|convened|released|produced"
    r"|examined|looked (?:at|into)|inquired into|considered|investigated|explored|took evidence"
    r"|(?:is|are) (?:now |currently )?(?:asking|working|finding|looking|running|calling|seeking"
    r"|holding|exploring|building|leading|inviting|carrying|studying|gathering)"
    r"|will (?:also )?(?:carry out|look|publish|bring|work|run|hold|report|set out|explore|examine"
    r"|ask)"
    r"|wants? to|aims? to|works? with|works? to|helps?|recommends?|calls? for|believes?|argues?"
)
_SORTS = (
    r"(?:think[ -]tank|voice|home of|charity|institute|foundation|trust|body|network|membership"
    r"|association|union|federation|campaign(?:er)?s?|not[ -]for[ -]profit|social enterprise"
    r"|co-?operative|magazine|newspaper|publisher|consultancy|society|organisation|coalition"
    r"|alliance|partnership|registered|local authority)"
)
ACTS = 0.6
BYLINE = 0.65  # where mostly people stand
OFFICE = 0.35  # what those who wrote the work are
TOLD = 0.9  # where the words say what sort of body it is


def _signs(*rows: tuple[float, str]) -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((weight, re.compile(pattern)) for weight, pattern in rows)


_NOT_OF = (
    r"\bnot (?:necessarily |always )?(?:be )?(?:those of|(?:reflect|represent|share|express)"
    r" (?:the |any |those )?(?:[\w-]+ )?(?:views?|opinions?|position|policy|of)"
    r"(?: (?:or|and) [\w-]+)?(?: of)?) (?:the )?"
)
_CALLS = (
    r"^\W*(?i:join|become (?:an? )?(?:\w+ )?(?:member|friend|supporter|partner|subscriber) of"
    r"|donate to|subscribe to|support|follow|welcome to|log ?in to|return to|back to|jobs at"
    r"|sign up to|latest from|more from|news from|contact|keep in touch with|work (?:for|with)"
    r"|e-?mail|write to|read more from) (?:the )?"
)
SITE = _signs(
    (1.0, rf"(?:^|[.] )\W*About (?:the )?{NAME}{_SHORT}\W*$"),
    (1.0, rf"^{NAME} (?i:website|web site|home ?page|logo)\b"),
    (1.0, rf"\b(?:[Ww]e|[Hh]ere|[Uu]s|[Ww]ork) at (?:the )?{NAME}"),
    (1.0, rf"(?:^\W*|[.,;] )[Aa]t (?:the )?{NAME}{_SHORT},? we\b"),
    (1.0, _NOT_OF + NAME),
    (
        1.0,
        r"\b[Tt]h(?:is|e) (?:web ?site|site|blog|newsletter|paper|page|podcast) is (?:published|run"
        rf"|owned|written|maintained|produced) by (?:the )?{NAME}",
    ),
    (
        1.0,
        rf"(?:^|[.|\u00b7] )\W*(?:[Tt]he )?{NAME}{_SHORT}(?: Limited| Ltd)?,?"
        r"(?:\W+| is (?:an? )?(?:[\w-]+ )?)(?:(?i:registered) (?:as )?(?:an? )?(?i:charity|company)"
        r"|(?i:charity) (?:registered|n(?:o|umber)))\b",
    ),
    (
        1.0,
        rf"(?:^|[.|\u00b7] )\W*(?:[Tt]he )?{NAME}{_SHORT} is (?:an? )?registered in [A-Z][\w ,]+"
        r" (?i:charity|company)\b",
    ),
    (1.5, rf"^\W*(?i:publishers?|published by|imprint): (?:the )?{NAME}"),
    (1.0, rf"^\W*(?i:who we are|about us|contact us|our address):? (?:the )?{NAME}(?=[,.|]|$)"),
    (1.0, rf"\b[Vv]iews [^.;]{{0,60}}\b(?:are|is) (?:the )?{NAME}['\u2019]s?(?! [A-Z])"),
    (0.7, rf"(?:^|, |: )(?:the )?{NAME}, {_AT_STREET}"),
    (0.8, rf"\b[Cc]ontact [A-Z][^.;\n]{{3,80}}? at (?:the )?{NAME}(?=[,.:]| (?:at|on|by)\b)"),
    (
        0.8,
        r"\b(?i:press|media|communications|public relations|PR) (?i:officer?|manager|team|desk"
        r"|contact|adviser|enquiries)s?(?:,| at| for| of|:| -| \u2013) (?:at )?(?:the )?"
        rf"{NAME}",
    ),
    (
        0.8,
        rf"(?<![\w-]){NAME}(?:['\u2019]s?)? (?i:press|media|communications)"
        r" (?i:office|team|desk)\b",
    ),
    (0.7, rf"{_CALLS}{NAME}(?! \w+@)(?=$|[.,!:]| (?i:today|now|on|at|to|and|for|by)\b)"),
    (
        0.7,
        rf"^\W*(?i:sign up|subscribe)[^.\n]{{0,30}} {NAME}(?i: newsletter| letter| mailing| e-?mail"
        r"| update| bulletin)",
    ),
    (0.3, rf"^\W*[Mm]ore (?:from|in) (?:the )?{NAME}\W*$"),
    (0.6, rf"^\W*(?:[Tt]he )?{NAME}{_SHORT} (?i:blog|news|menu|press releases?|members|shop)$"),
    (
        1.0,
        rf"(?:^|[.] )\W*(?:[Tt]he )?{NAME} (?:is|are|takes?|accepts?|cannot be|will not be)"
        r" (?:not |no |held )?(?:liab\w+|responsib\w+) for (?:the |any )?"
        r"(?:content|accura|external|views|opinions|information|material|other)",
    ),
)  # fmt: skip
SPOKEN_TO = _signs(
    (0.3, rf"\btold (?:the )?{NAME}(?=[:,.]| that\b)"),
)
WORKS_OF = _signs(
    (1.0, rf"\b(?i:this|our|the) {_NEW}{_WORK} (?:from|by) (?:{_BEING}|the )?{NAME}"),
    (1.0, rf"\b(?i:an?) {_NEW}{_WORK} (?:from|by) {_BEING}{NAME}"),
    (0.5, rf"\b(?i:an?) {_NEW}{_WORK} (?:from|by) (?:the )?{NAME}"),
    (
        1.0,
        rf"\b(?i:this|our|the) {_WORK} is (?:run|led|managed|organised|hosted)"
        rf" (?:and \w+ )?by (?:the )?{NAME}",
    ),
    (BYLINE, rf"^\W*[Bb]y (?:the )?{NAME}(?=(?: and (?:the )?{_CAPS})?\.?(?:, {_CAPS})?\W*$)"),
    (0.8, rf"\b[Bb]y [A-Z][^.\n]{{3,80}} for the {NAME}(?=\W*$|[.,]| (?:and|&) )"),
    (OFFICE, rf"\b(?:is|are) (?:an? |the |our )?(?:[\w-]+ ){{1,6}}at (?:the )?{NAME}(?=[.,])"),
    (
        OFFICE,
        rf"\b(?:is|are) (?:an?|the) {NAME} (?i:associate|fellow|researcher|trustee|director)\b",
    ),
    (1.0, rf"\b(?i:a|an|several|this) {NAME} {_WORK}(?:\b| and\b)"),
    (
        1.0,
        rf"\b(?i:the) {_NEW}{_WORK} of (?:the )?{NAME} "
        r"(?:was|were|is|are|has been) (?:published|released|launched|out)\b",
    ),
    (
        1.0,
        r"\b(?:published|printed|produced|convened|called together|put together|issued"
        rf"|brought out) by (?:{_BEING}|the )?{NAME}",
    ),
    (ACTS, rf"\b(?i:an? {_WORK} of) (?:the )?{NAME}"),
    (0.8, r"\b(?:prepared|written|produced|published|made) for (?:the )?" + NAME),
    (  # "Moor Institute, March 2014, 148 pages"
        1.0,
        rf"^\W*(?:[A-Z][a-z]+: )?(?!{_STAMP}){NAME},? "
        rf"(?:\d{{1,2}} )?(?:{_MONTH} )?(?:19|20)\d\d(?=$|[.,;])",
    ),
    (
        0.8,
        r"\b(?:established|set up|launched|founded|started|initiated|organised|managed)"
        rf" (?:\w+ )?by (?:the )?{NAME}",
    ),
    (0.5, rf"\bled (?:and \w+ )?by (?:the )?{NAME}"),
    (1.0, rf"\b(?:(?i:front|home) ?page of|everything from|[Aa]ll from) (?:the )?{NAME}"),
    (1.0, rf"\bis {NAME}(?:['\u2019]s|(?<=s)['\u2019]) {_NEW}{_WORK}\b"),
    (
        0.5,
        rf"(?<![\w-]){NAME}(?:['\u2019]s|(?<=s)['\u2019]) {_NEW}"
        rf"(?:{_WORK}|[Ww]ork|[Hh]andbooks)\b",
    ),
    (ACTS, rf"(?<![\w-]){NAME}{_BESIDE} (?:{_DID})\b"),
    (OFFICE, rf"(?<![\w-]){NAME}{_BESIDE} (?:held|hosted|is (?:\w+ )?interested in)\b"),
)  # fmt: skip
SELF = _signs(
    (
        TOLD,
        rf"(?:^\W*(?:\d+[.)]? )?|[.?!] )(?:[Tt]he )?{NAME}{_SHORT}(?:,| is| are| was)"
        rf" (?:an?|the|our|one of)(?: [\w'\u2019-]+,?){{0,5}} {_SORTS}\b",
    ),
)  # fmt: skip
ABOUT_ITSELF = _signs(
    (
        0.85,
        rf"^\W*(?:\d+[.)]? )?(?:[Tt]he )?{NAME}{_SHORT} (?:(?:is|are) (?:an?|the|our)\b"
        r"|represents?\b|speaks? for\b|works? (?:to|with|for|across)\b|exists? to\b"
        r"|brings? together\b|campaigns?\b|was (?:founded|established|set up|formed)\b"
        r"|supports?\b|provides?\b)",
    ),
)  # fmt: skip
_AND = re.compile(rf"(?<![\w-]){NAME} (?:and|&) (?:the )?$")
_AND_ALSO = re.compile(rf" (?:and|&) (?:the )?{NAME}")
_SURNAMES = re.compile(r" (?:and|&) [A-Z][a-z]+(?! [A-Z]| (?:of|for)\b)")  # "by Moor and Hill"
_LONGEST = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Sign:
    """The place of a name that may be that of whose page it is, and how much speaks for it."""

    weight: float
    place: Span
    why: str = "the sentences of the page say that it is its own"
    joined: tuple[Span, ...] = ()  # of those who did it together, its own place with them
    of_site: bool = False  # said by a site of itself, and not of one work


def said(
    text: str,
    lines: Sequence[Line],
    signs: Sequence[tuple[float, re.Pattern[str]]],
    *,
    of_site: bool = False,
) -> Iterator[Sign]:
    """The names that the lines hold in the words of some signs, each with its weight."""
    for line in lines:
        words = text[line.start : min(line.end, line.start + _LONGEST)]
        for weight, pattern in signs:
            for match in pattern.finditer(words):
                places = _named_together(words, match)
                shifted = tuple(
                    without_article(text, line.start + start, line.start + end)
                    for start, end in places
                )
                for place in shifted:
                    yield Sign(weight, place, joined=shifted, of_site=of_site)


def _named_together(words: str, match: re.Match[str]) -> list[Span]:
    """The places of the bodies that did something: one, or two with "and" between them."""
    start, end = match.span("name")
    before, behind = _AND.search(words[:start]), _AND_ALSO.match(words, end)
    both = before.start("name") if before else start, behind.end() if behind else end
    joined = parted(words, *both)
    if len(joined) > 1:
        return joined
    if before:  # of two the first is named
        return [before.span("name")]
    surnames = " " not in match["name"] and _SURNAMES.match(words, end)
    return [] if surnames else [(start, end)]
