"""The first passage of an essay begins with its text: its title is no paragraph of it.

A hit in that passage led to the paragraph after the one that had the words.
"""

from django.db import migrations

STRIP = """
UPDATE publications_passage p SET text = substr(p.text, length(w.title) + 3)
FROM publications_section s JOIN publications_publication w ON w.id = s.publication_id
WHERE s.id = p.section_id AND p.position = 0 AND s.title = '' AND w.part_of_id IS NOT NULL
    AND starts_with(p.text, w.title || E'\\n\\n')
    AND btrim(s.blocks -> 0 -> 'runs' -> 0 ->> 0) <> w.title
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0033_set_aside"),
    ]

    operations = [
        migrations.RunSQL(STRIP, migrations.RunSQL.noop),
    ]
