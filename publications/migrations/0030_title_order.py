"""The order of titles, read from its index alone: of published entries and no others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0029_word_sets'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='searchentry',
            name='entry_title',
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['sort_title', 'id'], name='entry_title'),
        ),
    ]
