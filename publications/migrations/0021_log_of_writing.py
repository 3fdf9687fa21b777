"""Whatever is written is noted in the log of changes, once a transaction: pages are kept by it."""

from django.db import migrations

# All tables but those of the log itself, the entries (which are logged one by one), and what only
# the desk shows.
TABLES = (
    "abbreviation abbreviationuse arrangement author authorityidentifier biography contribution "
    "deadanchors decision event evidence filecheck footnote formeridentifier heldvalue "
    "importedsource importrun namevariant newsitem offeredfile organisation passage placemention "
    "project projectentry publication publishedidentifier quotation revision searchrareword "
    "searchtextword searchword section series source topic topicassignment"
).split()

FUNCTION = """
CREATE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('archive.noted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO publications_searchchange (entry, transaction)
            VALUES (-1, pg_current_xact_id()::text::bigint);
        -- Undone together with the row where a savepoint is.
        PERFORM set_config('archive.noted', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$;
"""
FORWARD = FUNCTION + "\n".join(
    "CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
    f"ON publications_{table} FOR EACH STATEMENT EXECUTE FUNCTION search_note();"
    for table in TABLES
)
REVERSE = "\n".join(
    [
        *(f"DROP TRIGGER search_note ON publications_{table};" for table in TABLES),
        "DROP FUNCTION search_note;",
    ]
)


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0020_vectors_in_rows"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
