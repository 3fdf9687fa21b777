"""What puts a record's metadata, citations and downloads into its page."""

from __future__ import annotations

from django.http import QueryDict
from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from publications.exports import embedding
from publications.exports.citations import Citation, citations
from publications.exports.formats import Format, formats_for, formats_for_type
from publications.exports.negotiation import MIXED
from publications.exports.record import described, glimpse_of
from publications.models.base import Record as Model
from publications.searching.shelf import notes

MOST_NOTED = 5000  # entries of lists whose metadata are made once, until anything is written


@pass_context
def said_to_machines(context: Context, instance: Model) -> dict:
    """All that the ``<head>`` of a record's page says to machines."""
    record = described(instance, _base(context))
    return {
        "meta_tags": embedding.meta_tags(record),
        "property_tags": embedding.open_graph(record),
        "alternates": files_of(context, instance),
        "linkset": embedding.linkset_address(record),
        "linkset_type": embedding.LINKSET_TYPE,
        # Made by a JSON encoder, with <, > and & as JSON escapes.
        "json_ld": Markup(embedding.script_json(record)),  # noqa: S704
    }


@pass_context
def coins(context: Context, instance: Model) -> Markup:
    """An empty element that reference managers read, for an entry of a list; asks no query."""
    base = _base(context)
    made, key = notes(("coins", base), MOST_NOTED), (instance._meta.label, instance.pk)
    if key not in made:
        title = embedding.coins(glimpse_of(instance, base))
        made[key] = Markup('<span class="Z3988" title="{}"></span>').format(title)
    return made[key]


@pass_context
def citations_of(context: Context, instance: Model) -> list[tuple[Citation, Markup]]:
    """The ready citations of a record, with today as the day that it was read."""
    record = described(instance, _base(context))
    found = citations(record, timezone.localdate())
    # The citation escaped every text it was made of; its only tags are <i>.
    return [(each, Markup(each.html)) for each in found]  # noqa: S704


@pass_context
def files_of(context: Context, instance: Model) -> list[dict[str, str | Format]]:
    """A record in every format that suits it, each with its address."""
    record = described(instance, _base(context))
    return [
        {"href": record.file_address(each.extension), "format": each}
        for each in formats_for(record)
    ]


@pass_context
def files_of_list(context: Context, room: str) -> list[dict[str, str | Format]]:
    """The whole of a filtered list, named by its room ("publications"), in each format.

    A room that lists several kinds ("search", the works of a person) offers the formats of works.
    What the list left out as wrong is not asked for again: a file would be refused for it.
    """
    if filterset := context.get("filterset"):
        query = QueryDict(filterset.address().removeprefix("?"), mutable=True)
    else:
        query = context["request"].GET.copy()
    query.pop("page", None)
    links = []
    rooms = {folder: type_ for type_, (_, folder) in embedding.LISTS.items()}
    for each in formats_for_type(rooms.get(room, MIXED)):
        query["format"] = each.extension
        links.append({"href": f"?{query.urlencode()}", "format": each})
    return links


def _base(context: Context) -> str:
    request = context["request"]
    return f"{request.scheme}://{request.get_host()}"


CALLED = (citations_of, coins, files_of, files_of_list, said_to_machines)
