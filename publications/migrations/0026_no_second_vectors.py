"""Records have one vector, that of their entry: it serves every search, list and file."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0025_title_words'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='event_search',
        ),
        migrations.RemoveIndex(
            model_name='newsitem',
            name='news_search',
        ),
        migrations.RemoveIndex(
            model_name='project',
            name='project_search',
        ),
        migrations.RemoveIndex(
            model_name='publication',
            name='publication_search',
        ),
        migrations.RemoveField(
            model_name='event',
            name='search_vector',
        ),
        migrations.RemoveField(
            model_name='newsitem',
            name='search_vector',
        ),
        migrations.RemoveField(
            model_name='project',
            name='search_vector',
        ),
        migrations.RemoveField(
            model_name='publication',
            name='search_vector',
        ),
    ]
