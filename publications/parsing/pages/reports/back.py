"""What stands under the text of a report's page: who the authors are, and what else to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.document import (
    Biography,
    Item,
    LeftOut,
    Line,
    ParseWarning,
    Person,
    SourceText,
)
from publications.parsing.imprint import POSTCODE
from publications.parsing.mentions import NAME
from publications.parsing.names import looks_like_name, match_key, tidy_name
from publications.parsing.pages.articles.teasers import read_side_matter
from publications.parsing.pages.entries.kinds import PUBLICATION
from publications.parsing.pages.reports.in_press import is_press_heading, read_press
from publications.parsing.pages.side_matter import RELATED_HEADING, furniture_reason
from publications.parsing.spans import span_of, tidy

_AUTHORS = re.compile(
    r"(?:about|notes on|meet) the (?:authors?|editors?|contributors?|researchers?)"
    r"|(?:author )?biograph(?:y|ies)|author bios?|the authors?",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\b(?:publications?|reports?|papers?|research)\b", re.IGNORECASE)
# The foot of the page: numbers and addresses of the report and of who published it.
_OF_PAGE = re.compile(
    rf"\bISBN\b|\bregistered (?:charity|company)|{POSTCODE.pattern}", re.IGNORECASE
)
_BEGINS = re.compile(rf"(?P<name>{NAME})(?=\s+[a-z]|,)")


@dataclass(slots=True)
class Back:
    """The biographies and related works of a page, and the lines that they took."""

    biographies: list[Biography] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def read_back(source: SourceText, lines: Sequence[Line], authors: Sequence[Person]) -> Back:
    """Read the parts of a page that have headings of their own behind the description."""
    back = Back()
    keys = {match_key(person.name): person.name for person in authors}
    at = 0
    while at < len(lines):
        heading = lines[at].text.strip().rstrip(":")
        at += 1
        if len(heading) > 60:
            continue
        if _AUTHORS.fullmatch(heading):
            at = _read_biographies(source, lines, at, keys, back)
        elif at > 1 and is_press_heading(heading):
            told = read_press(source, lines[at - 1 :])
            if told:
                back.items += told
                back.taken += lines[at - 1 : at + 2 * len(told)]
            at += 2 * len(told)
        elif at > 1 and RELATED_HEADING.fullmatch(heading):
            _read_related(source, lines[at - 1 :], bool(_WORKS.search(heading)), back)
            break
    return back


def _read_biographies(
    source: SourceText, lines: Sequence[Line], at: int, keys: dict[str, str], back: Back
) -> int:
    """Take the paragraphs that begin with an author's name; gives back where they end."""
    heading = lines[at - 1]
    while at < len(lines):
        line = lines[at]
        match = _BEGINS.match(line.text.strip())
        alone = keys.get(match_key(line.text)) if len(line.text) < 80 else None
        if alone and at + 1 < len(lines) and len(lines[at + 1].text.split()) >= 5:
            span = span_of(lines[at + 1])
            back.biographies.append(Biography(alone, tidy(source.text, *span), (span,)))
            back.taken += [line, lines[at + 1]]
            back.left_out.append(LeftOut(*span_of(line), "name over a biography"))
            at += 2
            continue
        name = keys.get(match_key(match["name"])) if match else None
        if name is None and match and not keys and looks_like_name(match["name"]):
            name = tidy_name(match["name"])
        if name is None:
            break
        span = span_of(line)
        back.biographies.append(Biography(name, tidy(source.text, *span), (span,)))
        back.taken.append(line)
        at += 1
    if back.biographies:
        back.taken.append(heading)
        back.left_out.append(LeftOut(*span_of(heading), "side heading"))
    return at


def _read_related(source: SourceText, lines: Sequence[Line], works: bool, back: Back) -> None:
    """Take the related works under their heading, up to what is no title, date or teaser."""
    end = next((at for at, line in enumerate(lines) if at and _ends_related(line)), len(lines))
    side = read_side_matter(source, lines[:end])
    told = [each.kind_evidence not in {(), each.group_evidence} for each in side.items]
    back.items += [
        replace(each, kind=PUBLICATION) if works and not known else each
        for each, known in zip(side.items, told, strict=True)
    ]
    back.taken += lines[:end]
    back.left_out += side.left_out
    back.warnings += side.warnings


def _ends_related(line: Line) -> bool:
    reason = furniture_reason(line.text)
    apart = (reason or "site navigation") != "site navigation" or len(line.text.split()) > 30
    return apart or bool(_OF_PAGE.search(line.text))
