"""People and organisations: what they did, how they were printed, with whom."""

from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse

from publications.choices import Role, Status
from publications.exports.negotiation import Negotiated, base_of, mixed_response
from publications.exports.record import records_of
from publications.facets import histogram_bars
from publications.filters.roles import MAKING, PUBLISHED_WORK, WRITING
from publications.models import (
    Author,
    Biography,
    Contribution,
    Event,
    NameVariant,
    NewsItem,
    Organisation,
    Project,
    Publication,
    Quotation,
)
from publications.views.addresses import absent
from publications.views.records import RecordView

MOST_WORKS = 30  # under one role; the rest is a list with filters
MOST_PEERS = 12

ROLE_HEADINGS = {
    Role.AUTHOR: "Wrote",
    Role.EDITOR: "Edited",
    Role.FOREWORD: "Wrote the foreword of",
    Role.INTRODUCTION: "Introduced",
    Role.SPEAKER: "Spoke",
    Role.HOST: "Hosted",
    Role.PUBLISHER: "Published",
    Role.PARTNER: "Was a partner in",
    Role.COMMISSIONER: "Commissioned",
    Role.SPONSOR: "Supported",
    Role.SUBJECT: "Is a subject of",
    Role.ACKNOWLEDGEMENTS: "Is named in the acknowledgements of",
    Role.INTERVIEWEE: "Was interviewed for",
    Role.QUOTED: "Is quoted in",
    Role.TESTIMONIAL: "Spoke for",
    Role.CONTACT: "Is the contact of",
    Role.AFFILIATION: "Is named as an affiliation in",
    Role.MENTIONED: "Is mentioned in",
}


class AgentView(Negotiated, RecordView):
    """What a person and an organisation have in common; ``agent`` is their foreign key."""

    agent = ""
    filter_name = ""

    def get(self, request, identifier, slug="", **place):
        if "format" in request.GET and slug:
            return self.works(request, identifier)
        return super().get(request, identifier, slug, **place)

    def works(self, request, identifier):
        """Everything that this person or body took part in, as a file of records."""
        record = self.records().filter(identifier=identifier).first()
        if record is None:
            return absent(request, self.model, identifier)
        base = base_of(request)
        querysets = [
            model.objects.published().filter(
                pk__in=model.objects.filter(**{f"contributions__{self.agent}": record}).values("pk")
            )
            for model in (Publication, NewsItem, Event, Project)
        ]
        works = (each for queryset in querysets for each in records_of(queryset, base))
        return mixed_response(works, request.GET["format"], str(record))

    def records(self):
        return self.model.objects.published()

    def context(self, record, **place):
        rows = list(
            Contribution.objects.filter(PUBLISHED_WORK, **{self.agent: record}).select_related(
                "publication", "publication__part_of", "event", "news_item", "project"
            )
        )
        years = Counter(
            year for work in _works(rows) if getattr(work, "date", None) for year in work.date.years
        )
        address = reverse("publication-list")
        return {
            "works": works_by_role(rows),
            "work_count": len(_works(rows)),
            "publication_count": len({each.publication_id for each in rows} - {None}),
            "names": _names(record, self.agent, rows),
            "offices": list(dict.fromkeys(each.affiliation for each in rows if each.affiliation)),
            "bars": histogram_bars(
                years,
                href=lambda year: (
                    f"{address}?{urlencode({self.filter_name: record.identifier, 'year': year})}"
                ),
            ),
            "filtered": f"{address}?{urlencode({self.filter_name: record.identifier})}",
            **self.own_context(record),
        }

    def own_context(self, record) -> dict:
        raise NotImplementedError


class AuthorView(AgentView):
    model = Author
    template_name = "publications/author_detail.html"
    room = "authors"
    agent = filter_name = "author"

    def own_context(self, record):
        return {
            "biographies": Biography.objects.filter(author=record)
            .filter(Q(publication=None) | Q(publication__status=Status.PUBLISHED))
            .select_related("publication", "source")
            .defer("source__text"),
            "quotations": Quotation.objects.filter(author=record)
            .filter(
                Q(publication__status=Status.PUBLISHED)
                | Q(news_item__status=Status.PUBLISHED)
                | Q(project__status=Status.PUBLISHED)
            )
            .select_related("publication", "news_item", "project"),
            "peers": _writers_of(
                Contribution.objects.filter(author=record, role__in=WRITING), but=record
            ),
        }


class OrganisationView(AgentView):
    model = Organisation
    template_name = "publications/organisation_detail.html"
    room = "organisations"
    agent = filter_name = "organisation"

    def own_context(self, record):
        return {
            "series": record.series.published(),
            "peers": _writers_of(
                Contribution.objects.filter(organisation=record, role__in=MAKING), but=None
            ),
        }


def _works(rows) -> list:
    return list({(type(each.work), each.work.pk): each.work for each in rows}.values())


def works_by_role(rows) -> list[tuple[str, list[Contribution], int]]:
    """``(heading, newest contributions, how many more)`` in the order of the roles."""
    groups: dict[str, dict] = {}
    for each in rows:
        groups.setdefault(each.role, {}).setdefault((type(each.work), each.work.pk), each)
    found = []
    for role in Role:
        if role in groups:
            newest = sorted(groups[role].values(), key=_newest_first)
            found.append((ROLE_HEADINGS[role], newest[:MOST_WORKS], len(newest[MOST_WORKS:])))
    return found


def _newest_first(contribution: Contribution) -> tuple:
    date = getattr(contribution.work, "date_earliest", None)
    return (-date.toordinal() if date else 0, str(contribution.work), contribution.pk)


def _names(record, agent: str, rows) -> list[str]:
    """Every form in which the name was printed, other than the heading of the page."""
    variants = NameVariant.objects.filter(**{agent: record}).values_list("printed", flat=True)
    printed = [*variants, *(each.printed for each in rows)]
    return sorted({name for name in printed if name and name != record.name})


def _writers_of(contributions, but) -> list[Author]:
    """The people who wrote in the same publications, with ``shared`` works: one query."""
    people = (
        Author.objects.published()
        .filter(
            contributions__role__in=WRITING,
            contributions__publication__status=Status.PUBLISHED,
            contributions__publication__in=contributions.exclude(publication=None).values(
                "publication"
            ),
        )
        .annotate(shared=Count(F("contributions__publication"), distinct=True))
        .order_by("-shared", "sort_name", "pk")
    )
    return list((people.exclude(pk=but.pk) if but else people)[:MOST_PEERS])
