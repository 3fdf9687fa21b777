"""The rows, counts and facets of a page by SQL alone: what is left when nothing is printed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

NEWEST = "ORDER BY p.date_earliest DESC NULLS LAST, p.date_precision DESC, p.sort_title, p.id"
FACETS = (
    "SELECT p.kind, count(*) FROM {works} GROUP BY 1",
    "SELECT extract(year FROM p.date_earliest), count(*) FROM {works} GROUP BY 1",
    "SELECT c.author_id, count(*) FROM publications_contribution c JOIN {works} "
    "AND p.id = c.publication_id GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    "SELECT t.topic_id, count(*) FROM publications_topicassignment t JOIN {works} "
    "AND p.id = t.publication_id GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
)
SEARCH = """
    SELECT p.id, ts_rank(p.search_vector, q), ts_headline('archive', p.text, q)
    FROM publications_passage p, websearch_to_tsquery('archive', %(q)s) q
    WHERE p.search_vector @@ q ORDER BY 2 DESC, 1 LIMIT 20"""
MATCHES = """
    SELECT count(*) FROM publications_searchentry
    WHERE words @@ websearch_to_tsquery('archive', %(q)s)"""
DETAIL = (
    "SELECT * FROM publications_publication p WHERE p.identifier = %(identifier)s",
    "SELECT s.* FROM publications_section s JOIN publications_publication p "
    "ON p.id = s.publication_id WHERE p.identifier = %(identifier)s ORDER BY s.position",
    "SELECT c.role, a.name, o.name FROM publications_contribution c JOIN publications_publication "
    "p ON p.id = c.publication_id LEFT JOIN publications_author a ON a.id = c.author_id "
    "LEFT JOIN publications_organisation o ON o.id = c.organisation_id "
    "WHERE p.identifier = %(identifier)s ORDER BY c.position",
)
HOME = (
    f"SELECT title FROM publications_publication p WHERE status = 'published' {NEWEST} LIMIT 5",
    f"SELECT title FROM publications_newsitem p WHERE status = 'published' {NEWEST} LIMIT 5",
    "SELECT count(*) FROM publications_publication WHERE status = 'published'",
    "SELECT count(*) FROM publications_newsitem WHERE status = 'published'",
    "SELECT count(*) FROM publications_author WHERE status = 'published'",
    "SELECT topic_id, count(*) FROM publications_topicassignment GROUP BY 1",
)


def ask(cursor, address: str) -> list[Any]:
    """Asks what the page at an address shows; returns the rows of the last question."""
    parts = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    found: list[Any] = []
    for statement, given in _statements(parts.path, query):
        found = cursor.execute(statement, given).fetchall()
    return found


def _statements(path: str, query: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    if path == "/":
        return [(each, {}) for each in HOME]
    if path == "/search/":
        return [(SEARCH, query), (MATCHES, query)]
    if query or path.count("/") == 2 or path.startswith("/api/"):
        facets = () if path.startswith("/api/") else FACETS
        return _list(query, facets)
    return [(each, {"identifier": path.split("/")[2]}) for each in DETAIL]


def _list(query: dict[str, str], facets: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    where = "publications_publication p {on} p.status = 'published'"
    if "year" in query:
        where += " AND p.date_earliest <= %(last)s AND p.date_latest >= %(first)s"
    if "topic" in query:
        where += (
            " AND EXISTS (SELECT FROM publications_topicassignment x JOIN publications_topic y "
            "ON y.id = x.topic_id WHERE x.publication_id = p.id AND y.slug = %(topic)s)"
        )
    given: dict[str, Any] = dict(query)
    given["first"], given["last"] = (
        f"{query.get('year', '2000')}-{day}" for day in ("01-01", "12-31")
    )
    given["from"] = 20 * (int(query.get("page", "1")) - 1)
    alone, joined = where.format(on="WHERE"), where.format(on="ON")
    return [
        (f"SELECT count(*) FROM {alone}", given),
        (f"SELECT p.title, p.summary FROM {alone} {NEWEST} LIMIT 20 OFFSET %(from)s", given),
        *((each.format(works=joined if "JOIN" in each else alone), given) for each in facets),
    ]
