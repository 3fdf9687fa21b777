"""Bodies in running text with what they did for a work: supported, commissioned, took part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publications.parsing.names import looks_like_name
from publications.parsing.organisations import BODY_WORDS, FoundOrganisation, find_listed

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("commissioner", r"\bcommissioned by:?\s+"),
        (
            "author",
            r"\bresearch was (?:carried out|conducted|undertaken|done) by\s+"
            r"(?:an? (?:\w+ )?team (?:from|at)\s+)?",
        ),
        (
            "sponsor",
            r"\b(?:supported|sponsored|funded|paid for) by(?: an? (?:\w+ )?grant from)?:?\s+"
            r"|\bwith (?:the )?(?:kind |generous |financial |in-kind ){0,2}"
            r"(?:support|sponsorship|funding|backing) (?:of|from)\s+"
            r"|\b(?:support|sponsorship|funding) (?:was |kindly )*(?:provided|given) by\s+"
            r"|^(?:(?:our|project) )?(?:funders?|sponsors?)(?:\s*:\s*|\s*\n\s*)",
        ),
        (
            "partner",
            r"\bin (?:partnership|association|collaboration|conjunction) with\s+"
            r"|\b(?:jointly|together) with\s+|\bwe (?:are working|worked|work) (?:closely )?with\s+"
            r"|\bheld [^.;]{3,60} with\s+(?=(?-i:[A-Z]|the [A-Z]))"
            r"|\bthis (?:project|programme|report|study|work),? with\s+"
            r"|\band (?:the )?(?=(?-i:[A-Z])[^.,;]{2,60} (?:carry|carried|run|ran|publish|published"
            r"|lead|led|worked?|held|wrote)\b[^.;]{0,40}\b(?:together|jointly)\b)"
            r"|\b(?:a coach|a mentor|coaching|advice|help) from\s+(?=(?-i:the [A-Z]))"
            r"|^(?:(?:our|project|delivery) )?partners?(?: organisations)?(?:\s*:\s*|\s*\n\s*)"
            r"|\b(?:led|run|delivered) by (?:the )?[\w&'’ ]{2,60}? with\s+",
        ),
    )
)


def with_roles(text: str, offset: int = 0) -> Iterator[tuple[FoundOrganisation, str]]:
    """The bodies that words such as "supported by" name; ``offset`` is added to their places."""
    for role, cue in _CUES:
        for match in cue.finditer(text):
            listed = find_listed(text, match.end(), offset)
            # "supported by Hill Moor and X Council": beside a body stands a body.
            if any(_is_body(found) for found in listed):
                for found in listed:
                    yield found, role


def _is_body(found: FoundOrganisation) -> bool:
    words = set(found.name.split())
    return bool(found.abbreviation or words & BODY_WORDS) or not looks_like_name(found.name)
