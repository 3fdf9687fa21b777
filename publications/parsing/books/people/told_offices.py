"""The office that a sentence on somebody tells: "Jo Hill is Head of Parks at the Moor Trust"."""

from __future__ import annotations

import re

from publications.parsing.document import SourceText, Span
from publications.parsing.mentions import OFFICE

# An office begins with a capital, or has an article before it and a proper name behind:
# "a partner at Larch & Co"; or it is a word for one: "a trustee of a fund". "Is right about this"
# and "is a gardener" give none.
_CALLING = r"\b(?:reader in|tutor|poet|novelist|archivist|historian|barrister|producer|architect)\b"
_IS = re.compile(
    r"(?P<name>\S.{2,80}?)\s+(?:was\s[^.]{3,120}?\sand\s+)?is\s+(?:now\s+|currently\s+)?"
    r"(?:(?:the\s+)?(?=[A-Z])|(?:an?|the)\s+(?=[a-z][^.]*?\s(?:of|at|for|in|with)\s(?:the\s)?[A-Z])"
    rf"|(?:(?:an?|the)\s+)?(?=(?:[a-z-]+\s){{0,3}}?(?i:{OFFICE}|{_CALLING})))"
    r"(?P<office>[^.;]{3,150}?)"
    r"(?:,?\s+and\s+(?:(?:formerly|previously|once|also|now)\s+)?(?:is|was|has|retires|lives|writes"
    r"|works|worked|teaches|taught|leads|led|chairs|chaired|edits|sits|serves|served|runs|ran|speaks"
    r"|advises|advised|the\s+author\s)\s?[^.]*|,\s+where\s[^.]*)?\.?",
    re.DOTALL,
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[)\]”’]))(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)\.\s+(?=[A-Z])"
)
_LONGEST = 400  # characters of a sentence


def told_office(source: SourceText, start: int, end: int) -> tuple[str, Span] | None:
    """The name with which a sentence begins, and where the office stands that it tells."""
    match = _IS.fullmatch(source.text, start, end)
    return (" ".join(match["name"].split()), match.span("office")) if match else None


def sentences(source: SourceText, start: int, end: int) -> list[Span]:
    """Where the sentences of a short paragraph stand."""
    begins = [start, *(stop.end() for stop in _STOP.finditer(source.text, start, end))]
    ends = [*(stop.start() + 1 for stop in _STOP.finditer(source.text, start, end)), end]
    return list(zip(begins, ends, strict=True))


def first_told(source: SourceText, start: int, end: int) -> Span | None:
    """Where the first sentence of a biography tells an office."""
    last = min(end, start + _LONGEST)
    stop = _STOP.search(source.text, start, last)
    if stop is None and last < end:
        return None
    told = told_office(source, start, stop.start() + 1 if stop else end)
    return told[1] if told else None
