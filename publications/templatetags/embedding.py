"""Tags that put a record's metadata, citations and downloads into its page."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from publications.exports import embedding
from publications.exports.citations import citations
from publications.exports.formats import formats_for, formats_for_type
from publications.exports.negotiation import MIXED
from publications.exports.record import described, glimpse_of
from publications.models.base import Record as Model

register = template.Library()


@register.inclusion_tag("exports/_head.html", takes_context=True)
def record_head(context: template.Context, instance: Model) -> dict:
    """All that the ``<head>`` of a record's page says to machines."""
    record = described(instance, _base(context))
    return {
        "record": record,
        "meta_tags": embedding.meta_tags(record),
        "property_tags": embedding.open_graph(record),
        "alternates": [
            {"href": record.file_address(each.extension), "format": each}
            for each in formats_for(record)
        ],
        "linkset": {"href": embedding.linkset_address(record), "type": embedding.LINKSET_TYPE},
        # Made by a JSON encoder, with <, > and & as JSON escapes.
        "json_ld": mark_safe(embedding.script_json(record)),  # noqa: S308
    }


@register.simple_tag(takes_context=True)
def coins(context: template.Context, instance: Model) -> SafeString:
    """An empty element that reference managers read, for an entry of a list; asks no query."""
    title = embedding.coins(glimpse_of(instance, _base(context)))
    return format_html('<span class="Z3988" title="{}"></span>', title)


@register.inclusion_tag("exports/_cite.html", takes_context=True)
def cite(context: template.Context, instance: Model) -> dict:
    """The ready citations of a record, with today as the day that it was read."""
    record = described(instance, _base(context))
    found = citations(record, timezone.localdate())
    # The citation escaped every text it was made of; its only tags are <i>.
    return {"citations": [(each, mark_safe(each.html)) for each in found]}  # noqa: S308


@register.inclusion_tag("exports/_downloads.html", takes_context=True)
def downloads(context: template.Context, instance: Model) -> dict:
    """Links to a record in every format that suits it."""
    record = described(instance, _base(context))
    links = [
        {"href": record.file_address(each.extension), "format": each}
        for each in formats_for(record)
    ]
    return {"title": "In other formats", "links": links}


@register.inclusion_tag("exports/_downloads.html", takes_context=True)
def list_downloads(
    context: template.Context,
    room: str,
    feed: str = "",
    title: str = "The whole list in other formats",
) -> dict:
    """Links to the whole of a filtered list, named by its room ("publications"), in each format.

    A room that lists several kinds ("search", the works of a person) offers the formats of works.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    links = []
    rooms = {folder: type_ for type_, (_, folder) in embedding.LISTS.items()}
    type_ = rooms.get(room, MIXED)
    for each in formats_for_type(type_):
        query["format"] = each.extension
        links.append({"href": f"?{query.urlencode()}", "format": each})
    return {"title": title, "links": links, "feed": feed}


def _base(context: template.Context) -> str:
    request = context["request"]
    return f"{request.scheme}://{request.get_host()}"
