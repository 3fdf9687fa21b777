"""What is printed on a page, whichever library read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from publications.parsing.readers.printed.bullets import Dot, drawn
from publications.parsing.readers.printed.glyphs import Fragment, Glyph
from publications.parsing.readers.printed.grid import Rule
from publications.parsing.readers.printed.turned import part

PAGE_LIMIT = 5_000


@dataclass(slots=True)
class Sheet:
    """What is printed on one page."""

    fragments: list[Fragment]
    turned: list[Fragment] = field(default_factory=list)  # the text of a page on its side
    aside: list[tuple[str, str]] = field(default_factory=list)  # other text, and how it stands
    rules: list[Rule] = field(default_factory=list)  # lines drawn across the page

    @property
    def is_empty(self) -> bool:
        return not (self.fragments or self.turned or self.aside)


def sheet_of(
    glyphs: Iterable[Glyph], rules: Iterable[Rule] = (), dots: Iterable[Dot] = ()
) -> Sheet:
    """The sheet of a page's glyphs, which come in the order of the file."""
    parted = part(glyphs)
    return Sheet(drawn(dots, parted.upright), parted.turned, parted.aside, list(rules))
