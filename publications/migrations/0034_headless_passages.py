"""The first passage of an essay begins with its text: its title is no paragraph of it.

A hit in that passage led to the paragraph after the one that had the words.
"""

from django.db import migrations

# Without such a passage nothing is said to be written, so that no catalogue is read anew.
STRIP = """
DO $$ BEGIN
CREATE TEMPORARY TABLE headed ON COMMIT DROP AS
SELECT p.id, substr(p.text, length(w.title) + 3) AS text
FROM publications_passage p JOIN publications_section s ON s.id = p.section_id
JOIN publications_publication w ON w.id = s.publication_id
WHERE p.position = 0 AND s.title = '' AND w.part_of_id IS NOT NULL
    AND starts_with(p.text, w.title || E'\\n\\n')
    AND btrim(s.blocks -> 0 -> 'runs' -> 0 ->> 0) <> w.title;
IF EXISTS (SELECT FROM headed) THEN
    UPDATE publications_passage p SET text = headed.text FROM headed WHERE headed.id = p.id;
END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0033_set_aside"),
    ]

    operations = [
        migrations.RunSQL(STRIP, migrations.RunSQL.noop),
    ]
