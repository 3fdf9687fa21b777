"""Words beside printed quotation marks, dashes and the like are words of the search as well."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from publications.migrations import _search_triggers

VECTOR = models.GeneratedField(
    db_persist=True,
    expression=django.contrib.postgres.search.SearchVector(
        models.Func(
            models.F("text"), function="archive_plain", output_field=models.TextField()
        ),
        config="archive",
        weight="D",
    ),
    output_field=django.contrib.postgres.search.SearchVectorField(),
)
EVERYTHING = _search_triggers.FIRST.replace("false", "true")


def made_anew(model: str) -> list:
    """A generated column cannot be altered: it is dropped and added with its index."""
    index = django.contrib.postgres.indexes.GinIndex(
        fields=["search_vector"], name=f"{model}_search"
    )
    return [
        migrations.RemoveIndex(model, f"{model}_search"),
        migrations.RemoveField(model, "search_vector"),
        migrations.AddField(model, "search_vector", VECTOR.clone()),
        migrations.AddIndex(model, index),
    ]


class Migration(migrations.Migration):
    dependencies = [("publications", "0008_split")]
    operations = [
        migrations.RunSQL([(_search_triggers.PLAIN, None)], migrations.RunSQL.noop),
        *made_anew("passage"),
        *made_anew("footnote"),
        # Vectors do not shrink by compression, so it is not tried (0007).
        migrations.RunSQL(
            "ALTER TABLE publications_passage ALTER COLUMN search_vector SET STORAGE EXTERNAL",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            [(_search_triggers.SOURCE, None), (EVERYTHING, None)], migrations.RunSQL.noop
        ),
    ]
