"""The rows of sources: what is known of a file, and what a row says of the file's content."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from publications.choices import Status
from publications.identifiers import identifier_for
from publications.importing import keys, matching
from publications.importing.files import Candidate
from publications.importing.manifest import NOT_STATED
from publications.importing.versions import parser_version
from publications.models import Source
from publications.parsing import coverage
from publications.parsing.document import Document


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the source with some content; of new content nothing is."""

    version: str = ""
    rights_holder: str = ""
    kind: str = ""
    record: str = ""
    status: str = ""

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLISHED

    def is_current(self, candidate: Candidate) -> bool:
        return self.version == parser_version() and (
            candidate.entry is None or candidate.entry.rights_holder == self.rights_holder
        )


_KNOWN = ("parser_version", "rights_holder", "document_kind", "main_record", "status")


def known_sources(paths: Iterable[str]) -> dict[str, Known]:
    """The sources of these paths by checksum: one query for all that did not change."""
    rows = Source.objects.filter(path__in=list(paths)).values_list("sha256", *_KNOWN)
    return {row[0]: Known(*row[1:]) for row in rows}


def known_source(sha256: str) -> Known:
    """What is known of the source with this checksum."""
    row = Source.objects.filter(sha256=sha256).values_list(*_KNOWN).first()
    return Known(*row) if row else Known()


def source_for(
    document: Document, candidate: Candidate, here: Container[str], *, drafts: bool
) -> tuple[Source, bool]:
    """The source's row as wanted: a known one with new content, or a new one, and which.

    ``here`` are the paths of this run: what lies at one of them has not been moved.
    """
    path = stored_path(candidate.path)
    sha256 = document.source.sha256
    row = Source.objects.filter(sha256=sha256).first()
    if row is None:
        title = document.title.text if document.title else ""
        row = matching.find_changed_source(
            path, candidate.path.name, title, document.source.text, here
        )
        if row is not None and drafts and row.status != Status.DRAFT:
            row = None  # a public source is never rewritten by what is handed in
        if row is not None:
            row.name, row.path = candidate.path.name[:300], path
    is_new = row is None
    if row is None:
        row = Source(
            import_key=free_source_key(sha256),
            name=candidate.path.name[:300],
            path=path,
            slug=keys.slug(candidate.path.name),
            status=Status.DRAFT if drafts else Status.PUBLISHED,
        )
        row.identifier = identifier_for(row.import_key)
    _describe(row, document, candidate)
    return row, is_new


def _describe(row: Source, document: Document, candidate: Candidate) -> None:
    """What a source's row says of its content."""
    text = document.source
    measured = coverage.measure(document)
    row.sha256, row.media_type, row.encoding = text.sha256, text.media_type, text.encoding
    row.size, row.text = text.bytes, text.text
    row.pages = [[page.label, page.start, page.end] for page in text.pages]
    row.document_kind = document.kind
    row.rights_holder = candidate.entry.rights_holder if candidate.entry else NOT_STATED
    row.coverage = {
        "characters": measured.characters,
        "placed": measured.placed,
        "left_out": [[each.start, each.end, each.reason] for each in measured.left_out],
    }
    row.warnings = [
        {
            "code": warning.code,
            "message": warning.message,
            "spans": [list(span) for span in warning.evidence],
        }
        for warning in document.warnings
    ]
    row.parser_version = parser_version()


def stored_path(path: Path) -> str:
    """A path as a source keeps it: within the project relative to it, else absolute."""
    # Made absolute without following links: the name counts under which a file was given.
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links
    try:
        return whole.relative_to(settings.BASE_DIR).as_posix()
    except ValueError:
        return whole.as_posix()


def free_source_key(sha256: str) -> str:
    """The key of a source's first content; numbered where it came back as another source."""
    key, number = keys.source_key(sha256), 1
    while Source.objects.filter(import_key=key).exists():
        number += 1
        key = keys.key(keys.source_key(sha256), str(number))
    return key
