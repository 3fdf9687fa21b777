"""Signs of print are read as before, in a hundredth of the time where a text has none.

``translate`` compares every character with every sign, which took more time than reading the words
did. The results are the same, so vectors and indexes stay as they are.
"""

from django.db import migrations

from publications.migrations._search_triggers import _SIGNS, PLAIN

COMMON = "“”‘’–…•£\u00a0"
RARE = "".join(sign for sign in _SIGNS if sign not in COMMON)
_CODES = (*range(1, 9), *range(14, 32))
_CONTROL = {sign: f"E'\\x{code:02x}'" for sign, code in zip(_SIGNS, _CODES, strict=True)}


def read(signs: str, text: str) -> str:
    for sign in signs:
        text = f"replace({text}, '{sign}', {_CONTROL[sign]})"
    return text


def shown(text: str) -> str:
    for sign in _SIGNS:
        text = f"replace({text}, {_CONTROL[sign]}, '{sign}')"
    return text


FORWARD = f"""
-- Not in SQL: it would be copied into each statement that makes entries, and be planned with it.
CREATE FUNCTION archive_unsigned(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF $1 COLLATE "C" ~ '[{RARE}]' THEN
        RETURN {read(RARE, read(COMMON, "$1"))};
    END IF;
    RETURN {read(COMMON, "$1")};
END $$;
CREATE FUNCTION archive_signed(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN {shown("$1")};
END $$;

-- No sign is ASCII, and what a sign is read as is a control character.
CREATE OR REPLACE FUNCTION archive_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length($1) = octet_length($1) THEN $1 ELSE archive_unsigned($1) END
$$;
CREATE OR REPLACE FUNCTION archive_shown(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $1 COLLATE "C" ~ E'[\\x01-\\x08\\x0e-\\x1f]' THEN archive_signed($1) ELSE $1 END
$$;
"""
REVERSE = f"{PLAIN} DROP FUNCTION archive_unsigned; DROP FUNCTION archive_signed;"


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0018_frequent_words"),
    ]

    operations = [migrations.RunSQL([(FORWARD, None)], [(REVERSE, None)])]
