"""Who speaks in a paragraph of an article: named beside a verb of saying, or meant by it.

``said X, office of Y``, ``Office X said``, ``Statement from X:``, ``The report said:``, and ``he
said`` for whom the paragraph begins with, or for the only one it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import Person
from publications.parsing.names import is_styled, looks_like_name, tidy_name
from publications.parsing.pages.articles.offices import (
    CLAUSE,
    HAS_OFFICE,
    NAMED,
    REACH,
    behind_name,
    first_name,
    office_before,
    office_behind,
    person_at,
)
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import NAMES_IT, SAID, SAID_WORD
from publications.parsing.pages.articles.surnames import SURNAME_ALONE

_SPOKESPERSON = re.compile(
    r"\b[Aa]n? (?:(?:spokesperson|spokesman|spokeswoman|statement) (?:for|from|at|of) "
    r"[^,.:;\u201c\u201d\"]{2,80}|[\w\u2019' -]{2,50} spokes(?:person|man|woman)\b)"
)
_LEAD = re.compile(
    r"(?:(?:And|As|But|Meanwhile|However|Also|Elsewhere|Similarly|Responding|Commenting"
    r"|Today|Yesterday),? )+"
)
_THE_HOLDER = re.compile(r"(?:The|Its|Their|His|Her|Our|My) (?P<office>(?:[a-z-]+ ){0,4}[a-z-]+), ")
_BEFORE_SAID = frozenset(("", "also", "has", "who", "who once", "once", "famously"))
_SOMEWHERE = re.compile(r"\b(?:in|at|near|across|around|throughout|outside|from)$")
_NEW_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")
_STATED = re.compile(
    r"\b(?:[Ss]tatement|[Cc]omment|[Rr]esponse|[Rr]eaction|[Mm]essage) (?:from|by) (?:the )?"
)
_THE_BODY = re.compile(
    r"(?:^|[.!?]\s+)(?P<who>(?:The|A|An|Its|Their) [^.!?:,\u201c\"]{3,80}?)"
    rf" (?:also |has |then )?{SAID}:\s*$"
)


def speaker_in(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """The person who is said to speak in a paragraph, with the office printed beside the name."""
    unquoted = list(gaps(text, start, end, quoted))
    says = SAID_WORD if any(SAID_WORD.search(gap) for gap, _ in unquoted) else NAMES_IT
    for gap, place in unquoted:
        said = says.search(gap)
        if not said:
            continue
        after = gap[said.end() : said.end() + REACH]
        told = said.group() == "told"  # whom behind it, and never who
        inverted = not told and NAMED.match(after.lstrip(" ,"))
        if place > start and not told and (found := _after_verb(after, place + said.end())):
            return found
        before_start = max(0, said.start() - REACH)
        if found := _before_verb(gap[before_start : said.start()], place + before_start):
            return found
        if inverted and (found := _after_verb(after, place + said.end())):
            return found
        if spokesperson := _SPOKESPERSON.search(gap):
            printed = re.split(rf"\s+{SAID}\b", spokesperson.group(), maxsplit=1)[0]
            at = place + spokesperson.start()
            return Person("", "", "quoted", printed, (), ((at, at + len(printed)),))
    return _led_in(text, start, quoted)


def _led_in(text: str, start: int, quoted: Sequence[tuple[int, int, bool]]) -> Person | None:
    """Whose words a colon leads in: ``Dr Jo Hill, a nurse in Moor, is blunt: "Words."``

    A name alone may be a place's: a title, an office or a clause beside it shows a person.
    """
    before = text[start : max(start, quoted[0][0] - 1)].rstrip() if quoted else ""
    if not before.endswith(":"):
        return None
    begin = max((each.end() for each in _NEW_SENTENCE.finditer(before)), default=0)
    sentence = before[begin:]
    match = first_name(sentence)
    lead = sentence[: match.start()].strip(" ,") if match else ""
    if match is None or (lead and not HAS_OFFICE.search(lead)):
        return None
    if SURNAME_ALONE.fullmatch(match.group()):
        return None
    behind = sentence[match.end() : match.end() + 2] == ", "
    if not (lead or behind or is_styled(match.group())):
        return None
    if lead:
        return person_at(match, start + begin, lead, start + begin + sentence.find(lead))
    return office_behind(sentence, match, start + begin)


def _after_verb(words: str, offset: int) -> Person | None:
    """``said X, office of Y.``, ``said council leader X.``: the words behind the verb."""
    sentence = re.split(r"[.!?:;](?:\s|$)", words, maxsplit=1)[0]
    match = first_name(sentence)
    if not match or match.start() > 90:
        return None
    lead = sentence[: match.start()].strip(" ,")
    if lead and not HAS_OFFICE.search(lead):
        return None
    end = behind_name(sentence, match)
    rest = re.match(r",\s*(?P<office>[^\u201c\"]{2,160}?),?\s*$", sentence[end:])
    if rest and not HAS_OFFICE.search(rest["office"]) and lead:
        rest = None
    if rest:
        return person_at(match, offset, rest["office"], end + rest.start("office") + offset)
    return person_at(match, offset, lead, offset + sentence.find(lead) if lead else 0)


def _before_verb(words: str, offset: int) -> Person | None:
    """``And X, office of Y, said``, ``Office X said``: the words before the verb."""
    breaks = list(re.finditer(r"[.!?;]\s+(?=[A-Z\u201c])", words))
    # Points of titles and initials end no sentence: try the shortest piece first.
    for begin in [each.end() for each in reversed(breaks)] + [0]:
        sentence = words[begin:]
        lead_in = _LEAD.match(sentence)
        shift = lead_in.end() if lead_in else 0
        match = first_name(sentence, shift)
        if not match:
            continue
        base = offset + begin
        lead = sentence[shift : match.start()].strip(" ,")
        end = behind_name(sentence, match)
        after = re.match(
            r"(?:,\s*|\s+(?:of|from|at)\s+(?:the\s+)?)(?P<office>.{2,180}?),?\s*"
            r"(?:also|has|have)?\s*$",
            sentence[end:],
        )
        if after and not (lead and CLAUSE.match(after["office"]) and HAS_OFFICE.search(lead)):
            return person_at(match, base, after["office"], end + after.start("office") + base)
        if not after and sentence[end:].strip(" ,") not in _BEFORE_SAID:
            continue
        if lead and HAS_OFFICE.search(lead):
            return person_at(match, base, lead, base + sentence.find(lead, shift))
        if _SOMEWHERE.search(lead):
            return None  # "Officers in Hill Moor said"
        if lead.endswith(("'s", "\u2019s")) and lead[:1].isupper():
            return person_at(match, base, lead[:-2], base + sentence.find(lead, shift))
        return person_at(match, base, "", 0)
    return None


def named_first(text: str, start: int, end: int) -> Person | None:
    """Who a paragraph begins with before its speech: there "he said" is said by that person.

    "Jo Hill, leader of Moor Council, was glad. "At last," she said."; "The clerk, Jo Hill, was".
    """
    sentence = text[start : max(start, end)][:REACH]
    if held := _THE_HOLDER.match(sentence):
        name = NAMED.match(sentence, held.end())
        if name and looks_like_name(name.group()) and sentence[name.end() :].startswith(","):
            return person_at(name, start, held["office"], start + held.start("office"))
    lead_in = _LEAD.match(sentence)
    match = NAMED.match(sentence, lead_in.end() if lead_in else 0)
    if not match or not looks_like_name(match.group()) or SURNAME_ALONE.fullmatch(match.group()):
        return None
    return office_behind(sentence, match, start)


def announced_in(text: str, start: int, end: int) -> Person | None:
    """Who a paragraph such as "Statement from Moss leader Jo Hill:" says to speak below it."""
    stated = _STATED.search(text, start, end)
    name = first_name(text[stated.end() : end]) if stated else None
    if not stated or not name:
        return None
    lead = text[stated.end() : stated.end() + name.start()].strip(" ,")
    office = lead if HAS_OFFICE.search(lead) else ""
    return person_at(name, stated.end(), office, text.find(lead, stated.end()) if office else 0)


def body_in(text: str, start: int, quote: int) -> Person | None:
    """The body or paper that speech is led in by: "The council's report said: "; it has no name."""
    found = _THE_BODY.search(text[start:quote])
    if not found or NAMED.search(found["who"]):
        return None
    place = (start + found.start("who"), start + found.end("who"))
    return Person("", "", "quoted", " ".join(found["who"].split()), (), (place,))


def only_one_named(text: str, start: int, end: int) -> Person | None:
    """The only person whom some words of a paragraph name in full, with the office beside it."""
    names = [each for each in NAMED.finditer(text, start, end) if looks_like_name(each.group())]
    names = [each for each in names if not SURNAME_ALONE.fullmatch(each.group())]
    if len({tidy_name(each.group()) for each in names}) != 1:
        return None
    behind = office_behind(text, names[0], 0)
    return behind if behind.affiliation else office_before(text, names[0], start)
