"""The lines of a contents list as entries: number, words, page, author and level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from publications.parsing.books.headings.numbers import split_label, split_number
from publications.parsing.books.pieces import content_span, tidy
from publications.parsing.document import Evidence, Line, ParseWarning
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name

_PAGE = (
    r"(?P<page>\d{1,3}(?:\s?[-–]\s?\d{1,3})?|\d \d(?: \d)?|[ivxlc]{1,7}(?:\s?[-–]\s?[ivxlc]{1,7})?)"
)
_LEADERS = re.compile(
    r"^(?P<title>.*?[^\s.…])"
    r"(?:\s*(?:\.\s?){3,}|\s*…+[\s.…]*| *\t[\t ]*| {2,}|\s+[/|]\s|\s*_{3,})\s*"
    rf"(?:p(?:age|p)?\.?\s*)?{_PAGE}\s*$"
)
_SPACED = re.compile(rf"^(?P<title>.*?[^\s.…\d])\s(?:p(?:age|p)?\.?\s?)?{_PAGE}\s*$")
_COUNTED = re.compile(r"chapter|part|section|appendix|annex|figure|table|box", re.IGNORECASE)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BACK = re.compile(
    r"(?:appendix|appendices|annex|annexes|endnotes?|notes|references|bibliography|glossary"
    r"|further reading|about the (?:authors?|editors?|contributors?)|acknowledge?ments?"
    r"|contributors|conclusions?|recommendations|index)\b",
    re.IGNORECASE,
)
# What nobody signs, and what stands before the first text that somebody does.
_NO_ESSAY = re.compile(
    r"(?:endnotes?|notes|references|bibliography|glossary|index|contributors"
    r"|(?:about|notes on) (?:the )?(?:authors?|editors?|contributors?))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:foreword|preface|introduction|acknowledge?ments?)\b", re.IGNORECASE)
_THANKS = re.compile(r"acknowledge?ments?\b", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", re.IGNORECASE)
_PART = re.compile(r"part\s+(?:[ivx]{1,5}|\d{1,2}|[a-z]{3,7})(?!\w)", re.IGNORECASE)
LONGEST_ENTRY = 300  # characters of a line
LONGEST_LIST = 400  # lines


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a contents list."""

    title: str
    page: str
    number: str
    level: int
    evidence: Evidence
    indent: bool = False
    author: str = ""  # the name on a line of its own that belongs to the entry
    part: bool = False  # heads chapters: "Part I"
    after: str = ""  # words found behind the page


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list and where it stands: ``pieces[first:last]`` with its heading."""

    entries: tuple[Entry, ...]
    first: int
    last: int
    heading: Evidence
    warnings: tuple[ParseWarning, ...] = ()


def split_page(text: str) -> tuple[str, str]:
    """An entry's words and its page as printed; no page: ""."""
    text = text.rstrip()
    if len(text) > LONGEST_ENTRY:
        return text.strip(), ""
    match = _LEADERS.match(text) or _SPACED.match(text)
    if not match:
        return text.strip(), ""
    title, page = match["title"], match["page"]
    if not any(char.isalpha() for char in title):
        return text.strip(), ""
    if match.re is _SPACED and _COUNTED.fullmatch(title.strip()):
        return text.strip(), ""  # "Chapter 1" is a chapter's number, no page
    if (
        match.re is _SPACED
        and not page.replace(" ", "").replace("–", "").replace("-", "").isdigit()
    ):
        return text.strip(), ""  # "i" behind a single space is a word
    return title.strip(), page


def entries_of(lines: list[Line], warnings: list[ParseWarning]) -> list[Entry]:
    """The entries of a contents list; one printed over several lines is one entry."""
    entries: list[Entry] = []
    waiting: list[Line] = []
    names_follow = _names_follow(lines)
    names_lead = _names_beside(lines) is False
    for at, line in enumerate(lines):
        title, page = split_page(line.text)
        if not page:
            if names_follow and entries and not waiting and not entries[-1].author:
                more = {"author": tidy(line.text)}
                if not is_names(title) and any(map(is_names, _unpaged(lines[at + 1 :]))):
                    more = {"title": f"{entries[-1].title} {tidy(title)}"}  # its subtitle
                evidence = (*entries[-1].evidence, content_span(line))
                entries[-1] = replace(entries[-1], **more, evidence=evidence)
            elif _PART.match(title) and not waiting:
                number, words = split_number(tidy(title))
                entries.append(Entry(words, "", number, 0, (content_span(line),), part=True))
            else:
                waiting.append(line)
            continue
        evidence = tuple(content_span(each) for each in (*waiting, line))
        byline = title if waiting and people_listed(_BY.sub("", title), 0, "") else ""
        if waiting and not byline and names_lead and is_names(waiting[0].text):
            byline = waiting.pop(0).text
        parts = [tidy(each.text) for each in waiting] + ([title] if title != byline else [])
        first = (waiting[0] if waiting else line).text
        waiting = []
        whole = " ".join(part for part in parts if part)
        number, words = split_number(whole)
        if " " in page.strip() and "-" not in page and "–" not in page:
            warnings.append(
                ParseWarning(
                    "page_number_spaced",
                    f"The contents list prints the page as “{page}”; read as "
                    f"{page.replace(' ', '')}.",
                    evidence[-1:],
                )
            )
            page = page.replace(" ", "")
        indent = first[:1].isspace() and bool(first.strip())
        part = bool(_PART.match(whole))
        entries.append(
            Entry(tidy(words), tidy(page), number, 0, evidence, indent, tidy(byline), part=part)
        )
    for line in waiting:
        words = tidy(line.text)
        number, words = split_number(words)
        entries.append(Entry(words, "", number, 0, (content_span(line),)))
    return entries


def is_part(text: str) -> bool:
    """Whether an entry heads chapters: "Part I"."""
    return bool(_PART.match(text))


def signed_among(titles: Sequence[str], names: int) -> list[int]:
    """Which of a list's titles so many names belong to: all, or those that somebody signs.

    Empty where the names are as many as neither.
    """
    words = [split_number(tidy(title))[1] for title in titles]
    essays = [at for at, each in enumerate(words) if not _NO_ESSAY.match(each)]
    signed = [at for at in essays if not _THANKS.match(words[at])]
    alone = [at for at in signed if not _OPENS.match(words[at])]
    of_all = list(range(len(titles)))
    return next((each for each in (of_all, essays, signed, alone) if len(each) == names), [])


def _unpaged(lines: Sequence[Line]) -> list[str]:
    """The first lines, up to one with a page."""
    return [line.text for line in takewhile(lambda line: not split_page(line.text)[1], lines)]


def _names_follow(lines: Sequence[Line]) -> bool:
    """Whether a name on a line of its own belongs to the entry above it, and not to that below.

    Blank lines tell, and names that are set in; else where the list ends with a line without a
    page, or where what stands under the names begins with a number or is no essay: "Endnotes".
    """
    if not lines:
        return False
    entries = [split_page(line.text) for line in lines]
    if (beside := _names_beside(lines)) is not None:
        return beside
    if not entries[-1][1]:
        return True
    if not entries[0][1]:
        return False
    names = [
        (at, below[0])
        for at, (line, below) in enumerate(pairwise(entries))
        if not line[1] and below[1] and is_names(line[0])
    ]
    if not names:
        return False
    set_in = [len(line.text) - len(line.text.lstrip()) for line in lines]
    paged = [indent for indent, (_, page) in zip(set_in, entries, strict=True) if page]
    if all(set_in[at] > max(paged) for at, _ in names):
        return True  # as what belongs to the line above is
    first = next(at for at, (_, page) in enumerate(entries) if not page)
    if _NO_ESSAY.match(names[-1][1]) and not _OPENS.match(split_number(entries[first - 1][0])[1]):
        return True
    return all(_BACK.match(title) or split_number(title)[0] for _, title in names)


def _names_beside(lines: Sequence[Line]) -> bool | None:
    """Whether blank lines put the names with the entries above; None where they do not tell."""
    gaps = [below.start - line.end for line, below in pairwise(lines)]
    near = min(gaps, default=0)  # a line break; a blank line makes more
    above = below = 0
    for at, line in enumerate(lines):
        if split_page(line.text)[1] or not is_names(line.text):
            continue
        joined = at > 0 and gaps[at - 1] == near
        goes_on = at < len(gaps) and gaps[at] == near
        above += joined and not goes_on
        below += goes_on and not joined
    return bool(above) if bool(above) != bool(below) else None


def is_names(text: str) -> bool:
    """Whether a line is nothing but names of people, "by" aside."""
    words = _BY.sub("", tidy(text))
    parts = _BETWEEN_NAMES.split(words)
    return all(looks_like_name(part) for part in parts) or bool(people_listed(words, 0, ""))


def with_levels(entries: Sequence[Entry]) -> list[Entry]:
    """Levels by numbers, else by indentation, else by capitals, else all on the first level."""
    numbered = any(entry.number for entry in entries if not entry.part)
    indented = any(e.indent for e in entries) and not all(e.indent for e in entries)
    capitals = [entry.title.isupper() for entry in entries]
    of_chapters = {entry.title.isupper() for entry in entries if not entry.part}
    mixed = len(of_chapters) > 1 and not numbered
    labelled = [bool(split_label(entry.title)[0]) for entry in entries]
    gathered = _gathered(entries, labelled) if not (numbered or indented or mixed) else range(0)
    result: list[Entry] = []
    inside = False  # a numbered chapter is open
    last_number = max((at for at, entry in enumerate(entries) if entry.number), default=-1)
    for at, (entry, shouted) in enumerate(zip(entries, capitals, strict=True)):
        if numbered and entry.number:
            level = 1 + entry.number.strip(".").count(".")
            inside = True
        elif numbered:
            back = _BACK.match(entry.title) and not entry.indent and at > last_number
            level = 2 if inside and not back else 1
        elif indented:
            level = 2 if entry.indent and result else 1
        elif mixed:
            level = 1 if shouted or entry.author or not result else 2
        elif at in gathered:
            level = 2
        else:
            level = 1
        result.append(replace(entry, level=level))
    return _under_parts(result)


def _under_parts(entries: list[Entry]) -> list[Entry]:
    """The chapters of a list with parts, one level under their part."""
    if not any(entry.part for entry in entries) or all(entry.part for entry in entries):
        return entries
    result: list[Entry] = []
    inside = False
    for entry in entries:
        inside = entry.part or (inside and not (_BACK.match(entry.title) and not entry.number))
        deeper = inside and not entry.part
        result.append(replace(entry, level=entry.level + 1) if deeper else entry)
    return result


def _gathered(entries: list[Entry], labelled: list[bool]) -> range:
    """The entries "Theme 1: ...", "Theme 2: ..." behind one without a page: its parts."""
    first = labelled.index(True) if sum(labelled) > 1 else 0
    if not first or entries[first - 1].page or not entries[first].page:
        return range(0)
    last = first
    while last < len(entries) and labelled[last]:
        last += 1
    return range(first, last)
