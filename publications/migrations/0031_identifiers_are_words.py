"""A work is found by the ISBN and whatever else is printed to identify it, in a series or not.

What a work without a series has was joined to nothing, which took it away.
"""

from django.db import migrations

from publications.migrations._search_triggers import SOURCE

ANEW = """
SELECT search_refresh('publication', array_agg(DISTINCT publication_id), false)
FROM publications_publishedidentifier HAVING count(*) > 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0030_title_order"),
    ]

    operations = [
        migrations.RunSQL([(SOURCE, None), (ANEW, None)], migrations.RunSQL.noop),
    ]
