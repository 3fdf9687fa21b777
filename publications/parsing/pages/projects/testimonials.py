"""Praise of an organisation on its own page: a quotation with its speaker printed behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publications.parsing.books.quotes import speaks
from publications.parsing.document import LeftOut, Line, Person, Quotation
from publications.parsing.mentions import OFFICE
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.spans import tidy, trimmed

# The speaker stands right behind the closing quote mark, often without a space.
_TESTIMONIAL = re.compile(
    r"\s*(?P<mark>[\u2022\u00b7\u25aa\u25cf*-]\s*)?[\"\u201c](?P<words>[^\"\u201c\u201d]{4,1500})"
    r"[\"\u201d]\s*(?P<dash>[-\u2013\u2014~]\s*)?(?P<speaker>[^\"\u201c\u201d]{4,200}?)\s*"
)
_SHORTEST = 15
_PAPER = re.compile(r"(?:The )?[A-Z][\w'\u2019-]+(?: (?:[A-Z][\w'\u2019-]+|of|the|and|for)){0,6}$")
_NOBODY = re.compile(rf"(?:an? )?[^.,]{{0,60}}{OFFICE}", re.IGNORECASE)  # "A finance director"


@dataclass(frozen=True, slots=True)
class Testimonial:
    """A quotation with the person who gave it; ``mark`` is the list mark before it, if any.

    Nobody is named by "– A finance director, Moor" or by "Resident, Moor".
    """

    quotation: Quotation
    person: Person | None
    mark: LeftOut | None


def read_testimonial(text: str, line: Line, *, review: bool = False) -> Testimonial | None:
    """The testimonial that a line holds, or None. ``text`` is the whole source.

    ``review``: the line stands where only praise does, so a paper may be who gives it: "– Review".
    """
    match = _TESTIMONIAL.fullmatch(line.text)
    if not match or (len(match["words"]) < _SHORTEST and not review):
        return None
    speaker = match["speaker"]
    name, affiliation = split_person_line(speaker)
    if not name or not looks_like_name(name):
        apart = match["dash"] or review
        if not (apart and (_NOBODY.match(speaker) or (review and _PAPER.match(speaker)))):
            if not speaks(speaker):
                return None
        name, affiliation = "", speaker
    at = line.start + match.start("speaker")
    name_span = (at, at + len(name))
    if text[slice(*name_span)] != name:
        return None  # white space inside the name: too odd to point at
    rest = speaker[len(name) :]
    office = rest.lstrip(" ,;:(\u2013\u2014-").rstrip(" )")
    start = at + len(name) + rest.find(office) if office else 0
    # The quote marks are part of the place, so that the whole line is accounted for.
    words = (line.start + match.start("words") - 1, line.start + match.end("words") + 1)
    whole = trimmed(text, words[1], line.start + match.end("speaker"))
    mark = None
    if match["mark"]:
        begin = line.start + match.start("mark")
        mark = LeftOut(begin, begin + len(match["mark"].rstrip()), "list mark")
    return Testimonial(
        Quotation(
            text=tidy(text, words[0] + 1, words[1] - 1),
            name=tidy_name(name),
            affiliation=" ".join(affiliation.split()),
            kind="testimonial",
            evidence=(words,),
            name_evidence=(whole,),
        ),
        Person(
            name=tidy_name(name),
            printed=name,
            role="testimonial",
            affiliation=" ".join(affiliation.split()),
            evidence=(name_span,),
            affiliation_evidence=((start, start + len(office)),) if office else (),
        )
        if name
        else None,
        mark,
    )
