"""Sources: the files that were read, in full, with their lines numbered and words marked."""

import re
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.views import View

from publications.models import Source
from publications.views.addresses import works_named
from publications.views.records import RecordView

PAGE_LINES = 600
LONGEST_LINE = 8_000  # characters; a longer line is shown in pieces under one number
MOST_LEFT_OUT = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a piece of a very long one; ``words`` are those to be marked in it."""

    number: str  # empty where it goes on from the line above
    before: str
    words: str
    after: str
    first_words: bool


class SourceListView(View):
    def get(self, request):
        sources = (
            Source.objects.published()
            .defer("text")
            .annotate(value_count=Count("evidence"))
            .order_by("name", "pk")
        )
        works = works_named(each.main_record for each in sources)
        context = {"sources": sources, "works": works, "room": "sources"}
        return render(request, "publications/source_list.html", context)


class SourceView(RecordView):
    """The text of a source by pages of lines; the page with the words where some are asked for."""

    model = Source
    template_name = "publications/source_detail.html"
    room = "sources"

    def records(self):
        return Source.objects.published()

    def context(self, record, **place):
        pieces = _pieces(record.text)
        start, end = self._words(record)
        pages = max(1, -(-len(pieces) // PAGE_LINES))
        page = self._page(pieces, start, pages)
        shown = pieces[(page - 1) * PAGE_LINES : page * PAGE_LINES]
        left_out = record.coverage.get("left_out", [])
        return {
            "lines": _marked_lines(record.text, shown, start, end),
            "start": start,
            "end": end,
            "page": page,
            "pages": [
                (number, pieces[(number - 1) * PAGE_LINES][0]) for number in range(1, pages + 1)
            ]
            if pages > 1
            else [],
            "left_out": _left_out(record.text, left_out),
            "left_out_count": len(left_out),
            "left_out_characters": sum(last - first for first, last, _ in left_out),
            "characters": len(record.text),
            "work": works_named([record.main_record]).get(record.main_record),
            "warnings": record.warnings,
        }

    def _words(self, record) -> tuple[int | None, int | None]:
        """The words asked for; numbers that make no sense mark nothing."""
        given = [self.request.GET.get(name, "") for name in ("start", "end")]
        if not all(re.fullmatch(r"[0-9]{1,10}", text) for text in given):
            return None, None
        start, end = map(int, given)
        return (start, min(end, len(record.text))) if start < end <= 10**9 else (None, None)

    def _page(self, pieces, start: int | None, pages: int) -> int:
        if start is not None:
            index = next((i for i, piece in enumerate(pieces) if piece[3] > start), 0)
            return index // PAGE_LINES + 1
        text = self.request.GET.get("page", "1") or "1"
        if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= pages:
            raise Http404("The source has no such page.")
        return int(text)


def _pieces(text: str) -> list[tuple[int, bool, int, int]]:
    """``(line number, continued, start, end)`` of every line, very long ones in pieces."""
    pieces, offset = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        for at in range(0, max(1, len(line)), LONGEST_LINE):
            stop = min(len(line), at + LONGEST_LINE)
            pieces.append((number, at > 0, offset + at, offset + stop + (stop == len(line))))
        offset += len(line) + 1
    return pieces


def _marked_lines(text: str, pieces, start: int | None, end: int | None):
    found = False
    for number, continued, first, last in pieces:
        stop = last - 1 if last - 1 < len(text) and text[last - 1 : last] == "\n" else last
        line = text[first:stop]
        shown_number = "" if continued else str(number)
        if start is None or end <= first or start >= last:
            yield Line(shown_number, line, "", "", False)
            continue
        left, right = max(0, start - first), max(0, min(end - first, len(line)))
        words = line[left:right]
        yield Line(shown_number, line[:left], words, line[right:], bool(words) and not found)
        found = found or bool(words)


def _left_out(text: str, left_out) -> list[dict]:
    """What the document does not show, by reason, with the first words of each stretch."""
    reasons: dict[str, dict] = {}
    for first, last, reason in left_out[:MOST_LEFT_OUT]:
        group = reasons.setdefault(reason, {"reason": reason, "characters": 0, "stretches": []})
        group["characters"] += last - first
        words = " ".join(text[first:last].split())
        if words:
            group["stretches"].append(
                {"start": first, "end": last, "words": words[:80] + ("…" if words[80:] else "")}
            )
    return sorted(reasons.values(), key=lambda group: -group["characters"])
