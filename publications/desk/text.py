"""What an editor decides on a section or a note: it is one, it is called so, it is none.

Nothing of a text goes: what is no section becomes text of the section before it, and what is no
note is listed with the decision.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from publications import models
from publications.choices import Verdict
from publications.desk import revisions
from publications.desk.parts import PARTS
from publications.desk.verdicts import Refused, decide, stamp
from publications.importing.corrections import joined_blocks, parent_of, section_before
from publications.importing.passages import index_section
from publications.importing.rejections import without_mark, worded
from publications.models.base import Record


def is_part(key: str) -> bool:
    """Whether a key names a section or a note."""
    return key.partition(":")[0] in PARTS


@transaction.atomic
def accept(*, record: Record, key: str, by: Any) -> None:
    """Notes that a section or a note is right as it is."""
    row = _part(record, key)
    decide(record, row.source, *worded(row), Verdict.ACCEPTED, by)


@transaction.atomic
def correct(*, record: Record, key: str, value: str, by: Any) -> None:
    """Gives a section another title, or a note the section that calls it, by its anchor."""
    row = _part(record, key)
    value = " ".join(value.split())
    name, words = worded(row)
    with revisions.recorded(record=record, by=by, reason="Corrected in review.") as text:
        text.was(name, row)
        if isinstance(row, models.Section):
            if len(value) > 500:
                raise Refused("A title has at most 500 characters.")
            row.title = value
            row.save(update_fields=["title"])
            index_section(row)
        else:
            row.section = record.sections.filter(anchor=value).first() if value else None
            if value and row.section is None:
                raise Refused(f"There is no section “{value}”: choose one of the list.")
            row.save(update_fields=["section"])
        text.is_now(name, row)
        stamp(record)
    decide(record, row.source, name, words, Verdict.CORRECTED, by, instead=value)


@transaction.atomic
def reject(*, record: Record, key: str, by: Any) -> None:
    """Says that what was read as a section or a note is none."""
    row = _part(record, key)
    name, words = worded(row)
    if isinstance(row, models.Section):
        _join(record, row, by)
    else:
        _drop_note(record, row, by)
    decide(record, row.source, name, words, Verdict.REJECTED, by)


def _part(record: Record, key: str) -> Any:
    name, _, number = key.partition(":")
    if name not in PARTS or not number.isdecimal() or not hasattr(type(record), name):
        raise Refused("There is no such part of the text.")
    row = getattr(record, name).filter(pk=int(number)).first()
    if row is None:
        raise Refused("This part of the text is no longer there: another editor has changed it.")
    return row


def _join(record: Record, gone: models.Section, by: Any) -> None:
    """Gives the text of a section that is none to the section before it."""
    rows = list(record.sections.filter(source=gone.source).defer("blocks"))
    before = section_before(gone, rows)
    if before is None:
        raise Refused("No section stands before it that its text could join: correct its title.")
    before = models.Section.objects.get(pk=before.pk)
    parts = list(gone.children.all())
    notes = list(gone.footnotes.all())
    with revisions.recorded(record=record, by=by, reason=f"“{gone}” is no section.") as text:
        text.was("sections", before, gone, *parts)
        text.was("footnotes", *notes)
        before.blocks = joined_blocks(before, gone)
        before.save(update_fields=["blocks"])
        for row in parts:
            row.parent = parent_of(row, gone, before)
            row.save(update_fields=["parent"])
        for note in notes:
            note.section = before
            note.save(update_fields=["section"])
        gone.delete()
        index_section(before)
        text.is_now("sections", before, *parts)
        text.is_now("footnotes", *notes)
        stamp(record)


def _drop_note(record: Record, note: models.Footnote, by: Any) -> None:
    """Takes a note away; its mark stays in the text as a figure."""
    section = note.section
    with revisions.recorded(record=record, by=by, reason=f"{note.number} is no note.") as text:
        text.was("footnotes", note)
        if section is not None:
            text.was("sections", section)
            section.blocks = without_mark(section.blocks, note.number)
            section.save(update_fields=["blocks"])
            text.is_now("sections", section)
        note.delete()
        stamp(record)
