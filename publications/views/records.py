"""What the pages of single records share: finding the record, its address, its credits."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from publications.choices import Role
from publications.exports.citations import reference
from publications.exports.record import glimpse_of
from publications.models import Contribution
from publications.paths import path_of
from publications.views.addresses import absent
from publications.views.one_record import OneRecord
from publications.views.within import within

_READS: dict[tuple[type, type], OneRecord] = {}  # by view and model


class RecordView(View):
    """A page of one record: 301 where the slug is not its own, 410 where it was withdrawn.

    Subclasses name the ``model``, the ``template_name`` and the ``room`` of the site that the
    page belongs to, and give ``context``.
    """

    model = None
    template_name = ""
    room = ""
    url_suffix = ""  # of a page below the record's: "text", "evidence"

    def get(self, request, identifier, slug="", **place):
        record = self.read(identifier)
        if record is None:
            return absent(request, self.model, identifier)
        own = self.address(record, **place)
        if slug != (record.slug or "-"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{own}?{query}" if query else own)
        self.record = record
        context = {
            "record": record,
            "room": self.room,
            "canonical": request.build_absolute_uri(own),
            "list_behind": None if self.url_suffix else within(request, record),
            **self.context(record, **place),
        }
        return render(request, self.template_name, context)

    def read(self, identifier):
        kind = type(self), self.model
        if kind not in _READS:
            _READS[kind] = OneRecord(self.records())
        return _READS[kind].read(identifier)

    def records(self):
        """The public records with what the page needs of their neighbours."""
        return self.model.objects.published()

    def address(self, record, **place) -> str:
        name = self.model.url_name.removesuffix("detail") + (self.url_suffix or "detail")
        return path_of(name, record.identifier, record.slug or "-", *place.values())

    def context(self, record, **place) -> dict:
        raise NotImplementedError


MOST_OPEN = 8  # names under one role; more are folded
FEW_OPEN = 2  # of those who are only named


def credits_by_role(contributions) -> list[tuple[str, list[Contribution], bool]]:
    """``(role, contributions, folded)`` in the order of ``Role``; each person once a role."""
    groups: dict[str, dict] = {}
    for each in contributions:
        key = (each.author_id, each.organisation_id)
        groups.setdefault(each.role, {}).setdefault(key, each)
    return [
        (
            _plural_role(role, len(groups[role])),
            list(groups[role].values()),
            len(groups[role]) > (FEW_OPEN if role in NAMED_ONLY else MOST_OPEN),
        )
        for role in Role
        if role in groups
    ]


def _plural_role(role: Role, count: int) -> str:
    label = role.label
    if count < 2 or label.endswith("s") or role in UNCOUNTED:
        return label
    return f"{label}s"


NAMED_ONLY = {Role.MENTIONED, Role.AFFILIATION, Role.CONTACT}
UNCOUNTED = {Role.FOREWORD, Role.INTRODUCTION, Role.QUOTED, Role.MENTIONED}


def citation_context(request, record) -> dict:
    """The citation of a record and the address that goes with it; asks no query."""
    return {
        "citation": reference(glimpse_of(record)),
        "citation_address": request.build_absolute_uri(f"/{record.identifier}/"),
    }
