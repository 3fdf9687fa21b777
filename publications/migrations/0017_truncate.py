"""Entries of the search follow a table that is emptied at once, too."""

from django.db import migrations

TABLES = (
    "publication newsitem event project author organisation contribution topicassignment "
    "projectentry namevariant biography section footnote passage publishedidentifier series"
).split()

FORWARD = "\n".join(
    [
        """
        CREATE FUNCTION search_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            entries record;
        BEGIN
            -- The rows that went are not told: whatever has an entry is looked at anew.
            FOR entries IN SELECT room, array_agg(record) AS records
                FROM publications_searchentry GROUP BY room
            LOOP
                PERFORM search_refresh(entries.room, entries.records, true);
            END LOOP;
            RETURN NULL;
        END $$;
        """,
        *(
            f"CREATE TRIGGER search_truncate AFTER TRUNCATE ON publications_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION search_emptied();"
            for table in TABLES
        ),
    ]
)
REVERSE = "\n".join(
    [
        *(f"DROP TRIGGER search_truncate ON publications_{table};" for table in TABLES),
        "DROP FUNCTION search_emptied;",
    ]
)


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0016_text_words"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
