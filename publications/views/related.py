"""What a record is related to, and why: projects, topics, launches, neighbours. One query."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from publications.filters.roles import WRITING
from publications.models import Event, NewsItem, Project, Publication, Topic
from publications.partial_dates import PartialDate

MOST = 5  # of one reason


@dataclass(frozen=True, slots=True)
class Related:
    why: str
    label: str
    address: str
    when: str


def related_to(record, work: str) -> dict[str, list[Related]]:
    """Related records of a publication, event or news item under the reason, best first.

    ``work`` is the name of the record's foreign key in contributions and topics.
    """
    parts = [
        _rows("projects", Project.objects.published().filter(**{f"entries__{work}": record})),
        Topic.objects.filter(**{f"assignments__{work}": record})
        .order_by()
        .values_list(
            *_constants("topics", "topic-detail"),
            Cast("slug", TextField()),
            Cast("slug", TextField()),
            Cast("name", TextField()),
            Value("", TextField()),
            Value(0),
        ),
    ]
    if work == "publication":
        parts.append(_rows("launches", Event.objects.published().filter(launched=record)))
        if record.series_id:
            same = Publication.objects.published().filter(series=record.series_id)
            parts.append(_rows("In the same series", same.exclude(pk=record.pk).newest()[:MOST]))
    people = [
        each.author_id
        for each in record.contributions.all()
        if each.author_id and (work != "publication" or each.role in WRITING)
    ]
    if people:
        # Through a list of keys: a join would give a work once for each of its writers.
        theirs = Publication.objects.published().filter(
            pk__in=Publication.objects.filter(
                contributions__author__in=people, contributions__role__in=WRITING
            ).values("pk")
        )
        theirs = theirs.exclude(pk=record.pk) if work == "publication" else theirs
        parts.append(_rows("By the same people", theirs.newest()[:MOST]))
    for why, model, name in SAME_TOPICS:
        near = (
            model.objects.published()
            .filter(topics__topic__assignments__in=record.topics.all())
            .annotate(shared=Count("topics__topic", distinct=True))
            .order_by("-shared", F("date_earliest").desc(nulls_last=True), "pk")
        )
        near = near.exclude(pk=record.pk) if name == work else near
        parts.append(_rows(why, near[:MOST], weight="shared"))
    found: dict[str, list[Related]] = {}
    shown = Counter()
    for why, url_name, identifier, slug, label, edtf, _weight in sorted(
        parts[0].union(*parts[1:], all=True), key=lambda row: -row[6]
    ):
        args = [identifier] if url_name == "topic-detail" else [identifier, slug or "-"]
        address = reverse(url_name, args=args)
        if shown[address] and why in REASONS_BY_TOPIC:
            continue  # said once, with the closer reason
        shown[address] += 1
        when = str(PartialDate(edtf)) if edtf else ""
        found.setdefault(why, []).append(Related(why, label, address, when))
    return found


SAME_TOPICS = (
    ("Publications on the same topics", Publication, "publication"),
    ("News on the same topics", NewsItem, "news_item"),
    ("Events on the same topics", Event, "event"),
)
REASONS_BY_TOPIC = {why for why, _, _ in SAME_TOPICS}


def _constants(why: str, url_name: str):
    return Value(why, TextField()), Value(url_name, TextField())


def _rows(why: str, queryset, weight: str = ""):
    model = queryset.model
    if not queryset.query.is_sliced:
        queryset = queryset.order_by()
    return queryset.values_list(
        *_constants(why, model.url_name),
        Cast("identifier", TextField()),
        Cast("slug", TextField()),
        Cast("title", TextField()),
        Cast("date_edtf", TextField()) if model is not Project else Value("", TextField()),
        F(weight) if weight else Value(0),
    )
