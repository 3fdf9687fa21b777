"""What the desk's pages share: finding the record, refusing those who may not."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from publications.desk import roles
from publications.desk.records import AGENTS, find_record
from publications.models.base import Record


def record_to_change(request: HttpRequest, identifier: str) -> Record:
    """The record of an identifier, if this editor may change it."""
    record = find_record(identifier)
    if record is None:
        raise Http404("No record has this identifier.")
    model = record._meta.model_name
    if not request.user.has_perm(f"publications.change_{model}") or not roles.may_change(
        request.user, record
    ):
        raise PermissionDenied
    return record


def agent_to_change(request: HttpRequest, identifier: str) -> Record:
    """The person or body of an identifier, for whoever may merge and split them."""
    if not roles.may_publish(request.user):
        raise PermissionDenied
    record = find_record(identifier, AGENTS)
    if record is None:
        raise Http404("No person or organisation has this identifier.")
    return record


def page_context(request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
    """What every page of the admin needs, with a title and more."""
    return {**admin.site.each_context(request), "title": title, **context}


def change_address(record: Record) -> str:
    return reverse(f"admin:publications_{record._meta.model_name}_change", args=[record.pk])
