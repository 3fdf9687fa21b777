"""The paper whose page an article stands on, told by the form of its name and where it stands.

"The Moor Gazette" over the headline, behind it ("Headline - The Moor Gazette"), under the byline
or in the standfirst.
"""

from __future__ import annotations

import re

from publications.parsing.document import Line, Organisation, ParseWarning, Span
from publications.parsing.organisations import BODY_WORDS

_WORD = (
    r"(?:Times|Post|News|Journal|Gazette|Standard|Herald|Echo|Mail|Guardian|Chronicle|Mercury|Weekly"
    r"|Express|Observer|Star|Today|Review|Magazine|Tribune|Independent|Argus|Courier|Advertiser"
    r"|Press|TV|Television|Radio|FM|Examiner|Record|Bulletin|Telegraph|Sentinel|Dispatch|Reporter|Messenger|Digest|Mirror"
    r"|Quarterly|Monthly|Citizen|Evening News|Advocate|Inquirer|Enquirer|Nationalist|Leader)"
)
_NAME = rf"(?:The |the )?(?:[A-Z][\w&'\u2019-]*,? (?:and |of |& )?){{1,4}}?{_WORD}"
PAPER = re.compile(rf"(?P<name>{_NAME}|The {_WORD})(?!\w)")
_BEHIND = re.compile(r"\s+[-|\u2013\u2014\u00b7]\s+(?P<name>[A-Z][\w&'\u2019. -]{2,50})\s*$")
_WORDS = 5


def is_paper(text: str) -> bool:
    """Whether some words have the form of a paper's name: "The Moor Gazette"."""
    return len(text.split()) <= _WORDS and bool(PAPER.fullmatch(text.strip()))


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
    found = PAPER.match(line.text.lstrip()) or re.search(rf"\bfrom {PAPER.pattern}", line.text)
    if not found:
        return None
    shift = line.start + (len(line.text) - len(line.text.lstrip()) if not found.start() else 0)
    return shift + found.start("name"), shift + found.end("name")


def inferred(name: str, place: Span, why: str, warnings: list[ParseWarning]) -> Organisation:
    """A paper as publisher, with a warning that says why it was taken."""
    message = f"{name} was taken as the publisher, because {why}."
    warnings.append(ParseWarning("publisher_inferred", message, (place,)))
    return Organisation(name, "publisher", "", (place,))
