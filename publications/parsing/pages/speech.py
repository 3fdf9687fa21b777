"""Quoted speech in running text, joined with the person who said it.

Handles the forms of newspapers: "Words," said X, office of Y. "More words." And X, office of Y,
said: "Words", speech that runs on over several paragraphs (opened in each, closed in the last),
and "he added" for the one who spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publications.parsing.document import Person, Quotation, Span
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.spans import tidy, trimmed

_SAID = (
    r"(?:said|says|added|adds|commented|comments|explained|explains|argued|argues|told|warned|warns"
    r"|stated|continued|concluded|noted|claimed|insisted|remarked|stressed|urged|responded|replied)"
)
_SAID_WORD = re.compile(rf"\b(?:{_SAID}|according to)\b")
_NAME = re.compile(NAME)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_PRONOUN = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:also\s+|then\s+)?{_SAID}\b|\b{_SAID}\s+(?:he|she|they)\b"
)
_SPOKESPERSON = re.compile(
    r"\b[Aa] (?:spokesperson|spokesman|spokeswoman|statement) (?:for|from|at|of) "
    r"[^,.:;\u201c\u201d\"]{2,80}"
)
_LEAD = re.compile(
    r"(?:(?:And|But|Meanwhile|However|Also|Elsewhere|Similarly|Responding|Commenting"
    r"|Today|Yesterday),? )+"
)
_STYLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness)\.? )"
_SURNAME = r"[^\W\d_a-z][\w'\u2019-]{1,30}"
_GIVEN = rf"(?:[A-Z]\.|{_SURNAME})"
_SURNAME_SAID = re.compile(
    rf"(?:^|[.,;:]\s+|(?:And|But|However),? )\s*{_STYLE}?(?P<before>{_SURNAME})"
    rf" (?:also |then |has )?{_SAID}\b"
    rf"|\b{_SAID} {_STYLE}?(?P<after>{_SURNAME})(?=[.,;:]|\s*$)"
)
_SURNAME_ALONE = re.compile(rf"{_STYLE}{_SURNAME}")
_OFFICE_BEFORE = re.compile(r"(?:^|\W)(?P<office>(?:[a-z-]+ ){0,5}[a-z-]+) $")
_LINK = re.compile(r"\b(?:by|and|the|a|an|with|to|from|as|that|when|while|but) ")
_CLAUSE = re.compile(r"(?:^|,? )(?:who|which|whose)\b")
_REACH = 240  # characters around speech in which its speaker is named
_LONGEST = 20_000  # characters of a paragraph in which speech is looked for
_SHORTEST = 4  # words of a quotation that nobody is said to have said are not speech


@dataclass(slots=True)
class _Speech:
    speaker: Person
    pieces: list[list[Span]] = field(default_factory=list)  # per paragraph


def find_speech(
    text: str, paragraphs: Sequence[Span]
) -> tuple[list[Quotation], list[Person], list[Span]]:
    """The quotations in an article's paragraphs, who is quoted, and speech of nobody known.

    ``paragraphs`` are spans of ``text``, in order. A quotation's evidence is the quoted words,
    piece by piece, without their marks.
    """
    heard = _Listener(text, paragraphs[0][0] if paragraphs else 0)
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

    def hear(self, start: int, end: int) -> None:
        """One paragraph: its speech goes to whoever speaks in it."""
        if end - start > _LONGEST:
            self.running = None
            return
        quoted = list(_quoted(self.text, start, end))
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
            if _is_speech(self.text, first, stop, start, end):
                speech.pieces[-1].append(trimmed(self.text, first, stop))
        self.last = speech
        self.running = speech if not quoted[-1][2] else None

    def _remember_who_is_named(self, start: int, end: int) -> None:
        """ "Mayor X said it would": the next paragraph's "he said" is X again."""
        if _SAID_WORD.search(self.text, start, end):
            named = _speaker(self.text, start, end, ())
            self.last = _Speech(named) if named and named.evidence else None

    def _speech(self, start: int, end: int, quoted) -> _Speech | None:
        """The speech that a paragraph goes on with or begins; None where nobody is known."""
        if self.running and quoted[0][0] <= start + 2:
            self.running.pieces.append([])
            return self.running
        speaker = _speaker(self.text, start, end, quoted)
        if speaker is None or _SURNAME_ALONE.fullmatch(speaker.printed):
            found = _by_surname(self.text, self.begun, start, end, quoted, self.people)
            speaker = found or speaker
        if speaker is not None:
            return self._begun_by(speaker)
        if self.last and _has_pronoun(self.text, start, end, quoted):
            return self._gone_on(self.last)
        return None

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
        gaps = [gap for gap, _ in _gaps(self.text, start, end, quoted)]
        if any(_SAID_WORD.search(gap) for gap in gaps):
            self.last = None  # somebody else spoke: who says "she added" is not known
            self.lost += [trimmed(self.text, first, stop) for first, stop, _ in quoted]


def speech_count(text: str) -> int:
    """How many times speech is followed or led in by a verb of saying: a sign of news."""
    after = re.findall(rf"[\u201d\u2019\"],? (?:[A-Z][\w. -]{{2,40}} )?{_SAID}\b", text)
    before = re.findall(rf"\b{_SAID}: ?[\u201c\"\u2018]", text)
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


def _has_pronoun(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]) -> bool:
    return any(_PRONOUN.search(gap) for gap, _ in _gaps(text, start, end, quoted))


def _gaps(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[str, int]]:
    """The unquoted words of a paragraph, each with its place."""
    at = start
    for first, stop, closed in quoted:
        if first - 1 > at:
            yield text[at : first - 1], at
        at = stop + 1 if closed else stop
    if at < end:
        yield text[at:end], at


def _speaker(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """The person who is said to speak in a paragraph, with the office printed beside the name."""
    for gap, place in _gaps(text, start, end, quoted):
        said = _SAID_WORD.search(gap)
        if not said:
            continue
        after = gap[said.end() : said.end() + _REACH]
        told = said.group() == "told"  # whom behind it, and never who
        inverted = not told and _NAME.match(after.lstrip(" ,"))
        if place > start and not told and (found := _after_verb(after, place + said.end())):
            return found
        before_start = max(0, said.start() - _REACH)
        if found := _before_verb(gap[before_start : said.start()], place + before_start):
            return found
        if inverted and (found := _after_verb(after, place + said.end())):
            return found
        if spokesperson := _SPOKESPERSON.search(gap):
            printed = re.split(rf"\s+{_SAID}\b", spokesperson.group(), maxsplit=1)[0]
            at = place + spokesperson.start()
            return Person("", "", "quoted", printed, (), ((at, at + len(printed)),))
    return None


def _after_verb(words: str, offset: int) -> Person | None:
    """``said X, office of Y.``, ``said council leader X.``: the words behind the verb."""
    sentence = re.split(r"[.!?:;](?:\s|$)", words, maxsplit=1)[0]
    match = _first_name(sentence)
    if not match or match.start() > 90:
        return None
    lead = sentence[: match.start()].strip(" ,")
    if lead and not _OFFICE.search(lead):
        return None
    rest = re.match(r",\s*(?P<office>[^\u201c\"]{2,160}?),?\s*$", sentence[match.end() :])
    if rest and not _OFFICE.search(rest["office"]) and lead:
        rest = None
    if rest:
        return _person(match, offset, rest["office"], match.end() + rest.start("office") + offset)
    return _person(match, offset, lead, offset + sentence.find(lead) if lead else 0)


def _before_verb(words: str, offset: int) -> Person | None:
    """``And X, office of Y, said``, ``Office X said``: the words before the verb."""
    breaks = list(re.finditer(r"[.!?;]\s+(?=[A-Z\u201c])", words))
    # Points of titles and initials end no sentence: try the shortest piece first.
    for begin in [each.end() for each in reversed(breaks)] + [0]:
        sentence = words[begin:]
        lead_in = _LEAD.match(sentence)
        shift = lead_in.end() if lead_in else 0
        match = _first_name(sentence, shift)
        if not match:
            continue
        base = offset + begin
        lead = sentence[shift : match.start()].strip(" ,")
        after = re.match(
            r"(?:,\s*|\s+(?:of|from|at)\s+(?:the\s+)?)(?P<office>.{2,180}?),?\s*"
            r"(?:also|has|have)?\s*$",
            sentence[match.end() :],
        )
        if after:
            return _person(match, base, after["office"], match.end() + after.start("office") + base)
        if sentence[match.end() :].strip(" ,") not in {"", "also", "has"}:
            continue
        if lead and _OFFICE.search(lead):
            return _person(match, base, lead, base + sentence.find(lead, shift))
        return _person(match, base, "", 0)
    return None


def _by_surname(
    text: str,
    begun: int,
    start: int,
    end: int,
    quoted: Sequence[tuple[int, int, bool]],
    people: Sequence[Person],
) -> Person | None:
    """The one whom ``Hill said`` or ``added Mr Hill`` means, named in full before.

    ``begun`` is where the article begins. Of two people with that surname neither is meant.
    """
    for gap, _ in _gaps(text, start, end, quoted):
        said = _SURNAME_SAID.search(gap)
        surname = said and (said["before"] or said["after"])
        if not surname:
            continue
        known = [each for each in people if each.name.split()[-1:] == [surname]]
        if known:
            return known[0] if len(known) == 1 else None
        whole = re.compile(rf"(?<![\w'\u2019-])(?:{_GIVEN} ){{1,3}}{re.escape(surname)}(?![\w-])")
        full = [
            match for match in whole.finditer(text, begun, start) if looks_like_name(match.group())
        ]
        if full and len({tidy_name(match.group()) for match in full}) == 1:
            return _with_office(text, full[0], begun)
    return None


def _with_office(text: str, name: re.Match[str], begun: int) -> Person:
    """A person named in running text, with the office in small letters before the name."""
    before = _OFFICE_BEFORE.search(text[max(begun, name.start() - 80) : name.start()])
    # "announced by council leader X": what stands before the office is the sentence's.
    office = _LINK.split(before["office"])[-1] if before else ""
    if _OFFICE.search(office):
        return _person(name, 0, office, name.start() - 1 - len(office))
    return _person(name, 0, "", 0)


def _first_name(sentence: str, start: int = 0) -> re.Match[str] | None:
    """The first name of a person in a sentence; "Mayor Jo Hill" holds one behind an office."""
    for match in _NAME.finditer(sentence, start):
        if match.group().endswith(" of"):  # "Jo Hill of the Moor Trust"
            match = _NAME.match(sentence, match.start(), match.end() - 3) or match
        if looks_like_name(match.group()):
            return match
        first = match.group().split(" ", 1)[0]
        if _OFFICE.fullmatch(first):
            inner = _NAME.match(sentence, match.start() + len(first) + 1)
            if inner and looks_like_name(inner.group()):
                return inner
            words = list(re.finditer(r"\S+", match.group()))
            for count in (2, 3):  # "Mayor of Hill Jo Moor": the name is at the end
                at = match.start() + words[-count].start() if len(words) > count else -1
                inner = _NAME.match(sentence, at) if at >= 0 else None
                if inner and looks_like_name(inner.group()):
                    return inner
    return None


def _person(match: re.Match[str], offset: int, office: str, office_start: int) -> Person:
    printed = match.group()
    office = _CLAUSE.split(office, maxsplit=1)[0]
    place = (match.start() + offset, match.end() + offset)
    return Person(
        name=tidy_name(printed),
        printed=printed,
        role="quoted",
        affiliation=" ".join(office.split()),
        evidence=(place,),
        affiliation_evidence=((office_start, office_start + len(office)),) if office else (),
    )


def _quotation(text: str, speech: _Speech) -> Quotation | None:
    paragraphs = [pieces for pieces in speech.pieces if pieces]
    if not paragraphs:
        return None
    words = "\n\n".join(" ".join(tidy(text, *piece) for piece in pieces) for pieces in paragraphs)
    person = speech.speaker
    return Quotation(
        text=words,
        name=person.name,
        affiliation=person.affiliation,
        kind="quoted",
        evidence=tuple(piece for pieces in paragraphs for piece in pieces),
        name_evidence=(*person.evidence, *person.affiliation_evidence),
    )
