"""The furniture of a web page, known by its words: calls, menus, notes about comments.

What belongs to the site and not to the text is set aside with one of these reasons.
"""

from __future__ import annotations

import re
from functools import lru_cache

from publications.parsing.document import Line, SourceText, Value

_LONGEST = 240  # characters; furniture is short

# Tried in order; each reason says what the line is to a reader.
REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "comments note",
            r"^(?:have your say$|(?:readers['\u2019]? )?comments? \(\d+\)$"
            r"|(?:you (?:must|need to) |please )?(?:log|sign) in to (?:make|leave|add)\b.{0,40}"
            r"|there are (?:no|\d+) comments?\b|(?:add|leave|post|submit) (?:your|a) (?:comment"
            r"|reply)|\d+ comments?$|no comments\b|comments? (?:are )?(?:closed|\(\d+\))|comments$"
            r"|(?:both )?comments and (?:pings|trackbacks)\b"
            r"|there (?:are|is) \d+ (?:responses?|replies|reply)\b"
            r"|\d+ (?:responses|thoughts) (?:to|on)\b|any comments ?\?$"
            r"|you must be logged in to\b|be the first to comment|name \*?$|your comment\b)",
        ),
        (
            "call to readers",
            r"^(?:have you got a story|got a story|would you like to (?:become|write)"
            r"|tell us what you think|subscribe (?:to|now|here)|register (?:for|now|here)|sign up\b"
            r"|sponsor\b|join our\b|become an?\b|follow us\b|contact us\b|click here\b"
            r"|support (?:us|our)\b|donate\b|get (?:the latest|our newsletter)|newsletter\b"
            r"|to (?:subscribe|register|continue reading)\b"
            r"|(?:article )?continu(?:e|es) (?:reading|below)\b.{0,20}$"
            r"|forgot(?:ten)? your password|want (?:full|unlimited) .{0,20}access"
            r"|click to follow\b|watch more of our\b|already a(?:n? \w+)? (?:subscriber|member)\b"
            r"|watch (?:this|our|the) (?:short )?(?:film|video)s?\b[^.!?]{0,60}$"
            r"|for more (?:on this|information|details)?,? ?(?:visit|see|go to|click)\b.{0,80}$"
            r"|(?:go to|read|see|view) (?:the )?(?:full |original )?"
            r"(?:article|story|post|announcement)\b.{0,30}$|[^.]{0,40}\bnewsletter\b[^.]{0,40}$"
            r"|(?:find out|discover|read|learn) more (?:about|on)\b.{0,50}$)",
        ),
        (
            "sharing links",
            r"^(?:@\w{2,30}(?:\s.*)?|share (?:this|on|via)?\b.{0,40}"
            r"|(?:(?:tweet|print(?:er[- ]friendly|able)?(?: version)?|e-?mail|share"
            r"|send(?: (?:by|an) e-?mail)?|like|save|facebook|twitter|linked ?in|whatsapp|rss"
            r"|e-?card|pinterest|reddit|google ?\+|image_?pdf|image_?print|sharelines?)"
            r"(?: (?:this|page|article|story|to a friend|icon))*[\s|\u00b7\u2022]*)+"
            r"|.{1,160}\s#\w{3,30})$",
        ),
        (
            "note on the page's age",
            r"^this (?:article|story|page|post|content) is (?:(?:more than|over|at least)"
            r" [\w ]{1,20} )?old\b(?:\.|\W+published\b.{0,60})?$",
        ),
        (
            "notice of the site",
            r"^\[an error occurred\b.{0,60}\]$|^unsupported browser$"
            r"|^\(?visited \d+ times\b.{0,40}$"
            r"|^there are no [\w ]{3,40} (?:that match|matching|to show|found)\b.{0,40}$",
        ),
        ("advertisement", r"^advertise?ments?(?: hide ad)?$"),
        ("note on the author", r"^about the authors?\b[^.]{0,40}$"),
        ("end mark", r"^(?:[-\u2013\u2014*#\s]*(?:ends|###)[-\u2013\u2014*#\s.]*|-\s?30\s?-)$"),
        (
            "image credit",
            r"^[(\[]?(?:(?:top|main|header|cover) )?(?:images?|photos?|pictures?)\b\s*[:©(c]"
            r"|^(?=.*\b(?:shutterstock|getty images|alamy|istock|(?:pa|press association) (?:wire"
            r"|images|archive)|rollingnews|unsplash|pixabay|reuters)\b)(?:\S+\s*){1,8}$",
        ),
        (
            "site navigation",
            r"^(?:home|search|menu|back(?: to .{1,60})?|next|previous|skip to .{1,40}|login|log in"
            r"|(?:accessibility|skip|quick|useful|related|footer|social) (?:links|items)"
            r"|register|about us|contact(?: us)?|sitemap|site map|privacy(?: policy)?"
            r"|terms(?: (?:and|&|of) (?!reference\b).{1,40})?"
            r"|cookies?(?: policy)?|accessibility|top|back to top"
            r"|(?:view|see) all(?:\b|(?-i:(?=[A-Z]))).{0,60}"
            r"|(?:\u00ab )?(?:older|newer|previous|next) (?:posts?|entries|page)\b.{0,60}"
            r"|(?:read )?more|[^.!?]{0,80}\bmore\b.{0,40}[>\u00bb]|[^.!?]{1,60}\s[>\u00bb]+"
            r"|you are (?:here|in)\b.{0,100}|(?:author|category|tag|monthly) archives?: .{1,80}"
            r"|.{0,100}\|\s*main\s*\|.{0,100}|.{0,60}\bpowered by \w.{0,80}"
            r"|(?:home|publications|news|events)(?:\s*[>|/\u00bb]\s*[^>|/\u00bb]{1,60}){1,5})$",
        ),
        (
            "site navigation",
            r"^(?:home|news|about(?: us)?|jobs|events|comment|sport|opinion|features|publications)"
            r"(?:\s*[|\u2022\u00b7]\s*[^|\u2022\u00b7]{2,25}){2,}$",
        ),
        ("site navigation", r"^(?:\[[^\[\]\d]{2,40}\]\s*){2,}$"),  # "[Download] [Press release]"
        (
            "site navigation",
            r"^(?:search|filter|sort|browse) by\b.{0,30}$"
            r"|^(?:(?:read|see|view|browse) (?:more|all)|(?:view|browse) our)\b[^.!?:]{0,40}"
            r"(?:\.{3}|\u2026|\+)?$"
            r"|^this (?:content|page|item) (?:relates|is related) to\b.{0,60}$"
            r"|^click (?:on )?(?:the |an? )?\w+ (?:to|for)\b.{1,40}$|^link to (?:the|our)\b.{2,80}$"
            r"|^e-?mail (?:us|me|(?:the|our) [^.!?]{2,40})$",
        ),
        (
            "shop",
            r"^(?:shopping |your |my )?(?:basket|cart)(?: contains)?:?$|^items?: \d+$"
            r"|^(?:view|add to|go to|empty) (?:the |your |my )?(?:basket|cart|bag)$"
            r"|^sub ?total:? ?\u00a3?[\d.]+$|^delivery(?: time)?:.{1,40}$|^(?:in stock|checkout)$",
        ),
        (
            "link to the work",
            r"^(?=(?:read|download|get|view|see|order|buy|free)\b)(?:(?:read|downloads?|get|view|see"
            r"|order|buy|free|online|the|an?|this|our|your|full|final|interim|complete|pdf|reports?"
            r"|papers?|publications?|pamphlet|essay|study|briefing|summary|executive|version"
            r"|document|copy|copies|here|now|as|tables?|findings|text|book|guide"
            r"|press release|in|of)"
            r"\b\W*)+$",
        ),
        ("size of a file", r"^(?:pdf|word|doc)?,? ?\(?\d+(?:\.\d+)? ?[kmg]i?b\)?$"),
        (  # what a site's own program left unfilled, and its votes
            "site widget",
            r"%[ds]\b|^\d{1,2} (?:of|/) \d{1,2}$"
            r"|^(?:average|(?:your )?rating|rate this)\b[^.!?]{0,20}\d+ (?:vote|rating)s?\b"
            r"|^(?:the )?(?:average )?rating is \d.{0,40}$",
        ),
        (
            "caption of an image",
            r"^(?:chart|graph|graphic|infographic|diagram|map) (?:showing|setting out|illustrating"
            r"|that shows|to show)\b[^.!?]{5,160}$",
        ),
        ("reading time", r"^\d+[ -]min(?:ute)?s?(?: read)?$|^reading time\b.{1,20}$"),
        (
            "caption of an image",
            r"^[^.!?:]{3,90} (?:(?:report|front|book) cover|cover image|banner|logo|header"
            r"|thumbnail)$|^\[(?:img|image|photo)\]$|^[^.!?]{3,80} \d{3,4} ?[x\u00d7] ?\d{3,4}$"
            r"|^(?:picture|photo(?:graph)?|image|portrait|headshot) of [^.!?]{3,80}$"
            r"|^(?:front )?cover: .{3,160}$",
        ),
        (
            "cookie notice",
            r"^(?:we|(?:this|our) (?:web)?site) uses? cookies\b"
            r"|\bcookies\b.{0,100}\b(?:accept|agree|consent)|^(?:accept|manage|reject)\b.{0,20}\bcookies$",
        ),
        (
            "tags",
            r"^(?:tags?|tagged|themes?|keywords?|topics?|filed under|categor(?:y|ies))\s*:.{1,200}$"
            r"|^(?:posted|filed) (?:in|under)\b.{1,200}\b(?:tagged|tags)\b.{1,120}$"
            r"|^(?:filed under|tagged(?: with| as)?)\s.{1,120}(?<![.!?])$",
        ),
        ("copyright line", r"^(?:\u00a9|\(c\)|copyright\b).{0,160}$"),
        (  # in the foot of a site, beside its address and its menu
            "copyright line",
            r"^(?=.*(?:\||\bregistered\b|\brights reserved|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b))"
            r"(?!.*(?:\u00a3|\bISBN|\bISSN)).+\u00a9 ?\w.*$",
        ),
    )
)

# What stands inside an article and does not end it.
WITHIN = frozenset(("image credit", "end mark", "advertisement"))

_MARK = re.compile(r"^[-\u2022*] ")  # of an item, as in a menu


def furniture_reason(line: str) -> str | None:
    """Why a line is set aside, or None where it is part of the text."""
    text = _MARK.sub("", " ".join(line[: _LONGEST + 1].split()))
    return _reason(text) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)  # the same line is asked for by every parser, and several times
def _reason(text: str) -> str | None:
    return next((reason for reason, pattern in REASONS if pattern.search(text)), None)


def feet_of(source: SourceText) -> list[Line]:
    """The lines at the foot of a page that say whose it is, also those its reader set aside."""
    aside = [(each.start, each.end) for each in source.left_out if each.reason == "site footer"]
    return [
        line
        for line in source.lines
        if furniture_reason(line.text) == "copyright line"
        or any(start <= line.start and line.end <= end for start, end in aside)
    ]


_COMMENTS = re.compile(
    r"(?:(?:readers['\u2019]? )?comments?(?:\s*\(\d+\))?|\d+ comments?|have your say):?",
    re.IGNORECASE,
)


def begins_comments(line: str) -> bool:
    """Whether a line heads what readers wrote under a page."""
    return len(line) < 60 and bool(_COMMENTS.fullmatch(line.strip()))


# A line of its own under which a page lists what else there is to read.
RELATED_HEADING = re.compile(
    r"related|(?:related|similar|latest|more|other|further|recent)\s(?:[\w&'\u2019-]+\s){0,3}"
    r"(?:articles?|stories|news|publications?|reports?|reading|links?|content|research|resources)"
    r"|more (?:from|on|about|like)\b.{2,40}|also (?:in|on|from|by)\b.{2,40}|see also"
    r"|read (?:more|next|also)"
    r"|you (?:may|might) also (?:like|be interested in|want to read)|most (?:read|popular|viewed)"
    r"|recommended(?: for you)?",
    re.IGNORECASE,
)
# Words behind a copyright sign that name nobody who holds rights.
NOBODY = re.compile(r"(?:all|some) rights|reserved|copyright|notice|policy|this ", re.IGNORECASE)


_STATEMENT = re.compile(
    r"(?:\u00a9|\([cC]\)|\b[Cc]opyright\b(?: (?:\u00a9|\([cC]\)))?)\s*"
    r"(?P<holder>[A-Z](?:[^\n\t|.;\d ]| (?! )){2,100} (?:19|20)\d\d(?:[-\u2013]\d{2,4})?"
    r"|(?:(?:19|20)\d\d|[A-Z])(?:[^\n\t|.;]){2,120}?(?=\s{2}|[\n\t|.;]|$))"
)


def rights_in(source: SourceText) -> Value | None:
    """What the foot of a page says of its rights: "\u00a9 Moor Policy 2012"."""
    for line in feet_of(source):
        found = _STATEMENT.search(line.text)
        if found and not NOBODY.match(found["holder"]):
            start = line.start + found.start()
            words = found.group().rstrip(" ,")
            return Value(" ".join(words.split()), ((start, start + len(words)),))
    return None
