"""What a record is related to, and why: projects, topics, launches, neighbours. One query."""

from collections import Counter
from dataclasses import dataclass

from publications.databases import reading_cursor
from publications.filters.roles import WRITING
from publications.models import Event, NewsItem, Project, Publication
from publications.partial_dates import PartialDate
from publications.paths import path_of

MOST = 5  # of one reason


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
    with reading_cursor() as cursor:
        cursor.execute(
            STATEMENTS[work],
            {
                "record": record.pk,
                "series": getattr(record, "series_id", None),
                "people": people,
                "writing": list(WRITING),
            },
        )
        rows = cursor.fetchall()
    found: dict[str, list[Related]] = {}
    shown = Counter()
    for why, url_name, identifier, slug, label, edtf, _weight in sorted(
        rows, key=lambda row: -row[6]
    ):
        values = [identifier] if url_name == "topic-detail" else [identifier, slug or "-"]
        address = path_of(url_name, *values)
        if shown[address] and why in REASONS_BY_TOPIC:
            continue  # said once, with the closer reason
        shown[address] += 1
        when = str(PartialDate(edtf)) if edtf else ""
        found.setdefault(why, []).append(Related(why, label, address, when))
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


def _same_topics(why: str, model, column: str, work: str) -> str:
    """Those that share the most topics; not the record itself."""
    other = "AND w.id <> %(record)s" if column == work else ""
    shared = f"""
        JOIN (SELECT {column}_id AS work, count(DISTINCT topic_id) AS topics
            FROM publications_topicassignment
            WHERE topic_id IN (SELECT topic_id FROM own) GROUP BY {column}_id) shared
        ON shared.work = w.id {PUBLIC} {other}
    """
    order = "shared.topics DESC, w.date_earliest DESC NULLS LAST, w.id"
    return _works(why, model, shared, order, "shared.topics")


def _statement(work: str) -> str:
    """All reasons of one kind of record; put together from constants, once."""
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
        parts.append(_works("In the same series", Publication, series))
    written = f"{PUBLIC} {other} AND w.id IN ({theirs})"
    parts.append(_works("By the same people", Publication, written))
    parts += [_same_topics(why, model, column, work) for why, model, column in SAME_TOPICS]
    return f"WITH own AS ({own}) {' UNION ALL '.join(parts)}"


SAME_TOPICS = (
    ("Publications on the same topics", Publication, "publication"),
    ("News on the same topics", NewsItem, "news_item"),
    ("Events on the same topics", Event, "event"),
)
REASONS_BY_TOPIC = {why for why, _, _ in SAME_TOPICS}
STATEMENTS = {column: _statement(column) for _, _, column in SAME_TOPICS}
