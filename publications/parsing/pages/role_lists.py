"""Bodies listed under a heading that says what they did: "Our funders", "Partners", "Supporters".

The names stand in a line each, as items, or in one line with commas. The list ends at the first
block that is no such names, and at the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publications.parsing.document import Block
from publications.parsing.organisations import FoundOrganisation, find_listed, find_organisations
from publications.parsing.organisations.wholes import KINDS, Wholes
from publications.parsing.roles import is_named_body, with_roles

_WHOSE = (
    r"(?:(?:our|project|the|key|main|delivery|learning|research|campaign|programme|founding) )*"
)
_OF = r"(?: (?:of|in|on|for) (?:the|this|our) [\w ]{3,40})?"
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("commissioner", rf"(?:{_WHOSE}commissioners?{_OF}|commissioned by)"),
        (
            "sponsor",
            rf"{_WHOSE}(?:funders?|sponsors?|funding partners?){_OF}|(?:who (?:is|are) )?(?:funding"
            r"|paying for) (?:the|this|our) \w+\??|(?:generously |kindly )?(?:funded|sponsored"
            r"|supported|paid for) by|with (?:thanks to|(?:the )?(?:generous )?support (?:of|from))"
            r"|funding|sponsorship",
        ),
        (
            "partner",
            rf"{_WHOSE}(?:partners?|partner organisations|supporters|coalition members"
            rf"|member organisations|collaborators){_OF}|(?:working|in partnership) with"
            r"|who (?:we (?:are )?work(?:ing)? with|supports (?:us|the campaign)|is involved)\??"
            r"|backed by|organisations (?:taking part|involved)",
        ),
        ("host", r"hosted by"),
    )
)
# What a sentence ends with that leads in a list: "The partners of the project were:"
_LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            "sponsor",
            r"(?:\b(?:funders|sponsors)\b[^.;:]{0,60} (?:are|were|include)"
            r"|\b(?:funded|sponsored|supported|paid for) by(?: [\w ]{3,30})?):",
        ),
        (
            "partner",
            r"(?:\b(?:partners|partner organisations)\b[^.;:]{0,60} (?:are|were|include)"
            r"|\b(?:partnership|collaboration|together|jointly|working) (?:between|of|with)"
            r"\b[^.;:]{3,120}):",
        ),
    )
)
_OF_PAGE = re.compile(  # what stands over other parts of a page
    r"(?:latest |recent |our |related )*(?:publications?|reports?|news|events?|contacts?|team"
    r"|people|downloads?|resources|documents|links|background|aims|outputs|blogs?|about|timeline|evidence"
    r"|members|updates|findings|media|videos?|share)(?: us)?",
    re.IGNORECASE,
)
LEAD = "lead"  # by this cue the body that leads others is known: the work may be its own
_MOST_WORDS = 9
_LONGEST = 2000  # characters
_PART = re.compile(r"\s\([a-z][^()]{2,40}\)")  # "Moor Trust (lead partner)"
_MARK = re.compile(r"[\s\u2022*\u00b7\u2013-]*(?:[Tt]he )?")

Role = tuple[FoundOrganisation, str]


def roles_of(text: str, blocks: Sequence[Block]) -> list[Role]:
    """The bodies with a part in the work: told of in sentences, and listed under headings."""
    told = [
        each
        for block in blocks
        for start, end in block.evidence
        for each in with_roles(text[start : min(end, start + 20_000)], start, short=True)
    ]
    known = {(each.start, each.end) for each, _ in told}
    listed = _listed(text, blocks)
    roles = [*told, *(each for each in listed if (each[0].start, each[0].end) not in known)]
    wholes = Wholes(text)
    return [
        (found, role) for each, role in roles if (found := _whole(text, wholes, each)) is not None
    ]


def _whole(text: str, wholes: Wholes, found: FoundOrganisation) -> FoundOrganisation | None:
    """A body by the whole name that its short one stands for; None for "the Trust" alone."""
    place = found.start, found.end
    short = found.name in KINDS or (found.name.isupper() and " " not in found.name)
    span = wholes.of(*place) if short else place
    if span is None or span == place:
        return found if span else None
    name = " ".join(text[slice(*span)].split())
    abbreviation = found.name if found.name.isupper() else found.abbreviation
    return FoundOrganisation(
        name, abbreviation, text[slice(*span)], *span, cue=found.cue, short=place
    )


def with_another_part(roles: Sequence[Role]) -> list[str]:
    """The names of bodies whose work it is not, since they had another part in it."""
    return [found.name for found, role in roles if role != "publisher" and found.cue != LEAD]


def _listed(text: str, blocks: Sequence[Block]) -> Iterator[Role]:
    role, names = "", []
    for block in (*blocks, None):
        headed = _role_of(" ".join(block.text.split())) if block else ""
        found = _names_in(text, block) if role and block and not headed else []
        names += found
        if not found:
            if any(is_named_body(each) for each in names):
                yield from ((each, role) for each in names)
            role, names = headed, []


def _role_of(words: str) -> str:
    """The role of the bodies that are listed under a heading, or behind a sentence."""
    heading = words.rstrip(":")
    if len(heading.split()) <= _MOST_WORDS:
        for role, form in _HEADINGS:
            if form.fullmatch(heading):
                return role
    if words[-1:] != ":":
        return ""
    return next((role for role, form in _LEADS if form.search(words[-200:])), "")


def _names_in(text: str, block: Block) -> list[FoundOrganisation]:
    """The names that a block is nothing but: one alone, or a list with commas and "and"."""
    found: list[FoundOrganisation] = []
    if block.kind == "heading" or _OF_PAGE.fullmatch(block.text.strip().rstrip(":")):
        return []
    for start, end in block.evidence:
        words = text[start : min(end, start + _LONGEST)]
        mark = _MARK.match(words)
        note = _PART.search(words)
        words = _PART.sub(lambda note: " " * len(note.group()), words)
        listed = _with_place(words, find_listed(words, mark.end() if mark else 0, start), start)
        if note and "lead" in note.group():
            listed = [replace(each, cue=LEAD) for each in listed]
        if not listed or words[listed[-1].end - start :].strip(" .;"):
            named = find_organisations(words, start)
            listed = [each for each in named if not _rest(words, each, start)]
        if not listed:
            return []
        found += listed
    return found


def _with_place(
    words: str, listed: list[FoundOrganisation], offset: int
) -> list[FoundOrganisation]:
    """The names of a line, which is one body's where only one of two is a body's by itself.

    The other is a town, "Institute of Tea, Moor", or part of the name, "Moss and Fell Council".
    """
    if len(listed) != 2:
        return listed
    first, second = listed
    join = words[first.end - offset : second.start - offset].strip()
    sure = is_named_body(first, sure=True), is_named_body(second, sure=True)
    in_town = join == "," and sure == (True, False)
    one = join in {"and", "&"} and sure == (False, True) and first.name.istitle()
    if not in_town and (not one or " " in first.name):
        return listed
    name = words[first.start - offset : second.end - offset]
    return [replace(first, name=name, printed=name, end=second.end)]


def _rest(words: str, found: FoundOrganisation, start: int) -> str:
    """What a line has besides one name."""
    before = words[: found.start - start].strip(" \u2022*-\u2013").lower()
    return before.removeprefix("the") + words[found.end - start :].strip(" .;")
