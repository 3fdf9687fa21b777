"""Who speaks in a paragraph of an article: named beside a verb of saying, or meant by it.

``said X, office of Y``, ``Office X said``, ``Statement from X:``, ``The report said:``, and ``he
said`` for whom the paragraph begins with, or for the only one it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person
from publications.parsing.names import is_styled, looks_like_name, tidy_name
from publications.parsing.pages.articles.named import PARTY
from publications.parsing.pages.articles.nameless import spokesperson_in
from publications.parsing.pages.articles.offices import (
    HAS_OFFICE,
    NAMED,
    REACH,
    behind_name,
    first_name,
    names_in,
    person_at,
)
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import NAMES_IT, SAID_WORD
from publications.parsing.pages.articles.surnames import SURNAME_ALONE

_BEFORE_NAMES = frozenset(("according to", "in the words of"))
_SOMEWHERE = re.compile(r"\b(?:in|at|near|across|around|throughout|outside|from)$")
_NEW_SENTENCE = re.compile(
    r"[.!?;](?<!\bDr.)(?<!\bMr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bSt.)(?<!\b[A-Z].)\s+(?=[A-Z\u201c])"
)
_STATED = re.compile(
    r"\b(?:[Ss]tatement|[Cc]omment|[Rr]esponse|[Rr]eaction|[Mm]essage|[Rr]eply|[Aa]nswer)"
    r" (?:from|by) (?:the )?"
)
# What may stand between a name and the verb that it is the subject of.
_NOTHING = re.compile(
    r",?(?: (?:also|has|had|have|then|who|once|later|yesterday|today|\w+ly))*,?\s*"
)
_OF_THERE = re.compile(r" (?:of|from|at|for) (?:the )?[^.!?]{2,120}")
_BESIDE = re.compile(r"(?:, | [\u2013\u2014-] | who )[^!?\u201c\u201d\"]{2,200}")
_AND_SAID = re.compile(
    r" [a-z][^\u201c\u201d\"!?;:]{2,160}\b(?:and|but|when|as|yet)(?: (?:also|then|\w+ly|s?he))*\s*"
)
_ANOTHER = re.compile(r"\b(?:he|she|they|it|we|I)\s*$|, (?:and|but) (?:the|an?|its) [^,]*$")
# "to Jo Hill", "with Jo Hill": of whom something is told, and not who speaks
_OF_FIRST = re.compile(r", (?:(?:the|an?) )?[a-z][\w\u2019' -]{2,60}, (?:the )?")  # an office
_NOT_SUBJECT = re.compile(
    r"\b(?:to|with|by|for|of|from|about|between|against|behind|under|told|asked|joined|after|like"
    r"|alongside|including|succeeded|replaced)\s$"
)
_LEADS = frozenset(
    [
        "And",
        "As",
        "But",
        "Meanwhile",
        "However",
        "Also",
        "Elsewhere",
        "Similarly",
        "Today",
        "Yesterday",
        "For",
        "Yet",
        "Then",
    ]
)
_SURNAME_SUBJECT = re.compile(
    r"(?:(?:But|And|However|Meanwhile),? )?(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor"
    r"|Coun|Minister|Lord|Lady|Baroness)\.? )?(?P<surname>[A-Z][\w'\u2019-]{2,30}),? (?=[a-z])"
)
_SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)")
_SHORTENED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|[A-Z])$")
_AND_BEFORE = re.compile(r"\band (?:\w+ ){0,2}$")
_TIED = re.compile(r",|\s\(| and ")
_WHO_BEHIND = re.compile(r",? who\b")
_GOES_ON = re.compile(r"S?[Hh]e|[A-Z][a-z]+ing")
_ARTICLES = frozenset(("", "The", "Its", "Their", "His", "Her", "Our", "My", "A", "An"))


def speaker_in(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """The person who is said to speak in a paragraph, with the office printed beside the name."""
    unquoted = list(gaps(text, start, end, quoted))
    says = SAID_WORD if any(SAID_WORD.search(gap) for gap, _ in unquoted) else NAMES_IT
    for gap, place in unquoted:
        verbs = list(says.finditer(gap))
        # What leads in is nearest to the words; what follows them begins right behind them.
        leads = place == start and bool(quoted)
        if leads and verbs and _NEW_SENTENCE.search(gap, verbs[-1].end()):
            if found := _led_in(text, start, quoted):
                return found
        for said in reversed(verbs) if leads else verbs[:1]:
            if found := _speaks(text, gap, place, said, start):
                return found
    return _led_in(text, start, quoted)


def _speaks(text: str, gap: str, place: int, said: re.Match[str], start: int) -> Person | None:
    """Who is the subject of a verb of saying in the words outside the marks."""
    told = said.group() == "told"  # whom behind it, and never who
    behind = place > start or said.group().casefold() in _BEFORE_NAMES
    after = gap[said.end() : said.end() + REACH]
    inverted = not told and NAMED.match(after.lstrip(" ,"))
    at = place + said.end()
    if behind and not told and (found := _after_verb(text, after, at, start)):
        return found
    begun = place + max(0, said.start() - REACH)
    if found := _before_verb(text, begun, place + said.start(), start):
        return found
    if inverted and (found := _after_verb(text, after, at, start)):
        return found
    return spokesperson_in(gap, place)


def _led_in(text: str, start: int, quoted: Sequence[tuple[int, int, bool]]) -> Person | None:
    """Whose words a colon leads in: ``Dr Jo Hill, a nurse in Moor, is blunt: "Words."``

    A name alone may be a place's: a title, an office or a clause beside it shows a person.
    """
    before = text[start : max(start, quoted[0][0] - 1)].rstrip() if quoted else ""
    return subject_of(text, start, start + len(before)) if before.endswith(":") else None


def subject_of(text: str, start: int, end: int) -> Person | None:
    """The person of whom the last sentence of some words tells, named at its beginning.

    A name alone may be a place's: a title, an office or a clause beside it shows a person.
    """
    words = text[start:end]
    begin = max((each.end() for each in _NEW_SENTENCE.finditer(words)), default=0)
    sentence = words[begin:]
    match = first_name(sentence)
    if match is None or SURNAME_ALONE.fullmatch(match.group()):
        return None
    lead = sentence[: match.start()].strip(" ,")
    behind = sentence[match.end() : match.end() + 2] in {", ", " ("}
    party = PARTY.fullmatch(lead.rpartition(" ")[2])
    led = not lead or party or HAS_OFFICE.search(lead) or lead[-2:] in {"'s", "\u2019s"}
    led = led or lead in _LEADS or (lead.split()[0] in {"For", "As"} and len(lead.split()) < 3)
    if not led or (_NOT_SUBJECT.search(f"{sentence[: match.start()]}") and lead not in _LEADS):
        return None
    person = person_at(text, start + begin + match.start(), start + begin + match.end(), start)
    told = person.affiliation or behind or party
    return person if told or is_styled(match.group()) else None


def subject_in(text: str, start: int, end: int) -> tuple[Person | None, str]:
    """Of whom some words tell, from the last sentence back: a person, or a surname alone.

    "She", or "Speaking yesterday the councillor" goes on with whom the sentence before tells of.
    """
    ends = [each.start() + 1 for each in _NEW_SENTENCE.finditer(text, start, end)] + [end]
    for stop in reversed(ends):
        if person := subject_of(text, start, stop):
            return person, ""
        begin = max((each for each in ends if each < stop), default=start)
        alone = _SURNAME_SUBJECT.match(text[begin:stop].lstrip())
        if alone and not _GOES_ON.fullmatch(alone["surname"]):
            return None, alone["surname"]
    return None, ""


def _after_verb(text: str, words: str, offset: int, floor: int) -> Person | None:
    """``said X, office of Y.``, ``said council leader X.``: the words behind the verb."""
    sentence = _SENTENCE_END.split(words, maxsplit=1)[0]
    if _SHORTENED.search(sentence):
        sentence = words[: len(sentence) + 1]
    if len(sentence) < len(words) and sentence.endswith("."):
        sentence += _SENTENCE_END.split(words[len(sentence) :], maxsplit=1)[0]
    match = first_name(sentence)
    if not match or match.start() > 110:
        return None
    lead = sentence[: match.start()].strip(" ,")
    owned = lead[-2:] in {"'s", "\u2019s"}
    person = person_at(text, offset + match.start(), offset + match.end(), floor)
    inside = (
        person.affiliation_evidence and person.affiliation_evidence[0][0] < person.evidence[0][0]
    )
    return person if not lead or HAS_OFFICE.search(lead) or owned or inside else None


def _before_verb(text: str, start: int, end: int, floor: int) -> Person | None:
    """``And X, office of Y, said``, ``Office X said``: the words before the verb."""
    words = text[start:end]
    names = list(names_in(words))
    for at in range(len(names) - 1, -1, -1):
        name = names[at]
        between = words[behind_name(words, name) :]
        if _NEW_SENTENCE.search(between):
            return None
        if _NOT_SUBJECT.search(words[: name.start()]) or _SOMEWHERE.search(
            words[: name.start()].rstrip()
        ):
            continue
        owner = name.group().endswith(("'s", "\u2019s"))  # "Jo Hill's answer, said"
        if owner or not _joins(between):
            continue
        first = _first_of(words, names[:at], name)
        return person_at(text, start + first.start(), start + first.end(), floor)
    return None


def _joins(between: str) -> bool:
    """Whether the words between a name and a verb let the name be the verb's subject."""
    if _NOTHING.fullmatch(between):
        return True
    if _ANOTHER.search(between):
        return False
    return any(each.fullmatch(between) for each in (_OF_THERE, _BESIDE, _AND_SAID))


def _first_of(words: str, before: Sequence[re.Match[str]], name: re.Match[str]) -> re.Match[str]:
    """The first of two who speak together: "Jo Hill, leader of Moss, and Bo Lee said".

    Or whose office and body stand behind the name: "Jo Hill, cornet, Moss Silver Band, said".
    """
    if not before:
        return name
    if not _AND_BEFORE.search(words[: name.start()]):
        one = before[-1]
        opens = not words[: one.start()].strip() or words[: one.start()].rstrip()[-1:] in ".!?”’"
        return one if opens and _OF_FIRST.fullmatch(words[one.end() : name.start()]) else name
    one = before[-1]
    between = words[one.end() : name.start()]
    tied = _TIED.match(between) and not _NOT_SUBJECT.search(words[: one.start()])
    return one if tied and not _NEW_SENTENCE.search(between) else name


def named_first(text: str, start: int, end: int) -> Person | None:
    """Who a paragraph begins with before its speech: there "he said" is said by that person.

    "Jo Hill, leader of Moss Council, was glad. "At last," she said."; "The clerk, Jo Hill, was".
    """
    sentence = text[start : max(start, end)][:REACH]
    match = first_name(sentence)
    if not match or SURNAME_ALONE.fullmatch(match.group()):
        return None
    lead = sentence[: match.start()].strip(" ,")
    person = person_at(text, start + match.start(), start + match.end(), start)
    place = person.affiliation_evidence[0][0] if person.affiliation else start + match.start()
    articled = sentence[: max(0, place - start)].strip(" ,")
    return person if not lead or lead in _LEADS or articled in _ARTICLES else None


def clause_on(text: str, start: int, end: int) -> Person | None:
    """The one of whom a clause tells before speech: "led by Jo Hill (clerk), who had warned"."""
    words = text[start:end]
    for name in reversed(list(names_in(words))):
        if _WHO_BEHIND.match(words[behind_name(words, name) :]):
            return person_at(text, start + name.start(), start + name.end(), start)
    return None


def announced_in(text: str, start: int, end: int) -> Person | None:
    """Who a paragraph such as "Statement from Moss leader Jo Hill:" says to speak below it."""
    stated = _STATED.search(text, start, end)
    name = first_name(text[stated.end() : end]) if stated else None
    if stated and name:
        return person_at(text, stated.end() + name.start(), stated.end() + name.end(), start)
    # "Jo Hill, Chief Executive:"
    subject = subject_of(text, start, end)
    return subject if subject and len(text[start:end].split()) <= 20 else None


def only_one_named(text: str, start: int, end: int) -> Person | None:
    """The only person whom some words of a paragraph name in full, with the office beside it."""
    names = [each for each in names_in(text[start:end]) if looks_like_name(each.group())]
    names = [each for each in names if not SURNAME_ALONE.fullmatch(each.group())]
    if len({tidy_name(each.group()) for each in names}) != 1:
        return None
    return person_at(text, start + names[0].start(), start + names[0].end(), start)
