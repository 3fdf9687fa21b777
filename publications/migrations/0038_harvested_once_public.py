from django.db import migrations, models

HARVESTED = {
    "author": "author_harvest",
    "event": "event_harvest",
    "newsitem": "news_harvest",
    "organisation": "organisation_harvest",
    "project": "project_harvest",
    "publication": "publication_harvest",
}


class Migration(migrations.Migration):
    """What is in review was never public, so no harvester is told of it."""

    dependencies = [
        ("publications", "0037_publication_company"),
    ]

    operations = [
        operation
        for model, name in HARVESTED.items()
        for operation in (
            migrations.RemoveIndex(model_name=model, name=name),
            migrations.AddIndex(
                model_name=model,
                index=models.Index(
                    condition=~models.Q(status__in=["draft", "in_review"]),
                    fields=["updated_at", "identifier"],
                    name=name,
                ),
            ),
        )
    ]
