"""What a site prints over each of its pages: its name, menus, the way to the page.

The lines over the last menu or breadcrumb belong to the site; the end of a breadcrumb says what
the page is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publications.parsing.dates import only_date
from publications.parsing.document import (
    LeftOut,
    Line,
    SourceText,
)
from publications.parsing.pages.entries.kinds import title_key
from publications.parsing.pages.notices import notices_over
from publications.parsing.pages.side_matter import furniture_reason
from publications.parsing.spans import parted, shown_lines, span_of

_WORDS_OF_MENUS = re.compile(
    r"(?:home|menu|close|search|about(?: us)?|contact(?: us)?|our work|what we do|who we are"
    r"|our people|people|jobs|events|news|blogs?|news (?:&|and) blogs|media|press|publications"
    r"|reports|research|topics|themes|projects|opinion|comment|finance|politics|sport|features"
    r"|awards|subscribe|register|log ?in|sign in|join(?: us)?|donate|support us|shop|help|archive"
    r"|resources|podcasts?|careers|membership|magazine|more|culture|lifestyle)",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(
    r"(?:you are here\W{0,3}\s*)?[^>\u203a\u00bb\u2192/|]{2,40}"
    r"(?:\s*[>\u203a\u00bb\u2192]\s*[^>\u203a\u00bb\u2192]{2,120}){1,6}"
    r"|you are here\b.{0,160}",
    re.IGNORECASE,
)
_STEP = re.compile(r"\s*[>\u203a\u00bb\u2192]\s*|\s+/\s+")
_OF_SITE = re.compile(
    r"(?:skip|jump) to .{1,40}|menu|search\W*|home|toggle .{1,20}"
    r"|(?:we|(?:this|our) (?:web)?site) uses? cookies\b.*|.*\bcookies\b.{0,100}\b(?:accept|agree"
    r"|consent)\b.*|(?:accept|manage|reject)\b.{0,20}\bcookies"
    r"|(?:popular|recent|quick|trending) (?:searches|links|topics)\b.*"
    r"|search (?:the|this|our) .{1,20}|search\b.*\[.*\].*",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*[|\u2022\u00b7]\s*|\s{2,}|\t+")
_SLOGAN = re.compile(r"\s*[|\u2013\u2014:]\s.*|\s{3,}.*")  # behind a sign, or set wide apart
_STAMP = re.compile(r"\s*(?P<date>date \d{4}-\d\d-\d\d)\s+(?=\S)")
_ITEM = re.compile(r"\s*[-\u2022*\u2013] +(?=\S)")
_MOST_ITEMS = 6
_MOST_LINES = 40
_LONGEST_NAME = 7  # words
_PROSE = 17  # words


@dataclass(frozen=True, slots=True)
class OwnLines:
    """The lines of a page that are its own, and what the site prints over them."""

    lines: list[Line]
    left_out: list[LeftOut]
    site: Line | None = None  # the site's name, as it stands over the menus
    titled: Line | None = None  # the line that the breadcrumb names


def own_lines(source: SourceText) -> OwnLines:
    """Part the lines of a page from what the site prints over them."""
    stood = stamped(shown_lines(source))
    shown = without_marks(stood)
    notices = notices_over(shown)
    lines = [line for at, line in enumerate(shown) if at not in notices]
    left_out = [LeftOut(*span_of(shown[at]), why) for at, why in notices.items()]
    left_out += [
        LeftOut(span_of(before)[0], line.start, "list mark")
        for before, line in zip(stood, shown, strict=True)
        if before.start < line.start
    ]
    last = _last_of_site(source, lines)
    if last < 0:
        return OwnLines(lines, left_out)
    above, own = lines[: last + 1], lines[last + 1 :]
    reasons = (furniture_reason(line.text) or "site navigation" for line in above)
    left_out += [LeftOut(*span_of(line), why) for line, why in zip(above, reasons, strict=True)]
    titled = _titled(above, own)
    if titled is None and (titled := _end_of_way(source.text, above, own)):
        own = [titled, *own]
        left_out = [_cut(each, titled) for each in left_out]
    return OwnLines(own, left_out, _site_name(source.text, above, own), titled)


def stamped(lines: list[Line]) -> list[Line]:
    """The lines of a page whose reader wrote its day over it: "date 2014-03-09 Words of the page".

    The day and the words become two lines.
    """
    stamp = _STAMP.match(lines[0].text) if lines else None
    if not stamp:
        return lines
    first, cut = lines[0], lines[0].start + stamp.end("date")
    behind = lines[0].start + stamp.end()
    day = replace(first, end=cut, text=first.text[: stamp.end("date")])
    return [day, replace(first, start=behind, text=first.text[stamp.end() :]), *lines[1:]]


def without_marks(lines: list[Line]) -> list[Line]:
    """The lines of a page whose title, author and date stand as items of a list, without marks.

    They are the first lines of the page, and one of them is a date.
    """
    count = next((at for at, line in enumerate(lines) if not _ITEM.match(line.text)), len(lines))
    items = [(line, found.end()) for line in lines[:count] if (found := _ITEM.match(line.text))]
    bare = [
        replace(line, start=line.start + begin, text=line.text[begin:]) for line, begin in items
    ]
    few = 2 <= count <= _MOST_ITEMS and all(len(each.text.split()) <= 16 for each in bare)
    return [*bare, *lines[count:]] if few and any(only_date(each.text) for each in bare) else lines


def is_menu(text: str) -> bool:
    """Whether a line is a menu: "News | Jobs | Events"."""
    items = [item for item in _APART.split(text.strip()) if item]
    return (
        len(items) >= 3
        and all(len(item.split()) <= 3 for item in items)
        and any(_WORDS_OF_MENUS.fullmatch(item) for item in items)
    )


def _is_row(text: str) -> bool:
    """Whether a line has the form of a menu, whatever its words: they stand wide apart."""
    items = [item for item in _APART.split(text.strip()) if item]
    return len(items) >= 4 and all(len(item.split()) <= 2 for item in items)


def _last_of_site(source: SourceText, lines: Sequence[Line]) -> int:
    """The place of the last line of the site's own over the page; -1 without any."""
    last = -1
    begin = 0
    for at, line in enumerate(lines[:_MOST_LINES]):
        text = " ".join(line.text.split())
        of_site = _OF_SITE.fullmatch(text) or is_menu(line.text) or _is_breadcrumb(line.text)
        if line.tag == "h1" or (len(text.split()) >= _PROSE and not of_site):
            break
        if at and parted(source, lines[at - 1], line):
            begin = at
        beside = at and last == at - 1 and _is_row(line.text)
        if of_site or beside or _is_list_of_menu(lines[begin : at + 1]):
            above = lines[last + 1 : at]
            if any(len(_SLOGAN.sub("", each.text).split()) > _LONGEST_NAME for each in above):
                break
            last = at
    return last if last + 1 < len(lines) else -1


def _is_breadcrumb(text: str) -> bool:
    text = " ".join(text.split())
    if _BREADCRUMB.fullmatch(text):
        return not text.endswith((">", "\u00bb", "\u203a"))
    return bool(re.fullmatch(r"home(?: / [^/]{2,80}){1,5}", text, re.IGNORECASE))


def _is_list_of_menu(block: Sequence[Line]) -> bool:
    """Whether some lines without an empty one between them are a menu, one item a line."""
    items = [" ".join(line.text.split()) for line in block]
    known = sum(1 for item in items if _WORDS_OF_MENUS.fullmatch(item))
    return (
        len(items) >= 3
        and known >= 2
        and all(len(item.split()) <= 4 and item[-1] not in ".!?:," for item in items[1:])
    )


def _site_name(text: str, above: Sequence[Line], own: Sequence[Line]) -> Line | None:
    """The first line over the page that is a name: right over a menu, or named again below."""
    for at, line in enumerate(above):
        start, end = span_of(line)
        name = _SLOGAN.sub("", text[start:end])
        words = name.split()
        if _OF_SITE.fullmatch(name) or _WORDS_OF_MENUS.fullmatch(name) or is_menu(name):
            continue
        low = {"of", "for", "and", "the", "&", "on"}
        if (
            len(words) > _LONGEST_NAME
            or name != " ".join(words)
            or any(w[0].islower() for w in words if w not in low)
        ):
            return None
        bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        below = text[own[0].start :]
        squeezed = re.sub(r"\W+", "", bare).casefold()
        short = "".join(word[0] for word in words if word[0].isupper())
        again = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", below) or (
            len(short) > 2 and re.search(rf"(?<!\w){short}(?!\w)", below)
        )
        menu = above[at + 1].text.strip() if at + 1 < len(above) else ""
        over_menu = len(words) > 1 and (is_menu(menu) or _WORDS_OF_MENUS.fullmatch(menu))
        if (
            again
            or over_menu
            or (len(squeezed) > 5 and squeezed in re.sub(r"[^\w\n]+", "", below).casefold())
        ):
            return Line(start, start + len(name), name)
        return None
    return None


def _end_of_way(text: str, above: Sequence[Line], own: Sequence[Line]) -> Line | None:
    """The end of a breadcrumb that stands right over a page without a heading of its own.

    The page says it again in its text, or most of its words at least.
    """
    crumb = above[-1]
    steps = list(_STEP.finditer(crumb.text))
    if not steps or not _is_breadcrumb(crumb.text) or any(line.tag for line in own[:8]):
        return None
    start, end = crumb.start + steps[-1].end(), span_of(crumb)[1]
    words = re.findall(r"[^\W\d_]{4,}|\d{4}", text[start:end].casefold())
    below = text[crumb.end :].casefold()
    said = sum(1 for word in words if word in below)
    prose = len(own[0].text.split()) >= _PROSE
    whole = not text[start:end].endswith(("...", "\u2026"))
    if not prose or not whole or len(words) < 2 or said * 4 < len(words) * 3:
        return None
    return Line(start, end, text[start:end])


def _cut(left_out: LeftOut, titled: Line) -> LeftOut:
    """What is left out, without the title at its end."""
    over = left_out.start < titled.start < left_out.end
    return replace(left_out, end=titled.start) if over else left_out


def _titled(above: Sequence[Line], own: Sequence[Line]) -> Line | None:
    """The line near the beginning of a page that begins as the breadcrumb ends."""
    crumbs = [line.text for line in above if _is_breadcrumb(line.text)]
    key = title_key(_STEP.split(crumbs[-1].strip())[-1]) if crumbs else ""
    if len(key.split()) < 2:
        return None
    return next((line for line in own[:8] if title_key(line.text).startswith(key)), None)
