"""The words of texts, learnt outside the transactions that write them; and what waits for that."""

import django.contrib.postgres.indexes
from django.db import migrations, models

TITLES = """
                -- In one order, so that two who learn the same words wait and do not collide.
                INSERT INTO publications_searchword (word)
                    SELECT DISTINCT left(word, 80) COLLATE "C" AS word FROM new_rows,
                        regexp_split_to_table(lower(unaccent(sort_title)), '[^[:alnum:]]+') AS word
                    WHERE length(word) > 3 ORDER BY 1
                    ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0015_dead_anchors'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchUnread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'search unread',
            },
        ),
        migrations.CreateModel(
            name='SearchRareWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('entry', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SearchTextWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('works', models.IntegerField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='text_word_near', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.RunSQL(
            f"""
            -- A count that grows is written beside the old one, and no index is touched for it.
            ALTER TABLE publications_searchtextword SET (fillfactor = 60);

            CREATE OR REPLACE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {TITLES}
                INSERT INTO publications_searchunread (entry) SELECT id FROM new_rows;
                RETURN NULL;
            END $$;
            CREATE FUNCTION search_learn_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {TITLES}
                INSERT INTO publications_searchunread (entry)
                    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
                    WHERE o.words IS DISTINCT FROM n.words;
                RETURN NULL;
            END $$;
            DROP TRIGGER search_learn_update ON publications_searchentry;
            CREATE TRIGGER search_learn_update AFTER UPDATE ON publications_searchentry
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
                EXECUTE FUNCTION search_learn_changed();
            INSERT INTO publications_searchunread (entry)
                SELECT id FROM publications_searchentry ORDER BY id;
            """,
            f"""
            DROP TRIGGER search_learn_update ON publications_searchentry;
            DROP FUNCTION search_learn_changed;
            CREATE OR REPLACE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {TITLES}
                RETURN NULL;
            END $$;
            CREATE TRIGGER search_learn_update AFTER UPDATE ON publications_searchentry
                REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                EXECUTE FUNCTION search_learn();
            """,
        ),
    ]
