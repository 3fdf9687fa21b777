"""Names that the public may not see are not to be searched for in the works of their bearers."""

from django.db import migrations

from publications.migrations import _search_triggers


class Migration(migrations.Migration):
    dependencies = [("publications", "0004_desk")]
    operations = [
        migrations.RunSQL(
            [(_search_triggers.SOURCE, None), (_search_triggers.FIRST, None)],
            migrations.RunSQL.noop,
        ),
    ]
