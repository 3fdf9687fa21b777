"""How exports are asked for and answered: ``Accept``, ``?format=``, streams, refusals.

For views to build on: the page of a record inherits ``Negotiated``, a list calls
``list_response``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from publications.exports import embedding
from publications.exports.formats import Format, format_named, formats_for_type
from publications.exports.record import TYPES, described
from publications.exports.shapes import Record
from publications.filters import RecordFilterSet
from publications.importing.keys import slug

HTML = "text/html"
LONGEST_ACCEPT = 2000  # characters; nobody has that many wishes
MIXED = "publication"  # a list of several kinds is offered in the formats of this one
PIECE = 32_768  # characters gathered before they are sent


# -- the page of a record ------------------------------------------------------------------------


class Negotiated:
    """For the view of a record's page, before its base class; ``self.record`` is the instance.

    A reader's tool that prefers a format over HTML is sent (303) to the record in that format; one
    that accepts neither gets a 406 with the list. The page gets its signposts.
    """

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        type_ = TYPES[self.model]
        chosen = preferred_format(request, type_)
        if chosen is None:
            response = no_such_format(request.headers["Accept"][:80], type_, 406)
        else:
            response = super().get(request, *args, **kwargs)
            if response.status_code == 200:
                record = described(self.record, base_of(request))
                if chosen != HTML:
                    response = HttpResponseRedirect(record.file_address(chosen.extension))
                    response.status_code = 303
                else:
                    response["Link"] = embedding.link_header(record)
        patch_vary_headers(response, ["Accept"])
        return response


def preferred_format(request: HttpRequest, type_: str) -> Format | str | None:
    """The format that the ``Accept`` header prefers, ``HTML``, or None if nothing suits.

    HTML wins every tie, so that browsers and all who accept anything get the page.
    """
    accept = request.headers.get("Accept", "").strip()
    if not accept or len(accept) > LONGEST_ACCEPT:
        return HTML
    formats = {each.media_type: each for each in formats_for_type(type_)}
    preferred = request.get_preferred_type([HTML, "application/xhtml+xml", *formats])
    if preferred is None:
        return None
    return formats.get(preferred, HTML)


# -- a list --------------------------------------------------------------------------------------


def list_response(records: Iterable[Record], type_: str, name: str, said: str) -> HttpResponse:
    """Records of one type in a format, streamed; ``name`` is the value of ``?format=``.

    The file is named by what is ``said`` of the list. The caller gives only what is published.
    """
    chosen = suited_format(name, type_)
    if chosen is None:
        return no_such_format(name, type_)
    return streamed(chosen, records, said)


def mixed_response(records: Iterable[Record], name: str, said: str) -> HttpResponse:
    """Records of several kinds in a format, streamed; those that it does not suit are left out.

    ``name`` and ``said`` as above.
    """
    chosen = suited_format(name, MIXED)
    if chosen is None:
        return no_such_format(name, MIXED)
    return streamed(chosen, (each for each in records if each.type in chosen.types), said)


def streamed(chosen: Format, records: Iterable[Record], said: str) -> HttpResponse:
    stem = slug(said) or "records"
    response = StreamingHttpResponse(
        _pieces(chosen.render_many(records)), content_type=chosen.content_type
    )
    response["Content-Disposition"] = f'inline; filename="{stem}.{chosen.extension}"'
    response["X-Robots-Tag"] = "noindex"
    return opened(response)


def no_such_format(name: str, type_: str, status: int = 404) -> HttpResponse:
    """The answer that names the formats there are."""
    rows = "".join(
        f"{each.extension:10} {each.media_type:42} {each.label}\n"
        for each in formats_for_type(type_)
    )
    return plain(f"There is no format {name!r} for this. There are:\n\n{rows}", status)


def refused_filters(asked: RecordFilterSet) -> HttpResponse:
    """The answer where filters are wrong: a file cannot say what was left out, as a page does."""
    said = "\n".join(f"{name}: {' '.join(errors)}" for name, errors in asked.errors.items())
    return plain(f"{said}\n", 400)


def base_of(request: HttpRequest) -> str:
    """What absolute addresses begin with."""
    return f"{request.scheme}://{request.get_host()}"


def suited_format(name: str, type_: str) -> Format | None:
    found = format_named(name)
    return found if found and type_ in found.types else None


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """The same text in fewer, larger pieces."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def opened(response: HttpResponse) -> HttpResponse:
    """Lets scripts of other sites read it: it is public."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
