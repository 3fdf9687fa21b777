"""No public page looks through a whole table: each statement of each page, as PostgreSQL plans it.

The archive is large enough for the planner to prefer an index wherever there is one that helps.
What a process reads once and keeps until something changes was asked for by a request before.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from publications import models
from publications.searching import vocabulary
from tests.bench.corpus import Corpus, load
from tests.search.planning import Statements, scanned

WORKS = 1500
SMALL = 400  # rows of a table that may be read from end to end


def addresses(words) -> Iterator[str]:
    """A page of every kind, and every kind of question to lists and search."""
    work, news = models.Publication.objects.order_by("pk")[3], models.NewsItem.objects.first()
    author, body = models.Author.objects.first(), models.Organisation.objects.first()
    section = work.sections.first()
    for room in ("publications", "news", "events", "authors", "organisations", "projects"):
        yield from (f"/{room}/", f"/api/v1/{room}", f"/{room}/feed/")
        yield f"/{room}/?q={words[3]}"
    for room in ("authors", "organisations"):
        yield from (f"/{room}/?role=author", f"/{room}/?sort=works", f"/{room}/?q=a&role=publisher")
        yield from (f"/{room}/?letter=a", f"/{room}/feed/?letter=a&letter=other")
        yield from (f"/{room}/?letter=b&q=a&role=author", f"/api/v1/{room}?letter=c&letter=other")
    yield from ("/", "/topics/", "/topics/topic-3/", "/sources/", "/news/2011/", "/sitemap.xml")
    for query in (
        "year=2010&topic=topic-7&sort=newest",
        f"author={author.identifier}",
        f"organisation={body.identifier}&sort=oldest",
        "page=30",
        "sort=title",
    ):
        yield f"/publications/?{query}"
    for query in (
        words[0],  # the commonest
        f"{words[3]} {words[9]}",
        words[900],
        f'"{words[0]} {words[1]}"',
        f"title:{words[2]}",
        f"author:{author.name.split()[0]}",
        f"{words[0]} OR {words[1]} -{words[2]}",
        "year:2004",
        "the",
        "nonsuchword",
        f"{words[40][:-2]}{words[40][-1]}zz {words[50][1:]}",
    ):
        yield f"/search/?q={query}"
    yield "/search/?year=2004&kind=news"
    yield f"/search/?q={words[0]}&scope=record&page=20"
    yield f"/search/suggest/?q={words[5][:3]}"
    yield f"/search/suggest/?q={author.name[:4]}"
    for record in (work, news, author, body):
        yield from (record.get_absolute_url(), f"/{record.identifier}/")
        yield f"{record.get_absolute_url()}evidence/"
    text = f"{work.get_absolute_url()}text/"
    yield from (text, f"{text}{section.anchor}/?q={words[0]}")
    yield f"/publications/{work.identifier}.bib"
    yield f"/publications/feed/?q={words[3]}"
    yield "/oai?verb=Identify"
    yield "/oai?verb=ListSets"
    yield "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    yield "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2020-01-01"
    yield f"/api/v1/publications?q={words[3]}"
    yield f"/api/v1/publications/{work.identifier}/text"
    yield "/api/v1/news?year=2010"


@pytest.mark.django_db(transaction=True)
def test_no_public_page_reads_a_big_table_from_end_to_end(client, settings):
    settings.KEPT_PAGES = 0  # a kept page would ask nothing
    corpus = Corpus(WORKS)
    load(corpus)
    vocabulary.learn()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does soon after a load
        cursor.execute("SELECT relname, reltuples::int FROM pg_class WHERE relkind = 'r'")
        sizes = dict(cursor.fetchall())
    big = {name for name, rows in sizes.items() if rows > SMALL}
    assert {
        f"publications_{name}" for name in ("publication", "newsitem", "passage", "searchtextword")
    } <= big
    wrong: dict[str, list] = {}
    seen = 0

    def watch(address: str) -> None:
        nonlocal seen
        statements = Statements()
        with connection.execute_wrapper(statements):
            answer = client.get(address)
            assert answer.status_code in (200, 303), address
            b"".join(answer)
        for sql, params in statements.asked:
            seen += 1
            tables = scanned(sql, params) & big
            if tables:
                wrong.setdefault(address, []).append((sorted(tables), sql[:700]))

    for address in addresses(corpus.words):
        client.get(address)
        watch(address)
    assert seen > 200
    # What changed since is asked entry by entry, also whether its text has a phrase.
    changed = models.Publication.objects.order_by("pk").values("pk")[:20]
    models.Publication.objects.filter(pk__in=changed).update(summary="Changed.")
    watch(f'/search/?q="{corpus.words[0]} {corpus.words[1]}"')
    assert wrong == {}
    assert read_by_writing() & big == set()


def read_by_writing() -> set[str]:
    """The tables that are read from end to end, by plans that are kept, when a few works change."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, seq_scan FROM pg_stat_xact_user_tables")
            before = dict(cursor.fetchall())
        news = models.NewsItem.objects.order_by("pk").first()
        news.contributions.all().delete()
        for work in (news, *models.Publication.objects.order_by("pk")[:2]):
            work.title = "Changed"
            work.save()
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, seq_scan FROM pg_stat_xact_user_tables")
            return {name for name, scans in cursor.fetchall() if scans > before.get(name, 0)}
