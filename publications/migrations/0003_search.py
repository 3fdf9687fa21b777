"""The tables of the search, and the configuration by which its texts are read."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

from publications.migrations import _search_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0002_models'),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION archive (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION archive
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION archive",
        ),
        migrations.RunSQL(
            [(_search_triggers.PLAIN, None)],
            "DROP FUNCTION archive_plain; DROP FUNCTION archive_shown",
        ),
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.IntegerField()),
                ('transaction', models.BigIntegerField(db_index=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('room', models.CharField(max_length=12)),
                ('record', models.BigIntegerField()),
                ('identifier', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=20)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=10)),
                ('sort_title', models.CharField(max_length=500)),
                ('date_earliest', models.DateField(null=True)),
                ('date_latest', models.DateField(null=True)),
                ('newest_key', models.BigIntegerField()),
                ('oldest_key', models.BigIntegerField()),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('organisations', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('projects', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('series', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='SearchPending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.CharField(max_length=12)),
                ('records', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('texts', models.BooleanField()),
            ],
            options={
                'verbose_name_plural': 'search pending',
            },
        ),
        migrations.AddField(
            model_name='footnote',
            name='search_vector',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='archive', weight='D'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='section',
            name='block_count',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('blocks'), function='jsonb_array_length'), output_field=models.IntegerField()),
        ),
        migrations.RemoveIndex(model_name='passage', name='passage_search'),
        migrations.RemoveField(model_name='passage', name='search_vector'),
        migrations.AddField(
            model_name='passage',
            name='search_vector',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='archive', weight='D'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='passage_search'),
        ),
        migrations.AddIndex(
            model_name='footnote',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='footnote_search'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['newest_key', 'sort_title', 'id'], name='entry_newest'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['oldest_key', 'sort_title', 'id'], name='entry_oldest'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['sort_title', 'id'], name='entry_title'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['room', 'sort_title'], name='entry_beginning', opclasses=['varchar_ops', 'varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='entry_vector'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='entry_words'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('room', 'record'), name='entry_of_record'),
        ),
        migrations.RunSQL(_search_triggers.FORWARD, _search_triggers.REVERSE),
    ]
