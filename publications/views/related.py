"""What a record is related to, and why: projects, topics, launches, neighbours.

One query; which works are on the same topics, the catalogue knows.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from publications.databases import reading_cursor
from publications.filters.roles import WRITING
from publications.models import Event, NewsItem, Project, Publication
from publications.partial_dates import PartialDate
from publications.paths import path_of
from publications.search import WORKS
from publications.searching.likeness import sharing
from publications.searching.shelf import shared

MOST = 5  # of one reason
SAME_PEOPLE, SAME_PERSON = "By the same people", "By the same person"


@dataclass(frozen=True, slots=True)
class Related:
    why: str
    label: str
    address: str
    when: str


def related_to(record, work: str) -> dict[str, list[Related]]:
    """Related records of a publication, event or news item under the reason, best first.

    ``work`` is the name of the record's foreign key in contributions and topics.
    """
    people = [
        each.author_id
        for each in record.contributions.all()
        if each.author_id and (work != "publication" or each.role in WRITING)
    ]
    parameters = {
        "record": record.pk,
        "series": getattr(record, "series_id", None),
        "people": people,
        "writing": list(WRITING),
    }
    alike = _alike(record, work)
    asked = {"series": parameters["series"], "people": people}
    asked |= {column: alike.get(column, True) for column in ROOMS}
    named = tuple(name for name, value in asked.items() if value)
    with reading_cursor() as cursor:
        cursor.execute(_statement(work, named, bool(alike)), parameters | alike)
        rows = cursor.fetchall()
    found: dict[str, list[Related]] = {}
    shown = Counter()
    # The closest reasons first, and of those by topic what shares most.
    same = SAME_PEOPLE if len(set(people)) > 1 else SAME_PERSON
    rows.sort(key=lambda row: (row[0] in REASONS_BY_TOPIC, -row[6]))
    for why, url_name, identifier, slug, label, edtf, _weight in rows:
        values = [identifier] if url_name == "topic-detail" else [identifier, slug or "-"]
        address = path_of(url_name, *values)
        if shown[address] and why in REASONS_BY_TOPIC:
            continue  # said once, with the closer reason
        shown[address] += 1
        when = str(PartialDate(edtf)) if edtf else ""
        why = same if why == SAME_PEOPLE else why
        found.setdefault(why, []).append(Related(why, label, address, when))
    return found


def _alike(record, work: str) -> dict[str, list[int]]:
    """Works on the same topics, as the catalogue has them; nothing where it is not at hand.

    It is not in a transaction that writes, such as that of a preview: making one for a single page
    would take longer than to ask the tables.
    """
    catalogue = shared()
    if catalogue is None:
        return {}
    shared_by = sharing(catalogue, "topics", ROOMS[work], record.pk, tuple(ROOMS.values()), MOST)
    found: dict[str, list[int]] = {}
    for column, room in ROOMS.items():
        pairs = shared_by[room]
        found[column] = [key for key, _ in pairs]
        found[f"{column}_topics"] = [topics for _, topics in pairs]
    return found


PUBLIC = "WHERE w.status = 'published'"
NEWEST = "w.date_earliest DESC NULLS LAST, w.date_precision DESC, w.sort_title, w.id"


def _works(why: str, model, where: str, order=NEWEST, weight="0", most=str(MOST)) -> str:
    """The statement of the published works that one reason names."""
    date = "''" if model is Project else "w.date_edtf"
    return f"""
        (SELECT '{why}', '{model.url_name}', w.identifier, w.slug, w.title, {date}, {weight}
        FROM {model._meta.db_table} w {where} ORDER BY {order} LIMIT {most})
    """


def _same_topics(why: str, model, column: str, work: str, known: bool) -> str:
    """Those that share the most topics; not the record itself."""
    other = "AND w.id <> %(record)s" if column == work else ""
    counted = f"""SELECT {column}_id AS work, count(DISTINCT topic_id) AS topics
        FROM publications_topicassignment
        WHERE topic_id IN (SELECT topic_id FROM own) GROUP BY {column}_id"""
    if known:
        counted = f"""SELECT * FROM unnest(%({column})s::bigint[], %({column}_topics)s::int[])
            AS known (work, topics)"""
    shared = f"JOIN ({counted}) shared ON shared.work = w.id {PUBLIC} {other}"
    return _works(why, model, shared, f"shared.topics DESC, {NEWEST}", "shared.topics")


@cache
def _statement(work: str, named: tuple[str, ...], known: bool) -> str:
    """The reasons of one kind of record, those that ``named`` has and those that need no name.

    A reason that can have no works is left out: the database takes longer to plan all of them than
    to answer. Put together from constants, once.
    """
    own = f"SELECT id, topic_id FROM publications_topicassignment WHERE {work}_id = %(record)s"
    other = "AND w.id <> %(record)s" if work == "publication" else ""
    entry = f"SELECT project_id FROM publications_projectentry WHERE {work}_id = %(record)s"
    theirs = """SELECT publication_id FROM publications_contribution
        WHERE author_id = ANY (%(people)s) AND role = ANY (%(writing)s)"""
    parts = [
        _works("projects", Project, f"{PUBLIC} AND w.id IN ({entry})", "w.id", most="ALL"),
        """(SELECT 'topics', 'topic-detail', t.slug, t.slug, t.name, '', 0
        FROM own JOIN publications_topic t ON t.id = own.topic_id ORDER BY own.id)""",
    ]
    if work == "publication":
        launched = f"{PUBLIC} AND w.launched_id = %(record)s"
        series = f"{PUBLIC} AND w.series_id = %(series)s {other}"
        parts.append(_works("launches", Event, launched, most="ALL"))
        if "series" in named:
            parts.append(_works("In the same series", Publication, series))
    if "people" in named:
        written = f"{PUBLIC} {other} AND w.id IN ({theirs})"
        parts.append(_works(SAME_PEOPLE, Publication, written))
    parts += [_same_topics(*each, work, known) for each in SAME_TOPICS if each[2] in named]
    return f"WITH own AS ({own}) {' UNION ALL '.join(parts)}"


SAME_TOPICS = (
    ("Publications on the same topics", Publication, "publication"),
    ("News on the same topics", NewsItem, "news_item"),
    ("Events on the same topics", Event, "event"),
)
REASONS_BY_TOPIC = {why for why, _, _ in SAME_TOPICS}
ROOMS = {column.removesuffix("_id"): room for room, column in WORKS.items() if room != "project"}
