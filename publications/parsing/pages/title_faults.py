"""What speaks against a line of a page being its title, by its words alone.

Calls, labels, headings that any page has, names of bodies, words of pictures, and ends of lines.
"""

from __future__ import annotations

import re

from publications.parsing.document import Line
from publications.parsing.organisations import BODY_WORDS, find_organisations
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS

_GENERAL = re.compile(
    r"(?:the |our |about (?:the |this |our |us)?|project |key |executive |selected |chosen )?"
    r"(?:brief|idea|aims?|overview|background|introduction|summary|abstract|work|project|programme|report"
    r"|publications?|details|numbers|points|facts|figures|messages"
    r"|description|context|challenge|approach|issue|problem|about|objectives|purpose|findings"
    r"|collection|inquiry|campaign|commission|study|research|references|endnotes|notes|appendix)"
    r"|(?:foreword|preface|introduction|statement|message|afterword|welcome)\b"
    r"(?: (?:from|by|to)\b.{0,40})?"
    r"|(?:what|why|how|who|when)\b.{0,60}\?|what (?:we|happened|is)\b.{0,30}|who we are|welcome",
    re.IGNORECASE,
)
_HEADING = re.compile(  # what a part of a page or of a work is called, and no work
    r"(?:why|how) (?:we|this|it|you)\b.{0,30}|what (?:we want|you can)\b.{0,30}"
    r"|we (?:want|are|think|believe)\b.{0,20}"
    r"|(?:foreword|introduction|statement|message|preface|note|welcome) (?:from|by) .{3,50}"
    r"|introduction to .{3,30}|(?:scope|stages|aims|background|terms) (?:of|to) .{3,40}",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:go|click|mail|read|see|download|search|filter|sign|skip|view|join|browse|select|choose|donate"
    r"|nominate|find|return|back|show|sort|please|get|watch|listen|subscribe|enter|register|share"
    r"|print|email|follow|contact|buy|add|order|your|if you|you (?:are|can|have|must)|for more"
    r"|nominations?|in response to|coming soon)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(r"^.{0,20}\bdownloads?\b|\bwebsite header\b|\bkb\)", re.IGNORECASE)
_FORM = re.compile(  # what a page calls the work, over its title
    r"(?:(?:our|current|past|major|key|research|policy|new|latest|full|discussion|working"
    r"|briefing|case|older|recent) )*"
    rf"(?:{UNDERTAKINGS}|{WORKS}|publication|work|research|resource|blog|article|interview|feature"
    r"|news|q ?& ?a)s?(?: article| post| item| story)?"
    r"(?: (?:and|&) [a-z]+)?(?: (?:summary|overview|details))?(?:\s{2,}.{4,30})?",
    re.IGNORECASE,
)
CODE = re.compile(r"\(\d+\)|\b\d\d-\d\d\b|\b[A-Z]{2,}[/-]?\d+")  # of a paper: "HOU(4) 07-13"
BRACKETED = re.compile(r" \([^()]*\)$")  # "The Project (content)"
_UNDERTAKEN = re.compile(
    r"\b(?:Commission|Inquiry|Campaign|Project|Programme|Review|Task ?[Ff]orce)\b"
)
PICTURE = re.compile(r"\s+(?:logo|banner|header|image|photo)(?:[A-Z].*)?$")
# The name of a part of a body, as its site prints over a page: "Owl Desk", "Barns Committee"
_PART_OF_BODY = re.compile(
    r"(?:(?:[A-Z][\w&'\u2019-]*|of|for|and|the|on) ){1,5}"
    r"(?:Committee|Unit|Desk|Department|Office|Team|Division|Directorate|Repository|Library|Research"
    r"|Group|Faculty|School|Board|Panel|Section|Service|Services|Branch|Secretariat)",
)
_GLUED = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}")  # words that run from one element into another
_PICTURED = re.compile(  # the words that stand for a picture
    r"^(?i:image|photo|picture|logo|banner|icon)\b|\b\d{3,4} ?x ?\d{3,4}\b"
)
_SITE_LINE = re.compile(r"\s\|\s|\b(?:tel|email|fax|phone)\b ?[.:]|\blog ?in\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:to|from|cc|re) ?: ", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}[.):]\s+\S")
_TWO_SENTENCES = re.compile(r"[a-z][.!] [A-Z]")


def fault_of(line: Line) -> float:
    """What the words of a line have that those of a title have not."""
    text = " ".join(line.text.split())
    score = 0.4 if is_general(text) else 0.0
    score += 0.8 if _CALL.match(text) or _OFFER.search(text) else 0.0
    score += 0.6 if _FORM.fullmatch(text) else 0.0
    score += 0.6 if text.isupper() and " " not in text else 0.0
    score += 0.8 if text[0].islower() or text[-1] in ",;-\u2013\u2014+" else 0.0
    score += 0.8 if text[-1] == ":" else 0.0
    score += 0.6 if text[-1] in ".\u2026!" and len(text.split()) > 3 else 0.0
    score += 0.8 if "@" in text or "www." in text else 0.0
    score += 0.4 if _is_row_of_topics(text) else 0.0
    score += 0.9 if _HEADING.fullmatch(text) else 0.0
    score += 0.4 if _GLUED.search(text) and not PICTURE.search(text) else 0.0
    score += 0.8 if _PICTURED.search(text) or _SITE_LINE.search(text) else 0.0
    score += 0.8 if _ADDRESSED.match(text) or _TWO_SENTENCES.search(text) else 0.0
    score += 0.5 if _PART_OF_BODY.fullmatch(text) else 0.0
    score += 0.4 if _NUMBERED.match(text) else 0.0
    score += 0.6 if CODE.search(text) and len(re.findall(r"[^\W\d_]{4,}", text)) < 3 else 0.0
    return score + (0.3 if is_of_site(text) else 0.0)


def is_general(text: str) -> bool:
    """Whether a line is the name of a part, as any text has: "Overview", "Why we did this"."""
    return bool(_GENERAL.fullmatch(BRACKETED.sub("", text.strip()).rstrip(":")))


def is_of_site(text: str) -> bool:
    """Whether a line is a body's name, and not that of an undertaking: "Commission on Kettles"."""
    words = text.split()
    ends = len(words) <= 3 and words[-1] in BODY_WORDS and text.istitle() and ":" not in text
    return (ends or is_body(text)) and not _UNDERTAKEN.search(text)


def is_body(text: str) -> bool:
    """Whether a line is nothing but the name of a body."""
    bare = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
    return any(each.printed == bare for each in find_organisations(bare))


def _is_row_of_topics(text: str) -> bool:
    """Whether a line is topics with commas between them: "Children and learning, Transport"."""
    topics = text.split(", ")
    return len(topics) > 1 and all(
        len(each.split()) <= 3 and each[:1].isupper() and not re.search(r"\.$| and \w+$", each)
        for each in topics[1:]
    )
