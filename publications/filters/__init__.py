"""The filters of every list: what may be asked for, what is said of it, and the sentence it makes.

``fields`` reads one value of an address; ``form`` says what no field can tell alone; ``base``,
``dated``, ``works`` and ``named`` are the filter sets; ``words`` and ``addresses`` say what is
chosen, to people and in links; ``roles`` tells which contributions count.
"""

from publications.filters.base import Asked, RecordFilterSet
from publications.filters.dated import DatedFilterSet
from publications.filters.form import NAMED
from publications.filters.named import AuthorFilterSet, NamedFilterSet, OrganisationFilterSet
from publications.filters.works import (
    EventFilterSet,
    NewsFilterSet,
    ProjectFilterSet,
    PublicationFilterSet,
)

__all__ = [
    "NAMED",
    "Asked",
    "AuthorFilterSet",
    "DatedFilterSet",
    "EventFilterSet",
    "NamedFilterSet",
    "NewsFilterSet",
    "OrganisationFilterSet",
    "ProjectFilterSet",
    "PublicationFilterSet",
    "RecordFilterSet",
]
