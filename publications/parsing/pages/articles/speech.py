"""Quoted speech in running text, joined with the person who said it.

Handles the forms of newspapers: "Words," said X, office of Y. "More words." And X, office of Y,
said: "Words", speech that runs on over several paragraphs (opened in each, closed in the last),
and "he added" for the one who spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publications.parsing.books.quotes import attribution
from publications.parsing.document import Person, Quotation, Span
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.aged import told_with_age
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.quote_marks import quoted as quoted_in
from publications.parsing.pages.articles.saying import PRONOUN, SAID, SAID_WORD
from publications.parsing.pages.articles.speakers import (
    announced_in,
    body_in,
    named_first,
    only_one_named,
    speaker_in,
)
from publications.parsing.pages.articles.surnames import (
    KNIGHT,
    SURNAME_ALONE,
    by_given,
    by_surname,
    in_full,
)
from publications.parsing.spans import tidy, trimmed

_LONGEST = 20_000  # characters of a paragraph in which speech is looked for
_PHRASE_REACH = 90
_LEADS_IN = re.compile(
    rf"\b(?:{SAID}|called|calling|described|describing|dubbed|branded|labelled|accused)\b"
    r"[^.!?;\u201c\u201d\"\u2018]*$"
)
_STOPPED = re.compile(r"[.!?]\s*\Z")
_MARKS = "\u201c\u201d\"\u2018'"
# "Cllr Hanley Roche", where "Cllr Brigid Hanley Roche" was named before
_STYLED_SURNAMES = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor)\.? (?P<names>\S+ \S+)"
)
_DASHES = "\u2013\u2014-~"
_FEWEST = 6  # words of a paragraph of speech without marks
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
    for at, (start, end) in enumerate(paragraphs):
        heard.hear(start, end, paragraphs[at + 1 :])
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
        self.apart: set[Span] = set()  # paragraphs that are speech without marks
        self.waiting: list[Span] = []  # paragraphs in a row that nobody is known to speak in

    def hear(self, start: int, end: int, behind: Sequence[Span] = ()) -> None:
        """One paragraph: its speech goes to whoever speaks in it; ``behind`` are those below."""
        if (start, end) in self.apart:
            return
        if end - start > _LONGEST:
            self.running = None
            return
        quoted = list(quoted_in(self.text, start, end))
        if not quoted and self.running and (mark := self.text.rfind("\u201d", start, end)) >= 0:
            quoted = [(start, mark, True)]  # it goes on without a mark before it
        announced, self.announced = self.announced, None
        if announced and quoted and quoted[0][0] <= start + 2:
            self.running = self._begun_by(announced)
        elif self.text[start:end].rstrip().endswith(":"):
            self._announce(start, end, quoted, behind)
        if not quoted:
            self.running = None
            if not self._take_signed(start, end):
                self._remember_who_is_named(start, end)
                self._wait(start, end)
            return
        speech = self._speech(start, end, quoted)
        if speech is None:
            self.running = None
            self._lose(start, end, quoted)
            self._wait(start, end)
            return
        self.waiting.clear()
        for first, stop, _ in quoted:
            said = _is_speech(self.text, first, stop, start, end)
            if said or _is_phrase(self.text, first, stop, start):
                speech.pieces[-1].append(trimmed(self.text, first, stop))
        self.last = speech
        self.running = speech if not quoted[-1][2] else None

    def _announce(self, start: int, end: int, quoted, behind: Sequence[Span]) -> None:
        """ "X said:" over paragraphs without marks, which are the speech, or over one in marks."""
        person = self._named(start, end, quoted) or announced_in(self.text, start, end)
        if person is None and self.last and _has_pronoun(self.text, start, end, quoted):
            person = self.last.speaker
        if person is None:
            return
        unmarked = self._unmarked(person, end, behind)
        if not unmarked:
            self.announced = person
            return
        speech = self._begun_by(person)
        speech.pieces = [[trimmed(self.text, *each)] for each in unmarked]
        self.apart.update(unmarked)
        self.last = speech

    def _unmarked(self, person: Person, at: int, behind: Sequence[Span]) -> list[Span]:
        """The paragraphs right behind that are speech set apart without marks.

        Where the article speaks again of whom it quotes, only the first is surely speech.
        """
        found: list[Span] = []
        surname = person.name.split()[-1] if person.name else ""
        for start, end in behind:
            words = self.text[start:end]
            if self.text[at:start].strip() or words[0] in _MARKS or words.rstrip()[-1] == ":":
                break
            tells = bool(PRONOUN.search(words)) or (bool(surname) and surname in words)
            if tells or speaker_in(self.text, start, end, ()):
                return found[:1]
            if len(words.split()) < _FEWEST:
                break
            found.append((start, end))
            at = end
        return found

    def _take_signed(self, start: int, end: int) -> bool:
        """Take "– Jo Hill, Chair" under paragraphs as who said what stands in them."""
        words = self.text[start:end]
        name, office = attribution(words) if words[0] in _DASHES else ("", "")
        over = self.waiting and not self.text[self.waiting[-1][1] : start].strip()
        if not name or not office or not over:
            return False
        at = start + words.index(name)
        behind = start + words.rindex(office)
        where = ((behind, behind + len(office)),)
        person = Person(tidy_name(name), name, "quoted", office, ((at, at + len(name)),), where)
        self.last = self._begun_by(person)
        self.last.pieces = [[trimmed(self.text, *each)] for each in self.waiting]
        self.waiting.clear()
        return True

    def _wait(self, start: int, end: int) -> None:
        """Keep a paragraph of nobody's: a line under it may say who spoke."""
        if self.waiting and self.text[self.waiting[-1][1] : start].strip():
            self.waiting.clear()
        self.waiting.append((start, end))

    def _remember_who_is_named(self, start: int, end: int) -> None:
        """ "Mayor X said it would": the next paragraph's "he said" is X again."""
        if SAID_WORD.search(self.text, start, end):
            named = self._named(start, end, ())
            if named is None and self.last and _has_pronoun(self.text, start, end, ()):
                return
            self.last = _Speech(named) if named and named.evidence else None

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
            if only := only_one_named(self.text, start, quoted[0][0] - 1):
                return self._begun_by(only)
        aged = told_with_age(self.text, start, quoted)
        told = aged or body_in(self.text, start, quoted[0][0] - 1)
        return self._begun_by(told) if told else None

    def _named(self, start: int, end: int, quoted) -> Person | None:
        """Who is said to speak in a paragraph; a surname alone means who was named in full."""
        speaker = speaker_in(self.text, start, end, quoted)
        if speaker and (whole := _STYLED_SURNAMES.fullmatch(speaker.printed)):
            full = in_full(self.text, self.begun, start, whole["names"], styled=True)
            speaker = full or speaker
        if speaker is None or SURNAME_ALONE.fullmatch(speaker.printed):
            found = by_surname(self.text, self.begun, start, end, quoted, self.people)
            knight = KNIGHT.fullmatch(speaker.printed) if speaker else None
            given = by_given(self.text, self.begun, start, knight) if knight else None
            if speaker and not (given or found):
                alone = speaker.printed.split()[-1]
                found = in_full(self.text, self.begun, start, alone)
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
    before = re.findall(rf"\b{SAID}\b[^.!?:\n]{{0,60}}:\s*[\u201c\"\u2018']", text)
    told = re.findall(r"\btold (?:the )?[A-Z][\w ]{2,40}: [A-Z]", text)  # the mark is lost
    return len(after) + len(before) + len(told)


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
    if text[first - 1] == "'":
        return False  # straight single marks are about words as often as about speech
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
