"""A table of works handed in: what each row would do, shown first, and done when an editor says so.

Looking is the very import in a transaction that is rolled back, so that nothing is promised that
does not happen. Taking is one transaction: all rows that are not refused, or none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from publications import models
from publications.choices import Act, UploadState
from publications.desk import roles
from publications.desk.fates import (
    REFUSED,
    Fate,
    counted,
    differences_of,
    fate_of,
    rows_added,
    rows_kept_out,
)
from publications.importing import writer
from publications.importing.indexing import entries_made_once
from publications.importing.locking import take_lock
from publications.importing.sources import stored_path
from publications.importing.tables import TablePlan, plan_table, source_for
from publications.models.base import Record
from publications.models.desk import Revision, TableCheck, Upload
from publications.parsing.errors import ParseError
from publications.parsing.tables import Table, cells, read_table

BATCH = 1_000


class Refused(Exception):
    """The table cannot be taken; the message says why."""


def work(upload: Upload) -> tuple[str, str]:
    """Looks at a table, or takes it where an editor has said so; the new state and its words."""
    check, _ = TableCheck.objects.get_or_create(upload=upload)
    decided = check.decision
    try:
        if not decided:
            check.rows = [asdict(each) for each in _look(upload)]
            check.save()
            return UploadState.CHECKED, f"Nothing is taken yet: {counted(check.rows)}."
        fates = _take(upload, decided)
    except ParseError as error:
        return UploadState.FAILED, f"{upload.name} {error.reason}."
    except Refused as refusal:
        check.decision = {}
        check.save()
        return UploadState.CHECKED, str(refusal)
    check.rows = [asdict(each) for each in fates]
    check.save()
    return UploadState.READ, f"Taken: {counted(check.rows)}."


def decide(
    *, upload: Upload, by: Any, reason: str = "", overrules: bool = False, whole: bool = False
) -> None:
    """Notes that a table is to be taken, and how; whoever reads uploads does it."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if upload.state != UploadState.CHECKED:
            raise Refused("This table does not wait for a word.")
        TableCheck.objects.filter(upload=upload).update(
            decision={"by": by.pk, "reason": reason[:500], "overrules": overrules, "whole": whole}
        )
        upload.state, upload.attempts, upload.message = UploadState.WAITING, 0, ""
        upload.save(update_fields=["state", "attempts", "message"])


def refused_rows(upload: Upload, rows: Iterable[dict[str, Any]]) -> str:
    """The rows that were refused as a table of their own, with the reason of each."""
    reasons = {row["number"]: row["reason"] for row in rows if row["fate"] == REFUSED}
    table = _read(upload)
    text = table.source.text
    places = {page.number: text[page.start : page.end] for page in table.source.pages}
    if not table.header[1]:
        return "\n\n".join(f"{places[number]}\nER  - " if "\nER" not in places[number]
                           else places[number] for number in reasons) + "\n"  # fmt: skip
    separator, start = cells.separator_of(text)
    every = list(cells.rows_of(text, separator, start))
    file = io.StringIO()
    out = csv.writer(file, delimiter=separator)
    out.writerow([*(each.text for each in every[0]), "refused because"])
    for number, row in enumerate(every[1:], 2):
        if number in reasons:
            out.writerow([*(each.text for each in row), reasons[number]])
    return file.getvalue()


# -- looking and taking --------------------------------------------------------------------


def _read(upload: Upload) -> Table:
    return read_table((Path(settings.MEDIA_ROOT) / upload.path).read_bytes(), upload.name)


def _look(upload: Upload) -> list[Fate]:
    table = _read(upload)
    with transaction.atomic():
        fates, _ = _write(upload, table, upload.by)
        transaction.set_rollback(True)
    return fates


def _take(upload: Upload, decided: dict[str, Any]) -> list[Fate]:
    table = _read(upload)
    by = type(upload)._meta.get_field("by").related_model.objects.filter(pk=decided["by"]).first()
    if by is None or not by.is_active:
        raise Refused("Whoever wanted it taken has no account any more.")
    if models.Source.objects.filter(sha256=table.source.sha256).exists():
        raise Refused("The archive has this very file already.")
    with transaction.atomic():
        fates, made = _write(
            upload, table, by, overrules=decided["overrules"], reason=decided["reason"]
        )
        refused = [each for each in fates if each.fate == REFUSED]
        if decided["whole"] and refused:
            transaction.set_rollback(True)
            raise Refused(f"Nothing was taken, because {len(refused)} rows are refused.")
        if not made.wanted:
            transaction.set_rollback(True)
            raise Refused("Nothing was taken: no row can be.")
        _note(upload, made, by, decided["reason"])
    return fates


def _write(
    upload: Upload, table: Table, by: Any, *, overrules: bool = False, reason: str = ""
) -> tuple[list[Fate], TablePlan]:
    """Writes a table inside the caller's transaction; what became of each row."""
    take_lock()
    source = source_for(table, stored_path(Path(settings.MEDIA_ROOT) / upload.path))
    made = plan_table(
        table,
        source,
        confirmed=by is not None and roles.may_publish(by),
        overrules=overrules,
        off_limits=_limits_of(by),
    )
    made.plan.by, made.plan.reason = by, _why(upload, reason)
    proposed = {id(each.record): differences_of(each) for each in made.wanted}
    with entries_made_once():
        writer.write(made.plan)
    added, kept_out = rows_added(made), rows_kept_out(made)
    fates = []
    for each in made.wanted:
        key = id(each.record)
        fates.append(fate_of(each, proposed[key], added.get(key, []), kept_out.get(key, [])))
    fates += [Fate(each.number, each.title, REFUSED, reason=each.reason) for each in made.refused]
    if table.unknown:
        words = ", ".join(f"“{each}”" for each in table.unknown)
        for each in fates[:1]:
            each.warnings.insert(0, f"These columns mean nothing here and are left out: {words}.")
    return sorted(fates, key=lambda each: each.number), made


def _limits_of(by: Any) -> Callable[[Record], str]:
    """Contributors add to their own drafts alone."""
    if by is None:
        return lambda record: "Only an editor may add to what the archive has."
    if roles.may_publish(by):
        return lambda record: ""
    return lambda record: (
        ""
        if roles.may_change(by, record)
        else "The archive has it, and only an editor may add to it."
    )


# -- history -------------------------------------------------------------------------------


def _note(upload: Upload, made: TablePlan, by: Any, reason: str) -> None:
    """A revision for every new record, which says who made it; the writer notes the others."""
    Revision.objects.bulk_create(
        (
            Revision(
                record=each.record.identifier,
                model=each.record._meta.model_name,
                title=str(each.record)[:500],
                act=Act.CREATED,
                reason=f"{_why(upload, reason)} Row {each.row.number}.",
                by=by,
            )
            for each in made.wanted
            if each.known is None
        ),
        batch_size=BATCH,
    )


def _why(upload: Upload, reason: str) -> str:
    return (
        f"{reason.rstrip('.')}. Read from {upload.name}."
        if reason
        else (f"Read from {upload.name}.")
    )
