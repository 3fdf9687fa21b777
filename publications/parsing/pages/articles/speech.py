"""Quoted speech in running text, joined with the person who said it.

Handles the forms of newspapers: "Words," said X, office of Y. "More words." And X, office of Y,
said: "Words", speech that runs on over several paragraphs (opened in each, closed in the last),
and "he added" for the one who spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publications.parsing.document import Person, Quotation, Span
from publications.parsing.names import looks_like_name
from publications.parsing.pages.articles.listening import Listener, Speech
from publications.parsing.pages.articles.saying import NAMES_IT, SAID
from publications.parsing.spans import tidy

_ENDS = (*".,!?\u2026",)
_FEWEST = 5  # words
_REACH = 60  # characters
_SAID_AFTER = re.compile(rf"[\u201d\u2019\"],? (?:[A-Z][\w. -]{{2,40}} )?{SAID}\b")
_SAID_BEFORE = re.compile(rf"\b{SAID}\b[^.!?:\n]{{0,60}}:\s*[\u201c\"\u2018']")
_TOLD = re.compile(r"\btold (?:the )?[A-Z][\w ]{2,40}: [A-Z]")  # the mark is lost
_STOPPED = re.compile(r"[.!?]\s*\Z")


def find_speech(
    text: str, paragraphs: Sequence[Span], begun: int | None = None, over: Sequence[Span] = ()
) -> tuple[list[Quotation], list[Person], list[Span]]:
    """The quotations in an article's paragraphs, who is quoted, and speech of nobody known.

    ``paragraphs`` are spans of ``text``, in order. A quotation's evidence is the quoted words,
    piece by piece, without their marks. Who is meant by a surname is named behind ``begun``.
    ``over`` are the lines over the article, which may say who speaks in it.
    """
    # One character for one, so that the places stay: ``Words'' of old papers.
    text = text.replace("``", " \u201c").replace("''", "\u201d ")
    first = paragraphs[0][0] if paragraphs else 0
    heard = Listener(text, first if begun is None else begun)
    for start, end in over:
        heard.hear_head(start, end)
    for at, (start, end) in enumerate(paragraphs):
        heard.hear(start, end, paragraphs[at + 1 :])
    heard.find_offices(paragraphs)
    quotations = [made for each in heard.speeches if (made := _quotation(text, each))]
    quotations = [each for each in quotations if not _is_part(each, quotations)]
    quotations = [each for each in quotations if not _is_of_phrases(text, each)]
    named = [each for each in heard.people if each.evidence and looks_like_name(each.printed)]
    return quotations, named, heard.lost


def speech_count(text: str) -> int:
    """How many times speech is followed or led in by a verb of saying: a sign of news."""
    return sum(len(form.findall(text)) for form in (_SAID_AFTER, _SAID_BEFORE, _TOLD))


def _is_part(quotation: Quotation, others: Sequence[Quotation]) -> bool:
    """Whether a few words are quoted again where their speaker is quoted in full."""
    words = quotation.text.rstrip(".,!")
    return words[:1].islower() and any(
        words in each.text and each.name == quotation.name and len(each.text) > len(quotation.text)
        for each in others
    )


def _is_of_phrases(text: str, quotation: Quotation) -> bool:
    """Whether no more than a few words are quoted each time, inside the article's sentences.

    What somebody calls a thing is quoted all the same: "She called it “a disgrace”".
    """
    return all(
        text[start].islower()
        and text[end - 1] not in _ENDS
        and len(text[start:end].split()) < _FEWEST
        and not NAMES_IT.search(text[max(0, start - _REACH) : start])
        for start, end in quotation.evidence
    )


def _quotation(text: str, speech: Speech) -> Quotation | None:
    paragraphs = [pieces for pieces in speech.pieces if pieces]
    if not paragraphs:
        return None
    words = "\n\n".join(_joined(text, pieces) for pieces in paragraphs)
    person = speech.speaker
    return Quotation(
        text=words,
        name=person.name,
        affiliation=person.affiliation,
        kind="quoted",
        evidence=tuple(piece for pieces in paragraphs for piece in pieces),
        name_evidence=(*person.evidence, *person.affiliation_evidence),
    )


def _joined(text: str, pieces: Sequence[Span]) -> str:
    """The words of one paragraph's speech.

    The comma before a closing mark is the article's own. The speech has a stop there where the
    words between ("..., said X.") end a sentence, and keeps the comma where they do not.
    """
    words = tidy(text, *pieces[0])
    for (_, before), piece in pairwise(pieces):
        following = tidy(text, *piece)
        ended = _STOPPED.search(text, before, piece[0] - 1) and following[:1].isupper()
        if ended and (words[-1:] == "," or words[-1:].isalnum()):
            words = words.rstrip(",") + "."
        words = f"{words} {following}"
    return words.rstrip(",")
