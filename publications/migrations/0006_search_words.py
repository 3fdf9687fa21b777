"""The words of titles and names, by which typing mistakes are put right."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0005_search_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=80, primary_key=True, serialize=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='word_near', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                -- In one order, so that two who learn the same words wait and do not collide.
                INSERT INTO publications_searchword (word)
                    SELECT DISTINCT left(word, 80) COLLATE "C" AS word FROM new_rows,
                        regexp_split_to_table(lower(unaccent(sort_title)), '[^[:alnum:]]+') AS word
                    WHERE length(word) > 3 ORDER BY 1
                    ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;
            CREATE TRIGGER search_learn_insert AFTER INSERT ON publications_searchentry
                REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                EXECUTE FUNCTION search_learn();
            CREATE TRIGGER search_learn_update AFTER UPDATE ON publications_searchentry
                REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                EXECUTE FUNCTION search_learn();
            UPDATE publications_searchentry SET id = id;
            """,
            """
            DROP TRIGGER search_learn_insert ON publications_searchentry;
            DROP TRIGGER search_learn_update ON publications_searchentry;
            DROP FUNCTION search_learn;
            """,
        ),
    ]
