"""What is printed on a page, whichever library read it."""

from __future__ import annotations

from dataclasses import dataclass

from publications.parsing.readers.glyphs import Fragment

PAGE_LIMIT = 5_000


@dataclass(slots=True)
class Sheet:
    """What is printed on one page."""

    fragments: list[Fragment]
    sideways: str = ""
