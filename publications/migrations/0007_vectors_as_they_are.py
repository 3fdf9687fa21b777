"""Vectors of passages do not shrink by compression, so it is not tried when a text is written."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0006_search_words")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE publications_passage ALTER COLUMN search_vector SET STORAGE EXTERNAL",
            "ALTER TABLE publications_passage ALTER COLUMN search_vector SET STORAGE EXTENDED",
        )
    ]
