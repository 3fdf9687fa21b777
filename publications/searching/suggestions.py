"""What may be meant while someone types: names and titles that begin so, words of the archive.

Each part reads a few rows of an ordered index, so the answer takes as long in a large archive.
"""

from __future__ import annotations

from dataclasses import dataclass

from publications.databases import reading_cursor
from publications.search import folded
from publications.searching.query import cleaned

MOST = 8
SHORTEST = 2  # characters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to put into the search field, and what it is."""

    text: str
    kind: str


# Names and titles as they are sorted: without a leading article, people by their last name.
BEGINNING = """
(SELECT a.name, 'Person' FROM publications_searchentry e
    JOIN publications_author a ON a.id = e.record
    WHERE e.room = 'author' AND e.status = 'published' AND e.sort_title LIKE %(begin)s
    ORDER BY e.sort_title LIMIT 4)
UNION ALL
(SELECT o.name, 'Organisation' FROM publications_searchentry e
    JOIN publications_organisation o ON o.id = e.record
    WHERE e.room = 'organisation' AND e.status = 'published' AND e.sort_title LIKE %(begin)s
    ORDER BY e.sort_title LIMIT 3)
UNION ALL
(SELECT p.title, 'Publication' FROM publications_searchentry e
    JOIN publications_publication p ON p.id = e.record
    WHERE e.room = 'publication' AND e.status = 'published' AND e.sort_title LIKE %(begin)s
    ORDER BY e.sort_title LIMIT 4)
"""


def suggestions_of(typed: str) -> list[Suggestion]:
    """A few ways to go on from what was typed; none for less than two letters."""
    text = cleaned(typed[:200])
    if len(folded(text)) < SHORTEST:
        return []
    begin = text.casefold()
    for sign in "\\%_":
        begin = begin.replace(sign, f"\\{sign}")
    with reading_cursor() as cursor:
        cursor.execute(BEGINNING, {"begin": f"{begin}%"})
        found = [Suggestion(*row) for row in cursor.fetchall()]
    return list(dict.fromkeys(found))[:MOST]
