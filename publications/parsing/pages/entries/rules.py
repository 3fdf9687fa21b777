"""The words by which an entry's kind is known, in the order in which they are tried."""

from __future__ import annotations

import re
from dataclasses import dataclass

PUBLICATION, EVENT, NEWS_ITEM = "publication", "event", "news_item"

_GATHERING = (
    r"(?:report launch|book launch|launch event|launch|live (?:debate|discussion|chat)"
    r"|round-?\s?table(?: discussion| debate)?|seminar|(?:panel |public )?debate"
    r"|conference(?: fringe)?|reception|workshop|lecture|symposium|dinner"
    r"|breakfast(?: briefing)?|fringe(?: event| meeting| debate)?|webinar"
    r"|panel(?: discussion)?|summit|hustings|masterclass)"
)
_OCCASION = rf"(?:{_GATHERING}|event|meeting|(?:panel )?discussion|hearing|visit)"
WORK = (
    r"(?:research note|research report|research paper|policy paper|policy note|discussion paper"
    r"|working paper|briefing paper|briefing note|consultation response|annual report"
    r"|essay collection|report|paper|pamphlet|note|briefing|publication|study|essay|guide"
    r"|toolkit|submission|handbook|manifesto)"
)
_NEWS_LABEL = (
    r"(?:press release|press notice|media release|news release|news|comment|guest blog|blog"
    r"|opinion|letter|interview|op-?ed|column|podcast|editorial)"
)
QUOTE = r"[\u2018'\"\u201c]"
# What a page prints beside the date of an entry: "Briefing paper | 4 Dec 2018".
_OF_WORKS = r"(?:final|interim|full|new|our|evaluation|major)"
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        PUBLICATION,
        re.compile(
            rf"(?:{_OF_WORKS} )*(?P<form>{WORK}|findings|book|evaluation|(?:policy )?brief)s?", re.I
        ),
    ),
    (
        EVENT,
        re.compile(
            rf"(?:(?:past|upcoming|previous|next|online|live) )?(?P<form>{_GATHERING}|event"
            r"|meeting|talk|training)s?",
            re.IGNORECASE,
        ),
    ),
    (
        NEWS_ITEM,
        re.compile(
            rf"(?:(?:latest|our) )?(?P<form>{_NEWS_LABEL}|article|feature|analysis|guest post"
            r"|media coverage)s?(?: (?:post|article|piece))?",
            re.IGNORECASE,
        ),
    ),
)
_HEADLINE_VERB = (
    r"(?:urges?|calls? (?:for|on)|warns?|says|said|claims?|backs|slams?|hits? out|signs? up"
    r"|sets? out|announces?|announced|welcomes?|rejects?|reveals?|revealed|unveils?|tells?|told"
    r"|attacks?|criticises?|praises?|demands?|pledges?|accuses?|admits?|insists?|defends?"
    r"|faces?|loses?|wins?|gets?|heads?|fears?|joins?|hails?|vows?)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for a kind: ``pattern`` found in the ``title`` or in the ``summary``.

    The group ``form``, where the pattern has one, is what the entry is called. ``sure`` is False
    for words that fit more than one kind.
    """

    name: str
    where: str
    pattern: re.Pattern[str]
    kind: str
    sure: bool = True


def _rule(name: str, where: str, pattern: str, kind: str, sure: bool = True) -> Rule:
    return Rule(name, where, re.compile(pattern, re.IGNORECASE), kind, sure)


RULES: tuple[Rule | str, ...] = (
    # What the title calls itself.
    _rule("title_news_label", "title", rf"^(?P<form>{_NEWS_LABEL})\s*(?::|\s[-–—]\s)", NEWS_ITEM),
    _rule("title_news_label", "title", r"(?P<form>press (?:release|notice))\b", NEWS_ITEM),
    _rule(
        "title_cited",
        "title",
        r"\b(?:cited|quoted|featured|mentioned|profiled|praised) (?:in|by)\b"
        r"|\bin the (?:news|press|media)\b|\b(?:responds|reacts) to\b",
        NEWS_ITEM,
    ),
    _rule(
        "title_event_label",
        "title",
        rf"^(?!the\b)(?:[^:–—]{{0,60}}?\b)??(?P<form>{_GATHERING})s?(?::|\s+[-–—]\s)",
        EVENT,
    ),
    _rule(
        "title_event_label",
        "title",
        rf"(?::|\s[-–—])\s+(?:[^:–—]{{0,40}}?\b)??(?P<form>{_GATHERING})$",
        EVENT,
    ),
    _rule(
        "title_event_opening",
        "title",
        rf"^(?:(?!the\b)[\w’'-]+ ){{0,2}}?(?P<form>{_GATHERING}) (?:on|with|at|about)\b",
        EVENT,
    ),
    _rule(
        "title_event_words",
        "title",
        r"\b(?P<form>(?:report|book) launch|launch event|launch of|live debate|panel discussion"
        r"|fringe (?:event|meeting)|in conversation with)\b",
        EVENT,
    ),
    _rule("title_work_label", "title", rf"^(?P<form>{WORK})\s*(?::|\s[-–—]\s)", PUBLICATION),
    _rule(
        "title_work_label",
        "title",
        rf"(?::|\s[-–—])\s+(?:an? |the )?(?:[\w’'-]+ ){{0,2}}?(?P<form>{WORK})$",
        PUBLICATION,
    ),
    _rule(
        "title_work_words",
        "title",
        r"\b(?P<form>research note|consultation response|annual report|working paper|"
        r"submission to|response to (?:the )?[^:]{0,60}consultation)\b",
        PUBLICATION,
    ),
    # What the summary says that the entry is.
    _rule(
        "summary_is_work",
        "summary",
        rf"^(?:this|our|the (?:latest|new)|in (?:this|our)) (?:[\w’'-]+ ){{0,2}}?"
        rf"(?P<form>{WORK})\b(?!,? {QUOTE})",
        PUBLICATION,
    ),
    _rule(
        "summary_is_work",
        "summary",
        rf"^(?:this|it) is (?:an?|our|the) (?:[\w’'-]+ ){{0,3}}?(?P<form>{WORK})\b",
        PUBLICATION,
    ),
    _rule(
        "summary_is_work",
        "summary",
        rf"^an? (?:new |joint |short |major )*(?P<form>{WORK}) "
        r"(?:by|from|on|looking|examining|exploring|setting|which|that|arguing)\b",
        PUBLICATION,
    ),
    _rule(
        "summary_is_work",
        "summary",
        rf"^we (?:have )?(?:published|released|issued) (?:an?|our|the) (?:[\w’'-]+ ){{0,3}}?"
        rf"(?P<form>{WORK})\b",
        PUBLICATION,
    ),
    "title_by",
    # When and where people met.
    _rule(
        "summary_event_facts",
        "summary",
        r"\b(?:venue|date (?:&|and) (?:time|venue)|hosted by|speakers?|rsvp|time|location)\s*:",
        EVENT,
    ),
    _rule(
        "summary_is_event",
        "summary",
        rf"^(?:an? |the )?(?:[\w’'-]+ ){{0,2}}?(?P<form>{_GATHERING}|(?:panel )?discussion) "
        r"(?:on|of|with|about|between|at|to|for|looking|exploring|hosted)\b",
        EVENT,
    ),
    _rule(
        "summary_is_event",
        "summary",
        rf"^(?:please )?join us\b|^you are invited|^this (?:[\w’'-]+ )?(?P<form>{_OCCASION})\b",
        EVENT,
    ),
    _rule(
        "summary_held",
        "summary",
        r"\b(?:held|hosted|holding|hosting|organised|ran|convened|chaired) "
        rf"(?:an?|our|its|the|their) (?:[\w’'-]+ ){{0,3}}?(?P<form>{_OCCASION})\b",
        EVENT,
    ),
    _rule(
        "summary_took_part",
        "summary",
        r"\b(?:took part|takes part|taking part|participated|participates|spoke|speaks|appeared) "
        rf"(?:in|at|on) [^.]{{0,80}}?\b(?P<form>{_OCCASION})\b",
        EVENT,
    ),
    _rule(
        "summary_speech",
        "summary",
        r"\b(?:delivers?|delivered|gives|gave|makes|made) (?:an?|the|this year's) "
        r"(?:[\w’'-]+ ){0,2}?(?P<form>speech|keynote|lecture|address|talk)\b",
        EVENT,
    ),
    "place_and_time",
    # What others say about a work.
    _rule(
        "summary_comments",
        "summary",
        r"\b(?:comments?|commented|writes?|wrote|reports?|reported|responds?|responded|reacts?) "
        rf"(?:on|about|to|regarding|in (?:regard|response) to) (?:[\w’'-]+ ){{0,3}}?{WORK}\b",
        NEWS_ITEM,
    ),
    _rule(
        "summary_cited",
        "summary",
        r"\b(?:is|was|are|were|been) (?:also )?(?:cited|quoted|featured|mentioned|profiled) "
        r"(?:in|by|on)\b",
        NEWS_ITEM,
    ),
    _rule(
        "summary_writes_in",
        "summary",
        r"\b(?:writes?|wrote|writing|blogs?|blogging) (?:in|for) (?:the )?(?-i:[A-Z])",
        NEWS_ITEM,
    ),
    _rule(
        "summary_in_piece",
        "summary",
        r"\bin (?:his|her|their|an?|the) (?:[\w’'-]+ ){0,2}?"
        r"(?P<form>piece|article|column|editorial|blog|interview)\b",
        NEWS_ITEM,
    ),
    "named_elsewhere",
    "names_another_work",
    # How news is told.
    _rule("title_headline", "title", rf"\b{_HEADLINE_VERB}\b", NEWS_ITEM),
    _rule(
        "summary_time_words",
        "summary",
        r"\b(?:today|yesterday|this (?:week|morning|month)|last (?:night|week))\b",
        NEWS_ITEM,
    ),
    _rule(
        "summary_told",
        "summary",
        r"\baccording to (?!(?:an? |our |the )?(?:new |latest )?(?:report|research|study|paper))"
        r"[^.,]{3,60}",
        NEWS_ITEM,
    ),
    _rule(
        "title_event_end",
        "title",
        r"\b(?P<form>seminar|roundtable|reception|workshop|symposium|lecture|dinner|conference|"
        r"summit|hustings|webinar|launch|fringe|breakfast|(?:evidence|listening|public) session)"
        r"(?: (?:19|20)\d\d)?(?:, (?-i:[A-Z])[\w\u2019'-]+(?: (?-i:[A-Z])[\w\u2019'-]+)?)?$",
        EVENT,
    ),
    # Words that fit the work itself as well as news about it.
    _rule(
        "summary_new_work",
        "summary",
        rf"\b(?:new|latest|recent) (?P<form>{WORK}|research) (?:from|by|published by)\b",
        PUBLICATION,
        sure=False,
    ),
    _rule(
        "summary_gives",
        "summary",
        r"\bgives an? (?P<form>analysis|overview|account|assessment)\b",
        NEWS_ITEM,
        sure=False,
    ),
)
