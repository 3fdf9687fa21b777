"""Organisations in running text, recognised by the form of their names.

Three forms are known: a run of capitalised words with a word that names a kind of body
("Council", "Institute", "Department for ..."), a name with its abbreviation in brackets, and
names that stand in a list after words such as "launched by" or "hosted by". No particular
organisation is known here; ``DOUBLE_COUNCILS`` is geography, needed because an "and" between
two capitalised words is part of those councils' names and in all others parts two names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from publications.parsing.names import looks_like_name


def _words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# Words that end a body's name or stand in it: "X Council", "Institute for X".
BODY_WORDS = _words("""
    Academy Agency Alliance Assembly Association Associates Authority Bank Board Borough Bureau
    Cabinet Centre Center Chamber Charity Church Club College Commission Committee Company
    Confederation Congress Consortium Consultancy Corporation Council Department Directorate
    Exchange Executive Federation Forum Foundation Fund Group Guild Hospital Inspectorate
    Institute Institution Laboratory Library Limited Ltd League LLP Media Ministry Museum Network
    Observatory Office Ofsted Organisation Organization Parliament Partners Partnership Party PLC
    plc Press School Secretariat Service Society Taskforce Treasury Trust Union Unit University
    Workshop
    """)
# Of these only the form "Department for X", "Bank of X" is a name; what stands before is not.
_OPENS = _words("""
    Academy Agency Alliance Association Bank Board Borough Bureau Centre Center Chamber Church
    College Commission Committee Confederation Convention Corporation Council Department
    Federation Foundation Friends Guild House Institute Institution League Library Ministry
    Museum Network Office Royal School Society Treasury Union University
    """)
# Body words that end a name only after a place or a proper word, and otherwise name a role, a
# building or an act: "Chief Executive", "Public Library", "Group".
_WEAK = _words(
    "Executive Cabinet Press Service Board Office Club Workshop Media Committee Party Group Unit "
    "Fund School Church Exchange Charity Company Parliament Assembly Directorate"
)
_WEAK_BEFORE = _words(
    "Chief Deputy Assistant Managing Non Shadow The Our This Your A An Each Every New Private "
    "Public Senior Vice Working"
)
_JOINS = _words("of for and the & in on upon to with de")
_OPENING_JOINS = _words("of for on to")
# Capitalised words in front of a name that are no part of it.
_NOT_FIRST = _words("""
    The A An And Or But If In On At By For From To With Of As When While Where After Before Since
    Both Each Every All Some Our Their Its His Her This That These Those Is Are Was Were Has Have
    Had Will Would Could Should May Might Today Yesterday Following According Speaking Under Over
    Through Via Also However Meanwhile Although Because Chief Executive Director Chair Chairman
    Chairwoman President Leader Manager Head Minister Secretary Mayor Cllr Councillor Sir Dame
    Lord Lady Mr Mrs Ms Dr Prof Professor Former Deputy Assistant Senior About Download Visit
    """)
_DOUBLE_NAMES = """
    Bath and North, Brighton and Hove, Hammersmith and Fulham, Kensington and Chelsea,
    Barking and Dagenham, Windsor and Maidenhead, Telford and Wrekin, Redcar and Cleveland,
    West and Chester, Perth and Kinross, Dumfries and Galloway, Argyll and Bute, Nuneaton
    and Bedworth, Hinckley and Bosworth, Basingstoke and Deane, Reigate and Banstead, Epsom
    and Ewell, Tonbridge and Malling, Weymouth and Portland, Oadby and Wigston, Newark and
    Sherwood, Lynn and West, Armagh and Craigavon, Cumberland and Westmorland, Westmorland
    and Furness, Antrim and Newtownabbey, Causeway and Glens, Derry and Strabane, Fermanagh
    and Omagh, Lisburn and Castlereagh, Mid and East, Newry and Mourne, Ards and North,
    Folkestone and Hythe, Devon and Somerset, Cambridge and Peterborough, Cambridgeshire and
    Peterborough, Devon and Cornwall, Avon and Somerset, Communities and Local, Culture and
    Sport, Work and Pensions, Food and Rural, Environment and Rural, Research and
    Innovation, Arts and Humanities, Economic and Social, Health and Social
"""
DOUBLE_COUNCILS = frozenset(
    tuple(" ".join(pair.split()).split(" and ")) for pair in _DOUBLE_NAMES.split(",")
)
_WORD = re.compile(r"[A-Z0-9\u00c0-\u00de][\w\u2019'&.-]*|\w[\w\u2019'-]*|&|[^\w\s]", re.UNICODE)
_CAMEL = re.compile(
    r"(?<![^\W_])(?:[A-Z]{2,6}[a-z]{1,2}[A-Z]{1,6}|[A-Z][a-z]{1,2}[A-Z]{2,6})(?![^\W_])"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]")
_DEFINED = re.compile(r"\s?\(([A-Z][A-Za-z&]{1,9})\)")
_ACRONYMS_OF_OTHER_THINGS = _words(
    "UK US USA EU GB CEO MP MPs MEP TV PDF ISBN HR IT ICT VAT GDP PR AGM QA FAQ BBC1 BBC2 HS2 CV "
    "AM PM OBE CBE MBE PFI URL RDA RDAs"
)
_POINTED = re.compile(r"(?:[A-Z]\.)+")
_GENERAL_BODIES = _words("Authority Council Board Association Committee Borough Partnership")
_GENERAL_WORDS = _words(
    "Local County City District Borough Parish Town Unitary Public Private Regional Combined "
    "Planning Health Housing Metropolitan Education Fire Police"
)
_UNDERTAKING = re.compile(r"\s(?:projects?|programmes?|schemes?|pilots?|initiatives?)\b")
_POINTS = _words("North South East West Mid Central Upper Lower Great Little New Old Royal")
_SPACE = re.compile(r"\s+")
_LIST_BREAK = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*|\s+with\s+)")
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
LAUNCH_CUE = re.compile(
    r"\b(?:launched|published|released|produced|written|prepared|issued|commissioned|hosted|"
    r"organised|run|supported|sponsored|funded)(?:\s+(?:today|yesterday|jointly|this week))?"
    r"\s+by:?\s+"
)
HOST_CUE = re.compile(
    r"\b(?:jointly\s+)?(?:co-)?[Hh]ost(?:ed|s)?\s*(?:by)?\s*:\s*|\b(?:co-)?[Hh]osted\s+by\s+"
)


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation named in a text: name, abbreviation if it is defined there, and place.

    ``cue`` says by what it was known: body_word, definition, camel_case, list.
    ``start`` and ``end`` enclose ``printed``, the bracketed abbreviation with it.
    """

    name: str
    abbreviation: str
    printed: str
    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    tight: bool  # whether only one space (or line break) lies before it


# -- finding -------------------------------------------------------------------------------


def find_organisations(text: str, offset: int = 0) -> list[FoundOrganisation]:
    """The organisations that ``text`` names, in order of place, every mention by itself.

    ``offset`` is added to the places, for a text that is a piece of a larger one.
    """
    found: list[FoundOrganisation] = []
    for run in _capital_runs(text):
        for first, last in _bodies(run):
            start, end = run[first].start, run[last].end
            if _is_general(run, first, last) or _UNDERTAKING.match(text, end):
                continue
            found.append(_make(text, start, end, offset, "body_word"))
        defined = _DEFINED.match(text, run[-1].end)
        if defined and not (found and found[-1].end - offset == defined.end()):
            first = _defined_from(run, defined.group(1))
            if first is not None:
                found.append(_make(text, run[first].start, run[-1].end, offset, "definition"))
    covered = [(each.start - offset, each.end - offset) for each in found]
    at = 0
    for match in _CAMEL.finditer(text):
        while at < len(covered) and covered[at][1] <= match.start():
            at += 1
        inside = at < len(covered) and covered[at][0] <= match.start()
        if not inside:
            found.append(_make(text, match.start(), match.end(), offset, "camel_case"))
    return sorted(found, key=lambda each: (each.start, each.end))


def find_listed(text: str, start: int = 0, offset: int = 0) -> list[FoundOrganisation]:
    """The names in a list that begins at ``start``: "A & B", "the A (AB) and B", "A, B and C".

    For the place behind words such as "hosted by"; here a capitalised word is enough to be a
    name. The list ends at the first word that is not capitalised, or at a stop.
    """
    found: list[FoundOrganisation] = []
    at = start
    while True:
        if article := _ARTICLE.match(text, at):
            at = article.end()
        end = _end_of_listed(text, at)
        if end <= at:
            return found
        each = _make(text, at, end, offset, "list")
        found.append(each)
        at = each.end - offset
        more = _LIST_BREAK.match(text, at)
        if not more:
            return found
        at = more.end()


def find_acronyms(text: str, known: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """The places of capital abbreviations that ``known`` holds, or that follow "of/at/by the"."""
    for match in re.finditer(r"(?<!\w)[A-Z][A-Za-z&]{1,9}(?!\w)", text):
        word = match.group()
        if word in known:
            yield match.span()
        elif _ACRONYM.fullmatch(word) and word.isupper() and len(word) > 2:
            if word in _ACRONYMS_OF_OTHER_THINGS:
                continue
            before = text[max(0, match.start() - 9) : match.start()]
            if re.search(r"\b(?:of|at|with|by|from|for)(?:\s+the)?\s+$", before):
                yield match.span()


# -- sameness ------------------------------------------------------------------------------


def split_abbreviation(name: str) -> tuple[str, str]:
    """The full name and the abbreviation of "New Institute (NI)"; ("...", "") without one."""
    match = re.fullmatch(r"(.+?)\s*\(([A-Z][A-Za-z&]{1,9})\)", name.strip())
    return (match.group(1), match.group(2)) if match else (name.strip(), "")


def match_key(name: str) -> str:
    """A key that is the same for one name with or without article, accents and abbreviation."""
    full, _ = split_abbreviation(_SPACE.sub(" ", name.strip()))
    full = _POSSESSIVE.sub("", _ARTICLE.sub("", full, count=1) if _ARTICLE.match(full) else full)
    folded = unicodedata.normalize("NFKD", full.replace("&", " and ")).casefold()
    letters = (char for char in folded if not unicodedata.combining(char))
    kept = "".join(
        char if char.isalnum() else "" if char in "'\u2019\u2018." else " " for char in letters
    )
    return re.sub(r"\b(?:limited|ltd|plc)$", "", " ".join(kept.split())).strip()


def match_keys(name: str, abbreviation: str = "") -> frozenset[str]:
    """Every key the name answers to: its own and that of the abbreviation printed with it."""
    printed = abbreviation or split_abbreviation(name)[1]
    keys = {match_key(name)}
    if printed:
        keys.add(match_key(printed))
    return frozenset(key for key in keys if key)


def is_abbreviation_of(short: str, name: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``name``."""
    return bool(short) and short.casefold() in {each.casefold() for each in _initials(name)}


def same(one: str, other: str) -> bool:
    """Whether two printed names can be one organisation: same key, or one abbreviates the other."""
    if match_keys(one) & match_keys(other):
        return True
    short, long = sorted((one, other), key=len)
    return bool(_ACRONYM.fullmatch(short)) and is_abbreviation_of(short, long)


def _initials(name: str) -> set[str]:
    words = re.findall(r"\w+|&", split_abbreviation(name)[0])
    full = [word for word in words if word.lower() not in _JOINS and word.lower() != "a"]
    with_joins = [word for word in words if word.lower() not in {"the"}]
    return {"".join(word[0] for word in each) for each in (full, with_joins) if len(each) > 1}


# -- the form of a name --------------------------------------------------------------------


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        raw, start, end = match.group(), match.start(), match.end()
        if raw[-1] in ".-" and not _POINTED.fullmatch(raw):
            raw = raw.rstrip(".-") or raw[0]
        full_stop = len(raw) != end - start
        yield _Token(raw, start, start + len(raw), gap in {"", " ", "\n"} and gap != "")
        if full_stop:
            yield _Token(".", start + len(raw), end, False)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and len(word) == 4 and word.isdigit())


def _capital_runs(text: str) -> Iterator[list[_Token]]:
    """Stretches of capitalised words with joining words between them, each ending capitalised."""
    run: list[_Token] = []
    for token in _tokens(text):
        joined = bool(run) and token.tight
        if _is_capital(token.text):
            if run and not joined:
                yield from _closed(run)
                run = []
            run.append(token)
            if _POSSESSIVE.search(token.text):
                run[-1] = _Token(
                    _POSSESSIVE.sub("", token.text),
                    token.start,
                    token.start + len(_POSSESSIVE.sub("", token.text)),
                    token.tight,
                )
                # "King's College" goes on after the possessive; most names end there. A body
                # word that follows at once decides, so the run is kept open for one more word.
                run.append(_Token("'s", run[-1].end, token.end, True))
        elif joined and token.text in _JOINS:
            run.append(token)
        else:
            yield from _closed(run)
            run = []
        if len(run) > 24:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: list[_Token]) -> Iterator[list[_Token]]:
    while run and (run[-1].text in _JOINS or run[-1].text == "'s"):
        run = run[:-1]
    if run:
        yield run


def _bodies(run: list[_Token]) -> list[tuple[int, int]]:
    """The first and last token of each body named in a run of capitalised words."""
    found: list[tuple[int, int]] = []
    begin = 0
    for piece_end in _pieces(run):
        first, last = begin, piece_end
        begin = piece_end + 2
        while first <= last and (run[first].text in _NOT_FIRST or run[first].text in _JOINS):
            first += 1
        span = _body_in(run, first, last)
        if span:
            found.append(span)
    return found


def _pieces(run: list[_Token]) -> Iterator[int]:
    """The last token of each piece of a run, parted at an "and" that joins two bodies."""
    for at, token in enumerate(run):
        if token.text in {"and", "&"} and 0 < at < len(run) - 1:
            if (run[at - 1].text, run[at + 1].text) in DOUBLE_COUNCILS:
                continue
            left_whole = run[at - 1].text in BODY_WORDS
            # "Institute for Science and Industry": the left part is still open.
            opened = any(
                run[k].text in _OPENS and run[k + 1].text in _OPENING_JOINS for k in range(at - 1)
            )
            right = [each.text for each in run[at + 1 :]]
            right_is_body = any(word in BODY_WORDS for word in right)
            if left_whole or (right_is_body and (not opened or right[-1] in BODY_WORDS)):
                yield at - 1
    yield len(run) - 1


def _body_in(run: list[_Token], first: int, last: int) -> tuple[int, int] | None:
    for at in range(first, last + 1):
        word = run[at].text
        following = run[at + 1].text if at < last else ""
        if word in _OPENS and following in _OPENING_JOINS and at + 2 <= last:
            proper = next((k for k in range(at + 2, last + 1) if run[k].text not in _JOINS), None)
            if proper is None:
                continue
            end = last
            for k in range(at + 2, last + 1):
                if run[k].text == "'s":
                    end = k - 1
                    break
            begin = at
            if at > first and run[at - 1].text not in _JOINS and run[at - 1].text != "'s":
                begin = first  # "Royal Borough of X", "London School of Y"
                if word in {"Office", "Board"} and run[at - 1].text in _NOT_FIRST:
                    begin = at
            return begin, end
    for at in range(last, first, -1):
        word = run[at].text
        if word in BODY_WORDS:
            before = run[at - 1].text
            if word in _WEAK and (before in _WEAK_BEFORE or before in _NOT_FIRST):
                continue
            begin = first
            for k in range(first, at):
                if run[k].text == "'s" and k + 2 < at:
                    begin = k + 1  # "Moor's New Institute": the owner is another body
                elif (
                    run[k].text in {"in", "to", "with", "on"}
                    or _begins_anew(run, k)
                    or (run[k].text == "of" and _is_person(run, begin, k))
                ):
                    begin = k + 1
            while begin < at and run[begin].text in _NOT_FIRST | _JOINS:
                begin += 1
            if begin < at and any(run[k].text not in _JOINS for k in range(begin, at)):
                return begin, at
    return None


def _is_general(run: list[_Token], first: int, last: int) -> bool:
    """Whether the words name a kind of body and no body: "Local Authority", "City Council"."""
    return run[last].text in _GENERAL_BODIES and all(
        run[k].text in _GENERAL_WORDS for k in range(first, last)
    )


def _begins_anew(run: list[_Token], at: int) -> bool:
    """Whether the name begins behind this "of" or "the": "Head of the X", "Mayor of X"."""
    if not at:
        return False
    if run[at].text == "the":
        return run[at - 1].text in {"of", "for", "and", "at"}
    return run[at].text == "of" and run[at - 1].text in _NOT_FIRST


def _is_person(run: list[_Token], first: int, end: int) -> bool:
    """Whether the words before an "of" are somebody's name: "Ann Lee of Moor Council"."""
    name = " ".join(token.text for token in run[first:end])
    return end - first > 1 and run[first].text not in _POINTS and looks_like_name(name)


def _defined_from(run: list[_Token], short: str) -> int | None:
    """The token at which the name begins that ``short`` abbreviates, or None."""
    capitals = [char for char in short if char.isupper()] or list(short)
    for first in range(len(run) - 1, -1, -1):
        if run[first].text[0].upper() != capitals[0]:
            continue
        words = [each.text[0].upper() for each in run[first:] if each.text not in _JOINS]
        if words == capitals or words == [char.upper() for char in short]:
            return first
        joined = [each.text[0].upper() for each in run[first:]]
        if joined == [char.upper() for char in short]:
            return first
    return None


def _end_of_listed(text: str, at: int) -> int:
    """Where a listed name that begins at ``at`` ends; ``at`` when there is none."""
    end, joins = at, 0
    previous = ""
    for token in _tokens(text[at : at + 200]):
        word = token.text
        if not previous:
            if not _is_capital(word):
                return at
        elif not token.tight:
            break
        elif word in {"and", "&", "with"}:
            # Part of the name only inside a double-named place.
            rest = text[at + token.end :].split(None, 1)
            nextword = re.sub(r"\W+$", "", rest[0]) if rest else ""
            if (previous, nextword) not in DOUBLE_COUNCILS:
                break
            joins += 1
            previous = word
            continue
        elif word in {"of", "for", "the"}:
            previous = word
            continue
        elif not _is_capital(word):
            break
        bare = _POSSESSIVE.sub("", word)
        end, previous = at + token.start + len(bare), bare
        if bare != word:
            break
    return end


def _make(text: str, start: int, end: int, offset: int, cue: str) -> FoundOrganisation:
    name = _SPACE.sub(" ", text[start:end])
    short = ""
    if defined := _DEFINED.match(text, end):
        short, end = defined.group(1), defined.end()
    return FoundOrganisation(name, short, text[start:end], start + offset, end + offset, cue)
