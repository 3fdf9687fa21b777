"""Which entries have a common word, kept as sets, so that no row of them is fetched for a search.

Ids of entries fall into stretches of ``STRETCH``. For a word and a stretch there is one row with a
set for each place a word may stand in: the offsets of the entries in the stretch, two bytes each,
or, where that is shorter, a bit for each offset. ``common_words`` says when sets are read and why
they can be believed.
"""

from __future__ import annotations

import re

import numpy as np

from publications.searching.known_words import known

STRETCH = 4096  # entries of one row
BITS = STRETCH // 8  # the length of a set that has a bit for each of them
PLACES = "text", "record", "title"
WORD = re.compile(r"'(\w+)'")

# Where common words stand: number of the entry, of the word, of the place, in one.
STANDING = """
WITH taken AS MATERIALIZED (
    SELECT id::bigint, room, record, vector, words FROM publications_searchentry
    WHERE id = ANY (%s)
), standing (entry, word, place) AS (
    SELECT t.id, w.lexeme, 0 FROM taken t, unnest(t.words) AS w
    UNION ALL SELECT t.id, w.lexeme, 0 FROM taken t
        JOIN publications_searchfurther f USING (room, record), unnest(f.words) AS w
    UNION ALL SELECT t.id, w.lexeme, p FROM taken t, unnest(t.vector) AS w,
        generate_series(1, CASE WHEN 'A' = ANY (w.weights) THEN 2 ELSE 1 END) AS p
)
SELECT string_agg(int8send((s.entry << 17) + (c.number::bigint << 2) + s.place), '')
FROM standing s JOIN publications_searchcommon c USING (word)
"""
KEPT = "SELECT key, text, record, title FROM publications_searchset WHERE key = ANY (%s)"
WRITTEN = """
INSERT INTO publications_searchset (key, text, record, title)
SELECT * FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[], %s::bytea[])
ON CONFLICT (key) DO UPDATE
    SET text = excluded.text, record = excluded.record, title = excluded.title
"""
# One statement, so that one snapshot tells what is believed and what is looked at.
ASKED = """
SELECT 'set', key, {place} FROM publications_searchset
WHERE key BETWEEN %(first)s AND %(last)s AND {place} <> ''
UNION ALL SELECT 'noted', entry, NULL FROM publications_searchunpaired
UNION ALL SELECT 'found', e.id, NULL FROM publications_searchentry e
WHERE e.id = ANY (ARRAY(SELECT entry FROM publications_searchunpaired)) AND {some}
"""


def key_of(number: int, stretch: int) -> int:
    """The key of the row of a word and a stretch: rows of one word lie side by side."""
    return number << 32 | stretch


def unpacked(packed: bytes) -> np.ndarray:
    """The offsets that a set holds."""
    if len(packed) == BITS:
        return np.flatnonzero(np.unpackbits(np.frombuffer(packed, np.uint8)))
    return np.frombuffer(packed, ">u2").astype(np.int64)


def packed(offsets: np.ndarray) -> bytes:
    """A set of offsets as it is kept."""
    if 2 * len(offsets) < BITS:
        return offsets.astype(">u2").tobytes()
    bits = np.zeros(STRETCH, bool)
    bits[offsets] = True
    return np.packbits(bits).tobytes()


# -- asking


def by_sets(cursor, query: str, place: str, some: str, parameters: dict) -> np.ndarray | None:
    """The entries that have a word; None where it has no set or too many notes stand against it.

    ``query`` is a tsquery; ``some`` is the condition of an entry by itself, of ``parameters``.
    """
    word = WORD.fullmatch(query)
    numbers = known(cursor, [word[1]]) if word else None
    if numbers is None:
        return None
    first, last = key_of(numbers[0], 0), key_of(numbers[0] + 1, 0) - 1
    cursor.execute(
        ASKED.format(place=place, some=some), parameters | {"first": first, "last": last}
    )
    sets: list[tuple[int, bytes]] = []
    others: dict[str, list[int]] = {"noted": [], "found": []}
    for what, number, held in cursor:
        if what == "set":
            sets.append((number - first, held))
        else:
            others[what].append(number)
    ids = _ids(sets)
    if others["noted"]:
        ids = ids[~np.isin(ids, others["noted"])]
    return np.concatenate([ids, others["found"]]).astype(np.int32)


def _ids(sets: list[tuple[int, bytes]]) -> np.ndarray:
    """The ids that sets of some stretches hold; those with bits are read all at once."""
    full = [(stretch, held) for stretch, held in sets if len(held) == BITS]
    bits = np.frombuffer(b"".join(held for _, held in full), np.uint8)
    row, offset = np.divmod(np.flatnonzero(np.unpackbits(bits)), STRETCH)
    stretches = np.array([stretch for stretch, _ in full], dtype=np.int64)
    return np.concatenate(
        [stretches[row] * STRETCH + offset]
        + [stretch * STRETCH + unpacked(held) for stretch, held in sets if len(held) != BITS]
    )


# -- reading


def read(cursor, entries: list[int]) -> None:
    """Writes anew where the common words stand in some entries."""
    cursor.execute("SELECT array_agg(number) FROM publications_searchcommon")
    numbers = cursor.fetchone()[0]
    cursor.execute(STANDING, [entries])
    standing = np.frombuffer(bytes(cursor.fetchone()[0] or b""), ">i8").astype(np.int64)
    gone = np.array(entries)
    for stretch in np.unique(gone // STRETCH).tolist():
        here = gone[gone // STRETCH == stretch] % STRETCH
        new = standing[(standing >> 17) // STRETCH == stretch]
        _rewrite(cursor, stretch, numbers, here, new)


def _rewrite(cursor, stretch: int, numbers: list[int], gone: np.ndarray, new: np.ndarray) -> None:
    """Takes some offsets out of all sets of a stretch, and puts in where the words stand now."""
    keys = [key_of(number, stretch) for number in numbers]
    cursor.execute(KEPT, [keys])
    kept = {key: sets for key, *sets in cursor}
    rows = {key: row for row, key in enumerate(keys)}
    # A row for each word and place, a column for each offset.
    before = np.zeros((len(keys) * len(PLACES), STRETCH), bool)
    for key, sets in kept.items():
        for place, packed_set in enumerate(sets):
            before[rows[key] * len(PLACES) + place, unpacked(packed_set)] = True
    now = before.copy()
    now[:, gone] = False
    row_of = np.zeros(max(numbers) + 1, np.int64)
    row_of[numbers] = np.arange(len(numbers))
    words, places = new >> 2 & (1 << 15) - 1, new & 3
    now[row_of[words] * len(PLACES) + places, (new >> 17) % STRETCH] = True
    changed = (now != before).reshape(len(keys), -1).any(axis=1)
    written = []
    for row in np.flatnonzero(changed).tolist():
        sets = now[row * len(PLACES) : (row + 1) * len(PLACES)]
        written.append((keys[row], *(packed(np.flatnonzero(one)) for one in sets)))
    if written:
        cursor.execute(WRITTEN, [list(column) for column in zip(*written, strict=True)])
