"""The title and subtitle of a text, out of the lines of its cover and title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.books.front.series_lines import is_series_line
from publications.parsing.books.front.title_parts import divide, folded, has_phrase, merge, value_of
from publications.parsing.books.front.title_weight import from_title
from publications.parsing.books.headings.found import is_capitals
from publications.parsing.books.pieces import Piece
from publications.parsing.books.quotes import is_whole_quote
from publications.parsing.books.wording import norm
from publications.parsing.document import ParseWarning, SourceText, Span, Value

_TOKEN = re.compile(r"\S+")
_MOST_LINES = 8
_MOST_WORDS = 40
WORK_FORM = re.compile(
    r"(?:[\w&'’-]+\s+){0,3}(?:report|paper|pamphlet|briefing|publication|research note)s?"
    r"(?:\s+(?:no\.?\s*|number\s+)?\d{1,3})?",
    re.IGNORECASE,
)
_OPENS_SUBTITLE = re.compile(
    r"(?:How|Why|What|Where|When|Who|Whose|Which|Can|Is|Are|Does|Do|Should|A|An|The|Towards?|From"
    r"|Lessons|Making|Building|Learning|Understanding|Rethinking|Putting|Getting|Creating)\b"
)
# A sentence in which a work speaks of itself names nothing.
_OF_ITSELF = re.compile(
    r"(?:this|the present) (?:report|monograph|publication|paper|pamphlet|book|collection|project"
    r"|research|study|work|essay|volume)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[,&-]|\b(?:and|or|of|for|the|an?|in|to|on|at|with|by|from|into|its|our|their|is|are))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TitlePage:
    """What was made of the title lines."""

    title: Value | None = None
    subtitle: Value | None = None
    used: list[Piece] = field(default_factory=list)  # their lines are title or subtitle
    repeated: list[Piece] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def find_title(
    source: SourceText,
    pieces: Sequence[Piece],
    other: set[int],
    running_text: str,
) -> TitlePage:
    """Read the title from front pieces; ``other`` holds identities of those that say other things.

    A title that is printed twice is surer than the first line; ``running_text`` helps to tell a
    title from the subtitle that runs on behind it.
    """
    page = TitlePage()
    usable = [piece for piece in pieces if id(piece) not in other and _can_be_title(piece)]
    # Words in quote marks on a cover are somebody's, unless nothing else can be the title.
    usable = [piece for piece in usable if not is_whole_quote(piece.text)] or usable
    if not usable:
        return page
    form = WORK_FORM.fullmatch(usable[0].text.rstrip(" |"))
    if len(usable) > 1 and form and not usable[0].lines[0].size:
        usable = usable[1:]  # what kind of work it is stands over its title
    aside = [piece for piece in pieces if id(piece) in other]
    usable = from_title(usable, aside, running_text)
    first, copies = _repetition(usable)
    alone = _alone(usable, first)
    if alone:
        page.used = [alone]
        page.repeated = [*first, *copies]
    elif first:
        if is_capitals(first[0].text) and not is_capitals(copies[0].text):
            first, copies = copies, first  # names keep their capitals in the other printing
        page.used = first
        page.repeated = copies
    else:
        page.used = _first_lines(pieces, usable)
    lines = [span for piece in page.used for span in piece.evidence]
    page.title, page.subtitle = divide(source, lines)
    if page.subtitle is None and first:
        _divide_by_size(source, page)
    apart = _stand_apart(pieces, page.used)
    if page.subtitle is None and not apart:
        _split_by_new_sentence(source, lines, page)
    if page.subtitle is None and not alone:
        _subtitle_from_copy(source, usable, page)
    if page.subtitle is None:
        # Capitals that go on after other lines belong to the same title.
        if not apart and not first and is_capitals(page.used[0].text):
            more = [piece for piece in usable if piece not in page.used]
            more = [piece for piece in more if is_capitals(piece.text)][:3]
            if more and _stand_apart(pieces, [*page.used, *more]):
                page.used += more
                apart = True
                lines = [span for piece in page.used for span in piece.evidence]
        if apart:
            _split_by_running_text(source, lines, running_text, page)
        elif not first:
            _split_by_repeated_line(source, lines, page)
            if page.subtitle is None:
                _subtitle_from_next(source, usable, page)
    if apart and not first:
        page.warnings.append(
            ParseWarning(
                "title_order_unsure",
                "The lines of the title are printed apart, with other words between them; they "
                "were put together in the order of the page.",
                tuple(span for piece in page.used for span in piece.evidence),
            )
        )
    return page


def _divide_by_size(source: SourceText, page: TitlePage) -> None:
    """Divide at the first piece that is set smaller than the title."""
    sizes = [piece.lines[0].size or 0 for piece in page.used]
    at = next((at for at, size in enumerate(sizes) if size < 0.9 * sizes[0]), 0)
    if at:
        above, below = page.used[:at], page.used[at:]
        page.title = value_of(source, [span for piece in above for span in piece.evidence])
        page.subtitle = value_of(source, [span for piece in below for span in piece.evidence])


def _can_be_title(piece: Piece) -> bool:
    words = piece.text.split()
    return (
        piece.kind == "text"
        and len(piece.lines) <= _MOST_LINES
        and 1 <= len(words) <= _MOST_WORDS
        and len(piece.text) <= 300
        and any(char.isalpha() for char in piece.text)
        and not (len(words) > 12 and piece.text.rstrip().endswith("."))
        and not _OF_ITSELF.match(piece.text)
    )


def _alone(usable: Sequence[Piece], repeated: Sequence[Piece]) -> Piece | None:
    """The line of a cover that a running head of several lines begins with."""
    if len(repeated) != 1 or repeated[0].single:
        return None
    key = norm(repeated[0].lines[0].text)
    return next((piece for piece in usable if piece.single and norm(piece.text) == key), None)


def _repetition(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The first printing of a text of two words or more that comes back, and its copies."""
    keys = [norm(piece.text) for piece in pieces]
    runs: dict[str, tuple[int, int]] = {}
    for at in range(min(len(pieces), 12)):
        joined = ""
        for end in range(at, min(at + 3, len(pieces))):
            joined = f"{joined} {keys[end]}".strip()
            if len(joined.split()) >= 2:
                runs.setdefault(joined, (at, end))
    best: tuple[list[Piece], list[Piece]] = ([], [])
    longest = 0
    for at in range(min(len(pieces), 60)):
        joined = ""
        for end in range(at, min(at + 3, len(pieces))):
            joined = f"{joined} {keys[end]}".strip()
            start, stop = runs.get(joined, (at, end))
            if stop < at and len(joined) > longest:
                best = (pieces[start : stop + 1], pieces[at : end + 1])
                longest = len(joined)
    return best


def _first_lines(pieces: Sequence[Piece], usable: list[Piece]) -> list[Piece]:
    """The first usable piece; for sized type the largest near the beginning."""
    near = usable[:8]
    sizes = [piece.lines[0].size or 0 for piece in near]
    largest = max(sizes)
    if not largest:
        return usable[:1]
    at = sizes.index(largest)
    end = at + 1
    while end < len(near) and sizes[end] >= 0.98 * largest and near[end - 1].end < near[end].start:
        end += 1
    return near[at:end]


def _stand_apart(pieces: Sequence[Piece], used: list[Piece]) -> bool:
    """Whether other pieces stand between those of the title."""
    places = [at for at, piece in enumerate(pieces) if any(piece is each for each in used)]
    return bool(places) and places[-1] - places[0] + 1 != len(places)


def _subtitle_from_next(source: SourceText, usable: list[Piece], page: TitlePage) -> None:
    """The short piece right behind the title, if it is some words and no single one."""
    at = usable.index(page.used[-1]) + 1
    if at >= len(usable) or is_series_line(usable[at].text):
        return
    piece = usable[at]
    if len(piece.text.split()) >= 3 and len(piece.lines) <= 3 and piece.text[-1:] not in ".:;":
        page.subtitle = value_of(source, piece.evidence)
        page.used = [*page.used, piece]


def _subtitle_from_copy(source: SourceText, usable: list[Piece], page: TitlePage) -> None:
    """The lines under the title where it is printed once more, on the title page itself."""
    key = norm(page.title.text) if page.title else ""
    for piece in usable:
        if any(piece is each for each in page.used) or len(piece.lines) < 2:
            continue
        for count in range(1, len(piece.lines)):
            over = " ".join(source.text[start:end] for start, end in piece.evidence[:count])
            if page.title and norm(over) == key:
                places = (*page.title.evidence, *piece.evidence[:count])
                page.title = Value(page.title.text, places)
                page.subtitle = value_of(source, piece.evidence[count:])
                page.used = [*page.used, piece]
                return


def _split_by_new_sentence(source: SourceText, lines: list[Span], page: TitlePage) -> None:
    """Divide a title at a line that begins a sentence in small letters, as a wrapped line cannot.

    "Places to Grow", then "How new towns can be built": the words behind the opening one are in
    small letters, and the line before could end there.
    """
    texts = [source.text[start:end].strip() for start, end in lines]
    for at in range(1, len(lines)):
        opening = _OPENS_SUBTITLE.match(texts[at])
        rest = [
            word for word in texts[at][opening.end() if opening else 0 :].split() if len(word) > 3
        ]
        small = sum(word[0].islower() for word in rest)
        if not opening or len(rest) < 2 or small * 2 <= len(rest) or _GOES_ON.search(texts[at - 1]):
            continue
        page.title, page.subtitle = value_of(source, lines[:at]), value_of(source, lines[at:])
        page.warnings.append(
            ParseWarning(
                "subtitle_unsure",
                "Title and subtitle are not divided in print; they were divided where a line "
                "begins a new sentence.",
                tuple(lines[at:]),
            )
        )
        return


def _split_by_repeated_line(source: SourceText, lines: list[Span], page: TitlePage) -> None:
    """Divide a title of several lines behind those that the text prints again by themselves."""
    body = folded(source.text[lines[-1][1] : lines[-1][1] + 400_000])
    whole = folded(" ".join(source.text[start:end] for start, end in lines))
    for count in range(len(lines) - 1, 0, -1):
        phrase = folded(" ".join(source.text[start:end] for start, end in lines[:count]))
        if len(phrase.split()) < 2 or whole in body or not has_phrase(body, phrase):
            continue
        page.title = value_of(source, lines[:count])
        page.subtitle = value_of(source, lines[count:])
        page.warnings.append(
            ParseWarning(
                "subtitle_unsure",
                "Title and subtitle are not divided in print; they were divided behind the line "
                "that the text itself repeats.",
                tuple(lines[count:]),
            )
        )
        return


def _split_by_running_text(
    source: SourceText, lines: list[Span], running_text: str, page: TitlePage
) -> None:
    """Divide a title whose longest beginning occurs as a phrase in the running text."""
    tokens = [
        (start + match.start(), start + match.end())
        for start, end in lines
        for match in _TOKEN.finditer(source.text[start:end])
    ][:_MOST_WORDS]
    words = [folded(source.text[start:end]) for start, end in tokens]
    body = folded(running_text)
    page.title = value_of(source, merge(source, tokens))
    if len(words) < 5:
        return
    for count in range(len(words) - 2, 1, -1):
        if has_phrase(body, " ".join(words[:count])):
            page.title = value_of(source, merge(source, tokens[:count]))
            page.subtitle = value_of(source, merge(source, tokens[count:]))
            page.warnings.append(
                ParseWarning(
                    "subtitle_unsure",
                    "Title and subtitle are not divided in print; they were divided where the "
                    "words that the text itself repeats end.",
                    page.subtitle.evidence if page.subtitle else (),
                )
            )
            return
