"""The lines of an article's head that say when its page was changed, which is not its date."""

from __future__ import annotations

import re

from publications.parsing.dates import find_dates
from publications.parsing.document import Line

_CHANGED = re.compile(
    r"\s*(?:last |first )?(?:modified|amended|edited|changed|last updated)(?: (?:on|at))?\b",
    re.IGNORECASE,
)


def is_change_note(line: Line) -> bool:
    """Whether a line says no more than when a page was changed: "Last modified on 3 May 2012"."""
    short = len(line.text.split()) <= 10 and bool(_CHANGED.match(line.text))
    return short and len(find_dates(line.text)) == 1
