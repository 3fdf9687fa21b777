"""Speech set apart without a verb beside it: led in above, or signed below.

"Jo Hill said:" over paragraphs without marks; "– Jo Hill, Clerk" under words in marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.books.quotes import attribution, speaks
from publications.parsing.document import Person, Span
from publications.parsing.names import split_person_line, tidy_name
from publications.parsing.pages.articles.offices import HAS_OFFICE
from publications.parsing.pages.articles.saying import PRONOUN
from publications.parsing.pages.articles.speakers import speaker_in

_MARKS = "\u201c\u201d\"\u2018\u2019'"
_DASHES = "\u2013\u2014-~"
_FEWEST = 6  # words of a paragraph of speech without marks
_SIGNED = 18  # words of a line that says who speaks


def unmarked_below(text: str, person: Person, at: int, behind: Sequence[Span]) -> list[Span]:
    """The paragraphs right behind a place that are speech set apart without marks.

    Where the article speaks again of whom it quotes, only the first is surely speech.
    """
    found: list[Span] = []
    surname = person.name.split()[-1] if person.name else ""
    for start, end in behind:
        words = text[start:end]
        if text[at:start].strip() or words[0] in _MARKS or words.rstrip()[-1] == ":":
            break
        tells = bool(PRONOUN.search(words)) or (bool(surname) and surname in words)
        if tells or speaker_in(text, start, end, ()):
            return found[:1]
        if len(words.split()) < _FEWEST:
            break
        found.append((start, end))
        at = end
    return found


def said_over(text: str, above: Sequence[Span]) -> list[Span]:
    """Which of the paragraphs over a line that says who spoke are speech.

    Those in marks, where the last stands in marks; else all of them.
    """
    said = list(above)
    if text[said[-1][0]] in _MARKS:
        first = len(said) - 1
        while first and text[said[first - 1][0]] in _MARKS:
            first -= 1
        said = said[first:]
    return said


def signature_in(
    text: str, line: Span, above: Span, behind: Sequence[Span]
) -> tuple[Person, list[Span]] | None:
    """Who is named in a line right under a paragraph, and what of the lines below is their office.

    A name without a dash counts only under words that stand in marks.
    """
    start, end = line
    words = text[start:end]
    name, office = attribution(words) if words[0] in _DASHES else ("", "")
    taken: list[Span] = []
    if not name and len(words.split()) <= _SIGNED and words[-1] not in ".:!?":
        over = text[slice(*above)]
        if over[:1] in _MARKS and over.rstrip()[-1:] in _MARKS:
            name, office = split_person_line(words)
            if name and not office and behind and _is_office_below(text, end, behind[0]):
                office = text[slice(*behind[0])].strip()
                end = behind[0][1]
                taken.append(behind[0])
            elif not name and speaks(words):  # "Chief executive, hospital trust"
                return Person("", "", "quoted", words.strip(), (), (line,)), taken
    if not name or not office:
        return None
    at = start + words.index(name)
    place = text.rindex(office, start, end)
    where = ((place, place + len(office)),)
    return Person(tidy_name(name), name, "quoted", office, ((at, at + len(name)),), where), taken


def _is_office_below(text: str, end: int, below: Span) -> bool:
    """Whether the line under a name is an office: "Jo Hill" and then "Clerk, Moor Council"."""
    words = text[slice(*below)].strip()
    near = not text[end : below[0]].strip() and text.count("\n", end, below[0]) < 2
    few = len(words.split()) <= _SIGNED and words[-1:] not in {".", ":", "!", "?"}
    return near and few and bool(HAS_OFFICE.search(words))
