"""Events: what took place, when and where as far as printed, and the work it launched."""

from publications.exports.negotiation import Negotiated
from publications.models import Event
from publications.views.records import (
    RecordView,
    credits_by_role,
)
from publications.views.related import related_to


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
            "credits": credits_by_role(record.contributions.all()),
            "related": related_to(record, "event"),
        }
