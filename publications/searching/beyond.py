"""The nearest match of a search in the sections before or after those of a page."""

from __future__ import annotations

from collections.abc import Sequence

from publications.databases import reading_cursor
from publications.models import Footnote, Publication
from publications.reading import Entry, text_of
from publications.searching.marks import mark
from publications.searching.ranking import Words

# The section that comes first, or last, among some that have any of the words, or a note of it.
NEAREST = """
SELECT s.anchor FROM publications_section s CROSS JOIN LATERAL (
    SELECT FROM publications_passage p
    WHERE p.section_id = s.id AND p.search_vector @@ %(any)s::tsquery
    UNION ALL SELECT FROM publications_footnote f
    WHERE f.section_id = s.id AND f.search_vector @@ %(any)s::tsquery
    LIMIT 1
) AS any_of_it
WHERE s.publication_id = %(work)s AND s.anchor = ANY (%(anchors)s)
ORDER BY s.position {way}, s.id {way} LIMIT 1
"""
FIRST, LAST = 0, -1


def nearest(
    work: Publication, entries: list[Entry], notes: Sequence[Footnote], words: Words, end: int
) -> tuple[Entry, str] | None:
    """The first or the last place of some sections to stop at, which has any of the words.

    As the section and the address on its page. ``notes`` are those of the whole work.
    """
    by_anchor = {entry.anchor: entry for entry in entries}
    if not by_anchor:
        return None
    with reading_cursor() as cursor:
        cursor.execute(
            NEAREST.format(way="ASC" if end == FIRST else "DESC"),
            {"work": work.pk, "anchors": list(by_anchor), "any": words.any},
        )
        row = cursor.fetchone()
    if row is None:
        return None
    entry = by_anchor[row[0]]
    text = text_of(work.sections.filter(anchor=entry.anchor), notes, {entry.anchor: entry.first})
    found = mark(text, words)
    # A text may be too long to mark.
    return entry, found[end].address if found else f"#{entry.anchor}"
