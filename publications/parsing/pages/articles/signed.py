"""Who wrote an article without a byline: by its standfirst, by its last line, by its signatures.

"Jo Hill considers what a clerk is for." "Jo Hill is chief executive of the Moss Trust." "Yours
sincerely" over names. Who is named elsewhere in the article is one of whom it tells, and did not
write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from publications.parsing.document import Line, Person, Value
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.pages.articles.named import HAS_OFFICE, names_in
from publications.parsing.pages.articles.offices import behind_name, person_at
from publications.parsing.spans import span_of

_TELLS = re.compile(
    r",? (?:is|was|has been|works|serves|writes|runs|leads|chairs|heads|directs|joined|joins)\b"
)
_WRITES = re.compile(
    r",[^.;:]{3,90}, on (?:why|how|what|the)\b"
    r"|(?:,[^.;:]{3,90},)? (?:considers|tells|explains|argues|looks|visits|reflects|writes|reports"
    r"|sets out|examines|explores|makes the case|foresees|discusses|outlines|describes|traces|asks"
    r"|recalls|wonders|reviews|introduces|answers|calls for|says why|shares|offers|weighs)\b"
    r"(?! (?:the (?:meeting|court|council|committee)|MPs|members|councillors|ministers)\b)"
)
_CLOSES = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|etc)|signed(?: by)?|(?:kind|best) regards|signatories"
    r"|the signatories(?: are)?)[,.:]?",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:Dear )?(?:Sirs?|Madam|Editor)(?: or Madam)?(?:,| ?[\u2013\u2014-] |$)")
_INLINE = re.compile(r"(?:signed(?: by)?|signatories): ?(?P<names>[A-Z].{8,})", re.IGNORECASE)
_MARK = re.compile(r"[\u201c\u201d\"]")
_WORD_BEGINS = re.compile(r"(?<!\S)\S")
_PART = re.compile(r"[^;]+")
_BEFORE = 30  # characters before the name, of the alternative text of a picture
_WORDS = 45
_STOPS = ".!?\u201d\u2019\"'"
_HEAD = 3  # lines in which a letter begins
_STANDS = 60  # words of a standfirst
_SIGNED = 14  # words of a line with a name and an office
_BELOW = 12  # lines
_FEWEST = 3  # such lines in a row that nothing announces


def writers_of(
    lines: Sequence[Line], standfirst: Value | None, text: str, quoted: Iterable[str]
) -> list[Person]:
    """The writers of an article, by the first of these signs that it has."""
    first = (
        [Line(*place, text[slice(*place)]) for place in standfirst.evidence] if standfirst else []
    )
    heard = set(quoted)
    for line in [*first, *lines[:2]]:
        if person := _introduced(line, [*first, *lines], heard):
            return [person]
    return told_of(lines) or signatures(lines)


def _introduced(line: Line, lines: Sequence[Line], heard: set[str]) -> Person | None:
    """The one of whom a standfirst says that they consider, explain or tell something."""
    if len(line.text.split()) > _STANDS or _MARK.search(line.text):
        return None
    for name in names_in(line.text):
        writes = _WRITES.match(line.text, behind_name(line.text, name))
        if writes and tidy_name(name.group()) not in heard and not _named_again(line, lines, name):
            return _author(line, name)
    return None


def _named_again(line: Line, lines: Sequence[Line], name: re.Match[str]) -> bool:
    """Whether an article names somebody elsewhere than in lines about its writer."""
    own = line.text.split()
    surname = re.compile(rf"(?<!\w){re.escape(name.group().split()[-1])}(?!\w)")
    return any(
        surname.search(each.text)
        for each in lines
        if each is not line and each.text.split() != own and not _is_on(each, name.group())
    )


def _is_on(line: Line, name: str) -> bool:
    """Whether a line is on somebody: it begins with the name, or is nothing else."""
    words = line.text.strip(" \u2022*-")
    return words.startswith(name) and (words == name or bool(_TELLS.match(words, len(name))))


def told_of(lines: Sequence[Line]) -> list[Person]:
    """The writer of whom the first or the last line of an article tells."""
    if len(lines) < 3:
        return []
    for line in [*lines[-2:][::-1], *lines[:1]]:
        if len(line.text.split()) > _WORDS:
            continue
        begins = [each.start() for each in _WORD_BEGINS.finditer(line.text[:_BEFORE])]
        names = (name for at in begins for name in islice(names_in(line.text, at), 1))
        name = next((each for each in names if _TELLS.match(line.text, each.end())), None)
        if not name or name.start() > _BEFORE:
            continue
        person = _author(line, name, name.start())
        if person.affiliation and not _named_again(line, lines, name):
            return [person]
    return []


def told_below(lines: Sequence[Line]) -> list[Person]:
    """The writer of whom a box under an article tells, under the name: "Jo Hill is editor of X"."""
    for above, line in pairwise(lines[:_BELOW]):
        name = above.text.strip()
        tells = looks_like_name(name) and _is_on(line, name) and line.text.strip() != name
        match = re.compile(re.escape(name)).match(line.text) if tells else None
        if match and (person := _author(line, match)).affiliation:
            return [person]
    return []


def signatures(lines: Sequence[Line]) -> list[Person]:
    """Those who sign a letter: under "Yours sincerely" or "Signed:", or in lines at its end."""
    for at, line in enumerate(lines):
        if inline := _INLINE.fullmatch(line.text.strip()):
            begin = line.text.index(inline["names"])
            return _run(line, begin)
        if closes_letter(line):
            return _rows(lines[at + 1 :])
    ends = [at for at in range(len(lines)) if not signs(lines[at])]
    rows = lines[ends[-1] + 1 :] if ends else lines
    # Under "The members are:" or a heading stand others than those who sign.
    signed = not ends or lines[ends[-1]].text.rstrip()[-1] in _STOPS
    if len(rows) >= _FEWEST and signed:
        return _rows(rows)
    return _of_letter(lines)


def _of_letter(lines: Sequence[Line]) -> list[Person]:
    """Who is named in the last line of a letter to the editor, which begins with "Sir"."""
    begins = any(_OPENS.match(line.text.strip()) for line in lines[:_HEAD])
    words = lines[-1].text.strip(" \u2022*-\t") if begins else ""
    if not words or words[-1] in ".!?:" or len(words.split()) > _SIGNED:
        return []
    return _of(words, lines[-1].start + lines[-1].text.index(words))


def _run(line: Line, begin: int) -> list[Person]:
    """ "Jo Hill, leader of Moss; Bo Lee, leader of Oat": the people of the parts."""
    people = []
    for part in _PART.finditer(line.text[begin:]):
        words = part.group().strip(" .")
        words = words.removeprefix("and ")
        at = line.start + line.text.index(words, begin)
        people += _of(words, at)
    return people


def _rows(lines: Sequence[Line]) -> list[Person]:
    """The people of the lines of signatures, the office beside a name or on the next line."""
    people: list[Person] = []
    for line in lines:
        words = line.text.strip(" \u2022*-\t")
        words = words.removesuffix(".") if signs(line) else words
        found = _of(words, line.start + line.text.index(words)) if words else []
        few = len(words.split()) <= _SIGNED and words[-1:] not in {".", "!", "?", ":"}
        if found:
            people += found
        elif people and few and not people[-1].affiliation:
            place = (span_of(line),)
            people[-1] = replace(people[-1], affiliation=words, affiliation_evidence=place)
        else:
            break
    return people


def closes_letter(line: Line) -> bool:
    """Whether a line closes a letter: "Yours sincerely,"; names stand under it."""
    return bool(_CLOSES.fullmatch(line.text.strip()))


def signs(line: Line) -> bool:
    """Whether a line is a name with an office: "Cllr Jo Hill, Leader, Moss Council"."""
    words = line.text.strip(" \u2022*-\t").removesuffix(".")
    if len(words.split()) > _SIGNED or words[-1:] in {".", "!", "?", ":", ""}:
        return False
    name, office = _name_and_office(words)
    return bool(name) and bool(HAS_OFFICE.search(office))


def _name_and_office(words: str) -> tuple[str, str]:
    """The name and the office of a line; an office may stand before the name: "Mayor Jo Hill"."""
    name, office = split_person_line(words)
    head, comma, tail = words.partition(", ")
    if name or not comma:
        return name, office
    last = next((each for each in names_in(head) if each.end() == len(head)), None)
    styled = last and HAS_OFFICE.fullmatch(head[: last.start()].strip())
    return (last.group(), tail) if styled else ("", words)


def _of(words: str, at: int) -> list[Person]:
    """The person of "Jo Hill" or "Jo Hill, Leader, Moss Council"."""
    name, office = _name_and_office(words)
    if not name or not looks_like_name(name) or len(words.split()) > _SIGNED + 6:
        return []
    where = at + words.rfind(office) if office else 0
    place = ((where, where + len(office)),) if office else ()
    at += words.index(name)
    return [Person(tidy_name(name), name, "author", office, ((at, at + len(name)),), place)]


def _author(line: Line, name: re.Match[str], floor: int = 0) -> Person:
    person = person_at(line.text, name.start(), name.end(), floor)
    return replace(
        person,
        role="author",
        evidence=tuple((a + line.start, b + line.start) for a, b in person.evidence),
        affiliation_evidence=tuple(
            (a + line.start, b + line.start) for a, b in person.affiliation_evidence
        ),
    )
