"""The bookmarks of a file, believed where the page that one leads to prints its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publications.parsing.document import Line

LINES = 4  # over which a heading may run
DEEPEST = 6
LIMIT = 5_000  # bookmarks of a file


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What a bookmark says, how deep it stands (from 1), and the page it leads to (from 1)."""

    title: str
    level: int
    page: int


def tagged(lines: Sequence[Line], bookmarks: Sequence[Bookmark]) -> tuple[Line, ...]:
    """The lines, with those that a bookmark names marked as headings of its depth."""
    found = list(lines)
    on_page: defaultdict[int | None, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.text.strip():
            on_page[line.page].append(at)
    for bookmark in bookmarks:
        wanted = _key(bookmark.title)
        places = _places(found, on_page.get(bookmark.page, []), wanted) if wanted else []
        for at in places:
            found[at] = replace(found[at], tag=f"h{min(bookmark.level, DEEPEST)}")
    return tuple(found)


def _places(lines: Sequence[Line], page: Sequence[int], wanted: str) -> Sequence[int]:
    """The lines of a page that are the words of a bookmark, with or without its number."""
    for first in range(len(page)):
        said = ""
        for last in range(first, min(first + LINES, len(page))):
            line = lines[page[last]]
            if line.tag or line.size != lines[page[first]].size:
                break
            said += _key(line.text)
            if said in (wanted, wanted.lstrip("0123456789")):
                return page[first : last + 1]
            if len(said) > len(wanted):
                break
    return ()


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
