"""Publications and series: the record, its cover, its citation."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from publications.choices import Status
from publications.covers import cover_svg
from publications.databases import reading_cursor
from publications.desk.originals import original_of
from publications.exports.negotiation import Negotiated
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
        return Publication.objects.published().placed().detailed()

    def context(self, record, **place):
        collection = collection_context(record, bool(record.parts.all()))
        contents = contents_of(record)
        return {
            "contents": [entry for entry in contents if not entry.boxed],
            "credits": credits_by_role(record.contributions.all()),
            "identifiers": record.identifiers.all(),
            "files": record.files.all(),
            "related": related_to(record, "publication"),
            "pdf": original_pdf(record.identifier),
            **collection,
        }


def collection_context(record: Publication, has_parts: bool = True) -> dict:
    """The essays of a collection; or an essay's collection and the essays before and after it."""
    collection = record.part_of
    if collection is None or not collection.is_published:
        if not has_parts:
            return {"parts": [], "collection": None}
        essays = Publication.objects.published().credited().filter(part_of=record)
        return {"parts": list(essays.order_by("position", "pk")), "collection": None}
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


# The published PDF that a publication was read from.
PDF = """
    SELECT identifier, slug, path, size, sha256, warnings @> '[{"code": "read_by_ocr"}]'
    FROM publications_source
    WHERE status = 'published' AND main_record = %s AND media_type = 'application/pdf'
    ORDER BY id LIMIT 1
"""


def original_pdf(identifier: str) -> dict | None:
    """The PDF that a publication was read from, where the archive still keeps the file."""
    with reading_cursor() as cursor:
        cursor.execute(PDF, [identifier])
        row = cursor.fetchone()
    if row is None:
        return None
    pdf = dict(zip(("identifier", "slug", "path", "size", "sha256", "by_ocr"), row, strict=True))
    source = Source(path=pdf["path"], size=pdf["size"], sha256=pdf["sha256"])
    return pdf if original_of(source) else None


def cover(request, identifier):
    """The cover of a publication; any cache may keep it for a day.

    It is the first page where the source is a PDF that is kept, else drawn from its own words.
    """
    works = Publication.objects.published().select_related("series", "part_of")
    record = works.filter(identifier=identifier).first()
    if record is None:
        return absent(request, Publication, identifier)
    if pdf := original_pdf(identifier):
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
        works = Publication.objects.published().credited().placed().filter(series=record)
        return {
            "works": sorted(works, key=lambda work: _numbered(work.series_number), reverse=True),
            "filtered": f"{reverse('publication-list')}?series={record.identifier}",
        }


def _numbered(number: str) -> tuple[int, str]:
    """A series number for sorting: 2 before 11; works without a number come last."""
    digits = "".join(c for c in number if c.isdigit())
    return (int(digits) if digits else -1, number)
