"""The tables of the archive."""

from publications.models.abbreviations import Abbreviation, AbbreviationUse
from publications.models.desk import (
    Arrangement,
    AuthorityIdentifier,
    DeadAnchors,
    Decision,
    FileCheck,
    HeldValue,
    PreviewLink,
    Revision,
    TableCheck,
    Upload,
)
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
from publications.models.search import (
    SearchChange,
    SearchCommon,
    SearchEntry,
    SearchFurther,
    SearchNeighbours,
    SearchPending,
    SearchRareWord,
    SearchSet,
    SearchTextWord,
    SearchUnpaired,
    SearchUnread,
    SearchWord,
)
from publications.models.text import Footnote, Passage, Quotation, Section
from publications.models.topics import Topic, TopicAssignment

__all__ = [
    "Abbreviation",
    "AbbreviationUse",
    "Arrangement",
    "Author",
    "AuthorityIdentifier",
    "Biography",
    "Contribution",
    "DeadAnchors",
    "Decision",
    "Event",
    "Evidence",
    "FileCheck",
    "Footnote",
    "FormerIdentifier",
    "HeldValue",
    "ImportRun",
    "ImportedSource",
    "NameVariant",
    "NewsItem",
    "OfferedFile",
    "Organisation",
    "Passage",
    "PlaceMention",
    "PreviewLink",
    "Project",
    "ProjectEntry",
    "Publication",
    "PublishedIdentifier",
    "Quotation",
    "Revision",
    "SearchChange",
    "SearchCommon",
    "SearchEntry",
    "SearchFurther",
    "SearchNeighbours",
    "SearchPending",
    "SearchRareWord",
    "SearchSet",
    "SearchTextWord",
    "SearchUnpaired",
    "SearchUnread",
    "SearchWord",
    "Section",
    "Series",
    "Source",
    "TableCheck",
    "Topic",
    "TopicAssignment",
    "Upload",
]
