"""Whom an article means by a surname or by "Sir Jo": somebody whom it names in full elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publications.parsing.document import Person
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.named import match_of, names_in
from publications.parsing.pages.articles.offices import person_at
from publications.parsing.pages.articles.quote_marks import gaps
from publications.parsing.pages.articles.saying import SAID

KNIGHT = re.compile(r"(?:Sir|Dame) (?P<given>[^\W\d_a-z][\w'\u2019-]{1,30})")
STYLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Baroness)\.? )"
_SURNAME = r"[^\W\d_a-z][\w'\u2019-]{1,30}"
_REACH = 160  # characters before a surname in which the names before it stand
_LEAD = 60  # characters before a name in which an office may stand
_POST = r"(?:(?:Minister|Mayor|President|Chancellor|Coun|Alderman|Senator|Deputy|Commissioner)\.? )"
_GIVEN = rf"(?:[A-Z]\.|{_SURNAME})"
_SURNAME_SAID = re.compile(
    rf"(?:^|[.,;:\u2019\u201d]\s+|(?:And|But|However),? |(?<=[a-z] ))\s*{STYLE}?{_POST}?"
    rf"(?P<before>{_SURNAME}),? (?:also |then |has |who [^,.]{{3,80}}, )?{SAID}\b"
    rf"|\b{SAID} {STYLE}?{_POST}?(?P<after>{_SURNAME})(?=[.,;:]|\s*$|\s[a-z])"
)
_STYLE_FIRST = re.compile(STYLE)
_STYLE_LAST = re.compile(rf"{STYLE}$")
SURNAME_ALONE = re.compile(rf"{STYLE}{_SURNAME}")


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
    for gap, place in gaps(text, start, end, quoted):
        said = _SURNAME_SAID.search(gap)
        surname = said and (said["before"] or said["after"])
        if not surname:
            continue
        known = [each for each in people if each.name.split()[-1:] == [surname]]
        known = known or [each for each in people if each.name.split()[:1] == [surname]]
        if known:
            return known[0] if len(known) == 1 else None
        return in_full(text, begun, place + said.start(), surname)
    return None


def in_full(
    text: str, begun: int, end: int, surname: str, *, styled: bool = False
) -> Person | None:
    """The one with a surname whom the article names in full before; none where two are.

    The office is taken from wherever one stands beside the name. ``styled``: only where a title
    stands before the full name too, since the surname may be a full name itself.
    """
    full = [
        name for each in _with_given(text, begun, end, surname) if (name := _own_name(text, each))
    ]
    if styled:
        full = [name for name in full if _is_styled(text, name)]
    if len({tidy_name(match.group()) for match in full}) != 1:
        return None
    people = [person_at(text, name.start(), name.end(), begun) for name in full]
    return next((each for each in people if each.affiliation), people[0])


def _with_given(text: str, begun: int, end: int, surname: str) -> Iterator[re.Match[str]]:
    """The places where words with capitals stand before a surname."""
    alone = re.compile(rf" {re.escape(surname)}(?![\w-])")
    whole = re.compile(rf"(?<![\w'\u2019-])(?:{_GIVEN} ){{1,5}}{re.escape(surname)}(?![\w-])")
    last = begun
    for place in alone.finditer(text, begun, end):  # first, since few words are the surname
        if found := whole.search(text, max(last, place.start() - _REACH), place.end()):
            last = found.end()
            yield found


def _is_styled(text: str, name: re.Match[str]) -> bool:
    """Whether a title stands before a name: "Cllr Jo Hill"."""
    before = text[max(0, name.start() - 14) : name.start()]
    return bool(_STYLE_LAST.search(before) or _STYLE_FIRST.match(name.group()))


def _own_name(text: str, words: re.Match[str]) -> re.Match[str] | None:
    """The name at the end of words with capitals: "Minister for Local Government Jo Hill"."""
    # The words before tell what of the capitals is an office's.
    begin = max(0, words.start() - _LEAD)
    if begin:
        begin = text.find(" ", begin, words.start()) + 1 or words.start()
    for at in (begin, words.start()):
        for name in names_in(text[at : words.end()]):
            if at + name.end() == words.end() and not SURNAME_ALONE.fullmatch(name.group()):
                return match_of(text, at + name.start(), words.end())
    return None


def by_given(text: str, begun: int, end: int, knight: re.Match[str]) -> Person | None:
    """The one whom "Sir Jo" means, named in full before: "Sir Jo Hill, mayor of Moor"."""
    title = knight.group()
    whole = re.compile(rf"(?<!\w){re.escape(title)} {_SURNAME}(?: {_SURNAME})?")
    for match in whole.finditer(text, begun, end):
        if looks_like_name(match.group()):
            return person_at(text, match.start(), match.end(), begun)
    return None
