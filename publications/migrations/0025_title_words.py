"""Words of titles and names by an index of their own, which does not look at the vectors."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0024_contributions_are_logged'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('vector'), models.Value('{a}'), function='ts_filter'), name='entry_title_words'),
        ),
    ]
