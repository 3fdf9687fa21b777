"""A contribution that is written is a change of its work, for what is counted by role."""

from django.db import migrations

ROOMS = {
    "publication": "publication_id",
    "news": "news_item_id",
    "event": "event_id",
    "project": "project_id",
}
EVENTS = {
    "INSERT": ("NEW TABLE AS new_rows", "SELECT * FROM new_rows"),
    "DELETE": ("OLD TABLE AS old_rows", "SELECT * FROM old_rows"),
    "UPDATE": (
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows",
    ),
}


def function(event: str) -> str:
    _, rows = EVENTS[event]
    entries = " UNION ".join(
        "SELECT e.id FROM publications_searchentry e JOIN touched t "
        f"ON e.room = '{room}' AND e.record = t.{column}"
        for room, column in ROOMS.items()
    )
    return f"""
    CREATE FUNCTION search_log_contributions_{event.lower()}() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO publications_searchchange (entry, transaction)
            WITH touched AS ({rows})
            SELECT id, pg_current_xact_id()::text::bigint FROM ({entries}) AS entries;
        RETURN NULL;
    END $$;
    -- After the entries have followed: triggers run in the order of their names.
    CREATE TRIGGER search_log_{event.lower()} AFTER {event} ON publications_contribution
        REFERENCING {EVENTS[event][0]} FOR EACH STATEMENT
        EXECUTE FUNCTION search_log_contributions_{event.lower()}();"""


FORWARD = "\n".join(map(function, EVENTS))
REVERSE = "\n".join(
    f"DROP TRIGGER search_log_{event.lower()} ON publications_contribution;"
    f"DROP FUNCTION search_log_contributions_{event.lower()};"
    for event in EVENTS
)


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0023_further_words"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
