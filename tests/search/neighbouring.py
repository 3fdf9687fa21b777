"""What the tests of neighbouring common words share: learning, asking, and the slow truth."""

from django.db import connection

from publications import models
from publications.searching import common_words, matching
from publications.searching.shelf import Shelf
from tests import builders

PARTS = (matching.TEXT, matching.RECORD, matching.TITLE)
WORDS = ("pump", "well", "lane", "barn", "gate")
SLOW = """
SELECT e.id FROM publications_searchentry e WHERE e.status = 'published' AND (
    ts_filter(e.vector, %(weights)s::"char"[]) @@ %(phrase)s::tsquery OR %(texts)s AND EXISTS (
        SELECT FROM publications_passage p JOIN publications_section s ON s.id = p.section_id
        WHERE p.search_vector @@ %(phrase)s::tsquery AND (e.room, e.record) IN (
            ('publication', s.publication_id), ('news', s.news_item_id), ('project', s.project_id)))
    OR %(texts)s AND EXISTS (SELECT FROM publications_footnote f
        WHERE f.search_vector @@ %(phrase)s::tsquery AND (e.room, e.record) IN (
            ('publication', f.publication_id), ('news', f.news_item_id),
            ('project', f.project_id))))
"""


def execute(statement: str, parameters=None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def learn() -> int:
    execute("ANALYZE publications_passage, publications_searchentry")
    return common_words.learn()


def noted() -> set[int]:
    return set(models.SearchUnpaired.objects.values_list("entry", flat=True))


def entry(record) -> int:
    return models.SearchEntry.objects.get(identifier=record.identifier).pk


def found(shelf: Shelf, phrase: str, where: str = matching.TEXT) -> set[int]:
    now = shelf.current()
    fits = matching.matches(now, matching.leaf_of(phrase, True), where)
    return set(now.ids(fits, "title", 0, 10_000))


def slowly(phrase: str, where: str = matching.TEXT) -> set[int]:
    exact = matching.leaf_of(phrase, True).exact
    weights = ["a"] if where == matching.TITLE else ["a", "b", "c", "d"]
    asked = {"phrase": exact, "texts": where == matching.TEXT, "weights": weights}
    return {number for (number,) in execute(SLOW, asked)}


def finds(phrase: str) -> set[int]:
    """What a process that has just started finds, which has to be what is there."""
    answer = found(Shelf("default"), phrase)
    assert answer == slowly(phrase)
    return answer


def make(text: str, title: str = "Of water") -> models.Section:
    return builders.make_section(builders.make_publication(title), "Case", text)


def write_again(section):
    models.Passage.objects.filter(section=section).update(text="well pump barn gate")
