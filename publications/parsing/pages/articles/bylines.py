"""The lines over an article that say who wrote it, when, and where on the site it stands."""

from __future__ import annotations

import re

from publications.parsing.document import Line, Person
from publications.parsing.mentions import NAME, OFFICE
from publications.parsing.name_lists import people_listed, people_named
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.pages.articles.change_notes import is_change_note
from publications.parsing.pages.articles.days import day_in
from publications.parsing.pages.entries.dated_lines import dated_line

LABEL = re.compile(
    r"(?:latest|top|breaking|recent|industry|sector|[\w&'\u2019 -]{0,40}) ?(?:news|features?"
    r"|stories|headlines|articles|comment|interviews|analysis|opinion)"
    r"|(?:press|media|news) (?:story|releases?|statement|notice)|(?:guest )?blogs?(?: posts?)?"
    r"|letters?(?: to the editor)?|editorial|viewpoint|columns?|columnists?",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"\s*(?:(?:words |written |reported |posted )?by:?|(?:words|authors?|reporters?):?"
    r"|from:|byline:)\s+(?P<name>\S.{2,200}?)[\s|]*",
    re.IGNORECASE,
)
# "By Local Democracy reporter Jo Hill"
WRITER = re.compile(
    rf"(?P<office>[\w' -]{{0,50}}?(?:reporter|correspondent|editor|writer|staff)) (?P<name>{NAME})"
)
AGO = re.compile(
    r"\s*(?:published|posted|updated)?:?\s*(?:an?|\d{1,3}) "
    r"(?:minute|hour|day|week|month|year)s? ago\.?\s*",
    re.IGNORECASE,
)
# "BBC News": a broadcaster's own name, where "UK News" is that of a section
_BROADCASTER = re.compile(
    r"(?!(?:UK|EU|US|USA|UN|NI|NHS|HR|IT)\b)(?:[A-Z]{3,4}|Sky) News(?: Online)?"
)
_POST = re.compile(
    rf"{OFFICE}|\b(?:correspondent|reporter|columnist|critic|writer)\b", re.IGNORECASE
)


# "SALLY HILL Harbours Reporter"
SHOUTED = re.compile(
    r"(?P<name>[A-Z][A-Z'\u2019-]+(?: [A-Z][A-Z'\u2019-]+){1,2}) (?P<office>[A-Z][a-z].{0,40}"
    r"(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter))"
)


def is_byline_or_date(line: Line) -> bool:
    """Whether a line says who wrote the article, or when, and nothing else."""
    by = BYLINE.fullmatch(line.text.rstrip())
    words = by["name"] if by else ""
    if by and (people_listed(words, 0, "") or WRITER.fullmatch(words) or SHOUTED.fullmatch(words)):
        return True
    if is_change_note(line):
        return True
    found = dated_line(line)
    day = bool(day_in(line)) or bool(found and found.kind in {"bare", "byline"})
    return day or bool(AGO.fullmatch(line.text))


def is_label(line: Line) -> bool:
    """Whether a line is the name of a site's section: "Latest News", "Editor's Comment"."""
    text = line.text.strip(" \t\u2022\u00b7*-")[:80]
    return bool(LABEL.fullmatch(text)) and not _BROADCASTER.fullmatch(text)


def is_office(text: str) -> bool:
    """Whether a line under a byline is the writer's office: "Deputy editor"."""
    return len(text.split()) <= 5 and bool(_POST.search(text))


def people_of_byline(line: Line) -> list[Person]:
    """Who wrote the article, of a line "By Jo Hill" or "By Moss reporter Jo Hill"."""
    match = BYLINE.fullmatch(line.text.rstrip())
    if not match:
        return []
    at = line.start + match.start("name")
    people = people_named(match["name"], at, "author")
    writer = WRITER.fullmatch(match["name"]) or SHOUTED.fullmatch(match["name"])
    if people or not writer or not looks_like_name(writer["name"]):
        return people
    name = writer["name"]
    place = (at + writer.start("name"), at + writer.end("name"))
    where = (at + writer.start("office"), at + writer.end("office"))
    return [Person(tidy_name(name), name, "author", writer["office"], (place,), (where,))]


def people_of_column(line: Line) -> list[Person] | None:
    """The writer of "JO HILL | THE LAST WORD", a column behind the stroke; None of other lines."""
    name, stroke, column = (part.strip() for part in line.text.partition("|"))
    if not stroke or not name.isupper() or not looks_like_name(name) or len(column) > 40:
        return None
    return people_listed(line.text.partition("|")[0], line.start, "author")
