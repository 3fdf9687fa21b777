"""The paper whose page an article stands on, told by the form of its name and where it stands.

"The Moor Gazette" over the headline, behind it ("Headline - The Moor Gazette"), under the byline
or in the standfirst; "This website is published by X"; "More from X" at the foot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import LeftOut, Line, Organisation, ParseWarning, Span
from publications.parsing.organisations import BODY_WORDS
from publications.parsing.spans import span_of

_WORD = (
    r"(?:Times|Post|News|Journal|Gazette|Standard|Herald|Echo|Mail|Guardian|Chronicle|Mercury|Weekly"
    r"|Express|Observer|Star|Today|Review|Magazine|Tribune|Independent|Argus|Courier|Advertiser"
    r"|Press|TV|Television|Radio|FM|Examiner|Record|Bulletin|Telegraph|Sentinel|Dispatch|Reporter|Messenger|Digest|Mirror"
    r"|Quarterly|Monthly|Citizen|Evening News|Advocate|Inquirer|Enquirer|Nationalist|Leader)"
)
_NAME = rf"(?:The |the )?(?:[A-Z][\w&'\u2019-]*,? (?:and |of |& )?){{1,4}}?{_WORD}"
_PAPER = re.compile(rf"(?P<name>{_NAME}|The {_WORD})")
_SHORT = re.compile(r"\b(?P<name>The [A-Z]{2,5})\b")  # "The MJ"
_BEHIND = re.compile(r"\s+[-|\u2013\u2014\u00b7]\s+(?P<name>[A-Z][\w&'\u2019. -]{2,50})\s*$")
_PUBLISHED_BY = re.compile(
    r"\b(?:this|the) (?:web ?site|site|blog|newsletter|paper|page) is (?:published|run|owned"
    r"|written|maintained|produced) by (?P<name>(?:The |the )?[A-Z][\w&'\u2019-]*"
    r"(?: (?:[A-Z][\w&'\u2019-]*|of|for|and|the|&))*)",
    re.IGNORECASE,
)
_MORE_FROM = re.compile(
    r"\s*[Mm]ore (?:from|in) (?P<name>[A-Z][\w&'\u2019-]*(?: [A-Z][\w&'\u2019-]*){1,4})\s*"
)
_WORDS = 5
_LONGEST = 300  # characters


def is_paper(text: str) -> bool:
    """Whether some words have the form of a paper's name: "The Moor Gazette"."""
    return len(text.split()) <= _WORDS and bool(_PAPER.fullmatch(text.strip()))


def is_body(text: str) -> bool:
    """Whether some words are a body's name and no more: "Moss City Council"."""
    words = [word for word in text.split() if word not in {"and", "of", "for", "the", "&"}]
    capital = all(word[0].isupper() for word in words) and text[-1:].isalpha()
    named = words and (words[-1] in BODY_WORDS or words[0] in BODY_WORDS)
    return bool(capital and named and 2 <= len(text.split()) <= _WORDS and not text.isupper())


def paper_behind(text: str) -> re.Match[str] | None:
    """The site's name behind a headline: "Barns burn - The Moor Gazette"."""
    found = _BEHIND.search(text)
    return found if found and len(found["name"].split()) <= _WORDS else None


def paper_in(line: Line) -> Span | None:
    """The place of a paper's name at the beginning of a standfirst, or behind its "from"."""
    found = _PAPER.match(line.text.lstrip()) or re.search(rf"\bfrom {_PAPER.pattern}", line.text)
    if not found:
        return None
    shift = line.start + (len(line.text) - len(line.text.lstrip()) if not found.start() else 0)
    return shift + found.start("name"), shift + found.end("name")


def inferred(name: str, place: Span, why: str, warnings: list[ParseWarning]) -> Organisation:
    """A paper as publisher, with a warning that says why it was taken."""
    message = f"{name} was taken as the publisher, because {why}."
    warnings.append(ParseWarning("publisher_inferred", message, (place,)))
    return Organisation(name, "publisher", "", (place,))


def told_of_site(
    text: str, calls: Sequence[LeftOut], lines: Sequence[Line], warnings: list[ParseWarning]
) -> Organisation | None:
    """The body that a page's last lines say it is of, or for which it calls on its readers."""
    for each in calls:
        words = text[each.start : each.end]
        called = each.reason == "call to readers" and len(words) <= _LONGEST
        if called and (found := _PAPER.search(words) or _SHORT.search(words)):
            place = (each.start + found.start("name"), each.start + found.end("name"))
            return inferred(found["name"], place, "the page calls on its readers for it", warnings)
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        if found := _PUBLISHED_BY.search(line.text):
            place = (line.start + found.start("name"), line.start + found.end("name"))
            return inferred(found["name"], place, "the page says who publishes it", warnings)
        if found := _MORE_FROM.fullmatch(line.text):
            start = span_of(line)[0] + line.text.lstrip().find(found["name"])
            place = (start, start + len(found["name"]))
            return inferred(found["name"], place, "the page offers more from it", warnings)
    return None
