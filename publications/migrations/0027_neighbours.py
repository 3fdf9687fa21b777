"""Which common words are neighbours in a text, and the notes of texts that are to be read for it."""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from publications.migrations._search_triggers import ROWS, TEXTS, of

BEFORE = import_module("publications.migrations.0023_further_words").refresh()
UPDATED = "    UPDATE publications_searchentry e SET\n"
ROOMS = ", ".join(f"'{room}'" for room in TEXTS.split())
NOTED = f"""
    IF texts_ AND room_ IN ({ROOMS}) THEN
        INSERT INTO publications_searchunpaired (entry)
            SELECT e.id FROM publications_searchentry e
            WHERE e.room = room_ AND e.record = ANY (records_);
    END IF;

"""
AFTER = BEFORE.replace(UPDATED, NOTED.lstrip("\n") + UPDATED)

# A section that comes, goes or moves to another work takes its passages along; one that is only
# written anew does not change them.
OWNERS = "id, publication_id, news_item_id, project_id"
MOVED = (
    f"((SELECT {OWNERS} FROM old_rows EXCEPT SELECT {OWNERS} FROM new_rows) UNION ALL "
    f"(SELECT {OWNERS} FROM new_rows EXCEPT SELECT {OWNERS} FROM old_rows))"
)
SECTIONS = {
    "INSERT": of(TEXTS, texts=True),
    "DELETE": of(TEXTS, texts=True),
    "UPDATE": f"{of(TEXTS)} UNION ALL {of(TEXTS, texts=True, source=MOVED)}",
}


def sections(queries: dict[str, str]) -> str:
    """The triggers of the sections, by the query that each is given."""
    made = []
    for event, (tables, rows) in ROWS.items():
        asked = queries[event].replace("{}", rows).replace("'", "''")
        made.append(
            f"DROP TRIGGER search_{event.lower()} ON publications_section;"
            f"CREATE TRIGGER search_{event.lower()} AFTER {event} ON publications_section "
            f"REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION search_follow('{asked}');"
        )
    return "\n".join(made)


FORWARD = f"""
-- What does not fit in a row lies beside it as it is: the index is asked, and seldom the array.
ALTER TABLE publications_searchneighbours ALTER COLUMN text SET STORAGE EXTERNAL;

{AFTER}
{sections(SECTIONS)}

-- Who writes only adds a note, so that nobody waits for a reader of texts or is waited for.
CREATE FUNCTION search_unpair_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publications_searchunpaired (entry)
        SELECT id FROM new_rows;
    RETURN NULL;
END $$;
CREATE FUNCTION search_unpair_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publications_searchunpaired (entry)
        SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE o.vector IS DISTINCT FROM n.vector;
    RETURN NULL;
END $$;
CREATE FUNCTION search_unpair_old() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publications_searchunpaired (entry) SELECT id FROM old_rows;
    RETURN NULL;
END $$;
CREATE FUNCTION search_unpair_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO publications_searchunpaired (entry)
        SELECT entry FROM publications_searchneighbours;
    RETURN NULL;
END $$;
CREATE TRIGGER search_unpair_insert AFTER INSERT ON publications_searchentry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_unpair_new();
CREATE TRIGGER search_unpair_update AFTER UPDATE ON publications_searchentry
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION search_unpair_changed();
CREATE TRIGGER search_unpair_delete AFTER DELETE ON publications_searchentry
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_unpair_old();
CREATE TRIGGER search_unpair_truncate AFTER TRUNCATE ON publications_searchentry
    FOR EACH STATEMENT EXECUTE FUNCTION search_unpair_all();
"""
REVERSE = f"""
DROP TRIGGER search_unpair_insert ON publications_searchentry;
DROP TRIGGER search_unpair_update ON publications_searchentry;
DROP TRIGGER search_unpair_delete ON publications_searchentry;
DROP TRIGGER search_unpair_truncate ON publications_searchentry;
DROP FUNCTION search_unpair_new; DROP FUNCTION search_unpair_changed;
DROP FUNCTION search_unpair_old; DROP FUNCTION search_unpair_all;
{sections(dict.fromkeys(ROWS, of(TEXTS)))}
{BEFORE}
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0026_no_second_vectors'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchCommon',
            fields=[
                ('number', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('word', models.TextField(unique=True)),
            ],
            options={
                'verbose_name_plural': 'search common',
            },
        ),
        migrations.CreateModel(
            name='SearchUnpaired',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'search unpaired',
            },
        ),
        migrations.CreateModel(
            name='SearchNeighbours',
            fields=[
                ('entry', models.IntegerField(primary_key=True, serialize=False)),
                ('record', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('title', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('text', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
            options={
                'verbose_name_plural': 'search neighbours',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['record'], name='neighbours_record'), django.contrib.postgres.indexes.GinIndex(fields=['title'], name='neighbours_title'), django.contrib.postgres.indexes.GinIndex(fields=['text'], name='neighbours_text')],
            },
        ),
        migrations.RunSQL([(FORWARD, None)], [(REVERSE, None)]),
    ]
