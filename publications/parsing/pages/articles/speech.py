"""Quoted speech in running text, joined with the person who said it.

Handles the forms of newspapers: "Words," said X, office of Y. "More words." And X, office of Y,
said: "Words", speech that runs on over several paragraphs (opened in each, closed in the last),
and "he added" for the one who spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publications.parsing.document import Person, Quotation, Span
from publications.parsing.names import looks_like_name
from publications.parsing.pages.articles.aged import told_with_age
from publications.parsing.pages.articles.speakers import (
    KNIGHT,
    PRONOUN,
    SAID,
    SAID_WORD,
    SURNAME_ALONE,
    by_given,
    by_surname,
    gaps,
    named_first,
    speaker_in,
)
from publications.parsing.spans import tidy, trimmed

_LONGEST = 20_000  # characters of a paragraph in which speech is looked for
_PHRASE_REACH = 90
_LEADS_IN = re.compile(
    rf"\b(?:{SAID}|called|calling|described|describing|dubbed|branded|labelled|accused)\b"
    r"[^.!?;\u201c\u201d\"\u2018]*$"
)
_STOPPED = re.compile(r"[.!?]\s*\Z")
_SHORTEST = 4  # words of a quotation that nobody is said to have said are not speech


@dataclass(slots=True)
class _Speech:
    speaker: Person
    pieces: list[list[Span]] = field(default_factory=list)  # per paragraph


def find_speech(
    text: str, paragraphs: Sequence[Span], begun: int | None = None
) -> tuple[list[Quotation], list[Person], list[Span]]:
    """The quotations in an article's paragraphs, who is quoted, and speech of nobody known.

    ``paragraphs`` are spans of ``text``, in order. A quotation's evidence is the quoted words,
    piece by piece, without their marks. Who is meant by a surname is named behind ``begun``.
    """
    first = paragraphs[0][0] if paragraphs else 0
    heard = _Listener(text, first if begun is None else begun)
    for start, end in paragraphs:
        heard.hear(start, end)
    quotations = [made for each in heard.speeches if (made := _quotation(text, each))]
    named = [each for each in heard.people if each.evidence and looks_like_name(each.printed)]
    return quotations, named, heard.lost


class _Listener:
    """Hears the paragraphs in order, and remembers who spoke last and who is known."""

    def __init__(self, text: str, begun: int):
        self.text = text
        self.begun = begun  # of the first paragraph
        self.speeches: list[_Speech] = []
        self.people: list[Person] = []
        self.lost: list[Span] = []
        self.running: _Speech | None = None  # speech that the paragraph before left open
        self.last: _Speech | None = None
        self.announced: Person | None = None  # the paragraph before ends in "X said:"

    def hear(self, start: int, end: int) -> None:
        """One paragraph: its speech goes to whoever speaks in it."""
        if end - start > _LONGEST:
            self.running = None
            return
        quoted = list(_quoted(self.text, start, end))
        announced, self.announced = self.announced, None
        if announced and quoted and quoted[0][0] <= start + 2:
            self.running = self._begun_by(announced)
        if not quoted:
            self.running = None
            self._remember_who_is_named(start, end)
            return
        speech = self._speech(start, end, quoted)
        if speech is None:
            self.running = None
            self._lose(start, end, quoted)
            return
        for first, stop, _ in quoted:
            said = _is_speech(self.text, first, stop, start, end)
            if said or _is_phrase(self.text, first, stop, start):
                speech.pieces[-1].append(trimmed(self.text, first, stop))
        self.last = speech
        self.running = speech if not quoted[-1][2] else None

    def _remember_who_is_named(self, start: int, end: int) -> None:
        """ "Mayor X said it would": the next paragraph's "he said" is X again."""
        if SAID_WORD.search(self.text, start, end):
            named = speaker_in(self.text, start, end, ())
            self.last = _Speech(named) if named and named.evidence else None
            if self.text[start:end].rstrip().endswith(":"):
                self.announced = self._named(start, end, ())

    def _speech(self, start: int, end: int, quoted) -> _Speech | None:
        """The speech that a paragraph goes on with or begins; None where nobody is known."""
        if self.running and quoted[0][0] <= start + 2:
            self.running.pieces.append([])
            return self.running
        speaker = self._named(start, end, quoted)
        if speaker is not None:
            return self._begun_by(speaker)
        if _has_pronoun(self.text, start, end, quoted):
            named = named_first(self.text, start, quoted[0][0] - 1)
            if named:
                return self._begun_by(named)
            if self.last:
                return self._gone_on(self.last)
        aged = told_with_age(self.text, start, quoted)
        return self._begun_by(aged) if aged else None

    def _named(self, start: int, end: int, quoted) -> Person | None:
        """Who is said to speak in a paragraph; a surname alone means who was named in full."""
        speaker = speaker_in(self.text, start, end, quoted)
        if speaker is None or SURNAME_ALONE.fullmatch(speaker.printed):
            found = by_surname(self.text, self.begun, start, end, quoted, self.people)
            knight = KNIGHT.fullmatch(speaker.printed) if speaker else None
            given = by_given(self.text, self.begun, start, knight) if knight else None
            return given or found or speaker
        return speaker

    def _begun_by(self, speaker: Person) -> _Speech:
        known = next((each for each in self.people if each.name == speaker.name), None)
        if known is None:
            self.people.append(speaker)
        speech = _Speech(known or speaker, [[]])
        self.speeches.append(speech)
        return speech

    def _gone_on(self, speech: _Speech) -> _Speech:
        """The same person again; who was only named until now is heard for the first time."""
        speech.pieces.append([])
        if all(each is not speech for each in self.speeches):
            self.speeches.append(speech)
            if all(each.name != speech.speaker.name for each in self.people):
                self.people.append(speech.speaker)
        return speech

    def _lose(self, start: int, end: int, quoted) -> None:
        unquoted = [gap for gap, _ in gaps(self.text, start, end, quoted)]
        if any(SAID_WORD.search(gap) for gap in unquoted):
            self.last = None  # somebody else spoke: who says "she added" is not known
            self.lost += [trimmed(self.text, first, stop) for first, stop, _ in quoted]


def speech_count(text: str) -> int:
    """How many times speech is followed or led in by a verb of saying: a sign of news."""
    after = re.findall(rf"[\u201d\u2019\"],? (?:[A-Z][\w. -]{{2,40}} )?{SAID}\b", text)
    before = re.findall(rf"\b{SAID}: ?[\u201c\"\u2018]", text)
    return len(after) + len(before)


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The quoted stretches of a paragraph: start, end, and whether a mark closes it."""
    if not any(mark in text[start:end] for mark in '\u201c"'):
        yield from _single_quoted(text, start, end)
        return
    at = start
    while True:
        opened = min(
            (place for mark in '\u201c"' if (place := text.find(mark, at, end)) >= 0), default=-1
        )
        if opened < 0:
            return
        mark = "\u201d" if text[opened] == "\u201c" else '"'
        closed = text.find(mark, opened + 1, end)
        if closed < 0:
            yield opened + 1, end, False
            return
        yield opened + 1, closed, True
        at = closed + 1


def _single_quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The same for papers that quote in single marks; an apostrophe closes nothing."""
    at = start
    while (opened := text.find("\u2018", at, end)) >= 0:
        closing = [
            match.start()
            for match in re.compile("\u2019(?![^\\W_])").finditer(text, opened + 1, end)
        ]
        # A mark behind a stop or comma closes speech; else the first that is no possessive's.
        closed = next((c for c in closing if text[c - 1] in ".,!?\u2026"), None)
        if closed is None:
            closed = next((c for c in closing if text[c - 1] != "s"), closing[0] if closing else -1)
        if closed < 0:
            yield opened + 1, end, False
            return
        yield opened + 1, closed, True
        at = closed + 1


def _is_speech(text: str, first: int, stop: int, start: int, end: int) -> bool:
    """Whether quoted words are speech: a sentence's beginning, or words ended by a stop."""
    words = text[first:stop].split()
    if len(words) >= _SHORTEST:
        return True
    return (bool(words) and words[-1][-1] in ",.!?") or stop == end


def _is_phrase(text: str, first: int, stop: int, start: int) -> bool:
    """Whether a few quoted words are what somebody said, told in the words of the article.

    "She called it a “disgrace”", "he was “bitterly disappointed”": a verb of saying leads in.
    """
    before = text[max(start, first - _PHRASE_REACH) : first - 1]
    return bool(_LEADS_IN.search(before)) and any(char.isalpha() for char in text[first:stop])


def _has_pronoun(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]) -> bool:
    return any(PRONOUN.search(gap) for gap, _ in gaps(text, start, end, quoted))


def _quotation(text: str, speech: _Speech) -> Quotation | None:
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
