"""Names of people: recognised by form, tidied for display, keyed for sameness.

Everything here looks at one name or one line at a time and knows no particular person.
"""

from __future__ import annotations

import re
import unicodedata

from publications.parsing.name_words import (
    OF_THE,
    ORDINARY,
    ORDINARY_ENDINGS,
    PARTICLES,
    PEERAGE,
    POST_NOMINALS,
    SUFFIXES,
    TITLES,
    TRADES,
)

_COMPOUND_TITLE = re.compile(
    r"(?:the\s+)?(?:rt\.?|right)\s+(?:hon\.?|honourable|revd?\.?|reverend)(?:\s+the)?(?=\s|$)"
    r"|(?:(?:detective|chief|police)\s+){1,2}(?:superintendent|inspector|sergeant|constable)(?=\s|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u2010\u2011.-][^\W\d_]+)*\.?", re.UNICODE)
_ELIDED = re.compile(r"[dlt](?:['\u2019])?[A-Z]|ff[a-z]{2,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}", re.UNICODE)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_LINE_BREAKERS = re.compile(r"\s*,\s*|\s+[\u2013\u2014\u2212-]+\s+|\s*[\u2013\u2014]\s+|\s*\t\s*")
_SHORT_NAMES = frozenset(("st", "ng", "jr", "jnr", "sr", "snr"))
_NO_NAME = re.compile(r'[\n\r;:!?()\[\]/@"]')
_LONGEST_NAME = 80  # characters; longer text is never looked at as a name
_INNER_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")
_INITIALS_ALONE = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]?\.?")
_BRACKETED = re.compile(r"([^()]{3,80}?)\s*\(([^()]{2,200})\)\s*$")
_OF_BODY = re.compile(r"(.{3,80}?) (?:of|at|from) (.{2,300})$")
_INNER_SIGNS = re.compile(r"(['\u2019\u2010\u2011-])")
_SURNAME = "Hill"  # stands for a surname of which nobody asks whether it is one


def tidy_name(printed: str) -> str:
    """The name for display: normal capitals, without honours, titles and letters after it.

    A title stays when it would leave a single word: "Lord Hill", "Mr Lee".
    """
    before, words, _ = _parts(printed)
    if not words:
        return " ".join(printed.split())
    shouted = _is_shouted(words)
    tidy = [_capitals(word, place, shouted) for place, word in enumerate(words)]
    if len([word for word in words if word.lower() not in SUFFIXES]) == 1 or _of_a_place(words):
        kept = [word for word in before if _bare(word) in TITLES]
        peer = [word for word in kept if _bare(word) in PEERAGE]
        tidy = [word[:1].upper() + word[1:].lower() for word in (peer or kept)[-1:]] + tidy
    return " ".join(tidy)


def honours(printed: str) -> str:
    """The titles before a name and the letters after it, as printed: "Rt Hon MP"."""
    before, _, after = _parts(printed)
    return " ".join(before + after)


def looks_like_name(text: str) -> bool:
    """Whether ``text`` has the form of a person's full name and is no ordinary heading.

    Two to five words besides titles, each capitalised (or all in capitals), particles and
    initials allowed; a peer's title with a surname alone is a name too.
    """
    if not text or len(text) > _LONGEST_NAME or _NO_NAME.search(text):
        return False
    before, words, _ = _parts(text)
    if not 1 <= len(words) <= 5:
        return False
    if len(words) == 1 and not any(_bare(word) in TITLES for word in before):
        return False
    if "," in text and not all(
        _is_post_nominal(word) or _bare(word) in SUFFIXES
        for part in text.split(",")[1:]
        for word in part.split()
    ):
        return False  # "Stallholder, Moss"
    shouted = text.isupper()
    for place, word in enumerate(words):
        low = _bare(word)
        if low == "an" and place and _bare(words[place - 1]) in OF_THE and place < len(words) - 1:
            continue
        if low in PARTICLES:
            if 0 < place < len(words) - 1 and (low != "of" or before):
                continue
            if place and low not in {"al", "le", "da", "du"}:
                return False
            if low == "of":
                return False
        elided = place and _ELIDED.match(word)  # "d'Aubrac", "ffolliott"
        if not _WORD.fullmatch(word) or not (word[0].isupper() or elided):
            return False
        if low in ORDINARY and not _is_initials(word, shouted):
            return False
        if place < len(words) - 1 and low.endswith(("'s", "\u2019s")):
            return False  # "Moss Council's Jo Hill"
        if len(low) > 6 and low.endswith(ORDINARY_ENDINGS):
            return False
        if len(_INNER_CAPITAL.findall(word)) > 1:
            return False  # words of a menu run together
    # One full word at least besides initials, and the surname is one: "J. K. Hill".
    last = words[-1] if words[-1].lower() not in SUFFIXES else words[-2 if len(words) > 1 else -1]
    return len(_bare(last)) > 1 and not _INITIALS_ALONE.fullmatch(last)


def can_be_name(text: str) -> bool:
    """Whether some words can be a name where a text says that one stands there: "By Jo Example".

    An ordinary word may be a surname then, and nothing else of the name.
    """
    _, words, _ = _parts(text)
    if looks_like_name(text) or not 2 <= len(words) <= 3:
        return looks_like_name(text)
    if _bare(words[-1]) in TRADES:
        return False
    capital = all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
    return capital and looks_like_name(" ".join((*words[:-1], _SURNAME))) and not text.isupper()


def _is_initials(word: str, shouted: bool) -> bool:
    """Whether a word is initials, "A." or "JP", and not "The" or, in capitals, "THE"."""
    if not _INITIALS.fullmatch(word):
        return False
    return len(word) == 1 or "." in word or (word.isupper() and not shouted)


def sort_name(name: str) -> str:
    """The name with the surname first: "Example, Ann".

    English use keeps particles with the surname ("de Example, Ann"), a peer is filed under the
    title's name ("Example, Lord").
    """
    before, words, _ = _parts(tidy_name(name))
    if not words:
        return " ".join(name.split())
    suffix = [words.pop()] if len(words) > 2 and words[-1].lower() in SUFFIXES else []
    if before and (len(words) == 1 or _of_a_place(words)):
        return f"{' '.join(words)}, {' '.join(before)}"
    if len(words) == 1:
        return words[0]
    first = len(words) - 1
    while first > 1 and (_bare(words[first - 1]) in PARTICLES or words[first - 1] in {"St", "St."}):
        first -= 1
    given = " ".join(words[:first])
    return ", ".join([" ".join(words[first:]), given, *suffix])


def match_key(name: str) -> str:
    """A key that is the same for one person's name however it is printed.

    Titles, capitals, accents, points, hyphens and apostrophes do not count.
    """
    folded = unicodedata.normalize("NFKD", tidy_name(name).translate(_APOSTROPHES)).casefold()
    kept = (char for char in folded if not unicodedata.combining(char))
    return " ".join("".join(_key_char(char) for char in kept).split())


def split_person_line(line: str) -> tuple[str, str]:
    """The name, as printed, and the office that a line gives; ("", line) when it is no such line.

    Understands "Name, office", "Name – office", "Name - office", "Name (body)" and
    "Name of Body"; letters after the name ("Jo Hill, OBE, Chair") stay with the name.
    """
    line = " ".join(line.split())
    breaks = list(_LINE_BREAKERS.finditer(line[: _LONGEST_NAME * 3]))
    for at, found in enumerate(breaks):
        head, tail = line[: found.start()], line[found.end() :]
        if not looks_like_name(head):
            break
        following = line[found.end() : breaks[at + 1].start()] if at + 1 < len(breaks) else tail
        letters = following.split()
        if letters and all(_is_post_nominal(word) for word in letters):
            if at + 1 < len(breaks):
                return line[: breaks[at + 1].start()], line[breaks[at + 1].end() :].strip()
            return line, ""
        return head, tail.strip()
    match = _BRACKETED.match(line)
    if match and looks_like_name(match.group(1)):
        return match.group(1), match.group(2).strip()
    if match := _OF_BODY.match(line):
        titles = _parts(match.group(1))[0]
        if looks_like_name(match.group(1)) and not any(_bare(word) in PEERAGE for word in titles):
            return match.group(1), match.group(2).strip()
    return (line, "") if looks_like_name(line) else ("", line)


def is_styled(name: str) -> bool:
    """Whether a person's title or letters are printed with a name: "Cllr Jo Hill", "Jo Hill MP"."""
    before, words, after = _parts(name)
    return bool(words and (before or after)) and looks_like_name(name)


# -- the parts of a name -------------------------------------------------------------------


def _parts(printed: str) -> tuple[list[str], list[str], list[str]]:
    """The titles before a name, its own words, and the letters after it."""
    text = " ".join(printed.replace("*", " ").split()).strip(" ,;:.")
    before: list[str] = []
    while True:
        if match := _COMPOUND_TITLE.match(text):
            before.append(match.group().strip())
            text = text[match.end() :].lstrip(" ,")
            continue
        word, _, rest = text.partition(" ")
        if rest and _bare(word) in TITLES:
            before.append(word)
            text = rest.lstrip(" ,")
            continue
        break
    words = [word for word in (each.strip(",;:") for each in text.split(" ")) if word]
    after: list[str] = []
    while len(words) > 1 and _is_post_nominal(words[-1]):
        after.insert(0, words.pop())
    return before, words, after


def _is_post_nominal(word: str) -> bool:
    """Whether a word is letters after a name: printed in capitals, or as "PhD"."""
    letters = word.replace(".", "").strip(",()")
    return letters.lower() in POST_NOMINALS and letters[:1].isupper() and letters[-1:].isupper()


def _bare(word: str) -> str:
    return word.strip(".,").lower()


def _of_a_place(words: list[str]) -> bool:
    """Whether the words are a peer's "Hill of Moor"."""
    return len(words) > 2 and words[1].lower() == "of"


def _is_shouted(words: list[str]) -> bool:
    letters = "".join(words)
    return len(letters) > 3 and (letters.isupper() or letters.islower())


def _capitals(word: str, place: int, shouted: bool) -> str:
    """One word of a name in normal capitals. Words that mix cases are as their bearer has them."""
    if not shouted:
        long_capitals = len(word) > 3 and word.isupper() and "." not in word
        if not long_capitals:
            return word
    low = word.lower()
    if place and low in PARTICLES:
        return low
    if low in {"ii", "iii", "iv"}:
        return word.upper()
    bare = low.strip(".")
    vowelless = len(bare) <= 3 and not any(char in "aeiouy" for char in bare)
    if ("." in word.strip(".") or vowelless) and bare not in _SHORT_NAMES:
        return word.upper()  # initials printed together: "JP", "J.K."
    pieces = _INNER_SIGNS.split(low)
    made = [piece[:1].upper() + piece[1:] for piece in pieces]
    for at, piece in enumerate(made):
        if piece.startswith("Mc") and len(piece) > 3:
            made[at] = "Mc" + piece[2:3].upper() + piece[3:]
        elif at > 1 and made[at - 1] in "'\u2019" and len(pieces[at - 2]) > 1:
            made[at] = piece.lower()  # only a short first part (O', D') is followed by a capital
    return "".join(made)


def _key_char(char: str) -> str:
    if char.isalnum():
        return char
    return "" if char in "'." else " "
