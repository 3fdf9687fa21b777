"""The entries of a few records are made by a plan that is kept, which takes a fifth of the time.

PostgreSQL planned the statements of ``search_refresh`` anew at each call, since a plan for one
room only is cheaper to carry out than one for all: but the rooms that are not asked for cost next
to nothing, and planning costs more than the few records do. A kept plan is made for tables of any
size, so it may read none of them from end to end. What is done to many records is planned as ever.
"""

from importlib import import_module

from django.db import migrations

from publications.migrations._search_triggers import FUNCTIONS

FEW = 10  # what PostgreSQL takes the length of an array for that it does not know

BEFORE = import_module("publications.migrations.0027_neighbours").AFTER
SOUGHT = "SELECT FROM search_source s WHERE s.room = room_ AND s.record = e.record"
# Told which records it is about, a plan for all rooms finds them by their index.
AFTER = BEFORE.replace(SOUGHT, f"{SOUGHT} AND s.record = ANY (records_)")
ASKED = "PERFORM search_refresh(touched.room, touched.records, touched.texts);"
CHOSEN = f"""IF cardinality(touched.records) <= {FEW} THEN
            PERFORM search_refresh_few(touched.room, touched.records, touched.texts);
        ELSE
            {ASKED}
        END IF;"""


def callers(asked: str) -> str:
    """The functions of triggers that have entries made, and how they ask for it."""
    made = ""
    for name in ("search_follow", "search_catch_up"):
        begun = FUNCTIONS.index(f"CREATE FUNCTION {name}")
        ended = FUNCTIONS.index("END $$;", begun)
        made += f"{FUNCTIONS[begun:ended]}END $$;\n"
    return made.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(ASKED, asked)


FORWARD = f"""
{AFTER}
CREATE FUNCTION search_refresh_few(room_ text, records_ bigint[], texts_ boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
    PERFORM search_refresh(room_, records_, texts_);
END $$;
{callers(CHOSEN)}
"""
REVERSE = f"""
{callers(ASKED)}
DROP FUNCTION search_refresh_few;
{BEFORE}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0035_person_as_word"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
