"""Which known record or source a document is: never by chance, never one over another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from publications.choices import Role
from publications.models import Event, NewsItem, Project, Publication, Source
from publications.models.base import Dated, Record
from publications.partial_dates import PartialDate

Titled = TypeVar("Titled", Publication, Event, NewsItem, Project)

SAME_TEXT = 0.5  # share of common word sequences from which two texts are versions of one
HEAD = 5_000  # characters at the beginning of a source in which its title stands
TELLING_WORDS = 4  # a title of fewer words says little without a date


def find_publication(
    wanted: Publication, isbns: Iterable[str], source: Source, publishers: Iterable[str] = ()
) -> Publication | None:
    """The publication that a document is about: by its source, ISBN, key, or title and date.

    ``publishers`` are keys of organisations: works that others published are other works.
    """
    if row := _main_of(Publication, source):
        return row
    printed = sorted(set(isbns))
    if printed:
        row = (
            Publication.objects.filter(
                identifiers__scheme="isbn", identifiers__value__in=printed, part_of=None
            )
            .order_by("pk")
            .first()
        )
        if row:
            return row
    return find_titled(wanted, source, other_isbns=bool(printed), publishers=publishers)


def find_titled(
    wanted: Titled, source: Source, *, other_isbns: bool = False, publishers: Iterable[str] = ()
) -> Titled | None:
    """The record of the same key, else of the same title at a time that agrees.

    With ``other_isbns`` a record that has an ISBN is another edition.
    """
    model = type(wanted)
    if row := _main_of(model, source):
        return row
    if row := model.objects.filter(import_key=wanted.import_key).first():
        return row
    alike = model.objects.filter(sort_title=wanted.sort_title).order_by("pk")
    if model is Publication:
        alike = alike.filter(part_of=None)
        if other_isbns:
            alike = alike.exclude(identifiers__scheme="isbn")
    ours = set(publishers)
    return next((row for row in alike if same_work(wanted, row) and _may_share(row, ours)), None)


def _may_share(row: Titled, publishers: set[str]) -> bool:
    """Whether the publishers of a record agree with these, or one side names none."""
    if not publishers or not isinstance(row, Publication):
        return True
    theirs = set(
        row.contributions.filter(role=Role.PUBLISHER).values_list(
            "organisation__import_key", flat=True
        )
    )
    return not theirs or bool(theirs & publishers)


def same_work(one: Record, other: Record) -> bool:
    """Whether two records of the same title are one work, as far as their dates say."""
    if not one.sort_title or one.sort_title != other.sort_title:
        return False
    telling = len(one.sort_title.split()) >= TELLING_WORDS
    if not isinstance(one, Dated):
        return telling
    if one.date_edtf and other.date_edtf:
        return touch(PartialDate(one.date_edtf), PartialDate(other.date_edtf))
    return telling


def touch(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def alike_titles(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1; long ones are compared by their beginnings."""
    return SequenceMatcher(None, one[:300], other[:300], autojunk=False).ratio()


def same_text(one: str, other: str) -> bool:
    """Whether two texts are versions of one, by the sequences of words that they share."""
    ours, theirs = _sequences(one), _sequences(other)
    if not ours or not theirs:
        return one.split() == other.split()
    return len(ours & theirs) / max(len(ours), len(theirs)) >= SAME_TEXT


def _sequences(text: str, length: int = 4) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    return {hash(tuple(words[at : at + length])) for at in range(len(words) - length + 1)}


def find_changed_source(
    path: str, name: str, title: str, text: str, here: set[str]
) -> Source | None:
    """The source that a file with new content is a new version of, if it clearly is one.

    A source at the same path, or one of the same name whose own file is gone, that has the
    same title or largely the same text. ``here`` holds the paths of this run: their files
    exist, so no other file stands for them.
    """
    known = Source.objects.filter(name=name).order_by("-pk")
    for source in sorted(known, key=lambda each: each.path != path):
        if source.path != path and (
            source.path in here or (Path(settings.BASE_DIR) / source.path).exists()
        ):
            continue
        if (title and title in source.text[:HEAD]) or same_text(text, source.text):
            return source
    return None


def _main_of(model: type[Titled], source: Source) -> Titled | None:
    """The record that an earlier version of this source became."""
    if source.pk is None or not source.main_record:
        return None
    return model.objects.filter(identifier=source.main_record).first()
