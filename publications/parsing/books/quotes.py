"""Quotations set apart: a paragraph wholly in quote marks, and the name under it."""

from __future__ import annotations

import re

from publications.parsing.books.notes.labels import SUPERSCRIPTS
from publications.parsing.mentions import OFFICE
from publications.parsing.names import split_person_line

_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'"}
TWO_SENTENCES = re.compile(r"[a-z]{2}[.!?][’”'\")]* [(“‘\"']?[A-Z]")
_AFTER = f".,;:!?* {SUPERSCRIPTS}"
_SHORTEST = 12
_SIGNED = re.compile(r"""(?<=[”"’'])(\s*[-–—~]\s*)(?=[A-Z][^”"]{2,160}$)""")


_NOUN = (
    r"(?:resident|tenant|reader|pupil|parent|carer|patient|user|volunteer|worker|teacher|nurse"
    r"|farmer|shopkeeper|stallholder|student|participant|respondent|interviewee|representative"
    r"|driver|passenger|owner|neighbour|mother|father|doctor|visitor|citizen|voter|activist"
    r"|organiser|leader|chair|chairman|chairwoman|director|researcher|fellow|head|member|manager"
    r"|officer|advis[eo]r|councillor|mayor|executive|trustee|founder|secretary|treasurer|planner"
    r"|consultant|warden|clerk|apprentice|customer|staff|girl|boy|woman|man|pensioner)"
)
# Somebody without a name: "A reader in Moss", "Head of Straw, Moss Council"; in the singular, as
# the line under a picture seldom is.
_SPEAKER = re.compile(
    rf"(?:An?\s|The\s)?(?:(?!(?:of|in|on|and|the|to|for)\s)[\w’'-]+\s){{0,3}}?(?i:{_NOUN})"
    r"(?:,\s.{2,}|\s(?:of|in|at|from|for|with)\s.{2,}|\s\(.{2,}\))?"
)

_AGED = re.compile(r", (?:aged )?\d{1,2}(?:,|$)|, aged ")


def speaks(text: str) -> bool:
    """Whether a line says who spoke: a name with an office, or somebody without a name."""
    line = text.strip().lstrip("-–—~ ").strip()
    if not 3 < len(line) <= 160 or line[-1] in ".:;!?" or not line[0].isupper() or "\t" in line:
        return False
    if _SPEAKER.fullmatch(line):
        return not any(char.isdigit() for char in line) or bool(_AGED.search(line))
    name, office = split_person_line(line)
    return bool(name and re.search(OFFICE, office, re.IGNORECASE))


def is_whole_quote(text: str) -> bool:
    """Whether one pair of quote marks holds the whole text, a stop or note mark behind it aside."""
    return bool(inner(text))


def inner(text: str) -> str:
    """The words between the quote marks of a text that is one quotation; else ""."""
    text = text.strip("* ")
    closing = _PAIRS.get(text[:1])
    if not closing or len(text) < _SHORTEST:
        return ""
    body = text.rstrip(_AFTER)
    while body and body[-1].isdigit() and closing in body[-5:-1]:
        body = body[:-1]  # a note mark in plain digits: ”2
    if not body.endswith(closing) or len(body) < _SHORTEST:
        return ""
    within = body[1:-1]
    if closing == "”":
        return within.strip() if _balanced(within) else ""
    if closing == '"':
        return within.strip() if '"' not in within else ""
    # Single marks: an apostrophe is no closing mark, a mark before white space is.
    for at, char in enumerate(within):
        if char == closing and not (within[at + 1 : at + 2].isalnum()):
            before = within[at - 1 : at]
            if not (before == "s" or before.isspace()) or text[0] in within[at + 1 :]:
                return ""
    return within.strip() if text[0] not in within.replace(closing, "") else ""


def signed_at(text: str) -> tuple[int, int] | None:
    """The dash between a quotation and who said it, ``“...” – Jo Hill, Chair``; else None."""
    match = _SIGNED.search(text.rstrip())
    if not match or not is_whole_quote(text[: match.start()]):
        return None
    return match.span(1) if any(attribution(text[match.end() :])) else None


def _balanced(within: str) -> bool:
    """Whether the marks inside open before they close."""
    depth = 0
    for char in within:
        if char == "“":
            depth += 1
        elif char == "”":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def attribution(text: str) -> tuple[str, str]:
    """The speaker and the office of a line under a quotation; ("", "") if it is none."""
    line = text.strip().lstrip("-–—~ ").strip()
    if len(line) > 160 or line[-1:] in ".:;!?":
        return "", ""
    name, office = split_person_line(line)
    bare = ", " in line and len(line.split()) <= 8 and line[:1].isupper()
    if not name and not bare and not (line.startswith(("A ", "An ")) and speaks(line)):
        return "", ""  # "Stallholder, Moss" says who spoke without a name
    return name, office
