"""Addresses of single records in their formats; they stand before those with a slug."""

from django.urls import re_path

from publications.exports import views
from publications.exports.embedding import LISTS
from publications.exports.record import TYPES
from publications.identifiers import PATTERN

urlpatterns = [
    pattern
    for model, type_ in TYPES.items()
    for pattern in (
        re_path(
            rf"^{LISTS[type_][1]}/(?P<identifier>{PATTERN})\.(?P<extension>[A-Za-z.]{{1,20}})$",
            views.record_file,
            {"model": model},
            name=f"{type_}-file",
        ),
        re_path(
            rf"^{LISTS[type_][1]}/(?P<identifier>{PATTERN})/linkset\.json$",
            views.linkset,
            {"model": model},
            name=f"{type_}-linkset",
        ),
    )
]
