"""Works and events that a project's page lists under a heading, or names in its sentences.

"Publications", and under it a title a line, with a date behind it or without; "The final report,
Fewer Cups, was published in May 2012". A list under such a heading ends at the first line that is
no title. Only works that the sentence calls the project's own are its entries, and only a date
that stands with the words for their coming out is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publications.parsing.dates import find_dates
from publications.parsing.document import DateValue, Item, LeftOut, Line, SourceText, Span, Value
from publications.parsing.names import looks_like_name
from publications.parsing.pages.entries.dated_lines import dated_line
from publications.parsing.pages.entries.drafts import is_title
from publications.parsing.pages.entries.kinds import EVENT, NEWS_ITEM, PUBLICATION, title_key
from publications.parsing.pages.entries.rules import WORK
from publications.parsing.pages.reports.lines import LABEL
from publications.parsing.pages.telling import UNDERTAKINGS, WORKS
from publications.parsing.spans import span_of, tidy
from publications.partial_dates import PartialDate

_OWN = r"(?:our|all|the|project|key|main|latest|recent|past|forthcoming|upcoming|previous)"
_WORKS_OF = (
    r"(?:(?:working |briefing |evidence )?papers|publications?|reports?|briefings?|outputs?)"
)
_HEADINGS = tuple(
    (kind, re.compile(rf"(?:{_OWN} )*{words}(?: (?:and|&) {words})?", re.IGNORECASE))
    for kind, words in (
        (
            PUBLICATION,
            rf"(?:{_WORKS_OF}|downloads?|documents|resources|reading (?:pack|list)"
            r"|(?:associated|linked|further) (?:research|reading))",
        ),
        (EVENT, r"(?:events?|meetings|workshops|seminars|webinars|round-?tables)"),
        (NEWS_ITEM, r"(?:in the (?:news|media|press)|(?:press|media) coverage)"),
    )
)
_MARK = re.compile(r"[\s\u2022\u00b7*\u2013-]*")
_FILE = re.compile(
    r"\s*[(\[](?:pdf|docx?|word|pptx?|(?:\d[\d.,]* ?[kKmM][bB]))\b[^)\]]*[)\]]\s*$", re.IGNORECASE
)
# What tells that a line alone is a work: its file behind it, or what it is called before it.
_WITH_FILE = re.compile(
    r"(?P<title>[A-Z\d\u2018\u201c][^()\n]{20,160}?)"
    r"(?:\s[-\u2013]\s(?:(?:full|final) )?(?:report|paper|summary|briefing))?"
    r"\s*[(\[]pdf\b[^)\]\n]{0,40}[)\]]",
    re.IGNORECASE,
)
_CALLED_LINE = re.compile(
    rf"(?i:(?:launch|final|interim|full|first|second|new|discussion|working|position) )?(?i:{WORK})"
    r"\s?: (?P<title>[A-Z\d\u2018\u201c][^.\n]{8,140})(?<![.,;:])"
)
# A work as lists of references print it: "Hill J, Lee B (2017) Who fills it in Kettle Review".
_WRITER = r"[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)?,? (?:[A-Z]\.?[ -]?){1,3}(?<! )"
_REFERENCE = re.compile(
    rf"{_WRITER}(?:(?:, | (?:and|&) |, (?:and|&) ){_WRITER}){{0,8}}(?:,? et al\.?)?"
    r" \((?P<year>(?:19|20)\d\d)\)[.,:]? (?P<title>[A-Z\d\u2018\u201c][^\n]{8,240}?)"
    r"(?: in (?:the )?[A-Z][^.,:\n]{0,60}\b(?:Journal|Review|Studies|Quarterly|Bulletin|Annals"
    r"|Proceedings|Transactions)| in (?:the )?Journal [^.\n]{3,60})?\.?"
)
_MEETINGS = re.compile(
    r"\b(?:meetings?|sessions?|events?|workshops?|hearings?|round-?tables?|seminars?|visits|dates)\b"
    r"[^.:]{0,60}:$",
    re.IGNORECASE,
)
_QUOTES = "\u2018\u2019\u201c\u201d\"'"
_FEWEST_WORDS = 3
_MOST_WORDS = 24
_LABEL_WORDS = 6
_ADDRESS = re.compile(r"@|www\.|https?:|\s\|\s")  # or a row of links
_ASKS = re.compile(r"(?:download|read|view|see|get|open|click|print|order)\b", re.IGNORECASE)

_FIRST = r"(?:first|second|third|final|full|interim|main|new|latest|initial|joint|short|closing)"
_CALLED = r"(?:,? (?:called|entitled|titled|named))?[,:]? "
_TITLE = (
    r"(?:[\u2018\u201c\"'](?P<quoted>[A-Z\d][^\u2018\u201c\"\n]{5,140}?)[,.]?[\u2019\u201d\"'](?!\w)"
    r"|(?<=[,:d] )(?P<plain>[A-Z\d](?:[^,.;()\u201c\u2018\n]|,(?= [A-Z])){7,140}?)"
    r"(?=,(?! [A-Z])| (?:was|were|is|has been|will be|came out"
    r"|comes out|which|can be|by|sets out|on \d|in (?:\d|[A-Z]))\b"
    r"| \(|,? ?\.(?:\s|$)))"
)
_TOLD = re.compile(
    rf"(?:\b(?:our|the (?:{UNDERTAKINGS}|committee|panel|review)(?:['\u2019]s))"
    rf" (?:{_FIRST} )*(?:{WORKS})|\b(?:the|a|an|its) (?:{_FIRST} ){{1,2}}(?:{WORKS})"
    rf"|(?<=published )its (?:{WORKS})|(?<=launched )its (?:{WORKS}))(?-i:{_CALLED}{_TITLE})",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"[\u2019\u201d\"',]*(?: \([^()\d]*\d{0,4}\))?,?(?: (?:(?:was|were|is|has been) )?"
    r"(?:published|launched|released|issued|out|came out))?(?: on| in)? \(?"
)
_REACH = 70  # characters behind a title in which its date begins


@dataclass(frozen=True, slots=True)
class Row:
    """The line of a title, and the label over it if there is one."""

    line: Line
    over: Line | None = None


@dataclass(slots=True)
class Listed:
    """The entries, the lines that they took, and what of these is left out."""

    items: list[Item] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_listed(
    source: SourceText, lines: Sequence[Line], title: Value | None, known: Sequence[Item]
) -> Listed:
    """The entries under headings of a page and in its sentences, each once."""
    found = Listed()
    keys = {title_key(each.title) for each in known} | {title_key(title.text) if title else ""}
    for heading, kind, under in _lists(lines):
        entries = [each for row in under if (each := _entry(source, row, kind, heading))]
        if len(entries) == len(under) and _enough(entries):
            for row, item in zip(under, entries, strict=True):
                if title_key(item.title) not in keys:
                    keys.add(title_key(item.title))
                    found.items.append(item)
                    found.lines += [each for each in (row.over, row.line) if each]
                    found.left_out += _beside(row.line, item)
                    found.left_out += [LeftOut(*span_of(row.over), "label")] if row.over else []
    for line in lines:
        work = _alone(source, line) if line not in found.lines else None
        if work and title_key(work.title) not in keys:
            keys.add(title_key(work.title))
            found.items.append(work)
            found.lines.append(line)
            found.left_out += _beside(line, work)
        for item in _told(source, line) if line not in found.lines else ():
            if title_key(item.title) not in keys:
                keys.add(title_key(item.title))
                found.items.append(item)
    return found


def meetings_among(items: list[Item], before: Sequence[Line]) -> list[Item]:
    """The entries, all of them events where the line over them announces meetings.

    "Evidence was gathered at four open meetings:" and under it places with their days.
    """
    last = before[-1].text.strip() if before else ""
    if not _MEETINGS.search(last) or any(each.group or each.summary for each in items):
        return items
    place = (span_of(before[-1]),)
    return [replace(each, kind=EVENT, form="", kind_evidence=place) for each in items]


def _lists(lines: Sequence[Line]) -> Iterator[tuple[Line, str, list[Row]]]:
    """Each heading that names a kind of entry, the kind, and the rows of titles under it."""
    for at, line in enumerate(lines):
        words = line.text.strip().rstrip(":")
        kind = next((kind for kind, form in _HEADINGS if form.fullmatch(words)), None)
        if kind is None:
            continue
        if under := _rows(lines[at + 1 :]):
            yield line, kind, under


def _rows(lines: Sequence[Line]) -> list[Row]:
    """The titles at the beginning of some lines, each with the label that stands over it."""
    rows: list[Row] = []
    over: Line | None = None
    for line in lines:
        if over is None and _is_label(line):
            over = line
        elif rows and _is_reference(rows[0].line) and not _is_reference(line):
            break  # what follows references and is none is no more of their list
        elif _can_be_entry(line):
            rows.append(Row(line, over=over))
            over = None
        else:
            break
    return rows


def _is_reference(line: Line) -> bool:
    return bool(_REFERENCE.fullmatch(_bare(line)))


def _is_label(line: Line) -> bool:
    text = line.text.strip()
    return text.endswith(":") and 2 <= len(text.split()) <= _LABEL_WORDS and text[0].isupper()


def _can_be_entry(line: Line) -> bool:
    text = _bare(line)
    words = text.split()
    return (
        is_title(line)
        and _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\u2018\u201c\"'")
        and not (LABEL.match(text) or looks_like_name(text) or _ADDRESS.search(text))
    )


def _bare(line: Line) -> str:
    return line.text[_MARK.match(line.text).end() :].rstrip()


def _enough(entries: Sequence[Item]) -> bool:
    """Whether titles are a list: one with a date is, of those without there must be two."""
    return len(entries) > 1 or any(each.date for each in entries)


def _entry(source: SourceText, row: Row, kind: str, heading: Line) -> Item | None:
    line = row.line
    start, end = span_of(line)
    start = line.start + _MARK.match(line.text).end()
    date = None
    if work := _REFERENCE.fullmatch(_bare(line)):
        year = (start + work.start("year"), start + work.end("year"))
        date = DateValue(PartialDate(work["year"]), work["year"], (year,))
        start, end = start + work.start("title"), start + work.end("title")
    elif dated := dated_line(line):
        if dated.kind not in {"title", "open"} or dated.words[0] == dated.words[1]:
            return None
        date, (start, end) = dated.date, dated.words
        start += _MARK.match(source.text[start:end]).end()
    if file := _FILE.search(source.text, start, end):
        end = file.start()
    if len(source.text[start:end].split()) < _FEWEST_WORDS:
        return None
    item = _item(source, (start, end), date, kind)
    group = tidy(source.text, *span_of(heading))
    return replace(item, group=group, group_evidence=(span_of(heading),))


def _alone(source: SourceText, line: Line) -> Item | None:
    """The work that a line alone names, with its file behind it or called by its kind."""
    text = line.text.strip()
    match = _WITH_FILE.fullmatch(text) or _CALLED_LINE.fullmatch(text)
    if match is None or not _FEWEST_WORDS <= len(match["title"].split()) <= _MOST_WORDS:
        return None
    if _ASKS.match(match["title"]) or _ADDRESS.search(text):
        return None
    start = span_of(line)[0] + match.start("title")
    return _item(source, (start, start + len(match["title"].rstrip())), None, PUBLICATION)


def _told(source: SourceText, line: Line) -> Iterator[Item]:
    """The works that the sentences of a line call the project's own."""
    text = source.text[line.start : line.end]
    for match in _TOLD.finditer(text[:5000]):
        start, end = match.span("quoted" if match["quoted"] else "plain")
        if len(text[start:end].split()) <= _MOST_WORDS:
            place = (line.start + start, line.start + end)
            yield _item(source, place, _date_behind(text, end, line.start), PUBLICATION)


def _date_behind(text: str, end: int, offset: int) -> DateValue | None:
    """The date right behind a title with nothing but words for its coming out between."""
    behind = text[end : end + _REACH]
    dates = find_dates(behind, bare_years=True)
    if not dates or not _OUT.fullmatch(behind[: dates[0].start]):
        return None
    place = (offset + end + dates[0].start, offset + end + dates[0].end)
    return DateValue(dates[0].date, dates[0].printed, (place,))


def _item(source: SourceText, span: Span, date: DateValue | None, kind: str) -> Item:
    words = source.text[slice(*span)]
    if words[0] in _QUOTES and words.rstrip()[-1] in _QUOTES:
        span = (span[0] + 1, span[0] + len(words.rstrip()) - 1)
    return Item(
        title=tidy(source.text, *span),
        date=date,
        kind=kind,
        form="",
        group="",
        summary="",
        flag="",
        evidence=(span,),
        title_evidence=(span,),
        summary_evidence=(),
    )


def _beside(line: Line, item: Item) -> list[LeftOut]:
    """What a line has besides the title and the date of its entry."""
    start, end = span_of(line)
    taken = sorted((*item.title_evidence, *(item.date.evidence if item.date else ())))
    edges = [start, *(edge for span in taken for edge in span), end]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return [LeftOut(*piece, "label") for piece in pieces if piece[0] < piece[1]]
