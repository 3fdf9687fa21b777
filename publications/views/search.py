"""The search over all kinds of records, and its suggestions."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views import View

from publications import models
from publications.exports.found import ROOMS, all_found
from publications.exports.negotiation import base_of, mixed_response, refused_filters
from publications.facets import facets_and_years
from publications.searching.fewer import ways
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.searching.suggestions import suggestions_of
from publications.views.lists import Ids, feed_address, page_of, robots_of, said
from publications.views.within import carried

WORKS = ("publication", "news", "event", "project")


class SearchView(View):
    """Whatever is typed is answered: with what was found, or with what could be typed instead."""

    def get(self, request):
        filterset = SearchFilterSet(request.GET, models.SearchEntry.objects.none())
        results = Results(filterset)
        if "format" in request.GET:
            if filterset.errors:
                return refused_filters(filterset)
            found = all_found(results, base_of(request))
            return mixed_response(found, request.GET["format"], filterset.name_of_file)
        page = page_of(Ids(results), request.GET.get("page"))
        page.object_list = records_of(page.object_list, results)
        facets, histogram = facets_and_years(filterset, results.facet_rows())
        context = {
            "room": "search",
            "filterset": filterset,
            "form": filterset.form,
            "page": page,
            "count": results.count,
            "facets": facets,
            "histogram": histogram,
            "feed": "" if filterset.errors else feed_address(request),
            "calendar": "",
            "scope": results.scope,
            "carried": carried(filterset, "search"),
            "said": said(results),
            "ways": ways(results),
            "understood": not filterset.words or results.words or results.asked.fields,
            "robots": robots_of(filterset, page),
            "words_label": (
                "Words in titles, names, summaries and texts",
                "Titles, names, texts",
            ),
        }
        return render(request, "search/results.html", context)


def records_of(ids: list[int], results: Results) -> list:
    """The records of a page of results in their order, each with its hit."""
    hits = results.hits(ids)
    wanted: dict[str, list[int]] = {}
    for hit in hits:
        wanted.setdefault(hit.room, []).append(hit.record)
    found = {}
    for room, keys in wanted.items():
        records = ROOMS[room].objects.published().filter(pk__in=keys)
        if room in WORKS:
            records = records.credited()
        found |= {(room, record.pk): record for record in records}
    records = []
    for hit in hits:
        if record := found.get((hit.room, hit.record)):
            record.hit = hit
            records.append(record)
    return records


def suggest(request):
    """A few names, titles and words that begin with what was typed so far."""
    found = suggestions_of(request.GET.get("q", ""))
    answer = JsonResponse({"suggestions": [{"text": s.text, "kind": s.kind} for s in found]})
    answer["X-Robots-Tag"] = "noindex"
    return answer
