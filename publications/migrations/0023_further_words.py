"""The words of a text that has more of them than one vector holds, in several rows."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from publications.migrations._search_triggers import FUNCTIONS

REFRESH = FUNCTIONS[
    FUNCTIONS.index("-- Makes the entries") : FUNCTIONS.index("-- After a statement")
].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
WORDS = "strip(s.vector) || search_text(room_, s.record)"
UPDATED = "    UPDATE publications_searchentry e SET\n"
FORGET = """
    DELETE FROM publications_searchfurther f
    WHERE f.room = room_ AND f.record = ANY (records_) AND NOT EXISTS (
        SELECT FROM publications_searchentry e WHERE e.room = room_ AND e.record = f.record);

"""


def refresh() -> str:
    """As it was, but that words are made by ``search_words`` and what is gone is gone there too."""
    made = REFRESH.replace(WORDS, "search_words(room_, s.record, s.vector)")
    return made.replace(UPDATED, FORGET.lstrip("\n") + UPDATED)


FORWARD = f"""
-- The vectors of the text of one work, its notes among them.
CREATE FUNCTION search_vectors(room_ text, record_ bigint) RETURNS SETOF tsvector
LANGUAGE sql STABLE AS $$
    SELECT p.search_vector FROM publications_passage p
    JOIN publications_section s ON s.id = p.section_id
    WHERE CASE room_ WHEN 'publication' THEN s.publication_id = record_
        WHEN 'news' THEN s.news_item_id = record_ WHEN 'project' THEN s.project_id = record_ END
    UNION ALL SELECT f.search_vector FROM publications_footnote f
    WHERE CASE room_ WHEN 'publication' THEN f.publication_id = record_
        WHEN 'news' THEN f.news_item_id = record_ WHEN 'project' THEN f.project_id = record_ END
$$;

-- The words of an entry. Where a vector cannot hold them it has those of the record alone, and
-- all of them are in further rows of half a megabyte; a vector larger than that has its own.
CREATE FUNCTION search_words(room_ text, record_ bigint, vector_ tsvector) RETURNS tsvector
LANGUAGE plpgsql AS $$
DECLARE
    every tsvector;
BEGIN
    DELETE FROM publications_searchfurther WHERE room = room_ AND record = record_;
    every := strip(vector_) || search_text(room_, record_);
    RETURN every;
EXCEPTION WHEN program_limit_exceeded THEN
    DELETE FROM publications_searchfurther WHERE room = room_ AND record = record_;
    INSERT INTO publications_searchfurther (room, record, words)
    SELECT room_, record_, search_union(v) FROM (
        SELECT v, n, size > 400000 AS large, sum(size) OVER (ORDER BY n) / 500000 AS part
        FROM (
            SELECT v, pg_column_size(v) AS size, row_number() OVER () AS n FROM (
                SELECT strip(vector_) UNION ALL SELECT strip(t)
                FROM search_vectors(room_, record_) AS t) AS each (v)
        ) AS counted
    ) AS placed GROUP BY large, part, CASE WHEN large THEN n END;
    -- Its entry may look as before, and its text is to be learnt all the same.
    INSERT INTO publications_searchunread (entry)
        SELECT id FROM publications_searchentry WHERE room = room_ AND record = record_;
    RETURN strip(vector_);
END $$;

-- The records with further rows that a query without positions fits: of each of its words it is
-- asked who has it, since two of them may stand in two rows.
CREATE FUNCTION search_further(asked tsquery) RETURNS TABLE (room text, record bigint)
LANGUAGE sql STABLE AS $$
    SELECT held.room, held.record FROM (
        SELECT f.room, f.record, array_agg(DISTINCT word) AS words
        FROM (
            SELECT DISTINCT replace(replace(found[1], '''''', ''''), '\\\\', '\\') AS word
            FROM regexp_matches(asked::text, '''((?:[^'']|'''')*)''', 'g') AS found
        ) AS each
        JOIN publications_searchfurther f
            ON f.words @@ ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery
        GROUP BY f.room, f.record
    ) AS held WHERE array_to_tsvector(words) @@ asked
$$;
{refresh()}
"""
REVERSE = f"""
{REFRESH}
DROP FUNCTION search_further; DROP FUNCTION search_words; DROP FUNCTION search_vectors;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0022_abbreviations_of_events'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchFurther',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.CharField(max_length=12)),
                ('record', models.BigIntegerField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'verbose_name_plural': 'search further',
                'indexes': [models.Index(fields=['room', 'record'], name='further_record'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='further_words')],
            },
        ),
        migrations.RunSQL([(FORWARD, None)], [(REVERSE, None)]),
    ]
