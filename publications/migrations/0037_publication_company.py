import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("publications", "0036_few_by_a_kept_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="along_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="company",
                to="publications.revision",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(
                    ("act__in", ["published", "restored"]), ("undone_by__isnull", False)
                ),
                fields=["record"],
                name="revision_unpublished",
            ),
        ),
    ]
