"""Which entries have a common word, kept as sets; they are read as the neighbours are."""

from django.db import migrations, models

# Words that have numbers already have no sets yet: what is noted is not believed.
NOTED = """
INSERT INTO publications_searchunpaired (entry)
SELECT id FROM publications_searchentry WHERE EXISTS (SELECT FROM publications_searchcommon)
ORDER BY id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0028_slashes_part_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchSet',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('text', models.BinaryField()),
                ('record', models.BinaryField()),
                ('title', models.BinaryField()),
            ],
            options={
                'verbose_name_plural': 'search sets',
            },
        ),
        migrations.AddField(
            model_name='searchcommon',
            name='paired',
            field=models.BooleanField(default=True),
        ),
        migrations.RunSQL([(NOTED, None)], migrations.RunSQL.noop),
    ]
