"""Each hit of a page of results: what matched, where, in which words, and how to get there.

The database marks every word it finds with private sentinels; which of the marked words are
shown is decided here, so that a snippet can name its paragraph. Sentinels become ``<mark>`` only
after the text was escaped (``pages.words.marked``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlencode

from django.urls import reverse

from publications.databases import reading_cursor
from publications.search import ARCHIVE
from publications.search import FOUND_START as START
from publications.search import FOUND_STOP as STOP
from publications.searching.ranking import Words, best_passages

MARKED = re.compile(f"{START}(.*?){STOP}", re.S)
OPTIONS = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"
AROUND = 220  # characters of a snippet
HEAD = (
    f"archive_shown(ts_headline('{ARCHIVE}', archive_plain({{}}), %(any)s::tsquery, '{OPTIONS}'))"
)


@dataclass(slots=True)
class Hit:
    """A record that was found; the marked texts carry sentinels."""

    room: str
    record: int
    title: str = ""
    snippet: str = ""
    place: str = ""  # where the snippet stands: "Summary", "Section “…”, page 41"
    href: str = ""  # the very paragraph, where there is one
    matched: list[str] = field(default_factory=list)  # "title", "summary", "Ada Parish"


# Of one entry: its record, and its own fields with the words marked.
OWN = {
    "publication": (
        "publications_publication",
        "r.title || CASE WHEN r.subtitle <> '' THEN ': ' || r.subtitle ELSE '' END",
        "left(r.summary, 20000)",
        "publication_id",
    ),
    "news": ("publications_newsitem", "r.title", "left(r.summary, 20000)", "news_item_id"),
    "event": (
        "publications_event",
        "r.title",
        "concat_ws(' ', nullif(left(r.summary, 20000), ''), nullif(r.venue, ''))",
        "event_id",
    ),
    "project": ("publications_project", "r.title", "left(r.summary, 20000)", "project_id"),
    "author": ("publications_author", "r.name", "''", None),
    "organisation": ("publications_organisation", "r.name", "''", None),
}


def _own(room: str) -> str:
    table, title, summary, column = OWN[room]
    people = (
        f"(SELECT string_agg(DISTINCT coalesce(a.name, o.name), '; ') "
        f"FROM publications_contribution c "
        f"LEFT JOIN publications_author a ON a.id = c.author_id AND a.status = 'published' "
        f"LEFT JOIN publications_organisation o ON o.id = c.organisation_id "
        f"AND o.status = 'published' WHERE c.{column} = r.id)"
        if column
        else "(SELECT string_agg(DISTINCT v.printed, '; ') FROM publications_namevariant v "
        f"WHERE v.{room}_id = r.id AND v.printed <> r.name)"
    )
    heads = ", ".join(HEAD.format(f"coalesce({text}, '')") for text in (title, summary, people))
    return (
        f"SELECT e.id, e.room, e.record, {heads} FROM publications_searchentry e "
        f"JOIN {table} r ON r.id = e.record WHERE e.id = ANY (%(ids)s) AND e.room = '{room}'"
    )


OWN_FIELDS = " UNION ALL ".join(map(_own, OWN))

PASSAGE = f"""
SELECT p.id, p.position, p.first_block, {HEAD.format("p.text")}, s.title, s.anchor, s.page,
    s.publication_id, r.identifier, r.slug,
    (SELECT coalesce(sum(b.block_count), 0) FROM publications_section b
        WHERE (b.publication_id = s.publication_id OR b.news_item_id = s.news_item_id
            OR b.project_id = s.project_id) AND (b.position, b.id) < (s.position, s.id)),
    ARRAY(SELECT b ->> 'page' FROM jsonb_array_elements(s.blocks) AS b),
    CASE WHEN s.publication_id IS NOT NULL THEN 'publication'
        WHEN s.news_item_id IS NOT NULL THEN 'news' ELSE 'project' END,
    s.block_count
FROM publications_passage p JOIN publications_section s ON s.id = p.section_id
CROSS JOIN LATERAL (
    SELECT identifier, slug FROM publications_publication WHERE id = s.publication_id
    UNION ALL SELECT identifier, slug FROM publications_newsitem WHERE id = s.news_item_id
    UNION ALL SELECT identifier, slug FROM publications_project WHERE id = s.project_id
) r
WHERE p.id = ANY (%(passages)s)
"""

NOTE = """
SELECT e.id, b.number, b.text FROM publications_searchentry e CROSS JOIN LATERAL (
    SELECT f.number, {head} AS text FROM publications_footnote f
    WHERE f.search_vector @@ %(any)s::tsquery AND f.{column} = e.record
    ORDER BY f.search_vector @@ %(all)s::tsquery DESC, f.position, f.id LIMIT 1
) b WHERE e.id = ANY (%(ids)s) AND e.room = '{room}'
"""
NOTES = " UNION ALL ".join(
    NOTE.format(head=HEAD.format("f.text"), column=column, room=room)
    for room, column in (
        ("publication", "publication_id"),
        ("news", "news_item_id"),
        ("project", "project_id"),
    )
)


def hits_of(ids: list[int], words: Words | None, said: dict[str, str], texts: bool) -> list[Hit]:
    """The hits of one page in the order of their ids; ``texts`` where texts were searched.

    ``said`` is what was asked for, as addresses of texts carry it along to mark it.
    """
    if not ids:
        return []
    if words is None:
        return _bare(ids)
    parameters = words.parameters() | {"ids": ids}
    hits: dict[int, Hit] = {}
    with reading_cursor() as cursor:
        cursor.execute(OWN_FIELDS, parameters)
        for entry, room, record, title, summary, people in cursor.fetchall():
            hits[entry] = _hit(room, record, title, summary, people)
        if texts:
            passages = {passage: entry for entry, passage, *_ in best_passages(words, ids)}
            cursor.execute(PASSAGE, parameters | {"passages": list(passages)})
            for passage, *row in cursor.fetchall():
                if passages[passage] in hits:
                    _add_passage(hits[passages[passage]], row, said)
            without = [entry for entry in ids if entry in hits and not hits[entry].snippet]
            if without:
                cursor.execute(NOTES, parameters | {"ids": without})
                for entry, number, text in cursor.fetchall():
                    hits[entry].snippet = window(text)
                    hits[entry].place = f"Note {number}"
    return [hits[entry] for entry in ids if entry in hits]


def _bare(ids: list[int]) -> list[Hit]:
    with reading_cursor() as cursor:
        cursor.execute(
            "SELECT id, room, record FROM publications_searchentry WHERE id = ANY (%s)", [ids]
        )
        found = {entry: Hit(room, record) for entry, room, record in cursor.fetchall()}
    return [found[entry] for entry in ids if entry in found]


def _hit(room: str, record: int, title: str, summary: str, people: str) -> Hit:
    hit = Hit(room, record)
    if START in title:
        hit.title = title
        hit.matched.append("name" if room in ("author", "organisation") else "title")
    if START in summary:
        hit.matched.append("summary")
        hit.snippet, hit.place = window(summary), "Summary"
    named = [name for name in people.split("; ") if START in name]
    hit.matched += [plain(name) for name in named[:3]]
    return hit


def _add_passage(hit: Hit, row, said: dict[str, str]) -> None:
    """The passage of a text as the snippet, with its section, page and the way to it."""
    (position, first_block, marked, title, anchor, page, _, identifier, slug, before, pages) = row[
        :11
    ]
    room, block_count = row[11], row[12]
    blocks = marked.split("\n\n")
    if position == 0 and title and len(blocks) > 1 and plain(blocks[0]) == title:
        blocks = blocks[1:]  # the heading goes with the first passage and is no paragraph
    best = max(range(len(blocks)), key=lambda at: (weight(blocks[at]), -at))
    if not weight(blocks[best]) and hit.snippet:
        return
    block = min(first_block + best, max(block_count - 1, 0))
    printed = next((each for each in reversed(pages[: block + 1]) if each), page)
    where = [f"Section “{title}”"] if title else ["Text"]
    if printed:
        where.append(f"page {printed}")
    hit.place = ", ".join(where)
    hit.snippet = window(blocks[best])
    query = urlencode(said)
    paragraph = before + block + 1
    slug = slug or "-"
    if room == "publication":
        address = reverse("publication-section", args=[identifier, slug, anchor])
    else:
        address = reverse(f"{room}-detail", args=[identifier, slug])
    hit.href = f"{address}?{query}#p{paragraph}"


# -- choosing words


def weight(text: str) -> tuple[int, int]:
    """How much of the query a text holds: different marked words, then neighbours."""
    marks = list(MARKED.finditer(text))
    near = sum(1 for one, other in pairwise(marks) if other.start() - one.end() <= 1)
    different = len({mark[1].casefold() for mark in marks})
    return (different + near, len(marks)) if marks else (0, 0)


def window(text: str) -> str:
    """About ``AROUND`` characters of a marked text, those with most of the marked words."""
    text = " ".join(text.split())
    marks = list(MARKED.finditer(text))
    if not marks or len(text) <= AROUND:
        return text if len(text) <= AROUND or marks else _cut(text, 0, AROUND)
    best = max(
        marks,
        key=lambda mark: (
            weight(text[mark.start() : mark.start() + AROUND]),
            -mark.start(),
        ),
    )
    start = max(0, best.start() - AROUND // 4)
    return _cut(text, start, start + AROUND)


def _cut(text: str, start: int, stop: int) -> str:
    """A stretch of whole words, with dots where something is left out; no mark cut in two."""
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", stop) if stop < len(text) else -1
    piece = text[start:] if stop < 0 else text[start:stop]
    opened = piece.rfind(START)
    if opened > piece.rfind(STOP):
        piece = piece[:opened].rstrip()
    first = piece.find(STOP)
    if first >= 0 and (piece.find(START) < 0 or first < piece.find(START)):
        piece = piece[first + 1 :].lstrip()
    return f"{'… ' if start else ''}{piece}{' …' if stop >= 0 else ''}"


def plain(text: str) -> str:
    return text.replace(START, "").replace(STOP, "")
