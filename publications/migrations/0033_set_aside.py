"""An upload that nobody wants to read or take can be put away."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0032_last_page'),
    ]

    operations = [
        migrations.AlterField(
            model_name='upload',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('reading', 'Being read'), ('checked', 'Waits for your word'), ('read', 'Read'), ('known', 'In the archive already'), ('failed', 'Could not be read'), ('aside', 'Set aside')], default='waiting', max_length=10),
        ),
    ]
