"""Publications and series: the record, its cover, its citation."""

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from publications.choices import Status
from publications.covers import cover_svg
from publications.desk.originals import original_of
from publications.exports.negotiation import Negotiated, base_of
from publications.exports.record import described
from publications.filters.roles import MAKING
from publications.models import Publication, Series, Source
from publications.reading import contents_of
from publications.views.addresses import absent
from publications.views.records import RecordView, credits_by_role
from publications.views.related import related_to


class PublicationView(Negotiated, RecordView):
    model = Publication
    template_name = "publications/publication_detail.html"
    room = "publications"

    def records(self):
        return (
            Publication.objects.published()
            .credited()
            .select_related("part_of__series", "series__organisation")
            .annotate(pdf=original_pdf())
        )

    def context(self, record, **place):
        collection = collection_context(record)
        described(record, base_of(self.request))  # fetches what the page prints, too
        contents = contents_of(record.sections.all())
        return {
            "contents": [entry for entry in contents if not entry.boxed],
            "credits": credits_by_role(record.contributions.all()),
            "identifiers": record.identifiers.all(),
            "files": record.files.all(),
            "related": related_to(record, "publication"),
            "pdf": with_file(record.pdf),
            **collection,
        }


def collection_context(record: Publication) -> dict:
    """The essays of a collection; or an essay's collection and the essays before and after it."""
    collection = record.part_of
    if collection is None or not collection.is_published:
        parts = Publication.objects.published().credited().order_by("position", "pk")
        prefetch_related_objects([record], Prefetch("parts", parts))
        return {"parts": record.parts.all(), "collection": None}
    siblings = list(
        Publication.objects.published().filter(part_of=collection).order_by("position", "pk")
    )
    place = siblings.index(record)
    return {
        "parts": [],
        "collection": collection,
        "place": place + 1,
        "siblings": siblings,
        "previous": siblings[place - 1] if place else None,
        "next": siblings[place + 1] if place + 1 < len(siblings) else None,
    }


def original_pdf() -> Subquery:
    """The published PDF that a publication was read from, as an object; for an annotation."""
    sources = Source.objects.published().filter(
        main_record=OuterRef("identifier"), media_type="application/pdf"
    )
    return Subquery(
        sources.order_by("pk").values(
            pdf=JSONObject(
                identifier="identifier",
                slug="slug",
                path="path",
                size="size",
                by_ocr=ExpressionWrapper(
                    Q(warnings__contains=[{"code": "read_by_ocr"}]), BooleanField()
                ),
            )
        )[:1]
    )


def with_file(pdf: dict | None) -> dict | None:
    """The same, where the archive still keeps the file."""
    return pdf if pdf and original_of(Source(path=pdf["path"], size=pdf["size"])) else None


def cover(request, identifier):
    """The cover of a publication; any cache may keep it for a day.

    It is the first page where the source is a PDF that is kept, else drawn from its own words.
    """
    works = Publication.objects.published().select_related("series", "part_of")
    record = works.annotate(pdf=original_pdf()).filter(identifier=identifier).first()
    if record is None:
        return absent(request, Publication, identifier)
    if pdf := with_file(record.pdf):
        return redirect("source-first-page", pdf["identifier"], pdf["slug"] or "-")
    # An essay looks like the collection that it stands in.
    whole = record.part_of if record.part_of and record.part_of.is_published else record
    makers = [each.organisation.name for each in _makers(whole)]
    family = record.series.title if record.series else makers[0] if makers else record.kind
    svg = cover_svg(
        title=record.title,
        organisation=makers[0] if makers else "",
        year=str(record.date) if record.date else "",
        kind=record.get_kind_display(),
        family=family,
    )
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _makers(record: Publication):
    return record.contributions.filter(
        organisation__status=Status.PUBLISHED, role__in=MAKING
    ).select_related("organisation")


class SeriesView(Negotiated, RecordView):
    model = Series
    template_name = "publications/series_detail.html"
    room = "publications"

    def records(self):
        return Series.objects.published().select_related("organisation")

    def context(self, record, **place):
        works = (
            Publication.objects.published()
            .credited()
            .filter(series=record)
            .select_related("part_of", "series")
        )
        return {
            "works": sorted(works, key=lambda work: _numbered(work.series_number), reverse=True),
            "filtered": f"{reverse('publication-list')}?series={record.identifier}",
        }


def _numbered(number: str) -> tuple[int, str]:
    """A series number for sorting: 2 before 11; works without a number come last."""
    digits = "".join(c for c in number if c.isdigit())
    return (int(digits) if digits else -1, number)
