"""Trigrams of frequent words only, so that a large archive is asked as fast as a small one."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0017_truncate'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='searchtextword',
            name='text_word_near',
        ),
        migrations.AddField(
            model_name='searchtextword',
            name='frequent',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='searchtextword',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('frequent', True)), fields=['word'], name='text_word_near', opclasses=['gin_trgm_ops']),
        ),
    ]
