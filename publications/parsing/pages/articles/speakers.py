"""Who speaks in a paragraph of an article: named beside a verb of saying, or meant by it.

``said X, office of Y``, ``Office X said``, ``Hill said`` and ``Sir Jo said`` for those named in
full before, and ``he said`` for whom the paragraph begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing.document import Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.names import is_styled, looks_like_name, tidy_name
from publications.parsing.organisations import find_listed

SAID = (
    r"(?:said|says|used to say|added|adds|commented|comments|explained|explains|argued|argues|told"
    r"|warned|warns"
    r"|admits|concedes|insists|recalls|recalled|reckons|tells|jokes|stated|continued|concluded|noted|claimed|insisted|remarked|stressed|urged|responded|replied"
    r"|asked|asks|agreed|agrees|admitted|conceded|cautioned|countered|observed|pointed out)"
)
SAID_WORD = re.compile(rf"\b(?:{SAID}|according to)\b")
# "She called it a 'disgrace'": where nobody is said to speak.
_NAMES_IT = re.compile(r"\b(?:called|described|dubbed|branded|labelled)\b(?! for\b)")
_NAME = re.compile(NAME)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
PRONOUN = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:also\s+|then\s+)?{SAID}\b|\b{SAID}\s+(?:he|she|they)\b"
)
_SPOKESPERSON = re.compile(
    r"\b[Aa]n? (?:(?:spokesperson|spokesman|spokeswoman|statement) (?:for|from|at|of) "
    r"[^,.:;\u201c\u201d\"]{2,80}|[\w\u2019' -]{2,50} spokes(?:person|man|woman)\b)"
)
_LEAD = re.compile(
    r"(?:(?:And|As|But|Meanwhile|However|Also|Elsewhere|Similarly|Responding|Commenting"
    r"|Today|Yesterday),? )+"
)
_THE_HOLDER = re.compile(r"(?:The|Its|Their|His|Her|Our|My) (?P<office>(?:[a-z-]+ ){0,4}[a-z-]+), ")
KNIGHT = re.compile(r"(?:Sir|Dame) (?P<given>[^\W\d_a-z][\w'\u2019-]{1,30})")
_STYLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness)\.? )"
_SURNAME = r"[^\W\d_a-z][\w'\u2019-]{1,30}"
_GIVEN = rf"(?:[A-Z]\.|{_SURNAME})"
_SURNAME_SAID = re.compile(
    rf"(?:^|[.,;:]\s+|(?:And|But|However),? )\s*{_STYLE}?(?P<before>{_SURNAME})"
    rf" (?:also |then |has )?{SAID}\b"
    rf"|\b{SAID} {_STYLE}?(?P<after>{_SURNAME})(?=[.,;:]|\s*$)"
)
SURNAME_ALONE = re.compile(rf"{_STYLE}{_SURNAME}")
# No peer: "Lord Hill of Moor" is a name.
_OF_BODY = re.compile(r"(?!Lord |Lady |Baron|Viscount|Earl )(?P<name>(?:\S+ ){1,4}\S+) of \S.*")
_OFFICE_BEFORE = re.compile(r"(?:^|\W)(?P<office>(?:[a-z-]+ ){0,5}[a-z-]+) $")
_BRACKETED = re.compile(r"\s\([^()]{2,30}\)")
_LINK = re.compile(r"\b(?:by|and|the|a|an|with|to|from|as|that|when|while|but) ")
_CLAUSE = re.compile(r"(?:^|,? )(?:who|which|whose)\b")
_BEING = re.compile(r"who (?:is|was) (?:also )?(?:the |an? )?")
_CHAIRING = re.compile(
    r"who (?:chairs|chaired|leads|led|heads|headed|runs|ran)"
    r" (?P<body>(?:the )?(?:[\w'\u2019-]+ ){0,6}[A-Z][\w'\u2019-]+)\W*$"
)
_DOING = re.compile(
    r"who (?:led|leads|ran|runs|heads|headed|wrote|carried out|directs|directed|works|teaches)"
    r"\b[^,.;]{0,60}?\b(?:at|for) (?:the )?"
)
_BEFORE_SAID = frozenset(("", "also", "has", "who", "who once", "once", "famously"))
_SOMEWHERE = re.compile(r"\b(?:in|at|near|across|around|throughout|outside|from)$")
_NEW_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")
_REACH = 240  # characters around speech in which its speaker is named


def gaps(
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


def speaker_in(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]
) -> Person | None:
    """The person who is said to speak in a paragraph, with the office printed beside the name."""
    unquoted = list(gaps(text, start, end, quoted))
    says = SAID_WORD if any(SAID_WORD.search(gap) for gap, _ in unquoted) else _NAMES_IT
    for gap, place in unquoted:
        said = says.search(gap)
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
    match = _first_name(sentence)
    lead = sentence[: match.start()].strip(" ,") if match else ""
    if match is None or (lead and not _OFFICE.search(lead)):
        return None
    if SURNAME_ALONE.fullmatch(match.group()):
        return None
    behind = sentence[match.end() : match.end() + 2] == ", "
    if not (lead or behind or is_styled(match.group())):
        return None
    if lead:
        return _person(match, start + begin, lead, start + begin + sentence.find(lead))
    return _with_office_behind(sentence, match, start + begin)


def _after_verb(words: str, offset: int) -> Person | None:
    """``said X, office of Y.``, ``said council leader X.``: the words behind the verb."""
    sentence = re.split(r"[.!?:;](?:\s|$)", words, maxsplit=1)[0]
    match = _first_name(sentence)
    if not match or match.start() > 90:
        return None
    lead = sentence[: match.start()].strip(" ,")
    if lead and not _OFFICE.search(lead):
        return None
    end = _behind(sentence, match)
    rest = re.match(r",\s*(?P<office>[^\u201c\"]{2,160}?),?\s*$", sentence[end:])
    if rest and not _OFFICE.search(rest["office"]) and lead:
        rest = None
    if rest:
        return _person(match, offset, rest["office"], end + rest.start("office") + offset)
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
        end = _behind(sentence, match)
        after = re.match(
            r"(?:,\s*|\s+(?:of|from|at)\s+(?:the\s+)?)(?P<office>.{2,180}?),?\s*"
            r"(?:also|has|have)?\s*$",
            sentence[end:],
        )
        if after and not (lead and _CLAUSE.match(after["office"]) and _OFFICE.search(lead)):
            return _person(match, base, after["office"], end + after.start("office") + base)
        if not after and sentence[end:].strip(" ,") not in _BEFORE_SAID:
            continue
        if lead and _OFFICE.search(lead):
            return _person(match, base, lead, base + sentence.find(lead, shift))
        if _SOMEWHERE.search(lead):
            return None  # "Officers in Hill Moor said"
        return _person(match, base, "", 0)
    return None


def by_surname(
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
    for gap, _ in gaps(text, start, end, quoted):
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


def _behind(sentence: str, name: re.Match[str]) -> int:
    """Where a name ends, a party in brackets with it: "Jo Hill (Lab)"."""
    party = _BRACKETED.match(sentence, name.end())
    return party.end() if party else name.end()


def _with_office_behind(text: str, name: re.Match[str], offset: int) -> Person:
    """A person with the office between commas behind the name, if one is printed there."""
    office = re.compile(r", (?P<office>[^,.;:]{2,120}),").match(text, _behind(text, name))
    if office and _OFFICE.search(office["office"]):
        return _person(name, offset, office["office"], office.start("office") + offset)
    return _person(name, offset, "", 0)


def by_given(text: str, begun: int, end: int, knight: re.Match[str]) -> Person | None:
    """The one whom "Sir Jo" means, named in full before: "Sir Jo Hill, mayor of Moor"."""
    title = knight.group()
    whole = re.compile(rf"(?<!\w){re.escape(title)} {_SURNAME}(?: {_SURNAME})?")
    for match in whole.finditer(text, begun, end):
        if looks_like_name(match.group()):
            return _with_office_behind(text[: match.end() + _REACH], match, 0)
    return None


def named_first(text: str, start: int, end: int) -> Person | None:
    """Who a paragraph begins with before its speech: there "he said" is said by that person.

    "Jo Hill, leader of Moor Council, was glad. "At last," she said."; "The clerk, Jo Hill, was".
    """
    sentence = text[start : max(start, end)][:_REACH]
    if held := _THE_HOLDER.match(sentence):
        name = _NAME.match(sentence, held.end())
        if name and looks_like_name(name.group()) and sentence[name.end() :].startswith(","):
            return _person(name, start, held["office"], start + held.start("office"))
    lead_in = _LEAD.match(sentence)
    match = _NAME.match(sentence, lead_in.end() if lead_in else 0)
    if not match or not looks_like_name(match.group()) or SURNAME_ALONE.fullmatch(match.group()):
        return None
    return _with_office_behind(sentence, match, start)


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
        elif of := _OF_BODY.match(match.group()):  # "Dr Jo Hill of Moor University"
            match = _NAME.match(sentence, match.start(), match.start() + of.end("name")) or match
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


def _without_clause(office: str, start: int) -> tuple[str, int]:
    """An office without the clause behind it; of "who is leader of X" and "who led the work at X"
    what stands behind the verb.
    """
    if being := _BEING.match(office):
        return _CLAUSE.split(office[being.end() :], maxsplit=1)[0], start + being.end()
    if (doing := _DOING.match(office)) and (body := find_listed(office, doing.end())):
        return office[body[0].start : body[0].end], start + body[0].start
    if chairing := _CHAIRING.match(office):
        return chairing["body"], start + chairing.start("body")
    return _CLAUSE.split(office, maxsplit=1)[0], start


def _person(match: re.Match[str], offset: int, office: str, office_start: int) -> Person:
    printed = match.group()
    office, office_start = _without_clause(office, office_start)
    place = (match.start() + offset, match.end() + offset)
    return Person(
        name=tidy_name(printed),
        printed=printed,
        role="quoted",
        affiliation=" ".join(office.split()),
        evidence=(place,),
        affiliation_evidence=((office_start, office_start + len(office)),) if office else (),
    )
