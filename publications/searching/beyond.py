"""The nearest matches of a search in the sections before and after those of a page."""

from __future__ import annotations

from dataclasses import dataclass

from publications.databases import reading_cursor
from publications.searching.hits import START, plain
from publications.searching.marking import HEAD
from publications.searching.ranking import Words

# The passage that comes first, or last, among those of some sections that have any of the words.
NEAREST = f"""
SELECT s.anchor, s.title, s.block_count, p.position, p.first_block, {HEAD.format("p.text")}
FROM publications_passage p JOIN publications_section s ON s.id = p.section_id WHERE p.id = (
    SELECT q.id FROM publications_section r JOIN publications_passage q ON q.section_id = r.id
    WHERE r.publication_id = %(work)s AND r.anchor = ANY (%(anchors)s)
        AND q.search_vector @@ %(any)s::tsquery
    ORDER BY r.position {{way}}, r.id {{way}}, q.position {{way}} LIMIT 1)
"""
FIRST, LAST = 0, -1


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its section, and which block of that section it is."""

    anchor: str
    block: int


def nearest(work: int, anchors: list[str], words: Words, end: int) -> Place | None:
    """The first or the last paragraph of some sections of a work that has any of the words."""
    if not anchors:
        return None
    with reading_cursor() as cursor:
        cursor.execute(
            NEAREST.format(way="ASC" if end == FIRST else "DESC"),
            {"work": work, "anchors": anchors, "any": words.any},
        )
        row = cursor.fetchone()
    if row is None:
        return None
    anchor, title, block_count, position, first_block, marked = row
    blocks = marked.split("\n\n")
    if position == 0 and title and len(blocks) > 1 and plain(blocks[0]) == title:
        blocks = blocks[1:]  # the heading goes with the first passage and is no paragraph
    found = [at for at, block in enumerate(blocks) if START in block] or [0]
    return Place(anchor, min(first_block + found[end], max(block_count - 1, 0)))
