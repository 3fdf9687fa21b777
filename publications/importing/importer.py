"""The run of an import: find files, parse what is new, write each document whole or not at all.

Each document has a transaction of its own and, in it, a lock that all imports share: two at
once take turns, and an import that is killed leaves nothing half done. A run in which nothing
changed writes nothing.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from publications.importing import abbreviations, files, originals, topics, works, writer
from publications.importing.files import Candidate
from publications.importing.indexing import entries_made_once
from publications.importing.locking import take_lock
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
from publications.importing.runs import keep_run, look_at_manifests, look_for_vanished
from publications.importing.sources import (
    Known,
    known_source,
    known_sources,
    source_for,
    stored_path,
)
from publications.importing.versions import parser_version
from publications.models import Topic
from publications.parsing.document import Document
from publications.parsing.errors import ParseError
from publications.parsing.readers import refuse_size
from publications.parsing.registry import parse_bytes

BATCH_FILES = 64  # documents held in memory before they are written
BATCH_BYTES = 8_000_000

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
        look_at_manifests(self.report, found)
        look_for_vanished(self.report, found.folders, self.here)
        keep_run(self.report, started=self.started, by=self.by, told=self.told, drafts=self.drafts)

    # -- reading ---------------------------------------------------------------------------

    def _batches(self, candidates: Iterable[Candidate]) -> Iterator[list[_Loaded]]:
        """New and changed files, parsed, in batches that fit into memory."""
        batch: list[_Loaded] = []
        size = 0
        known = known_sources(self.here)
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

    def _load(self, candidate: Candidate, known: dict[str, Known]) -> _Loaded | None:
        """A file's document; None where it is as it was, or cannot be read."""
        result = SourceResult(name=candidate.path.name, path=str(candidate.path))
        self.report.results.append(result)
        try:
            data = _read(candidate)
            result.sha256 = hashlib.sha256(data).hexdigest()
            self._check_manifest(candidate, result)
            row = known.get(result.sha256)
            if row is None:
                row = known[result.sha256] = known_source(result.sha256)
            if row.is_current(candidate) or (self.drafts and row.is_public):
                result.kind, result.record = row.kind, row.record
                self._keep(candidate, result)
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
                # Before the commit: a document that is in has its file, also if this is killed.
                self._keep(loaded.candidate, result)
        except OSError as error:
            self._fail(result, f"cannot be kept ({error.strerror or error})")
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
        source, is_new = source_for(document, loaded.candidate, self.here, drafts=self.drafts)
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

    # -- the rest --------------------------------------------------------------------------

    def _keep(self, candidate: Candidate, result: SourceResult) -> None:
        if not self.report.dry_run:
            originals.keep(candidate.path, result.sha256)

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


def _read(candidate: Candidate) -> bytes:
    if candidate.fault:
        raise _Unreadable(candidate.fault)
    refuse_size(candidate.path.name, candidate.path.stat().st_size)
    return candidate.path.read_bytes()


def _refusal(error: DatabaseError) -> str:
    """Why the database did not take a document, in words."""
    if getattr(error.__cause__, "sqlstate", None) == "54000" and "tsvector" in str(error):
        return "holds a note with more different words than the search can index (1 MB of them)"
    return f"the database refused it ({_one_line(error)})"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
