"""What a site says to its visitors over a page: of their browser, cookies, consent, its own need.

Such lines are whole sentences, often in front of everything else; they are told by whom they speak
to and of what. Each takes the reason that a reader of the list of what was left out will see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Line
from publications.parsing.pages.side_matter import furniture_reason

_SURE = (
    (
        "browser notice",
        re.compile(
            r"\b(?:your|this|another|modern|newer|supported) (?:web )?browser\b"
            r"|\bbrowsers? (?:is|are) (?:no longer|not) supported"
            r"|\bjava ?script\b.{0,80}\b(?:enabled?|disabled|turned? on|required)",
            re.IGNORECASE,
        ),
    ),
    (
        "cookie notice",
        re.compile(
            r"\bcookies?\b(?=.*\b(?:consent|accept|agree|website|site|browser|browsing|enable|settings"
            r"|experience|continu\w+|essential|preferences)\b)"
            r"|\b(?:consent|accept|agree|website|site|browser|enable|settings|experience|manage)\b"
            r".*\bcookies?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "call to readers",
        re.compile(
            r"\breaders? like you\b|\bsubscription notification\b|\bad[- ]?blockers?\b"
            r"|\b(?:support|fund|back) (?:us|our (?:journalism|work|reporting))\b"
            r"(?=.*\b(?:you|today|now)\b)"
            r"|\b(?:our|independent|quality) journalism\b(?=.*\b(?:you|your|support|free)\b)"
            r"|\byou (?:have|are) (?:reached|read|used|viewed|viewing) .{0,60}\barticles?\b"
            r"|\b(?:subscribe|register|sign (?:in|up)|log ?in) (?:now )?(?:to|for) (?:continue|read"
            r"|access|unlock|full access|unlimited)\b"
            r"|\balready a(?:n? \w+)? (?:subscriber|member|reader)\b",
            re.IGNORECASE,
        ),
    ),
)
_TO_VISITORS = re.compile(r"\b(?:you|your|please)\b", re.IGNORECASE)
_OF_SITE = re.compile(
    r"\b(?:us|our|we|(?:web)?site|news|adverts?|ads|advertising|journalism|stories|subscri\w+|free"
    r"|account|experience|version|log ?in|visit)\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:learn|find out|read|see) more\.?|(?:i )?(?:accept|agree)(?: all)?|ok(?:ay)?|close|dismiss"
    r"|got it!?|continue|allow all|reject(?: all)?|no,? thanks|x|\u00d7"
    r"|(?:cookie|privacy) (?:settings|policy|preferences)",
    re.IGNORECASE,
)
_TOP = 20  # lines in which notices stand over a page
_PROSE = 17  # words of a paragraph that is no notice: the page itself has begun
_LONGEST = 500  # characters


def notices_over(lines: Sequence[Line]) -> dict[int, str]:
    """The places of the notices at the top of a page, each with why it is set aside.

    What speaks to visitors and of the site counts only beside a line that surely is a notice.
    """
    found: dict[int, str] = {}
    for at, line in enumerate(lines[:_TOP]):
        text = " ".join(line.text.split())
        reason = _reason(text) if len(text) <= _LONGEST and line.tag != "h1" else None
        if reason is None and at - 1 in found and (_BUTTON.fullmatch(text) or _is_beside(text)):
            reason = found[at - 1]
        if reason is None and len(text.split()) >= _PROSE:
            break
        if reason:
            found[at] = reason
            # "Support us today" over it is its heading.
            if at and at - 1 not in found and furniture_reason(lines[at - 1].text) == reason:
                found[at - 1] = reason
    return found if len(found) < len(lines) else {}


def _reason(text: str) -> str | None:
    return next((reason for reason, pattern in _SURE if pattern.search(text)), None)


def _is_beside(text: str) -> bool:
    return len(text.split()) >= 6 and bool(_TO_VISITORS.search(text) and _OF_SITE.search(text))
