"""A label with its values on lines of their own, read as one line: "Author:" over two names.

Saved pages print their facts so, as terms with definitions or as label and value in blocks. A
label without a colon counts where the line under it is such a value: "ISBN" over its digits. The
line that is made has as many characters as the source has from label to last value, so that all
places in it hold: the ends of lines between are made signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publications.parsing.dates import find_dates, only_date
from publications.parsing.document import Line, SourceText
from publications.parsing.name_lists import people_listed
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import span_of

_LABEL = re.compile(
    r"(?:authors?(?:\(s\))?|(?:written |edited |foreword |introduction )?by|editors?(?:\(s\))?"
    r"|(?:(?:publication|release|publishing) )?dates?|(?:date )?published(?: on| in| by)?"
    r"|publishers?|price|cost|isbn(?:[- ]1[03])?|issn|doi|series|(?:number of )?pages|extent|format"
    r"|downloads?|(?:(?:project|programme|research) )?(?:lead(?:er)?s?|team|staff|researchers?"
    r"|director|manager|partners?|funders?)|led by|status|duration|funded by|supported by"
    r"|commissioned by|partner organisations|contacts?)\s*:",
    re.IGNORECASE,
)
_WIDE = re.compile(r"\s{2,}|\s*\|\s*|\t+")
_MARKED = re.compile(r"\s*[|\u00b7\u2022]\s*|\s+[\u2013\u2014-]\s+")
_BY = re.compile(r"\s*by:? ", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w&'\u2019-]*"
_BARE = tuple(
    (re.compile(label, re.IGNORECASE), re.compile(value))
    for label, value in (
        (r"(?:e-?)?isbn(?:[- ]1[03])?|issn", r"\d[\d -]{7,16}[\dxX]"),
        (r"pages?|page count|extent|number of pages|length", r"\d+(?: ?(?:pages|pp))?\.?"),
        (
            r"publishers?|imprint",
            rf"(?:The )?{_CAPITAL}(?: (?:{_CAPITAL}|of|and|&|for)){{0,7}}(?:,.{{3,100}})?",
        ),
        (r"(?:list )?price|cost|rrp", r"(?:\u00a3|GBP ?)\d[\d.]*.{0,30}"),
        (r"dimensions|size", r"\d[\d .x\u00d7,]+ ?(?:mm|cm|in)\b.{0,10}"),
    )
)
_DATE = re.compile(r"(?:date )?published(?: on)?|(?:publication|release) date", re.IGNORECASE)
_WRITERS = re.compile(
    r"(?:report )?(?:authors?|editors?)(?:\(s\))?|(?:written|edited) by", re.IGNORECASE
)
_PEOPLE = re.compile(r"author|editor|\bby\b|team|staff|researcher|lead|contact", re.IGNORECASE)
_LONGEST = 40  # words of a value
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def with_labels(source: SourceText, lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, each label joined with the values under it."""
    made: list[Line] = []
    at = 0
    lines = [part for line in lines for part in _parted(line)]
    while at < len(lines):
        end = _end_of_values(lines, at)
        made.append(_joined(source, lines[at:end]) if end > at + 1 else lines[at])
        at = end
    return made


def label_of(source: SourceText, line: Line) -> str:
    """The label of a joined line, with its colon; empty for any other line."""
    if line.text == source.text[line.start : line.end]:
        return ""
    return " ".join(line.text.partition(":")[0].split()) + ":"


def words_of(source: SourceText, line: Line) -> str:
    """The words of a line, those of a joined one with a space behind its signs."""
    words = " ".join(line.text.split())
    if not label_of(source, line):
        return words
    return re.sub(r"(?<=\S)([:;])(?=[^\s/])", r"\1 ", words)


def _parted(line: Line) -> list[Line]:
    """The labels that stand wide apart in one line, each with its value as a line."""
    breaks = [found.end() for found in _WIDE.finditer(line.text)] if len(line.text) < 300 else []
    begins = [0, *(at for at in breaks if _LABEL.match(line.text, at))]
    if len(begins) < 2 or not _LABEL.match(line.text.lstrip()):
        begins = _names_and_date(line)
    if len(begins) < 2:
        return [line]
    ends = [*begins[1:], len(line.text)]
    return [
        replace(line, start=line.start + begin, end=line.start + end, text=line.text[begin:end])
        for begin, end in zip(begins, ends, strict=True)
    ]


def _names_and_date(line: Line) -> list[int]:
    """Where the parts of "Jo Hill, Bo Lee | June 2009" begin, which are a date and people."""
    signs = list(_MARKED.finditer(line.text)) if len(line.text) < 200 else []
    if not signs and (begin := _unmarked_date(line.text)):
        return [0, begin]
    edges = [0, *(edge for sign in signs for edge in sign.span()), len(line.text)]
    parts = [line.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    dated = [part for part in parts if only_date(part)] if signs else []
    others = [part for part in parts if part not in dated]
    if not dated or not others:
        return [0]
    if not all(people_listed(_BY.sub("", part), 0, "") for part in others):
        return [0]
    return [0, *(sign.end() for sign in signs if _changes(line.text, sign, dated))]


def _unmarked_date(text: str) -> int:
    """Where the date of "Jo Hill and Bo Lee June 2009" begins; one name alone may be a place's."""
    found = find_dates(text) if len(text) < 120 and text[-5:].strip().isdigit() else []
    begin = found[0].start if len(found) == 1 and not text[found[0].end :].strip() else 0
    return begin if begin and len(people_listed(text[:begin].rstrip(" ,"), 0, "")) > 1 else 0


def _changes(text: str, sign: re.Match[str], dated: Sequence[str]) -> bool:
    """Whether a date stands on one side of a sign and people on the other."""
    before = any(text[: sign.start()].endswith(part) for part in dated)
    return before != any(text.startswith(part, sign.end()) for part in dated)


def _end_of_values(lines: Sequence[Line], at: int) -> int:
    """The place behind the values of a label; the next place where there are none."""
    line, end = lines[at], at + 1
    if line.tag == "dt":
        while end < len(lines) and lines[end].tag == "dd":
            end += 1
        return end
    label = line.text.strip()
    if line.tag in _HEADINGS:
        return end
    if not _LABEL.fullmatch(label):
        return end + 1 if end < len(lines) and _is_bare(label, lines[end]) else end
    if end < len(lines) and _is_value(lines[end]):
        end += 1
        while (
            end < len(lines)
            and _PEOPLE.search(label)
            and _is_value(lines[end])
            and people_listed(lines[end].text, 0, "")
        ):
            end += 1
    return end


def _is_bare(label: str, value: Line) -> bool:
    """Whether a line is the value of a label that has no colon."""
    if value.tag in _HEADINGS or len(label) > _LONGEST:
        return False
    text = value.text.strip()
    if _DATE.fullmatch(label):
        return only_date(text) is not None
    if _WRITERS.fullmatch(label):
        return ";" in text and bool(people_listed(text.replace(";", ","), 0, ""))
    return any(named.fullmatch(label) and form.fullmatch(text) for named, form in _BARE)


def _is_value(line: Line) -> bool:
    text = line.text.strip()
    if line.tag in _HEADINGS or len(text.split()) > _LONGEST or _LABEL.match(text):
        return False
    return not furniture_reason(text)


def _joined(source: SourceText, lines: Sequence[Line]) -> Line:
    start, end = lines[0].start, span_of(lines[-1])[1]
    text = source.text[start:end]
    label = lines[0].text.rstrip()
    behind = text[len(label) :]
    first = len(behind) - len(behind.lstrip())
    sign = "" if label.endswith(":") else ":"
    values = re.sub(r"\n+", lambda gap: f";{' ' * (len(gap[0]) - 1)}", behind[first:])
    words = f"{label}{sign}{' ' * (first - len(sign))}{values}"
    return Line(start, end, words, lines[0].page, lines[0].size, lines[0].bold, lines[0].tag)
