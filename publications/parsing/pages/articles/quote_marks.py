"""The quoted stretches of a paragraph: in double marks, in single ones, with marks that are lost.

A paper quotes in one sort of marks, and in the other what is quoted inside. Sites mix straight and
curly marks, and lose the first or the last of a speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Stretch = tuple[int, int, bool]  # first character, end, whether a mark closes it

_OPENS = re.compile(r"(?<![^\s(\[\u201c\u2018\"'\u2013\u2014-])[\u201c\u201d\"](?=[^\s\u201d\"])")
_OPENS_SINGLE = re.compile(r"(?<![^\s(\[\u201c\"\u2013\u2014-])[\u2018'](?=[^\s\u2019'])")
_CLOSES_SINGLE = re.compile(r"(?<=\S)[\u2019'](?![^\W_])")
_STOPPED = ".,!?\u2026"
# "X told the Weekly: We are glad.” Words that a mark closes and none opens.
_UNOPENED = re.compile(r":\s+(?=[A-Z])")
_INNER = re.compile(r"(?<=\s)\u201c[^\u201c\u201d]*\u201d")


def quoted(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The quoted stretches of a paragraph, each without its marks."""
    double = list(_double(text, start, end))
    single = list(_single(text, start, end))
    # Double marks inside single ones are the paper's inner marks: ‘It is not “one size”.’
    within = all(any(a < first and stop <= b for a, b, _ in single) for first, stop, _ in double)
    yield from single if within and single else double


def _double(text: str, start: int, end: int) -> Iterator[Stretch]:
    at = start
    while opened := _OPENS.search(text, at, end):
        lost = text.find("\u201d", at, opened.start())
        if lost >= 0 and (found := _unopened(text, at, lost)):
            yield found
        first = opened.end()
        closed = _closing(text, first, end, curly=opened.group() != '"')
        if closed < 0:
            yield first, end, False
            return
        yield first, closed, True
        at = closed + 1
    lost = text.find("\u201d", at, end)
    if lost >= 0 and (found := _unopened(text, at, lost)):
        yield found


def _closing(text: str, first: int, end: int, *, curly: bool) -> int:
    """Where the mark stands that closes what is opened: of its own sort if there is one."""
    own, other = ("\u201d", '"') if curly else ('"', "\u201d")
    closed = text.find(own, first, end)
    again = text.find("\u201c", first, end) if curly else -1
    inner = _INNER.match(text, again, end)
    if curly and inner and 0 <= again < closed:
        # “Good to have the “nod” from him”: the marks inside open and close.
        closed = text.find(own, inner.end(), end)
        return closed if closed >= 0 else -1
    if closed >= 0:
        return closed
    return text.find(other, first, end)


def _unopened(text: str, at: int, closed: int) -> Stretch | None:
    found = [each.end() for each in _UNOPENED.finditer(text, at, closed)]
    return (found[-1], closed, True) if found else None


def _single(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The same in single marks; an apostrophe closes nothing."""
    at = start
    while opened := _OPENS_SINGLE.search(text, at, end):
        first = opened.end()
        following = _OPENS_SINGLE.search(text, first, end)
        closing = [each.start() for each in _CLOSES_SINGLE.finditer(text, first, end)]
        near = [each for each in closing if not following or each < following.start()]
        # A mark behind a stop or comma closes speech; else the first that is no possessive's.
        closed = next((each for each in near or closing if text[each - 1] in _STOPPED), None)
        if closed is None:
            near = near or closing
            plain = (each for each in near if text[each - 1] != "s")
            closed = next(plain, near[0] if near else -1)
        if closed < 0:
            # A straight mark may be an apostrophe, 'tis, unless speech begins there.
            begins = first <= start + 2 or text[start : opened.start()].rstrip()[-1:] in ":,"
            if begins or opened.group() == "\u2018":
                yield first, end, False
                return
            at = first
            continue
        yield first, closed, True
        at = closed + 1


def gaps(text: str, start: int, end: int, quoted: Sequence[Stretch]) -> Iterator[tuple[str, int]]:
    """The unquoted words of a paragraph, each with its place."""
    at = start
    for first, stop, closed in quoted:
        if first - 1 > at:
            yield text[at : first - 1], at
        at = stop + 1 if closed else stop
    if at < end:
        yield text[at:end], at
