"""Topics: a short controlled list of subjects, and the words that tied each work to one."""

from django.db import models

from publications.models.base import Sourced, exactly_one
from publications.paths import path_of


class Topic(models.Model):
    """A subject of local government; the list and its words stand in ``topics.toml``."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("topic-detail", self.slug)


WORKS = ("publication", "event", "news_item", "project")


class TopicAssignment(Sourced):
    """A work and one of its topics; ``words`` are the words that pointed to it."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="assignments")
    publication = models.ForeignKey(
        "publications.Publication", models.CASCADE, null=True, blank=True, related_name="topics"
    )
    event = models.ForeignKey(
        "publications.Event", models.CASCADE, null=True, blank=True, related_name="topics"
    )
    news_item = models.ForeignKey(
        "publications.NewsItem", models.CASCADE, null=True, blank=True, related_name="topics"
    )
    project = models.ForeignKey(
        "publications.Project", models.CASCADE, null=True, blank=True, related_name="topics"
    )
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["topic", "pk"]
        constraints = [
            exactly_one("topic_of_one_work", *WORKS),
            models.UniqueConstraint(fields=["topic", "publication"], name="topic_once_publication"),
            models.UniqueConstraint(fields=["topic", "event"], name="topic_once_event"),
            models.UniqueConstraint(fields=["topic", "news_item"], name="topic_once_news_item"),
            models.UniqueConstraint(fields=["topic", "project"], name="topic_once_project"),
        ]

    def __str__(self) -> str:
        return str(self.topic)
