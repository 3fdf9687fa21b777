"""The tables of the archive."""

from publications.models.events import Event
from publications.models.news import NewsItem, PlaceMention
from publications.models.people import Author, Biography, Contribution, NameVariant, Organisation
from publications.models.projects import Project, ProjectEntry
from publications.models.provenance import (
    Evidence,
    FormerIdentifier,
    ImportedSource,
    ImportRun,
    Source,
)
from publications.models.publication import OfferedFile, Publication, PublishedIdentifier, Series
from publications.models.search import SearchChange, SearchEntry, SearchPending
from publications.models.text import Footnote, Passage, Quotation, Section
from publications.models.topics import Topic, TopicAssignment

__all__ = [
    "Author",
    "Biography",
    "Contribution",
    "Event",
    "Evidence",
    "Footnote",
    "FormerIdentifier",
    "ImportRun",
    "ImportedSource",
    "NameVariant",
    "NewsItem",
    "OfferedFile",
    "Organisation",
    "Passage",
    "PlaceMention",
    "Project",
    "ProjectEntry",
    "Publication",
    "PublishedIdentifier",
    "Quotation",
    "SearchChange",
    "SearchEntry",
    "SearchPending",
    "Section",
    "Series",
    "Source",
    "Topic",
    "TopicAssignment",
]
