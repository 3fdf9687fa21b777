"""Events explain abbreviations too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0021_log_of_writing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='abbreviationuse',
            name='abbreviation_of_one_work',
        ),
        migrations.AddField(
            model_name='abbreviationuse',
            name='event',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='abbreviations', to='publications.event'),
        ),
        migrations.AddConstraint(
            model_name='abbreviationuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', True), ('news_item__isnull', True), ('project__isnull', True), ('publication__isnull', False)), models.Q(('event__isnull', True), ('news_item__isnull', False), ('project__isnull', True), ('publication__isnull', True)), models.Q(('event__isnull', True), ('news_item__isnull', True), ('project__isnull', False), ('publication__isnull', True)), models.Q(('event__isnull', False), ('news_item__isnull', True), ('project__isnull', True), ('publication__isnull', True)), _connector='OR'), name='abbreviation_of_one_work', violation_error_message='Give exactly one of these: publication, news_item, project, event.'),
        ),
        migrations.AddConstraint(
            model_name='abbreviationuse',
            constraint=models.UniqueConstraint(fields=('abbreviation', 'event'), name='abbreviation_once_event'),
        ),
    ]
