"""Which contributions count: who made a work, who took part in it, and which the public sees."""

from __future__ import annotations

from django.db.models import Q

from publications.choices import WRITING, Role, Status

# Who made a work, as against who is quoted, thanked or written about in it.
MAKING = (*WRITING, Role.PUBLISHER, Role.PARTNER, Role.COMMISSIONER, Role.SPONSOR, Role.HOST)
TAKING_PART = (*MAKING, Role.SUBJECT, Role.QUOTED, Role.TESTIMONIAL)

# A contribution to a work that the public may see.
PUBLISHED_WORK = (
    Q(publication__status=Status.PUBLISHED)
    | Q(event__status=Status.PUBLISHED)
    | Q(news_item__status=Status.PUBLISHED)
    | Q(project__status=Status.PUBLISHED)
)
# An entry of a project's page whose work the public may see.
PUBLISHED_ENTRY = (
    Q(publication__status=Status.PUBLISHED)
    | Q(event__status=Status.PUBLISHED)
    | Q(news_item__status=Status.PUBLISHED)
)
