"""The marks in a text that call its notes: raised, bracketed or plain figures, and signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.books.inline import Mark
from publications.parsing.books.notes.labels import SUPERSCRIPTS, label_number
from publications.parsing.document import SourceText, Span

_RAISED = re.compile(rf"[{SUPERSCRIPTS}]{{1,4}}")
_BRACKETED = re.compile(r"\[\^?(\d{1,3})\]")
# "planned.(1)": behind a word or its stop, without a space
_ROUND = re.compile(r"(?<=[a-z.,;:?!'’\"”])\((\d{1,3})\)(?=[\s.,;:]|$)")
_GLUED = re.compile(r"\d{1,3}(?![\w%£$€]|[.,:-]\d)")
_BEFORE_GLUED = frozenset("abcdefghijklmnopqrstuvwxyz)].,;:?!'’\"”")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_NEXT = re.compile(r"\d{1,3}(?:\s+[A-Z\u201c\u2018\"]|\s*$)", re.MULTILINE)
_UNIT = re.compile(r"\d\s?[kcm]?m$")
_SIGN = re.compile(r"(?<=[\w.,;:!?'’”\")\]%])(?:\*{1,3}|[†‡§]{1,2})(?=[\s.,;:)’”]|$)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*]{1,600}\1(?![\w*])")


def marks_in(source: SourceText, spans: Sequence[Span], numbers: set[str]) -> list[Mark]:
    """The marks in a paragraph, in order. Plain digits count only if a note has that number."""
    found: list[Mark] = []
    for start, end in spans:
        text = source.text
        for match in _RAISED.finditer(text, start, end):
            if not _UNIT.search(text[max(start, match.start() - 5) : match.start()]):
                found.append(Mark(match.start(), match.end(), label_number(match.group()), True))
        if not numbers:
            continue
        found += _signs(text, start, end, numbers)
        brackets = *_BRACKETED.finditer(text, start, end), *_ROUND.finditer(text, start, end)
        for match in brackets:
            if match.group(1) in numbers:
                found.append(Mark(match.start(), match.end(), match.group(1)))
        for match in _GLUED.finditer(text, start, end):
            at = match.start()
            if at == start or text[at - 1] not in _BEFORE_GLUED or match.group() not in numbers:
                continue
            if _is_glued(text, start, at):
                found.append(Mark(match.start(), match.end(), match.group()))
    return sorted(found, key=lambda mark: mark.start)


def _signs(text: str, start: int, end: int, numbers: set[str]) -> list[Mark]:
    """The asterisks and daggers behind words, where notes have them; emphasis is none."""
    wanted = {number for number in numbers if not number.isdigit()}
    if not wanted:
        return []
    emphasised = [match.span() for match in _EMPHASIS.finditer(text, start, end)]
    return [
        Mark(*match.span(), match.group())
        for match in _SIGN.finditer(text, start, end)
        if match.group() in wanted
        and not any(begin < match.start() < stop for begin, stop in emphasised)
    ]


def _is_glued(text: str, start: int, at: int) -> bool:
    """Whether digits hang on a word or a closing quote, not on an address, date or figure."""
    word = text[max(start, at - 60) : at].rsplit(None, 1)[-1:]
    if not word or any(sign in word[0] for sign in ("/", "@", "www.", "#", "=", "_")):
        return False
    token = word[0].rstrip(".,;:?!'’\"”)]")
    if token[-1:].isdigit():
        # "since 2005.1 Councils": a mark behind a year that ends its sentence.
        return bool(_YEAR.fullmatch(token) and word[0] != token and _NEXT.match(text, at))
    return (len(token) > 2 and token[-2:].isalpha() and token[-1:].islower()) or (
        token[-2:].isalpha() and word[0] != token
    )
