"""The run of an import: find files, parse what is new, write each document whole or not at all.

Each document has a transaction of its own and, in it, a lock that all imports share: two at
once take turns, and an import that is killed leaves nothing half done. A run in which nothing
changed writes nothing.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from publications.choices import Status
from publications.identifiers import identifier_for
from publications.importing import (
    abbreviations,
    files,
    keys,
    matching,
    revising,
    topics,
    works,
    writer,
)
from publications.importing.files import Candidate
from publications.importing.indexing import entries_made_once
from publications.importing.manifest import NOT_STATED
from publications.importing.people import definitions
from publications.importing.report import (
    CREATED,
    FAILED,
    UNCHANGED,
    UPDATED,
    Notice,
    Report,
    SourceResult,
)
from publications.importing.versions import parser_version
from publications.models import ImportedSource, ImportRun, Source, Topic
from publications.parsing import coverage
from publications.parsing.document import Document
from publications.parsing.errors import ParseError
from publications.parsing.readers import refuse_size
from publications.parsing.registry import parse_bytes

LOCK = 0x6C6F63616C69736D  # "localism": the advisory lock of all imports of one database
BATCH_FILES = 64  # documents held in memory before they are written
BATCH_BYTES = 8_000_000
SHORTEST_DEFINITION = 2  # letters of an abbreviation that texts may teach each other

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class _Loaded:
    """A file that was read and is not known as it is; ``document`` once it is parsed."""

    candidate: Candidate
    result: SourceResult
    size: int
    document: Document | None = None


class _Unreadable(Exception):
    """A file of which the archive can take nothing, with the reason for a person."""


def import_paths(
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    drafts: bool = False,
    by: Any = None,
    told: str = "Read by manage.py ingest",
    progress: Progress | None = None,
) -> Report:
    """Import files and folders; the report says what became of each.

    With ``dry_run`` everything happens in one transaction that is rolled back. With ``drafts``
    every record that is new is a draft until an editor publishes it, and what is public stays
    as it is. ``by`` and ``told`` say in the revisions who changed a record, and how.
    """
    report = Report(dry_run=dry_run, version=parser_version())
    with transaction.atomic() if dry_run else nullcontext():
        run = _Run(report, progress or (lambda done, total, name: None), drafts, by, told)
        run.over(paths)
        if dry_run:
            transaction.set_rollback(True)
    return report


class _Run:
    def __init__(self, report: Report, progress: Progress, drafts: bool, by: Any, told: str):
        self.report = report
        self.progress = progress
        self.drafts, self.by, self.told = drafts, by, told
        self.topics: dict[str, Topic] | None = None
        self.here: set[str] = set()
        self.total = self.finished = 0
        self.started = timezone.now()

    def over(self, paths: Sequence[Path]) -> None:
        found = files.find(paths)
        self.total = len(found.candidates)
        self.here = {stored_path(each.path) for each in found.candidates}
        self.report.set_aside = [str(path) for path in found.set_aside]
        for batch in self._batches(found.candidates):
            self._import_batch(batch)
        self._look_at_manifests(found)
        self._look_for_vanished(found.folders)
        self._log()

    # -- reading ---------------------------------------------------------------------------

    def _batches(self, candidates: Iterable[Candidate]) -> Iterator[list[_Loaded]]:
        """New and changed files, parsed, in batches that fit into memory."""
        batch: list[_Loaded] = []
        size = 0
        known = _known_sources(self.here)
        for candidate in candidates:
            loaded = self._load(candidate, known)
            if loaded is None:
                continue
            batch.append(loaded)
            size += loaded.size
            if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _load(self, candidate: Candidate, known: dict[str, _Known]) -> _Loaded | None:
        """A file's document; None where it is as it was, or cannot be read."""
        result = SourceResult(name=candidate.path.name, path=str(candidate.path))
        self.report.results.append(result)
        try:
            data = _read(candidate)
            result.sha256 = hashlib.sha256(data).hexdigest()
            self._check_manifest(candidate, result)
            row = known.get(result.sha256)
            if row is None:
                row = known[result.sha256] = _known_source(result.sha256)
            if row.is_current(candidate) or (self.drafts and row.is_public):
                result.kind, result.record = row.kind, row.record
                self._done(result)
                return None
            document = parse_bytes(data, candidate.path.name)
            if "\x00" in document.source.text:
                raise _Unreadable("holds NUL characters, so it is not text")
        except ParseError as error:
            self._fail(result, error.reason)
        except _Unreadable as error:
            self._fail(result, str(error))
        except OSError as error:
            self._fail(result, f"cannot be read ({error.strerror or error})")
        # One text that a parser stumbles over must not keep the others out.
        except Exception as error:
            self._fail_unexpectedly(result, error)
        else:
            return _Loaded(candidate, result, len(data), document)
        return None

    def _check_manifest(self, candidate: Candidate, result: SourceResult) -> None:
        entry = candidate.entry
        if entry and entry.sha256 and entry.sha256 != result.sha256:
            result.notices.append(
                Notice("checksum_differs", "The file is not the one that the manifest lists.")
            )

    # -- writing ---------------------------------------------------------------------------

    def _import_batch(self, batch: list[_Loaded]) -> None:
        """Writes documents one by one; what one says of abbreviations helps the others."""
        learnt: dict[str, str] = {}
        unsure: set[str] = set()
        for loaded in batch:
            for short, full in definitions(loaded.document).items():
                if learnt.setdefault(short, full) != full:
                    unsure.add(short)
        for short in unsure:
            del learnt[short]
        for loaded in batch:
            self._import_document(loaded, learnt)
            loaded.document = None  # its memory is for the next

    def _import_document(self, loaded: _Loaded, learnt: dict[str, str]) -> None:
        result = loaded.result
        try:
            with transaction.atomic():
                take_lock()
                with entries_made_once():
                    self._write(loaded, learnt)
        except DatabaseError as error:
            self._fail(result, _refusal(error))
            if connection.connection is None or connection.connection.closed:
                raise
        # As above: a fault in one document ends its transaction, and only that.
        except Exception as error:
            self._fail_unexpectedly(result, error)
        else:
            self._done(result)

    def _write(self, loaded: _Loaded, learnt: dict[str, str]) -> None:
        result, document = loaded.result, loaded.document
        if self.topics is None:
            rows, retired = topics.synchronise()
            for slug in retired:
                message = f"The topic {slug} is no longer in the list; it is kept."
                self.report.notices.append(Notice("topic_retired", message))
        else:
            rows = self.topics
        source, is_new = self._source_for(loaded)
        plan = works.plan_for(document, source, learnt)
        plan.drafts, plan.by = self.drafts, self.by
        plan.reason = f"{self.told} from {source.name}{' for the first time' if is_new else ''}."
        topics.assign(plan, rows)
        abbreviations.assign(plan)
        written = writer.write(plan)
        self.topics = rows
        result.kind = document.kind
        result.title = document.title.text if document.title else ""
        result.record = source.main_record
        result.records = written.records
        result.notices += plan.notices
        result.outcome = CREATED if is_new else UPDATED if written.changed else UNCHANGED

    def _source_for(self, loaded: _Loaded) -> tuple[Source, bool]:
        """The source's row as wanted: a known one with new content, or a new one."""
        document, candidate = loaded.document, loaded.candidate
        path = stored_path(candidate.path)
        sha256 = document.source.sha256
        row = Source.objects.filter(sha256=sha256).first()
        if row is None:
            title = document.title.text if document.title else ""
            row = matching.find_changed_source(
                path, candidate.path.name, title, document.source.text, self.here
            )
            if row is not None and self.drafts and row.status != Status.DRAFT:
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
                status=Status.DRAFT if self.drafts else Status.PUBLISHED,
            )
            row.identifier = identifier_for(row.import_key)
        _describe(row, document, candidate)
        return row, is_new

    # -- the rest --------------------------------------------------------------------------

    def _done(self, result: SourceResult) -> None:
        self.finished += 1
        self.progress(self.finished, self.total, result.name)

    def _fail(self, result: SourceResult, reason: str) -> None:
        result.outcome, result.message = FAILED, reason
        self._done(result)

    def _fail_unexpectedly(self, result: SourceResult, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        self._fail(
            result, f"could not be taken in: {type(error).__name__} {_one_line(error)} ({where})"
        )

    def _look_at_manifests(self, found: files.Findings) -> None:
        for each in found.manifests:
            if each.fault:
                self.report.notices.append(Notice("manifest_faulty", f"{each.path} {each.fault}."))
            for name in each.entries:
                if not (each.path.parent / name).exists():
                    message = f"{name} is in the manifest, but not in the folder."
                    self.report.notices.append(Notice("manifest_file_missing", message))

    def _look_for_vanished(self, folders: Iterable[Path]) -> None:
        """Reports sources whose files were in a folder and are not there now."""
        current = {each.sha256 for each in self.report.results}
        for folder in folders:
            prefix = stored_path(folder).rstrip("/") + "/"
            rows = Source.objects.filter(path__startswith=prefix).order_by("path")
            for path, sha256 in rows.values_list("path", "sha256"):
                if path not in self.here and sha256 not in current:
                    self.report.vanished.append(path)

    def _log(self) -> None:
        """Keeps the run, unless nothing happened in it."""
        if not self.report.written:
            return
        with transaction.atomic():
            run = ImportRun.objects.create(
                started_at=self.started, finished_at=timezone.now(), **self.report.counts
            )
            shas = [each.sha256 for each in self.report.results if each.sha256]
            rows = dict(Source.objects.filter(sha256__in=shas).values_list("sha256", "pk"))
            ImportedSource.objects.bulk_create(
                ImportedSource(
                    run=run,
                    source_id=rows.get(each.sha256),
                    name=each.name[:300],
                    outcome=each.outcome,
                    message=each.message,
                )
                for each in self.report.results
            )
            created = self.report.counts[CREATED]
            if created and not self.drafts:
                revising.note_load(
                    by=self.by,
                    title=f"{created} new source{'s' if created > 1 else ''}",
                    reason=f"{self.told}: {', '.join(self._new_records())}.",
                )

    def _new_records(self) -> list[str]:
        total: Counter[str] = Counter()
        for each in self.report.results:
            total += each.records
        return [f"{number} {what}" for what, number in sorted(total.items())] or ["no records"]


@dataclass(frozen=True, slots=True)
class _Known:
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


def _known_sources(paths: Iterable[str]) -> dict[str, _Known]:
    """The sources of these paths by checksum: one query for all that did not change."""
    rows = Source.objects.filter(path__in=list(paths)).values_list("sha256", *_KNOWN)
    return {row[0]: _Known(*row[1:]) for row in rows}


def _known_source(sha256: str) -> _Known:
    row = Source.objects.filter(sha256=sha256).values_list(*_KNOWN).first()
    return _Known(*row) if row else _Known()


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


def _read(candidate: Candidate) -> bytes:
    if candidate.fault:
        raise _Unreadable(candidate.fault)
    refuse_size(candidate.path.name, candidate.path.stat().st_size)
    return candidate.path.read_bytes()


def stored_path(path: Path) -> str:
    """A path as a source keeps it: within the project relative to it, else absolute."""
    # Made absolute without following links: the name counts under which a file was given.
    whole = Path(os.path.abspath(path))  # noqa: PTH100
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


def take_lock() -> None:
    """Waits until no other import writes; the end of the transaction gives the lock back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _refusal(error: DatabaseError) -> str:
    """Why the database did not take a document, in words."""
    if getattr(error.__cause__, "sqlstate", None) == "54000" and "tsvector" in str(error):
        return "holds more different words than the search can index (1 MB of them in one work)"
    return f"the database refused it ({_one_line(error)})"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
