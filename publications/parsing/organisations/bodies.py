"""The names of bodies within a stretch of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from publications.parsing.names import looks_like_name
from publications.parsing.organisations.runs import Token
from publications.parsing.organisations.vocabulary import (
    BODY_WORDS,
    DOUBLE_COUNCILS,
    FIRM_ENDS,
    GENERAL_BODIES,
    GENERAL_WORDS,
    HONOURED,
    JOINS,
    MONTHS_AND_DAYS,
    NOT_FIRST,
    OF_PLACES,
    OPENING_JOINS,
    OPENS,
    OWNERS,
    POINTS,
    WEAK,
    WEAK_BEFORE,
)

_OUTSIDE = frozenset(("in", "to", "with", "on"))  # behind these another name begins


def bodies_in(run: list[Token], after_article: bool = False) -> list[tuple[int, int]]:
    """The first and last token of each body named in a run of capitalised words.

    ``after_article`` says that "the" stands before the run.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for piece_end in _pieces(run, after_article):
        first, last = begin, piece_end
        begin = piece_end + 2
        while first <= last and (
            run[first].text in NOT_FIRST | JOINS
            or (run[first].text.isdigit() and first and run[first - 1].text in MONTHS_AND_DAYS)
        ):
            first += 1
        last = _before_time(run, first, last)
        span = _body_in(run, first, last)
        if span:
            found.append(span)
    return found


def goes_on(left: list[str], join: str, right: list[str], after_article: bool) -> bool:
    """Whether an "and" stands inside one body's name: "Hill & Moor LLP", "the Hill and Moor Trust".

    ``left`` and ``right`` are the words on its sides, up to the next "and".
    """
    if not left or not right:
        return False
    if any(word in BODY_WORDS for word in left) and left != ["Borough"]:
        return False
    if join == "&" and right[-1] in FIRM_ENDS and len(right) <= 3:
        return True
    return (
        after_article
        and len(left) == 1
        and not left[0].isupper()
        and left[0] not in NOT_FIRST
        and 2 <= len(right) <= 3
        and right[-1] in BODY_WORDS - OF_PLACES
        and not any(word in BODY_WORDS for word in right[:-1])
    )


def _pieces(run: list[Token], after_article: bool) -> Iterator[int]:
    """The last token of each piece of a run, parted at an "and" that joins two bodies."""
    for at, token in enumerate(run):
        if token.text in {"and", "&"} and 0 < at < len(run) - 1:
            if (run[at - 1].text, run[at + 1].text) in DOUBLE_COUNCILS:
                continue
            left = _back_to_article([each.text for each in run[:at]])
            behind = takewhile(lambda each: each.text not in {"and", "&"}, run[at + 1 :])
            beside = [each.text for each in behind]
            headed = after_article if len(left) == at else True
            if goes_on(left, token.text, beside, headed):
                continue
            left_whole = run[at - 1].text in BODY_WORDS | FIRM_ENDS
            # "Institute for Science and Industry": the left part is still open.
            opened = any(
                run[k].text in OPENS and run[k + 1].text in OPENING_JOINS for k in range(at - 1)
            )
            right = [each.text for each in run[at + 1 :]]
            right_is_body = any(word in BODY_WORDS for word in right)
            if left_whole or (right_is_body and (not opened or right[-1] in BODY_WORDS)):
                yield at - 1
    yield len(run) - 1


def _back_to_article(words: list[str]) -> list[str]:
    """The last words, from behind the last "the"."""
    return words[len(words) - words[::-1].index("the") :] if "the" in words else words


def _before_time(run: list[Token], first: int, last: int) -> int:
    """The last token before a time that stands behind a name: "X Council on Thursday"."""
    for at in range(first + 1, last):
        behind = run[at + 1].text
        if run[at].text in {"in", "on"} and (behind.isdigit() or behind in MONTHS_AND_DAYS):
            return at - 1
    return last


def _body_in(run: list[Token], first: int, last: int) -> tuple[int, int] | None:
    for at in range(first, last + 1):
        word = run[at].text
        following = run[at + 1].text if at < last else ""
        if word in OPENS and following in OPENING_JOINS and at + 2 <= last:
            proper = next((k for k in range(at + 2, last + 1) if run[k].text not in JOINS), None)
            if proper is None:
                continue
            end = last
            for k in range(at + 2, last + 1):
                # "Borough of Bishop's Castle": a place
                owned = word != "Borough" and not (run[k - 1].text in OWNERS and k < last)
                if run[k].text in HONOURED or (run[k].text == "'s" and owned):
                    end = k - 1
                    break
            begin = at
            if at > first and run[at - 1].text not in JOINS and run[at - 1].text != "'s":
                begin = first  # "Royal Borough of X", "London School of Y"
                for k in range(first, at):
                    if run[k].text in _OUTSIDE or _begins_anew(run, k):
                        begin = k + 1  # "Adviser on Y to the Welsh Office for X"
                if word in {"Office", "Board"} and run[at - 1].text in NOT_FIRST:
                    begin = at
            return begin, end
    for at in range(last, first, -1):
        word = run[at].text
        if word in BODY_WORDS:
            before = run[at - 1].text
            if word in WEAK and (before in WEAK_BEFORE or before in NOT_FIRST):
                continue
            begin = first
            for k in range(first, at):
                if run[k].text == "'s" and k + 2 < at:
                    begin = k + 1  # "Moor's New Institute": the owner is another body
                elif (
                    run[k].text in _OUTSIDE
                    or _begins_anew(run, k)
                    or (run[k].text == "of" and _is_person(run, begin, k))
                ):
                    begin = k + 1
            while begin < at and run[begin].text in NOT_FIRST | JOINS:
                begin += 1
            if begin < at and any(run[k].text not in JOINS for k in range(begin, at)):
                return begin, at
    return None


def is_general(run: list[Token], first: int, last: int) -> bool:
    """Whether the words name a kind of body and no body: "Local Authority", "City Council"."""
    return run[last].text in GENERAL_BODIES and all(
        run[k].text in GENERAL_WORDS for k in range(first, last)
    )


def _begins_anew(run: list[Token], at: int) -> bool:
    """Whether the name begins behind this "of" or "the": "Head of the X", "Mayor of X"."""
    if not at:
        return False
    if run[at].text in {"the", "The"}:
        return True
    return run[at].text == "of" and run[at - 1].text in NOT_FIRST


def _is_person(run: list[Token], first: int, end: int) -> bool:
    """Whether the words before an "of" are somebody's name: "Ann Lee of Moor Council"."""
    name = " ".join(token.text for token in run[first:end])
    return end - first > 1 and run[first].text not in POINTS and looks_like_name(name)


def defined_from(run: list[Token], short: str) -> int | None:
    """The token at which the name begins that ``short`` abbreviates, or None."""
    capitals = [char for char in short if char.isupper()] or list(short)
    for first in range(len(run) - 1, -1, -1):
        if run[first].text[0].upper() != capitals[0]:
            continue
        words = [each.text[0].upper() for each in run[first:] if each.text not in JOINS]
        if words == capitals or words == [char.upper() for char in short]:
            return first
        joined = [each.text[0].upper() for each in run[first:]]
        if joined == [char.upper() for char in short]:
            return first
    return None
