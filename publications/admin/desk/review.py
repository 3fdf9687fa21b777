"""The review page: the proposed values on the left, the words they were read from on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from publications.admin.desk.pages import change_address, page_context, record_to_change
from publications.admin.desk.verdicts import span_of, take
from publications.desk import pages, roles, text
from publications.desk.decisions import Refused
from publications.desk.held import Difference
from publications.desk.proposals import Proposal, Review, review_of
from publications.desk.records import WORKS, sources_of
from publications.desk.sureness import CHECK
from publications.models import DeadAnchors, Source
from publications.models.base import Record
from publications.parsing.readers.pdf.pictures import page_picture

PAGE = 6_000  # characters of a source without pages that are shown at once
PICTURE_WIDTH = 900  # pixels
PICTURE_KEPT = 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source's text; ``keys`` are the values that were read from it."""

    start: int
    text: str
    keys: tuple[str, ...]
    labels: str
    chosen: bool
    first: bool  # of the chosen words


def review(request: HttpRequest, identifier: str) -> HttpResponse:
    """Shows a review, or takes one decision and shows the review again.

    ``?field=`` chooses a value, whose words are then shown; ``?page=`` another page of the
    source; ``?source=`` another of the record's sources. What is refused stands in its field
    as it was typed, with the reason.
    """
    record = record_to_change(request, identifier)
    if isinstance(record, Source):
        return redirect("admin:desk-state", identifier)
    number = request.GET.get("source", "")
    seen = review_of(record, int(number) if number.isdecimal() and len(number) < 18 else None)
    key, refused = request.GET.get("field", ""), None
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            messages.success(request, take(request, record, seen, key))
            return _after(request, record, seen, key)
        except Refused as refusal:
            refused = {"key": key, "why": str(refusal), "value": request.POST.get("value", "")}
            messages.error(request, refused["why"])
    chosen = next((each for each in seen.marked if each.key == key), None)
    places = _places_asked_for(request, seen, chosen)
    context: dict[str, Any] = {
        "record": record,
        "review": seen,
        "chosen": chosen,
        "change_address": change_address(record),
        "may_publish": roles.may_publish(request.user),
        "check": CHECK,
        "part": key if text.is_part(key) else request.GET.get("part", ""),
        "refused": refused,
        "is_work": type(record) in WORKS,
        "dead": DeadAnchors.objects.filter(record=record.identifier).first(),
    }
    if seen.source:
        context |= _text_context(request, seen, places)
    return render(
        request, "admin/desk/review.html", page_context(request, f"Review: {record}", **context)
    )


def _after(request: HttpRequest, record: Record, seen: Review, key: str) -> HttpResponse:
    """The way back to the value that was decided on."""
    query = {"field": key} if key and not key.endswith(":new") and not text.is_part(key) else {}
    if seen.source and len(seen.sources) > 1:
        query["source"] = seen.source.pk
    if text.is_part(key):
        query["part"] = key
    address = reverse("admin:desk-review", args=[record.identifier])
    return redirect(f"{address}?{urlencode(query)}#{Proposal.anchor_of(key)}" if query else address)


# -- the picture of a page -----------------------------------------------------------------


@require_safe
def page_image(request: HttpRequest, identifier: str, key: int, number: int) -> HttpResponse:
    """A page of a PDF as a picture, for whoever may review the record that was read from it.

    Drawn once and kept under the checksum of the file.
    """
    record = record_to_change(request, identifier)
    source = next((each for each in sources_of(record) if each.pk == key), None)
    if source is None or not 1 <= number <= len(source.pages):
        raise Http404("This record has no such page of a source.")
    name = f"page-{source.sha256}-{number}"
    picture = cache.get(name)
    if picture is None:
        path = pages.pdf_of(source)
        picture = page_picture(path, number, PICTURE_WIDTH) if path else None
        if picture is None:
            raise Http404("There is no picture of this page.")
        cache.set(name, picture, timeout=PICTURE_KEPT)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={PICTURE_KEPT}"
    return response


# -- the text ------------------------------------------------------------------------------


def _places_asked_for(
    request: HttpRequest, seen: Review, chosen: Proposal | Difference | None
) -> list[tuple[int, int]]:
    """The spans to be shown as chosen: of a value, else of words named by their offsets."""
    if chosen:
        return [(each.start, each.end) for each in chosen.places]
    span = span_of(request.GET)
    return [span] if span and seen.source else []


def _text_context(
    request: HttpRequest, seen: Review, chosen: list[tuple[int, int]]
) -> dict[str, Any]:
    source = seen.source
    all_pages = _pages(source)
    number = _page_number(request, all_pages, chosen)
    label, start, end = all_pages[number - 1]
    return {
        "sheet": pages.sheet_of(source, number, seen.marked, chosen),
        "pieces": list(_pieces(source.text, start, end, seen.marked, chosen)),
        "page": number,
        "page_label": label,
        "pages": len(all_pages),
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if number < len(all_pages) else None,
    }


def _pages(source: Source) -> list[tuple[str, int, int]]:
    """The pages of a source; of one without pages, stretches that end with a line."""
    if source.pages:
        return [(str(label), start, end) for label, start, end in source.pages]
    found, start, text = [], 0, source.text
    while start < len(text) or not found:
        end = len(text)
        if end - start > PAGE:
            end = text.rfind("\n", start + PAGE // 2, start + PAGE) + 1 or start + PAGE
        found.append((str(len(found) + 1), start, end))
        start = end
    return found


def _page_number(
    request: HttpRequest, pages: list[tuple[str, int, int]], chosen: list[tuple[int, int]]
) -> int:
    asked = request.GET.get("page", "")
    if re.fullmatch(r"[0-9]{1,6}", asked) and 1 <= int(asked) <= len(pages):
        return int(asked)
    if chosen:
        first = chosen[0][0]
        for number, (_, start, end) in enumerate(pages, 1):
            if start <= first < end:
                return number
    return 1


def _pieces(
    text: str,
    start: int,
    end: int,
    proposals: Sequence[Proposal | Difference],
    chosen: list[tuple[int, int]],
) -> Iterator[Piece]:
    """The text of a page cut at every border of a value's words."""
    marks = [
        (place.start, place.end, each)
        for each in proposals
        for place in each.places
        if place.start < end and start < place.end
    ]
    borders = {start, end}
    for first, last in [(a, b) for a, b, _ in marks] + chosen:
        borders |= {min(max(first, start), end), min(max(last, start), end)}
    found = False
    for first, last in pairwise(sorted(borders)):
        here = [each for a, b, each in marks if a <= first and last <= b]
        is_chosen = any(a <= first and last <= b for a, b in chosen)
        yield Piece(
            start=first,
            text=text[first:last],
            keys=tuple(dict.fromkeys(each.key for each in here)),
            labels=", ".join(dict.fromkeys(each.label for each in here)),
            chosen=is_chosen,
            first=is_chosen and not found,
        )
        found = found or is_chosen
