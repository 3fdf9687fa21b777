"""Research projects: a timeline of what they brought out, the news of others kept apart."""

from itertools import groupby

from publications.choices import Gathering
from publications.exports.negotiation import Negotiated
from publications.filters.roles import PUBLISHED_ENTRY
from publications.models import Footnote, Project, Topic
from publications.reading import short_text
from publications.searching.marks import marked_text
from publications.views.records import RecordView, credits_by_role

# What a project has lists of, by the column of its entries.
LISTS = (
    ("publication_id", "publication-list", "Its publications"),
    ("news_item_id", "news-list", "Its news"),
    ("event_id", "event-list", "Its events"),
)


class ProjectView(Negotiated, RecordView):
    model = Project
    template_name = "publications/project_detail.html"
    room = "projects"

    def records(self):
        return Project.objects.published().credited()

    def context(self, record, **place):
        entries = list(
            record.entries.filter(PUBLISHED_ENTRY).select_related(
                "publication__part_of", "publication__series", "event", "news_item"
            )
        )
        outputs = [each for each in entries if each.gathering == Gathering.OUTPUT]
        related = [each for each in entries if each.gathering == Gathering.RELATED]
        return {
            "text": marked_text(
                short_text(record.sections.all(), Footnote.objects.filter(project=record)),
                self.request.GET,
            ),
            "timeline": by_year(outputs),
            "related_timeline": by_year(related),
            "output_count": len(outputs),
            "related_count": len(related),
            "lists": [
                (url_name, words)
                for column, url_name, words in LISTS
                if any(getattr(each, column) for each in entries)
            ],
            "testimonials": record.quotations.select_related("author"),
            "topics": Topic.objects.filter(assignments__project=record),
            "credits": credits_by_role(record.contributions.all()),
        }


def by_year(entries) -> list[tuple[str, list]]:
    """Entries under their year, newest first, undated ones last; each work once."""
    works = {type(each.work)._meta.label + str(each.work.pk): each for each in entries}
    dated = sorted(
        works.values(),
        key=lambda each: (
            -(each.work.date_earliest.toordinal() if each.work.date_earliest else 0),
            each.position,
        ),
    )
    return [
        (year, list(group))
        for year, group in groupby(dated, key=lambda each: str(each.work.year or "Undated"))
    ]
