"""A slash parts words: ``IPPR/PWC`` is two, and so is ``2010/11``.

PostgreSQL's parser takes what has a slash within for the path of a file, and what has a dot before
it for an address, each of them one word. A slash is therefore read as a control character, one for
one as signs of print are (0009, 0019), but for those of ``https://`` and of tags. A host stays one
word; what follows it are words of their own. Only what has a slash is written anew.
"""

from importlib import import_module

from django.db import migrations

_fast = import_module("publications.migrations.0019_plain_fast")

SLASH = "E'\\x7f'"
KEPT = (("://", "E':\\x7f\\x7f'"), ("</", "E'<\\x7f'"), ("/>", "E'\\x7f>'"))

parted = f"replace(read, '/', {SLASH})"
for written, replaced in KEPT:
    parted = f"replace({parted}, {replaced}, '{written}')"

# A text that is ASCII and has no slash is left as it is, by two looks at it.
AFTER = f"""
CREATE OR REPLACE FUNCTION archive_unsigned(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    read text := $1;
BEGIN
    IF length(read) <> octet_length(read) THEN
        read := {_fast.read(_fast.COMMON, "read")};
        IF read COLLATE "C" ~ '[{_fast.RARE}]' THEN
            read := {_fast.read(_fast.RARE, "read")};
        END IF;
    END IF;
    IF strpos(read, '/') > 0 THEN
        read := {parted};
    END IF;
    RETURN read;
END $$;
CREATE OR REPLACE FUNCTION archive_signed(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN replace({_fast.shown("$1")}, {SLASH}, '/');
END $$;
CREATE OR REPLACE FUNCTION archive_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length($1) = octet_length($1) AND strpos($1, '/') = 0 THEN $1
        ELSE archive_unsigned($1) END
$$;
CREATE OR REPLACE FUNCTION archive_shown(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $1 COLLATE "C" ~ E'[\\x01-\\x08\\x0e-\\x1f\\x7f]' THEN archive_signed($1)
        ELSE $1 END
$$;
"""
BEFORE = _fast.FORWARD.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

WORKS = (
    ("publication", "publication", "publication_id", ("title", "subtitle", "summary", "series_number")),
    ("news", "newsitem", "news_item_id", ("title", "summary")),
    ("event", "event", "event_id", ("title", "summary", "venue")),
    ("project", "project", "project_id", ("title", "summary")),
)
AGENTS = (("author", ("name",)), ("organisation", ("name", "abbreviation")))


def slashed(table: str, *columns: str) -> str:
    return "(" + " OR ".join(f"strpos({table}.{column}, '/') > 0" for column in columns) + ")"


def records() -> str:
    """The records whose own vector is made of anything that has a slash."""
    parts = []
    for room, table, column, fields in WORKS:
        parts += [
            f"SELECT '{room}' AS room, w.id AS record FROM publications_{table} w "
            f"WHERE {slashed('w', *fields)}",
            f"SELECT '{room}', c.{column} FROM publications_contribution c "
            "LEFT JOIN publications_author a ON a.id = c.author_id "
            "LEFT JOIN publications_organisation o ON o.id = c.organisation_id "
            f"WHERE {slashed('a', 'name')} OR {slashed('o', 'name', 'abbreviation')}",
        ]
        if room != "event":
            parts.append(
                f"SELECT '{room}', s.{column} FROM publications_section s "
                f"WHERE {slashed('s', 'title')}"
            )
    parts += [
        f"SELECT '{room}', w.id FROM publications_{room} w WHERE {slashed('w', *fields)}"
        for room, fields in AGENTS
    ]
    parts += [
        f"SELECT '{room}', v.{room}_id FROM publications_namevariant v "
        f"WHERE {slashed('v', 'printed')}"
        for room, _ in AGENTS
    ]
    parts += [
        f"SELECT 'author', b.author_id FROM publications_biography b WHERE {slashed('b', 'text')}",
        "SELECT 'publication', i.publication_id FROM publications_publishedidentifier i "
        f"WHERE {slashed('i', 'value', 'printed')}",
        "SELECT 'publication', w.id FROM publications_publication w "
        f"JOIN publications_series s ON s.id = w.series_id WHERE {slashed('s', 'title')}",
    ]
    return " UNION ".join(parts)


# A vector is generated of its text, and by the triggers its entry follows with all notes.
ANEW = f"""
DO $$ BEGIN
    -- Without a row an update would be logged all the same.
    IF EXISTS (SELECT FROM publications_passage WHERE strpos(text, '/') > 0) THEN
        UPDATE publications_passage SET text = text WHERE strpos(text, '/') > 0;
    END IF;
    IF EXISTS (SELECT FROM publications_footnote WHERE strpos(text, '/') > 0) THEN
        UPDATE publications_footnote SET text = text WHERE strpos(text, '/') > 0;
    END IF;
END $$;
SELECT search_refresh(room, array_agg(record), false)
FROM ({records()}) AS slashed WHERE record IS NOT NULL GROUP BY room;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0027_neighbours"),
    ]

    operations = [migrations.RunSQL([(AFTER, None), (ANEW, None)], [(BEFORE, None), (ANEW, None)])]
