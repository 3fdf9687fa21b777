"""Speech on the page of a work or of an undertaking: what its people say of it to the press."""

from __future__ import annotations

from collections.abc import Sequence

from publications.parsing.document import Block, Person, Quotation, SourceText
from publications.parsing.pages.articles.speech import find_speech


def spoken_on(
    source: SourceText, blocks: Sequence[Block], praise: Sequence[Quotation]
) -> tuple[list[Quotation], list[Person]]:
    """The quotations in the paragraphs of a page with who is quoted; not what praises it."""
    taken = [span for each in praise for span in each.evidence]
    paragraphs = [
        span
        for block in blocks
        if block.kind == "paragraph"
        for span in block.evidence
        if not any(start < span[1] and span[0] < end for start, end in taken)
    ]
    if not paragraphs or not any(sign in source.text for sign in '\u201c"\u2018'):
        return [], []
    quotations, people, _ = find_speech(source.text, paragraphs)
    return quotations, people
