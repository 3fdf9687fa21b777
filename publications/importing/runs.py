"""What is said and kept of a run of an import, once its documents are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from publications.importing.files import Findings
from publications.importing.report import CREATED, Notice, Report
from publications.importing.revising import note_load
from publications.importing.sources import stored_path
from publications.models import ImportedSource, ImportRun, Source


def look_at_manifests(report: Report, found: Findings) -> None:
    """Reports manifests that are faulty, and files that they list and that are not there."""
    for each in found.manifests:
        if each.fault:
            report.notices.append(Notice("manifest_faulty", f"{each.path} {each.fault}."))
        for name in each.entries:
            if not (each.path.parent / name).exists():
                message = f"{name} is in the manifest, but not in the folder."
                report.notices.append(Notice("manifest_file_missing", message))


def look_for_vanished(report: Report, folders: Iterable[Path], here: Container[str]) -> None:
    """Reports sources whose files were in a folder and are not there now."""
    current = {each.sha256 for each in report.results}
    for folder in folders:
        prefix = stored_path(folder).rstrip("/") + "/"
        rows = Source.objects.filter(path__startswith=prefix).order_by("path")
        for path, sha256 in rows.values_list("path", "sha256"):
            if path not in here and sha256 not in current:
                report.vanished.append(path)


def keep_run(report: Report, *, started: datetime, by: Any, told: str, drafts: bool) -> None:
    """Keeps the run, unless nothing happened in it; new records are one line of the history."""
    if not report.written:
        return
    with transaction.atomic():
        run = ImportRun.objects.create(
            started_at=started, finished_at=timezone.now(), **report.counts
        )
        shas = [each.sha256 for each in report.results if each.sha256]
        rows = dict(Source.objects.filter(sha256__in=shas).values_list("sha256", "pk"))
        ImportedSource.objects.bulk_create(
            ImportedSource(
                run=run,
                source_id=rows.get(each.sha256),
                name=each.name[:300],
                outcome=each.outcome,
                message=each.message,
            )
            for each in report.results
        )
        created = report.counts[CREATED]
        if created and not drafts:
            note_load(
                by=by,
                title=f"{created} new source{'s' if created > 1 else ''}",
                reason=f"{told}: {', '.join(_new_records(report))}.",
            )


def _new_records(report: Report) -> list[str]:
    total: Counter[str] = Counter()
    for each in report.results:
        total += each.records
    return [f"{number} {what}" for what, number in sorted(total.items())] or ["no records"]
