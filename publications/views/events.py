"""Events: what took place, when and where as far as printed, and the work it launched."""

import re

from publications.exports.negotiation import Negotiated
from publications.models import Event
from publications.paths import path_of
from publications.views.records import (
    RecordView,
    credits_by_role,
)
from publications.views.related import related_to

SHORT = 300  # characters of a summary that is taken in at a glance


class EventView(Negotiated, RecordView):
    model = Event
    template_name = "publications/event_detail.html"
    room = "events"

    def records(self):
        return Event.objects.published().select_related("launched").detailed()

    def context(self, record, **place):
        launched = record.launched
        return {
            "launched": launched if launched and launched.is_published else None,
            "calendar": calendar_of(record),
            "credits": credits_by_role(record.contributions.all()),
            "related": related_to(record, "event"),
            **stated(record),
        }


def calendar_of(event: Event) -> str:
    """The address of an event for a calendar; empty where its day is not known."""
    known = event.date and event.date.has_known_days
    return path_of("event-ics", event.identifier) if known else ""


def stated(event: Event) -> dict:
    """The summary, and time and venue as printed so far as a short summary does not say them.

    A summary that says nothing but them is left out.
    """
    printed = {"Time as printed": event.time_printed, "Venue": event.venue}
    said = event.summary if len(event.summary) <= SHORT else ""
    besides = said
    for words in sorted(filter(None, printed.values()), key=len, reverse=True):
        besides = besides.replace(words, " ")
    says_more = re.search(r"\w", besides)
    return {
        "summary": event.summary if says_more or not said else "",
        "place": {
            term: words
            for term, words in printed.items()
            if words and not (says_more and words in said)
        },
    }
