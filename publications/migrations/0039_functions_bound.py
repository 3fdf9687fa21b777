from django.db import migrations

# A body that is SQL and no string is read when it is made: it holds what it calls, and not a name.
BOUND = r"""
CREATE OR REPLACE FUNCTION archive_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN length($1) = octet_length($1) AND strpos($1, '/') = 0 THEN $1
        ELSE archive_unsigned($1) END;
CREATE OR REPLACE FUNCTION archive_shown(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN $1 COLLATE "C" ~ E'[\x01-\x08\x0e-\x1f\x7f]' THEN archive_signed($1)
        ELSE $1 END;
"""
BY_NAME = r"""
CREATE OR REPLACE FUNCTION archive_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length($1) = octet_length($1) AND strpos($1, '/') = 0 THEN $1
        ELSE archive_unsigned($1) END
$$;
CREATE OR REPLACE FUNCTION archive_shown(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $1 COLLATE "C" ~ E'[\x01-\x08\x0e-\x1f\x7f]' THEN archive_signed($1)
        ELSE $1 END
$$;
"""


class Migration(migrations.Migration):
    """A dump can be restored: ``pg_restore`` makes the vectors of texts while it finds no name.

    Nothing that was made by these functions changes.
    """

    dependencies = [("publications", "0038_harvested_once_public")]

    operations = [migrations.RunSQL(BOUND, BY_NAME)]
