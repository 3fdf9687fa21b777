"""The passages of sections, by which a text is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publications import models
from publications.choices import SectionKind
from publications.importing.blocks import Json, block_text
from publications.importing.rows import BATCH, Comparison, settle

PASSAGE_WORDS = 300
PASSAGE_CHARACTERS = 20_000  # far under what an index holds, whatever the words are like
_TOKEN = re.compile(r"\S+\s*")


def passages(title: str, blocks: Sequence[Json]) -> Iterator[tuple[int, str]]:
    """The text of a section in pieces of whole blocks: index of the first block, and the words.

    The heading goes with the first piece. A block longer than a piece is cut at words; a
    "word" longer than a piece, which is no word, is cut where it must be.
    """
    gathered: list[str] = [title] if title else []
    words, first = 0, 0
    for index, block in enumerate(blocks):
        for piece in _pieces(block_text(block)):
            count = len(piece.split())
            size = sum(map(len, gathered)) + len(piece)
            if gathered and words and (words + count > PASSAGE_WORDS or size > PASSAGE_CHARACTERS):
                yield first, "\n\n".join(gathered)
                gathered, words = [], 0
            if not gathered:
                first = index
            gathered.append(piece)
            words += count
    if gathered:
        yield first, "\n\n".join(gathered)


def _pieces(text: str) -> Iterable[str]:
    if not text:
        return
    if len(text) <= PASSAGE_CHARACTERS and len(text.split()) <= PASSAGE_WORDS:
        yield text
        return
    piece: list[str] = []
    size = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        for at in range(0, len(token), PASSAGE_CHARACTERS):
            part = token[at : at + PASSAGE_CHARACTERS]
            if piece and (len(piece) >= PASSAGE_WORDS or size + len(part) > PASSAGE_CHARACTERS):
                yield "".join(piece).strip()
                piece, size = [], 0
            piece.append(part)
            size += len(part)
    if piece:
        yield "".join(piece).strip()


def index_section(section: models.Section) -> None:
    """Makes the passages of a kept section anew, for search."""
    section.passages.all().delete()
    if section.kind != SectionKind.CONTENTS:
        models.Passage.objects.bulk_create(
            models.Passage(section=section, position=position, first_block=first, text=text)
            for position, (first, text) in enumerate(passages(section.title, section.blocks))
        )


def write_passages(comparison: Comparison, sections: set[int], had: set[int]) -> None:
    """Writes the passages of sections, given by ``id()``; ``had`` are the keys of earlier ones."""
    wanted = [each for each in comparison.plan.passages if id(each.section) in sections]
    there: dict[tuple[int, int], models.Passage] = {}
    if had:
        rows = models.Passage.objects.filter(section__in=had).defer("search_vector")
        curated = _curated_sections(comparison)
        there = {
            (row.section_id, row.position): row for row in rows if row.section_id not in curated
        }
    inserted, updated = [], []
    for row in wanted:
        settle(row)
        old = there.pop((row.section_id, row.position), None)
        if old is None:
            inserted.append(row)
        elif (old.text, old.first_block) != (row.text, row.first_block):
            row.pk = old.pk
            updated.append(row)
    if there:
        models.Passage.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    if inserted:
        models.Passage.objects.bulk_create(inserted, batch_size=BATCH)
    if updated:
        models.Passage.objects.bulk_update(updated, ["text", "first_block"], batch_size=BATCH)


def _curated_sections(comparison: Comparison) -> set[int]:
    """The primary keys of sections that an editor has set."""
    return {
        row.pk
        for row in comparison.plan.children
        if isinstance(row, models.Section)
        and row.pk
        and (before := comparison.before.get(id(row.work)))
        and "sections" in before.curated
    }
