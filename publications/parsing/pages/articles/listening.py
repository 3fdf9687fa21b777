"""Hearing the paragraphs of an article in order: who speaks in each, and in what words.

Who speaks is told beside the words by a verb, or else by what a reader goes on: who spoke last, of
whom the sentence or the paragraph before tells, whose name stands under the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.document import Person, Span
from publications.parsing.pages.articles.aged import told_with_age
from publications.parsing.pages.articles.apart import said_over, signature_in, unmarked_below
from publications.parsing.pages.articles.meant import holder_of, speaker_meant, subject_meant
from publications.parsing.pages.articles.nameless import (
    body_in,
    named_body_in,
    nobody_in,
    told_by_body,
)
from publications.parsing.pages.articles.offices import with_office_told
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.quote_marks import quoted as quoted_in
from publications.parsing.pages.articles.said_words import (
    bare,
    has_pronoun,
    is_phrase,
    is_sentence,
    is_speech,
)
from publications.parsing.pages.articles.saying import PRONOUN, REACTS, SAID_WORD
from publications.parsing.pages.articles.scare import is_no_speech
from publications.parsing.pages.articles.speakers import (
    announced_in,
    clause_on,
    named_first,
    only_one_named,
)
from publications.parsing.spans import trimmed

_LONGEST = 20_000  # characters of a paragraph in which speech is looked for
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_FEWEST = 6  # words of a paragraph of speech without marks


@dataclass(slots=True)
class Speech:
    """What one person says in an article."""

    speaker: Person
    pieces: list[list[Span]] = field(default_factory=list)  # per paragraph


class Listener:
    """Hears the paragraphs in order, and remembers who spoke last and who is known."""

    def __init__(self, text: str, begun: int):
        self.text = text
        self.begun = begun  # of the first paragraph
        self.speeches: list[Speech] = []
        self.people: list[Person] = []
        self.lost: list[Span] = []
        self.running: Speech | None = None  # speech that the paragraph before left open
        self.last: Speech | None = None
        self.led = False  # whether the paragraph before ends in a colon
        self.subject: Person | None = None  # whom the paragraph before tells of
        self.above: Span | None = None  # the paragraph before, if it is no speech
        self.spoken = False  # whether the paragraph before is speech
        self.announced: Person | None = None  # the paragraph before ends in "X said:"
        self.apart: set[Span] = set()  # paragraphs that are speech without marks
        self.waiting: list[Span] = []  # paragraphs in a row that nobody is known to speak in

    def hear_head(self, start: int, end: int) -> None:
        """A line over the article may say who speaks: "Jo Hill, leader of Moss, responds"."""
        if REACTS.search(self.text, start, end):
            self.subject = subject_meant(self.text, start, start, end)

    def hear(self, start: int, end: int, behind: Sequence[Span] = ()) -> None:
        """One paragraph: its speech goes to whoever speaks in it; ``behind`` are those below."""
        if (start, end) in self.apart:
            return
        if end - start > _LONGEST:
            self.running = None
            return
        quoted = [
            each
            for each in quoted_in(self.text, start, end)
            if not is_no_speech(self.text, each[0], each[1], start)
        ]
        if not quoted and self.running and (mark := self.text.rfind("\u201d", start, end)) >= 0:
            quoted = [(start, mark, True)]  # it goes on without a mark before it
        announced, self.announced = self.announced, None
        over, self.led = self.led, self.text[start:end].rstrip().endswith(":")
        if announced and quoted and quoted[0][0] <= start + 2:
            self.running = self._begun_by(announced)
        elif self.text[start:end].rstrip().endswith(":"):
            self._announce(start, end, quoted, behind)
        if not quoted:
            self.running = None
            self.spoken = False
            if not self._take_signed(start, end, behind):
                self._remember_who_is_named(start, end)
                self._wait(start, end)
                told = subject_meant(self.text, self.begun, start, end)
                # "She has had the letter since May": still of whom the paragraph before tells.
                goes_on = not told and _HE.search(self.text, start, end)
                self.subject = self.subject if goes_on else told
                self.above = (start, end)
            return
        below, self.led = self.led, over
        speech = self._speech(start, end, quoted)
        self.led, self.above = below, None
        self.subject = None
        self.spoken = speech is not None
        if speech is None:
            self.running = None
            self._lose(start, end, quoted)
            self._wait(start, end)
            return
        self.waiting.clear()
        for first, stop, _ in quoted:
            said = is_speech(self.text, first, stop, start, end)
            if said or is_phrase(self.text, first, stop, start):
                speech.pieces[-1].append(trimmed(self.text, first, stop))
        self.last = speech
        self.running = speech if not quoted[-1][2] else None

    def _announce(self, start: int, end: int, quoted, behind: Sequence[Span]) -> None:
        """ "X said:" over paragraphs without marks, which are the speech, or over one in marks."""
        person = self._speaker(start, end, quoted) or announced_in(self.text, start, end)
        if person is None and self.last and has_pronoun(self.text, start, end, quoted):
            person = self.last.speaker
        if person is None:
            return
        unmarked = unmarked_below(self.text, person, end, behind)
        if not unmarked:
            self.announced = person
            return
        speech = self._begun_by(person)
        speech.pieces = [[trimmed(self.text, *each)] for each in unmarked]
        self.apart.update(unmarked)
        self.last = speech

    def _take_signed(self, start: int, end: int, behind: Sequence[Span]) -> bool:
        """Take "– Jo Hill, Chair" under paragraphs as who said what stands in them."""
        if not self.waiting or self.text[self.waiting[-1][1] : start].strip():
            return False
        signed = signature_in(self.text, (start, end), self.waiting[-1], behind)
        if signed is None:
            return False
        person, taken = signed
        self.apart.update(taken)
        self.last = self._begun_by(person)
        self.last.pieces = [[bare(self.text, *each)] for each in said_over(self.text, self.waiting)]
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
            named = self._speaker(start, end, ())
            if named is None and self.last and has_pronoun(self.text, start, end, ()):
                return
            self.last = Speech(named) if named and named.evidence else None

    def _speech(self, start: int, end: int, quoted) -> Speech | None:
        """The speech that a paragraph goes on with or begins; None where nobody is known."""
        if self.running and quoted[0][0] <= start + 2:
            self.running.pieces.append([])
            return self.running
        speaker = self._speaker(start, end, quoted)
        if speaker is not None:
            return self._begun_by(speaker)
        if has_pronoun(self.text, start, end, quoted):
            named = is_sentence(self.text, quoted) and (
                named_first(self.text, start, quoted[0][0] - 1)
                or clause_on(self.text, start, quoted[0][0] - 1)
            )
            if not named and not self.text[start : quoted[0][0] - 1].strip():
                named = self.subject  # whom the paragraph before tells of, since
            if not named and PRONOUN.match(self.text, start):
                named = self.subject
            if named:
                return self._begun_by(named)
            if self.last:
                return self._gone_on(self.last)
            if only := only_one_named(self.text, start, quoted[0][0] - 1):
                return self._begun_by(only)
        aged = told_with_age(self.text, start, quoted)
        nobody = body_in(self.text, start, quoted[0][0] - 1)
        nobody = nobody or nobody_in(self.text, start, end, quoted)
        told = aged or holder_of(self.people, nobody)
        told = told or named_body_in(self.text, start, end, quoted)
        return self._begun_by(told) if told else self._unsaid(start, end, quoted)

    def _unsaid(self, start: int, end: int, quoted) -> Speech | None:
        """Speech without a verb: of whom the words before it tell, or of who spoke last.

        "Jo Hill was not so sure. “It is late.”", and the same over two paragraphs.
        """
        first, stop, _ = quoted[0]
        whole = (
            self.text[first : first + 1].isupper() and len(self.text[first:stop].split()) >= _FEWEST
        )
        unquoted = "".join(gap for gap, _ in gaps(self.text, start, end, quoted))
        if not whole or self._comes_again(first, stop):
            return None
        if any(char.isalnum() for char in unquoted):
            before = self.text[start : first - 1].rstrip()
            led = before[-1:] in ".:"
            subject = led and subject_meant(self.text, self.begun, start, start + len(before))
            return self._begun_by(subject) if subject else None
        if self.subject:
            return self._begun_by(self.subject)
        if self.above and (body := told_by_body(self.text, *self.above)):
            return self._begun_by(body)
        if self.led:
            return self._begun_by(Person("", "", "quoted"))
        return self._gone_on(self.last) if self.spoken and self.last else None

    def _comes_again(self, first: int, stop: int) -> bool:
        """Whether words are pulled out of the text, where they stand once more."""
        return self.text.count(self.text[first : min(stop, first + 60)].strip()) > 1

    def _speaker(self, start: int, end: int, quoted) -> Person | None:
        """Who is said to speak in a paragraph; a surname alone means who was named in full."""
        return speaker_meant(self.text, self.begun, (start, end), quoted, self.people)

    def _begun_by(self, speaker: Person) -> Speech:
        known = next((each for each in self.people if each.name == speaker.name), None)
        if known is None:
            self.people.append(speaker)
        speech = Speech(known or speaker, [[]])
        self.speeches.append(speech)
        return speech

    def _gone_on(self, speech: Speech) -> Speech:
        """The same person again; who was only named until now is heard for the first time."""
        speech.pieces.append([])
        if all(each is not speech for each in self.speeches):
            self.speeches.append(speech)
            if all(each.name != speech.speaker.name for each in self.people):
                self.people.append(speech.speaker)
        return speech

    def find_offices(self, paragraphs: Sequence[Span]) -> None:
        """Give those without an office the one that stands beside their name elsewhere."""
        told = {
            each.name: with_office_told(self.text, each, paragraphs)
            for each in self.people
            if each.name and not each.affiliation
        }
        self.people = [told.get(each.name, each) for each in self.people]
        for speech in self.speeches:
            speech.speaker = told.get(speech.speaker.name, speech.speaker)

    def _lose(self, start: int, end: int, quoted) -> None:
        unquoted = [gap for gap, _ in gaps(self.text, start, end, quoted)]
        if any(SAID_WORD.search(gap) for gap in unquoted):
            self.last = None  # somebody else spoke: who says "she added" is not known
            self.lost += [trimmed(self.text, first, stop) for first, stop, _ in quoted]
