"""Each hit of a page of results: what matched, where, in which words, and how to get there.

Every word that is found is marked with private sentinels (``marking``). Which of the marked words
are shown is decided here and in ``snippets``, so that a snippet can name its paragraph. Sentinels
become ``<mark>`` only after the text was escaped (``pages.words.marked``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

from publications.databases import reading_cursor
from publications.paths import path_of
from publications.reading import note_names
from publications.search import FOUND_START as START
from publications.search import WITH_TEXTS, WORKS
from publications.searching.catalogue import Catalogue
from publications.searching.marking import marked
from publications.searching.phrase_marks import phrases_alone
from publications.searching.ranking import Words, best_passages
from publications.searching.snippets import plain, weight, window

ALSO_NAMED = "Also named"
QUOTES = "'\"‘’“”"


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

    @property
    def elsewhere(self) -> list[str]:
        """What matched besides, of which the entry shows no marked words."""
        shown = {"title", "name"} if self.title else set()
        if self.snippet:
            shown.add("another name" if self.place == ALSO_NAMED else self.place.lower())
        return [each for each in self.matched if each not in shown]


# Of one entry: its record, and its own fields with the words marked.
OWN = {
    "publication": (
        "publications_publication",
        "r.title || CASE WHEN r.subtitle <> '' THEN ': ' || r.subtitle ELSE '' END",
        "left(r.summary, 20000)",
    ),
    "news": ("publications_newsitem", "r.title", "left(r.summary, 20000)"),
    "event": (
        "publications_event",
        "r.title",
        "concat_ws(' ', nullif(left(r.summary, 20000), ''), nullif(r.venue, ''))",
    ),
    "project": ("publications_project", "r.title", "left(r.summary, 20000)"),
    # Of works that are not public their word of a person is not shown either.
    "author": (
        "publications_author",
        "r.name",
        "coalesce((SELECT left(string_agg(b.text, ' ' ORDER BY b.id), 20000) "
        "FROM publications_biography b "
        "LEFT JOIN publications_publication p ON p.id = b.publication_id "
        "WHERE b.author_id = r.id AND coalesce(p.status, 'published') = 'published'), '')",
    ),
    "organisation": ("publications_organisation", "r.name", "''"),
}
ABBREVIATED = {"organisation": " UNION SELECT r.abbreviation"}
# What the long field of a record is called, where it is no summary.
ABOUT = {"author": "Biography"}


def _own(room: str) -> str:
    (table, title, summary), column = OWN[room], WORKS.get(room)
    people = (
        f"(SELECT string_agg(DISTINCT coalesce(a.name, o.name), '; ') "
        f"FROM publications_contribution c "
        f"LEFT JOIN publications_author a ON a.id = c.author_id AND a.status = 'published' "
        f"LEFT JOIN publications_organisation o ON o.id = c.organisation_id "
        f"AND o.status = 'published' WHERE c.{column} = r.id)"
        if column
        else "(SELECT string_agg(DISTINCT v.printed, '; ') FROM ("
        f"SELECT printed FROM publications_namevariant WHERE {room}_id = r.id"
        f"{ABBREVIATED.get(room, '')}) AS v WHERE v.printed NOT IN (r.name, ''))"
    )
    return (
        f"SELECT '{room}', r.id, {title}, {summary}, coalesce({people}, '') "
        f"FROM {table} r WHERE r.id = ANY (%({room})s)"
    )


OWN_FIELDS = {room: _own(room) for room in OWN}

PASSAGE = """
SELECT p.id, p.position, p.first_block, p.text, s.title, s.anchor, s.page,
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

# With the numbers and positions of the notes up to it, by which it has its address.
NOTE = """
SELECT '{room}', r.id, b.text, b.number, s.anchor, r.identifier, r.slug,
    ARRAY(SELECT number FROM publications_footnote f WHERE {upto} ORDER BY position, id),
    ARRAY(SELECT position FROM publications_footnote f WHERE {upto} ORDER BY position, id)
FROM {table} r CROSS JOIN LATERAL (
    SELECT f.*, {every} AS every FROM publications_footnote f
    WHERE f.search_vector @@ %(any)s::tsquery AND f.{column} = r.id
    ORDER BY every DESC, f.position, f.id LIMIT 1
) b LEFT JOIN publications_section s ON s.id = b.section_id
WHERE r.id = ANY (%({room})s)
"""
UPTO = "f.{column} = r.id AND (f.position, f.id) <= (b.position, b.id)"


def hits_of(
    catalogue: Catalogue,
    ids: list[int],
    words: Words | None,
    said: dict[str, str],
    best: dict[int, int | None] | None,
) -> list[Hit]:
    """The hits of one page in the order of their ids.

    ``said`` is what was asked for, as addresses of texts carry it along to mark it. ``best`` are
    the passages that are known already to be the best of an entry; None where no texts are asked.
    """
    places = dict(zip(ids, catalogue.records(ids), strict=True))
    if words is None:
        return [Hit(*place) for place in places.values()]
    found = _found(words, _by_room(places.values()), OWN_FIELDS)
    passages = [] if best is None else _passages(catalogue, words, ids, best)
    texts = [text for _, _, *fields in found for text in fields]
    texts += [row[3] for _, row in passages]
    owners = [(room, key) for room, key, *fields in found for _ in fields]
    owners += [places[entry] for entry, _ in passages]
    shown = iter(phrases_alone(texts, marked(texts, words.any), owners, words))
    hits = {(room, key): _hit(room, key, *islice(shown, 3), words.typed) for room, key, *_ in found}
    for (entry, (_, position, first_block, _, *row)), text in zip(passages, shown, strict=True):
        if hit := hits.get(places[entry]):
            _add_passage(hit, (position, first_block, text, *row), said, words.typed)
    if best is not None:
        bare = {place: hit for place, hit in hits.items() if not hit.snippet}
        if words.phrased:  # a title that has the phrase needs no note with a word of it
            bare = {place: hit for place, hit in bare.items() if not hit.title}
        _add_notes(words, bare, said)
    return [hits[place] for place in places.values() if place in hits]


def _by_room(places: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    rooms: dict[str, list[int]] = {}
    for room, record in places:
        rooms.setdefault(room, []).append(record)
    return rooms


def _found(words: Words, rooms: dict[str, list[int]], parts: dict[str, str]) -> list[tuple]:
    """The rows of the parts of a statement, each for its room, where there is any."""
    asked = [f"({parts[room]})" for room in rooms if room in parts]
    if not asked:
        return []
    with reading_cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), words.parameters() | rooms)
        return cursor.fetchall()


def _passages(
    catalogue: Catalogue, words: Words, ids: list[int], best: dict[int, int | None]
) -> list[tuple[int, tuple]]:
    """The best passage of each entry that has any, with its section."""
    known = {passage: entry for entry in ids if (passage := best.get(entry)) is not None}
    others = [entry for entry in ids if entry not in best]
    known |= {passage: entry for entry, passage, *_ in best_passages(catalogue, words, others)}
    if not known:
        return []
    with reading_cursor() as cursor:
        cursor.execute(PASSAGE, {"passages": list(known)})
        return [(known[row[0]], row) for row in cursor.fetchall()]


def _add_notes(words: Words, hits: dict[tuple[str, int], Hit], said: dict[str, str]) -> None:
    """The first note with the words as the snippet of those that have none, and the way to it."""
    every = words.having("f.search_vector", "all")
    parts = {
        room: NOTE.format(
            room=room,
            table=OWN[room][0],
            column=column,
            every=every,
            upto=UPTO.format(column=column),
        )
        for room, column in WITH_TEXTS.items()
    }
    found = _found(words, _by_room(hits), parts)
    shown = marked([row[2] for row in found], words.any)
    for (room, record, _, number, anchor, *names, numbers, positions), text in zip(
        found, shown, strict=True
    ):
        *_, note = note_names(zip(numbers, positions, strict=True))
        hit = hits[room, record]
        hit.snippet, hit.place = window(text, words.typed), f"Note {number}"
        hit.href = f"{_address(room, *names, anchor)}?{urlencode(said)}#n{note}"


def _hit(
    room: str, record: int, title: str, summary: str, people: str, typed: frozenset[str]
) -> Hit:
    hit = Hit(room, record)
    agent = room in ("author", "organisation")
    if START in title:
        hit.title = title
        hit.matched.append("name" if agent else "title")
    if START in summary:
        hit.place = ABOUT.get(room, "Summary")
        hit.matched.append(hit.place.lower())
        hit.snippet = window(summary, typed)
    named = [name for name in people.split("; ") if START in name][:3]
    if not agent:
        hit.matched += map(plain, named)
    elif named:
        hit.matched.append("another name")
        if not hit.snippet:
            hit.snippet, hit.place = window("; ".join(named), typed), ALSO_NAMED
    return hit


def _add_passage(hit: Hit, row, said: dict[str, str], typed: frozenset[str]) -> None:
    """The passage of a text as the snippet, with its section, page and the way to it."""
    (position, first_block, marked, title, anchor, page, _, identifier, slug, before, pages) = row[
        :11
    ]
    room, block_count = row[11], row[12]
    blocks = marked.split("\n\n")
    heading = ""
    if position == 0 and title and plain(blocks[0]) == title:
        heading, *blocks = blocks  # it goes with the first passage and is no paragraph
    address = f"{_address(room, identifier, slug, anchor)}?{urlencode(said)}"
    weights = [weight(block, typed) for block in blocks]
    best = max(range(len(blocks)), key=lambda at: (weights[at], -at), default=0)
    if not blocks or weight(heading, typed) > weights[best]:
        hit.place = f"Heading, page {page}" if page else "Heading"
        hit.snippet, hit.href = window(heading, typed), f"{address}#{anchor}"
        return
    if not any(weights[best]) and (hit.snippet or hit.title):
        return
    block = min(first_block + best, max(block_count - 1, 0))
    printed = next((each for each in reversed(pages[: block + 1]) if each), page)
    where = [f"Section {_quoted(title)}"] if title else ["Text"]
    if printed:
        where.append(f"page {printed}")
    hit.place = ", ".join(where)
    hit.snippet = window(blocks[best], typed)
    hit.href = f"{address}#p{before + block + 1}"


def _quoted(title: str) -> str:
    """A title in quotation marks, if it was not printed in some."""
    return title if title[:1] in QUOTES and title[-1:] in QUOTES else f"“{title}”"


def _address(room: str, identifier: str, slug: str, anchor: str | None) -> str:
    """The page on which a section of a work is read; its whole text where none is named."""
    names = (identifier, slug or "-")
    if room != "publication":
        return path_of(f"{room}-detail", *names)
    return (
        path_of("publication-section", *names, anchor)
        if anchor
        else path_of("publication-text", *names)
    )
