"""Abbreviations that texts of the archive explain, A to Z, with the very paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db import models as fields
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from publications.databases import reading_cursor
from publications.facets import Letter
from publications.models import Abbreviation, AbbreviationUse
from publications.searching.initials import LETTERS, OTHER
from publications.views.lists import page_of

PAGE_SIZE = 100
SHOWN = 5  # works of each; a search finds all that have either form
NAMES = {OTHER: "0–9"}

# The first works of each abbreviation, the newest first in the archive's own order of arrival,
# and the number that the paragraph has in its work (as in ``searching.hits``).
PLACES = """
SELECT u.id, u.abbreviation_id, coalesce((
    SELECT sum(b.block_count) FROM publications_section b
    WHERE (b.publication_id = s.publication_id OR b.news_item_id = s.news_item_id
        OR b.project_id = s.project_id) AND (b.position, b.id) < (s.position, s.id)
), 0) + u.block + 1
FROM unnest(%s::bigint[]) AS wanted (id) CROSS JOIN LATERAL (
    SELECT u.id, u.abbreviation_id, u.block, u.section_id FROM publications_abbreviationuse u
    LEFT JOIN publications_publication p ON p.id = u.publication_id
    LEFT JOIN publications_newsitem n ON n.id = u.news_item_id
    LEFT JOIN publications_project j ON j.id = u.project_id
    LEFT JOIN publications_event e ON e.id = u.event_id
    WHERE u.abbreviation_id = wanted.id
        AND 'published' IN (p.status, n.status, j.status, e.status)
    ORDER BY u.id LIMIT %s
) AS u
LEFT JOIN publications_section s ON s.id = u.section_id
ORDER BY u.id
"""


@dataclass(slots=True)
class Explained:
    """A work that explains an abbreviation, and the way to the words."""

    use: AbbreviationUse
    href: str


@dataclass(slots=True)
class Entry:
    """A meaning of a short form with the works that explain it, at most ``SHOWN``."""

    abbreviation: Abbreviation
    search: str
    works: list[Explained] = field(default_factory=list)
    more: bool = False


class AbbreviationListView(View):
    def get(self, request):
        letter = request.GET.get("letter", "")
        if letter and letter not in LETTERS:
            raise Http404("There is no such letter.")
        rows = of_letter(letter) if letter else Abbreviation.objects.published()
        page = page_of(rows, request.GET.get("page"), PAGE_SIZE)
        context = {
            "room": "abbreviations",
            "letter": NAMES.get(letter, letter.upper()),
            "letters": letters(letter),
            "page": page,
            "groups": groups(page),
            "count": page.paginator.count,
            "asked": Asked(letter),
        }
        return render(request, "publications/abbreviation_list.html", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows, as links to its other pages carry it."""

    letter: str

    def address(self, **changes) -> str:
        kept = {"letter": self.letter} | {name.rstrip("_"): v for name, v in changes.items()}
        return "?" + urlencode({name: value for name, value in kept.items() if value})


def of_letter(letter: str) -> fields.QuerySet:
    """The public abbreviations that begin with a letter, or with none."""
    rows = Abbreviation.objects.published()
    if letter == OTHER:
        return rows.filter(short_key__regex="^[^a-z]")
    return rows.filter(short_key__startswith=letter)


def letters(chosen: str) -> list[Letter]:
    """The letters that have any."""
    some = [
        of_letter(letter)
        .order_by()
        .values_list(fields.Value(letter, output_field=fields.TextField()))[:1]
        for letter in LETTERS
    ]
    there = {letter for (letter,) in some[0].union(*some[1:], all=True)}
    listed = [each for each in LETTERS if each in there]
    return [
        Letter(each, NAMES.get(each, each.upper()), Asked(each).address(), each == chosen)
        for each in listed
    ]


def groups(page: Page) -> list[tuple[str, list[Entry]]]:
    """The short forms of a page, each with its meanings. Three queries."""
    search = reverse("search")
    entries = {
        row.pk: Entry(row, f"{search}?{urlencode({'q': row.short})}") for row in page.object_list
    }
    with reading_cursor() as cursor:
        cursor.execute(PLACES, [list(entries), SHOWN + 1])
        places = cursor.fetchall()
    uses = (
        AbbreviationUse.objects.published()
        .select_related("publication", "news_item", "project", "event", "section")
        .in_bulk([use for use, _, _ in places])
    )
    for pk, abbreviation, paragraph in places:
        entry = entries[abbreviation]
        if len(entry.works) == SHOWN:
            entry.more = True
        elif pk in uses:
            entry.works.append(Explained(uses[pk], place_of(uses[pk], paragraph)))
    grouped: dict[str, tuple[str, list[Entry]]] = {}
    for entry in entries.values():
        row = entry.abbreviation
        grouped.setdefault(row.short_key, (row.short, []))[1].append(entry)
    return list(grouped.values())


def place_of(use: AbbreviationUse, paragraph: int) -> str:
    """The address of the paragraph with the words marked; of the work, where it has none."""
    work = use.work
    query = urlencode({"q": f'"{use.expansion}"'})
    address = work.get_absolute_url()
    if use.section is None:
        return f"{address}?{query}"
    if use.publication:
        names = [work.identifier, work.slug or "-", use.section.anchor]
        address = reverse("publication-section", args=names)
    return f"{address}?{query}#p{paragraph}"
