"""The line over a report's title that says what it is and of when: "REPORT      3 May 2012"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.dates import only_date
from publications.parsing.document import Line

_KICKER = re.compile(r"\s*(?P<form>\S[^\n|\t]{2,40}?)(?:\s{3,}|\t\s*|\s+\|\s+)(?P<date>\S.{3,30})")


def with_kicker(lines: Sequence[Line], form: re.Pattern[str]) -> list[Line]:
    """The lines of a page, the first one parted where it is a ``form`` of work and a date."""
    match = _KICKER.fullmatch(lines[0].text.rstrip()) if len(lines) > 1 else None
    if not match or not form.fullmatch(match["form"]) or not only_date(match["date"]):
        return list(lines)
    parts = []
    for name in ("form", "date"):
        start, end = (lines[0].start + place for place in match.span(name))
        parts.append(replace(lines[0], start=start, end=end, text=match[name]))
    return [*parts, *lines[1:]]
