"""What leads nowhere in a text: marks without a note, links without a place, places beyond it.

Looked for once a day by the worker, by ``manage.py check_files``, and after each decision on a
text; kept, so that counting them costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models.functions import Length
from django.utils import timezone

from publications import models
from publications.choices import Status
from publications.models.base import Record
from publications.models.desk import DeadAnchors

MOST = 50  # faults of one record that are kept
AT_ONCE = 50  # works whose texts are held in memory
TEXTS: tuple[type[Record], ...] = (models.Publication, models.NewsItem, models.Project)
_PARAGRAPH = re.compile(r"p([1-9][0-9]{0,6})")


def check_all() -> int:
    """Looks through every work; returns how many have something that leads nowhere."""
    found: dict[str, list[str]] = {}
    for model in TEXTS:
        rows = model.objects.exclude(status=Status.WITHDRAWN).order_by("pk")
        rows = rows.prefetch_related("sections", "footnotes")
        for record in rows.iterator(chunk_size=AT_ONCE):
            if faults := list(_in_text(record)):
                found[record.identifier] = faults
    for record, words in _beyond_the_text():
        found.setdefault(record, []).append(words)
    DeadAnchors.objects.exclude(record__in=found).delete()
    for record, faults in found.items():
        _keep(record, faults)
    return len(found)


def check(record: Record) -> list[str]:
    """Looks through one work; keeps and returns what leads nowhere in it."""
    faults = list(_in_text(record)) if type(record) in TEXTS else []
    faults += [words for _, words in _beyond_the_text(record.identifier)]
    if faults:
        _keep(record.identifier, faults)
    else:
        DeadAnchors.objects.filter(record=record.identifier).delete()
    return faults


def _keep(record: str, faults: list[str]) -> None:
    DeadAnchors.objects.update_or_create(
        record=record, defaults={"faults": faults[:MOST], "at": timezone.now()}
    )


def _in_text(record: Any) -> Iterator[str]:
    sections = list(record.sections.all())
    notes = {row.number for row in record.footnotes.all()}
    anchors = {row.anchor for row in sections}
    paragraphs = sum(len(row.blocks) for row in sections)
    for row in sections:
        for block in row.blocks:
            if block.get("box") and block["box"] not in anchors:
                yield f"“{row}” names a box “{block['box']}”, which is not there."
            for _, style, note, url in (run for run in block.get("runs") or [] if len(run) == 4):
                if style == "note" and note not in notes:
                    yield f"Mark {note} in “{row}” has no note."
                if url.startswith("#") and not _is_there(url[1:], anchors, paragraphs):
                    yield f"A link in “{row}” leads to “{url}”, which is not there."


def _is_there(name: str, anchors: set[str], paragraphs: int) -> bool:
    paragraph = _PARAGRAPH.fullmatch(name)
    return name in anchors or bool(paragraph and int(paragraph[1]) <= paragraphs)


def _beyond_the_text(record: str = "") -> Iterator[tuple[str, str]]:
    """Evidence that points behind the end of its source."""
    sizes = models.Source.objects.annotate(length=Length("text")).order_by()
    rows = models.Evidence.objects.filter(record=record) if record else models.Evidence.objects
    if record:
        sizes = sizes.filter(evidence__record=record).distinct()
    for source, name, length in sizes.values_list("pk", "name", "length"):
        beyond = rows.filter(source=source, end__gt=length).order_by("record", "field")
        for identifier, field in beyond.values_list("record", "field").distinct():
            yield identifier, f"The words of {field} lie behind the end of {name}."
