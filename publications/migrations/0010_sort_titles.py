"""Titles are sorted without their first article only, not without one inside a word."""

import re

from django.db import migrations

from publications.search import folded

TITLED = ("Publication", "NewsItem", "Event", "Project")
AT_ONCE = 1000


def sort_form(title, length):
    return re.sub(r"^(?:the|a|an) (?=\w)", "", folded(title))[:length]


def sort_anew(apps, schema_editor):
    for model in TITLED:
        _sort_anew(apps.get_model("publications", model), "title", "sort_title", 500)
    organisations = apps.get_model("publications", "Organisation")
    _sort_anew(organisations, "name", "sort_name", 300)


def _sort_anew(model, said, sorted_by, length):
    wrong = []
    for record in model.objects.only("pk", said, sorted_by).order_by("pk").iterator(AT_ONCE):
        right = sort_form(getattr(record, said), length)
        if getattr(record, sorted_by) != right:
            setattr(record, sorted_by, right)
            wrong.append(record)
    model.objects.bulk_update(wrong, [sorted_by], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("publications", "0009_search_print")]
    operations = [migrations.RunPython(sort_anew, migrations.RunPython.noop)]
