"""Vectors of passages lie in their rows, two rows a page, and their texts beside them.

A phrase is looked for in every passage that has its words, so each of these vectors was fetched
from beside its row. Rows that are there already move when they are written next, or all at once
with VACUUM FULL.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0019_plain_fast")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE publications_passage ALTER COLUMN search_vector SET STORAGE MAIN;
            ALTER TABLE publications_passage SET (toast_tuple_target = 4080);
            """,
            """
            ALTER TABLE publications_passage ALTER COLUMN search_vector SET STORAGE EXTERNAL;
            ALTER TABLE publications_passage RESET (toast_tuple_target);
            """,
        )
    ]
