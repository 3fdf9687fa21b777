"""Abbreviations that a text explains itself: "Local Strategic Partnerships (LSPs)".

A short form in brackets is believed only where the words beside it spell it. They are read from
the bracket backwards, and each letter has to begin a word ("Local Area Agreements, LAA"), or
several letters the same word ("Office for Standards in Education, Ofsted"). Words without weight
("of", "and") may be passed over or give their letter; one word of weight may be passed over where
the short form has four letters or more. Of all readings the one that passes over least is taken,
then the one that begins nearest. The idea of matching from the bracket is that of Schwartz and
Hearst (2003); they take letters from anywhere in a word, which trusts too much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from publications.parsing.document import Span

LONGEST_SHORT = 12  # characters of a short form
LONGEST_LONG = 120  # characters of a long one

WEIGHTLESS = frozenset(
    """
    a an and as at by de for from in into la le du des der und et of on or the to upon von with
    """.split()  # noqa: SIM905 - as below
)
# Letters after a name, which are no short form of the name before them.
AFTER_NAMES = frozenset(
    """
    AM BA BSC CBE CMG DBE FBA FRS GBE JP KBE KC KCB KCMG LLB LLM MA MBA MBE MEP MLA MP MPHIL MSC
    MSP OBE PHD QC RIBA
    """.split()  # noqa: SIM905 - a list of that many is easier to read so
)

_SHORT = r"[^\W_][\w&./\u2019'-]{0,11}[^\W_]"
_QUOTES = "\"'\u2018\u2019\u201c\u201d"
_LEAD = (
    r"(?:(?:or|the|hereafter|hereinafter|henceforth|abbreviated|abbreviation|known|also|often|"
    r"commonly|usually|simply|generally|referred|called|in\s+short|for\s+short|to|as|i\.e\.)[\s:,]+)*"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]")
_IN_BRACKET = re.compile(
    rf"{_LEAD}[{_QUOTES}]?(?P<short>{_SHORT})\.?[{_QUOTES}]?"
    r"(?:\s*[,;:].*|\s+(?:for\s+short|hereafter))?",
    re.IGNORECASE | re.DOTALL,
)
# Without brackets: "Local Area Agreements, hereafter LAAs", "…, or LAAs,".
_SPOKEN = re.compile(
    r",\s+(?:or|hereafter|hereinafter|henceforth|abbreviated\s+(?:as|to)|called|"
    r"(?:commonly\s+|also\s+|usually\s+)?known\s+as)\s+(?:the\s+)?"
    rf"[{_QUOTES}]?(?P<short>{_SHORT})[{_QUOTES}]?(?=[\s,.;:)]|$)"
)
# A line of a list of abbreviations: "LAA – Local Area Agreement", "LAA: …", "LAA <tab> …".
_LISTED = re.compile(
    rf"^[ \t]*(?P<short>{_SHORT})"
    r"(?:[ \t]*[:=\u2013\u2014\t][ \t]*|[ \t]+-[ \t]+|[ \t]{2,})"
    r"(?P<long>\w[^\n]{1,160}?)[ \t.;]{0,20}$",
    re.MULTILINE,
)
_BEFORE_BRACKET = re.compile(rf"(?:^|[\s{_QUOTES}(])(?P<short>{_SHORT})[{_QUOTES}]?\s*$")
_ROMAN = re.compile(r"[IVX]+")
_STOP = re.compile(
    r"[.!?;:]['\"\u2019\u201d)]*\s|[()\[\]\u2026\u2022|]|\n\s*\n|\s[\u2013\u2014-]+\s"
)
_WORD = re.compile(r"&|[^\W_][\w\u2019']*")
_JOINED = re.compile(r"[-\u2010\u2011/]$")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for, both as printed, and the place of the two together."""

    short: str
    long: str
    span: Span  # in the text that was read


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    printed: str
    folded: str
    inner: bool  # the second part of a compound: "operation" in "co-operation"


def short_key(short: str) -> str:
    """By what short forms are compared: "LSPs", "L.S.P." and "lsp" are one."""
    return "".join(re.findall(r"[\w&]+", _plain(singular(bare(short)))))


def long_key(long: str) -> str:
    """By what long forms are compared: without case, accents, hyphens, articles and plurals.

    The plural is taken off by form alone, which makes no words but the same of the same.
    """
    words = re.findall(r"\w+", re.sub(r"['\u2019](?:s\b)?", "", _plain(long).replace("&", " and ")))
    if len(words) > 1 and words[0] in ("a", "an", "the"):
        words = words[1:]
    return " ".join(map(_without_plural, words))


def _without_plural(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def found_in(text: str, people: Collection[str] = ()) -> list[Abbreviation]:
    """What a text explains, in the order in which it stands; each pair once, where it is first.

    ``people`` are names of persons, whose initials in brackets stand for no term.
    """
    persons = {" ".join(name.casefold().split()) for name in people}
    seen: dict[tuple[str, str], Abbreviation] = {}
    for each in sorted(_all_in(text), key=lambda found: found.span):
        if each.long.casefold() in persons:
            continue
        seen.setdefault((short_key(each.short), long_key(each.long)), each)
    return list(seen.values())


def _all_in(text: str) -> Iterator[Abbreviation]:
    for match in _BRACKET.finditer(text):
        yield from _bracketed(text, match)
    for match in _SPOKEN.finditer(text):
        short = match["short"]
        if _is_short(short) and (start := _start_of_long(text, match.start(), short)) is not None:
            yield _made(text, short, (start, match.start()), (start, match.end()))
    for match in _listed(text):
        short = match["short"]
        if _is_short(short) and _covers(text, match.span("long"), short):
            yield _made(text, short, match.span("long"), (match.start("short"), match.end("long")))


def _listed(text: str) -> Iterator[re.Match[str]]:
    # Asked at the beginning of each line only: a search would try every letter of the text.
    start = 0
    while True:
        if match := _LISTED.match(text, start):
            yield match
        if not (start := text.find("\n", start) + 1):
            return


def _bracketed(text: str, match: re.Match[str]) -> Iterator[Abbreviation]:
    inside = match[1].strip()
    held = _IN_BRACKET.fullmatch(inside)
    if held and _is_short(held["short"]):
        short = held["short"]
        if (start := _start_of_long(text, match.start(), short)) is not None:
            yield _made(text, short, (start, match.start()), (start, match.end()))
            return
    before = _BEFORE_BRACKET.search(text, max(0, match.start() - 40), match.start())
    if before is None or not _is_short(before["short"]):
        return
    start, end = match.span(1)
    lead = re.compile(_LEAD, re.IGNORECASE).match(text, start, end)
    start = lead.end() if lead else start
    cut = re.search(r"[;:]", text[start:end])
    end = start + cut.start() if cut else end
    if _covers(text, (start, end), before["short"]):
        yield _made(text, before["short"], (start, end), (before.start("short"), match.end()))


def _made(text: str, short: str, long: Span, span: Span) -> Abbreviation:
    words = " ".join(text[slice(*long)].split()).strip(_QUOTES + " ,.;*")
    return Abbreviation(bare(short), re.sub("['\u2019]s$", "", words), span)


def bare(short: str) -> str:
    """A short form without points and the mark of a genitive: "L.S.P." is "LSP"."""
    short = re.sub(r"[\u2019']s?$", "", short)
    return short.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?\.?", short) else short


def singular(short: str) -> str:
    """A short form without the s of its plural: "LSPs" is "LSP", "BIS" stays."""
    return short[:-1] if re.fullmatch(r".*[A-Z0-9]s", short) and len(short) > 2 else short


def _is_short(printed: str) -> bool:
    """Whether a word has the form of an abbreviation: capitals that are no number and no word."""
    short = singular(bare(printed))
    letters = [c for c in short if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not 2 <= len(short) <= LONGEST_SHORT or len(letters) < 2 or not short[0].isalnum():
        return False
    if _ROMAN.fullmatch(short):
        return False
    return capitals >= 2 or (capitals == 1 and short[0].isupper() and len(short) >= 4)


# -- matching letters with words -------------------------------------------------------------


def _start_of_long(text: str, end: int, short: str) -> int | None:
    """Where the words before a place begin that spell a short form; None where none do."""
    letters = _letters(short)
    first = max(0, end - LONGEST_LONG * 2)
    stops = [stop.end() for stop in _STOP.finditer(text, first, end) if stop.end() < end]
    words = _words(text, max([first, *stops]), end)
    if first and words and words[0].start == first and text[first - 1].isalnum():
        words = words[1:]  # cut in two by the bound
    tail = text[words[-1].end : end] if words else ""
    if not words or tail.strip(_QUOTES + " \n\t\r,*"):
        return None
    at = _aligned(words, letters, short)
    if at is None:
        return None
    start = words[at].start
    long = text[start:end]
    return start if _is_long(words[at:], long, short) else None


def _covers(text: str, span: Span, short: str) -> bool:
    """Whether a short form is spelt by all the words of a span, from the first to the last."""
    words = _words(text, *span)
    while words and words[0].folded in ("a", "an", "the"):
        words = words[1:]
    if not words or _STOP.search(text, span[0], span[1]):
        return False
    return _aligned(words, _letters(short), short) == 0 and _is_long(
        words, text[slice(*span)], short
    )


def _is_long(words: list[_Word], long: str, short: str) -> bool:
    if len(words) < 2 or len(" ".join(long.split())) > LONGEST_LONG:
        return False
    # "Ann Price (AP)": a name and its letters, or those of an honour; a term of these letters
    # has a word without weight or a small one ("Member of Parliament").
    after_name = singular(bare(short)).upper() in AFTER_NAMES
    return not after_name or any(word.printed[0].islower() for word in words if not word.inner)


def _letters(short: str) -> str:
    core = singular(bare(short))
    return re.sub(r"[^\w&]", "", core).casefold()


def _words(text: str, start: int, end: int) -> list[_Word]:
    words: list[_Word] = []
    for match in _WORD.finditer(text, start, end):
        inner = bool(words) and words[-1].end + 1 == match.start()
        inner = inner and bool(_JOINED.match(text[match.start() - 1]))
        words.append(_Word(match.start(), match.end(), match[0], match[0].casefold(), inner))
    return words


def _aligned(words: list[_Word], letters: str, short: str) -> int | None:
    """The index of the first of the last words that spell the letters; None where none do."""
    core = singular(bare(short))
    mixed = sum(c.isupper() for c in core) == 1  # "Ofsted": all that matters has to be spelt
    most_passed = 1 if len(letters) >= 4 and not mixed else 0
    longest = 3 if mixed or len(letters) >= 4 or not core.isupper() else 1
    # By letters left and words of weight passed over: the least letters that share a word, and
    # in how many pieces the letters came.
    states: dict[tuple[int, int], tuple[int, int]] = {(len(letters), 0): (0, 0)}
    best: tuple[tuple[int, int, int], int] | None = None
    for count, at in enumerate(range(len(words) - 1, -1, -1)):
        word = words[at]
        weightless = word.folded in WEIGHTLESS or word.folded == "&"
        after: dict[tuple[int, int], tuple[int, int]] = {}
        for (left, passed), (shared, pieces) in states.items():
            for size in range(1, min(longest, left) + 1):
                piece = letters[left - size : left]
                if not (word.folded.startswith(piece) or (piece == "&" and word.folded == "and")):
                    continue
                if size == left and not word.inner:
                    cost = (passed, shared + size - 1, count)
                    if pieces and (best is None or cost < best[0]) and _begins(words[at:]):
                        best = (cost, at)
                elif size < left:
                    _keep(after, (left - size, passed), (shared + size - 1, pieces + 1))
            if not pieces:
                continue  # the last word has to be spelt
            if weightless or word.inner:
                _keep(after, (left, passed), (shared, pieces))
            elif passed < most_passed:
                _keep(after, (left, passed + 1), (shared, pieces))
        states = after
        if not states or count > 2 * len(letters) + 6:
            break
    return best[1] if best else None


def _begins(words: list[_Word]) -> bool:
    """Whether a term can begin with the first of some words: "to The National Archives" does not.

    Where all further words have capitals so has the first, and one without weight needs its own.
    """
    first, *others = words
    if first.printed[0].isupper() or not first.printed[0].isalpha():
        return True
    weighty = [word for word in others if word.folded not in WEIGHTLESS and not word.inner]
    return first.folded not in WEIGHTLESS and not all(w.printed[0].isupper() for w in weighty)


def _keep(states: dict, key: tuple[int, int], value: tuple[int, int]) -> None:
    if key not in states or value < states[key]:
        states[key] = value
