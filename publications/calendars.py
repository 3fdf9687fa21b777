"""Events as iCalendar (RFC 5545): those whose day is known, as whole days, for no hour is sure."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from icalendar import Calendar, vDatetime
from icalendar import Event as CalendarEvent

from publications.exports.formats.base import one_line, readable
from publications.exports.record import Record, records_of
from publications.filters import EventFilterSet
from publications.identity import archive_domain, archive_name
from publications.models import Event, FormerIdentifier
from publications.partial_dates import KNOWN_DAYS

MEDIA_TYPE = "text/calendar; charset=utf-8"
DAYS_ARE_KNOWN = Q(date_edtf__regex=KNOWN_DAYS)


@require_safe
def event_calendar(request: HttpRequest) -> HttpResponse:
    """All events of a list, by the filters of the list; a wrong filter is a 400 that says why."""
    asked = EventFilterSet(request.GET, queryset=Event.objects.published())
    if asked.errors:
        said = "\n".join(f"{n}: {' '.join(errors)}" for n, errors in asked.errors.items())
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    return _answer(request, asked.without(), asked.sentence, "events.ics")


@require_safe
def event_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """One event: 410 when it was withdrawn, 301 when merged, 404 when its day is not known."""
    event = Event.objects.filter(identifier=identifier).first()
    if event is None:
        current = FormerIdentifier.objects.last_of(identifier)
        if Event.objects.published().filter(identifier=current).exists():
            return redirect("event-ics", current, permanent=True)
        raise Http404("No event has that identifier.")
    text = "text/plain; charset=utf-8"
    if event.status == "withdrawn":
        return HttpResponse("This event was withdrawn.", status=410, content_type=text)
    this = Event.objects.published().filter(pk=event.pk)
    if not this.exists():
        raise Http404("No event has that identifier.")
    if not this.filter(DAYS_ARE_KNOWN).exists():
        said = "The day of this event is not known, so it has no place in a calendar."
        return HttpResponse(said, status=404, content_type=text)
    return _answer(request, this, event.title, f"{identifier}.ics")


def _answer(request: HttpRequest, events: QuerySet, title: str, name: str) -> HttpResponse:
    known = events.filter(DAYS_ARE_KNOWN).order_by("date_earliest", "pk")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{archive_domain()}//{archive_name()}//EN")
    calendar.add("x-wr-calname", one_line(title))
    site = request.build_absolute_uri("/").rstrip("/")
    for record in records_of(known, site):
        calendar.add_component(_entry(record))
    left_out = events.exclude(DAYS_ARE_KNOWN).count()
    if left_out:
        are = "event is" if left_out == 1 else "events are"
        said = f"{left_out} {are} left out, because the day is not known."
        calendar.add("x-wr-caldesc", said)
        calendar.add("description", said)
    response = HttpResponse(calendar.to_ical(), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _entry(record: Record) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("uid", f"{record.identifier}@{archive_domain()}")
    entry["dtstamp"] = entry["last-modified"] = vDatetime(
        record.datestamp.astimezone(datetime.UTC).replace(microsecond=0)
    )
    # Grows with every change and needs no counter.
    entry.add("sequence", max(0, int((record.datestamp - record.added).total_seconds())))
    entry.add("dtstart", record.date.earliest)
    entry.add("dtend", record.date.latest + datetime.timedelta(days=1))
    entry.add("summary", one_line(record.full_title))
    described = "\n\n".join(filter(None, [one_line(record.time), readable(record.summary)]))
    if described:
        entry.add("description", described)
    if record.venue:
        entry.add("location", one_line(record.venue))
    entry.add("url", record.page)
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CONFIRMED")
    return entry
