"""Lines of a title page that say who made a work: "By ...", "Edited by ...", "Supported by:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publications.parsing.books.pieces import Piece, tidy
from publications.parsing.document import Organisation, Person, SourceText, Span
from publications.parsing.mentions import OFFICE
from publications.parsing.name_lists import people_listed
from publications.parsing.names import looks_like_name, split_person_line, tidy_name
from publications.parsing.organisations import BODY_WORDS, FoundOrganisation, find_listed

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("editor", r"(?:an?\s+(?:[a-z]+\s+){0,2}(?:collection|volume|anthology)\s+)?"
                   r"(?:edited|compiled)\s+by\s*:?|editors?\s*:"),
        ("contributor", r"with\s+(?:contributions|chapters|essays)\s+(?:from|by)\s*:?"),
        ("commissioner", r"(?:a\s+report\s+)?commissioned\s+by\s*:?"),
        ("sponsor", r"(?:kindly\s+)?(?:sponsored|supported|funded)\s+by\s*:?|with\s+(?:the\s+)?"
                    r"(?:kind\s+|generous\s+)?support\s+(?:of|from)\s*:?"),
        ("partner", r"in\s+(?:partnership|association|collaboration)\s+with\s*:?"
                    r"|(?:our\s+|project\s+|delivery\s+)?partners\s*:"),
        (
            "foreword",
            r"(?:with\s+a\s+)?foreword\s+by\s*:?|(?:with\s+an\s+)?introduction\s+by\s*:?",
        ),
        (
            "author",
            r"(?:(?:prepared|written|authored|produced|researched|research|researched\s+and\s+written)"
            r"\s+)?by\s*:?(?=\s|$)|authors?\s*:|authors?$|"
            r"(?:an?\s+)?(?:[a-z]+\s+){0,3}(?:report|paper|pamphlet|study|review|inquiry|essay)\s+"
            r"(?:prepared\s+|written\s+)?(?:by|from)\s*:?",
        ),
    )
)  # fmt: skip
_JOINT = re.compile(
    r"(?:a|an)?\s*joint\s+(?P<first>[^/]{2,80}?)\s*(?:/|\s+and\s+|\s*&\s*|\s+-\s+)\s*"
    r"(?P<second>.{2,80}?)\s+(?:essay|report|publication|collection|pamphlet|paper|project|study)\b",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"[Aa]n?\s+(?P<first>[A-Z][^/]{1,80}?)\s*/\s*(?P<second>[A-Z].{1,80}?)\s+"
    r"(?:essay|report|publication|collection|pamphlet|paper)\b"
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:(?:and|with)\s+)?|;\s*|\s+and\s+|\s*&\s*|\s+with\s+|\|)\s*")
_UNPOINTED = re.compile(r"authors?", re.IGNORECASE)  # a label only over names
_OF_PEOPLE = frozenset(("author", "editor", "foreword", "contributor"))
_PART = re.compile(r"[^;\s][^;]*")
_GOES_ON = re.compile(r"(?:,|\band|&)\s*\Z")
_CUT = re.compile(r"(?:,|\band|&)\s*\Z|\A\s*(?:and\b|&)")
_CELL = re.compile(r"\S+(?:[ ]{1,2}\S+)*")
_BY = re.compile(r"\s+by\s+")
# "by the Minister for X" names an office, and no body.
_OFFICE_HOLDER = re.compile(
    r"(?:(?:prime |parliamentary |deputy |first |lord )*(?:minister|secretary|chancellor"
    r"|under-?\s?secretary|commissioner|mayor|comptroller)\b|command\b)",
    re.IGNORECASE,
)
_TRAILING_DATE = re.compile(r"[,\s]+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\.?$")


@dataclass(slots=True)
class _Label:
    """A labelled line: its role and the names behind it, each a list of places."""

    role: str
    names: list[list[Span]] = field(default_factory=list)
    apart: bool = False  # whether they stand side by side with wide gaps between


@dataclass(slots=True)
class Makers:
    """Who a title page names, and which pieces say so."""

    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def label_of(text: str) -> tuple[str, int]:
    """The role that a line's first words give, and where they end; ("", 0) without any."""
    for role, pattern in _LABELS:
        if match := pattern.match(text.strip()):
            return role, match.end()
    return "", 0


def read_makers(source: SourceText, pieces: Sequence[Piece], taken: set[int]) -> Makers:
    """Read the labelled lines among title-page pieces; ``taken`` pieces are never names."""
    makers = Makers()
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if id(piece) in taken or piece.kind == "rows" or len(piece.text) > 300:
            continue
        first = piece.words[0]
        line = source.text[first[0] : first[1]]
        if joint := _JOINT.search(line) or _SLASHED.match(line):
            for group in ("first", "second"):
                span = (first[0] + joint.start(group), first[0] + joint.end(group))
                makers.organisations.append(
                    Organisation(tidy(joint[group]), "partner", "", (span,))
                )
            makers.pieces.append(piece)
            continue
        labels = _labelled(source, piece)
        if not labels or (labels[0].role == "author" and len(piece.text.split()) > 40):
            continue
        makers.pieces.append(piece)
        last = labels[-1]
        if not last.names and at < len(pieces) and _can_be_names(pieces[at], taken):
            following = pieces[at]
            if not label_of(following.text)[0] and not _JOINT.search(following.text):
                lines = [[span] for span in following.words]
                people = _all_people(source, lines)
                last.names = lines if people else [list(following.words)]
                makers.pieces.append(following)
                at += 1
        for label in labels:
            bodies = label.role not in _OF_PEOPLE and not _all_people(source, label.names)
            for spans in label.names:
                _add(source, spans, label.role, makers, bodies=bodies)
    return makers


def _labelled(source: SourceText, piece: Piece) -> list[_Label]:
    """The labels that the lines of a piece begin with, the first line's among them, or none."""
    labels: list[_Label] = []
    before: list[list[Span]] = []  # names over the first label: "A / B / with a foreword by C"
    for at, (start, end) in enumerate(piece.words):
        line = source.text[start:end]
        role, length = label_of(line)
        if _UNPOINTED.fullmatch(line.strip()):
            rest = [[span] for span in piece.words[at + 1 :]]
            role = role if _all_people(source, rest) else ""
        if role:
            labels.append(_Label(role))
            rest = line[length:]
            begin = start + length + len(rest) - len(rest.lstrip())
            # "A report from the Trust by Jo Hill": a body, then its people.
            by = _BY.search(source.text, begin, end) if role == "author" else None
            if by:
                labels[-1].names.append([(begin, by.start())])
                begin = by.end()
            if begin < end:
                labels[-1].names += [[place] for place in _between_semicolons(source, begin, end)]
                labels[-1].apart = len(labels[-1].names) > 1 and role not in _OF_PEOPLE
        elif (
            labels and labels[-1].names and _GOES_ON.search(source.text[max(0, start - 8) : start])
        ):
            labels[-1].names[-1].append((start, end))  # a list that runs on over the line's end
        elif labels:
            cells = _cells(source, start, end)
            labels[-1].apart = labels[-1].apart or len(cells) > 1
            labels[-1].names += [[cell] for cell in cells]
        elif _all_people(source, [[(start, end)]]):
            before.append([(start, end)])
        else:
            return []
    if before and labels:
        labels.insert(0, _Label("author", before))
    for label in labels:
        # Lines that are no people's are one name: an organisation and its address.
        bodies = len(label.names) > 1 and label.role != "author" and not label.apart
        if bodies and not _all_people(source, label.names):
            label.names = [[span for name in label.names for span in name]]
    return labels


def _between_semicolons(source: SourceText, start: int, end: int) -> list[Span]:
    """The parts of a line between semicolons: "X Trust; the Y Council; Z Society"."""
    return [match.span() for match in _PART.finditer(source.text, start, end)]


def _cells(source: SourceText, start: int, end: int) -> list[Span]:
    """The parts of a line between wide gaps: names printed side by side."""
    return [match.span() for match in _CELL.finditer(source.text, start, end)]


def read_bare_names(source: SourceText, pieces: Sequence[Piece], taken: set[int]) -> Makers:
    """Title-page pieces that are nothing but names of people: authors without a label."""
    makers = Makers()
    for piece in pieces:
        if id(piece) in taken or piece.kind == "rows" or len(piece.text) > 200:
            continue
        lines = [[span] for span in piece.words]
        if len(lines) > 1 and any(_CUT.search(source.text[a:b]) for a, b in piece.words):
            lines = [list(piece.words)]  # one list, broken at the ends of lines
        if _all_people(source, lines):
            makers.pieces.append(piece)
            for spans in lines:
                _add(source, spans, "author", makers)
        elif len(lines) > 1 and (people := _with_offices(source, piece)):
            makers.pieces.append(piece)
            makers.people += people
    return makers


def _with_offices(source: SourceText, piece: Piece) -> list[Person]:
    """The authors of "Jo Hill / Visiting Fellow", each line a name or the office under it."""
    start, end = piece.words[0][0], piece.words[-1][1]
    people = people_listed(source.text[start:end], start, "author")
    titled = all(re.search(OFFICE, person.affiliation, re.IGNORECASE) for person in people)
    return people if titled else []


def _can_be_names(piece: Piece, taken: set[int]) -> bool:
    return id(piece) not in taken and piece.kind != "rows" and len(piece.text.split()) <= 25


def _all_people(source: SourceText, names: Sequence[Sequence[Span]]) -> bool:
    return bool(names) and all(
        all(split_person_line(text)[0] for text, _ in people_in(source, spans)) for spans in names
    )


def people_in(source: SourceText, spans: Sequence[Span]) -> list[tuple[str, Span]]:
    """The names in a list "A, B and C", each with its place; an office keeps with its name."""
    start, end = spans[0][0], spans[-1][1]
    text = source.text[start:end]
    trailing = _TRAILING_DATE.search(text)
    text = text[: trailing.start()] if trailing else text
    if split_person_line(text)[0] and looks_like_name(split_person_line(text)[0]):
        parts = _BETWEEN.split(text)
        if not all(looks_like_name(part.strip(" .")) for part in parts if part.strip(" .")):
            return [(tidy(text.strip(" .")), (start, start + len(text.rstrip(" ."))))]
    found: list[tuple[str, Span]] = []
    at = 0
    for match in [*_BETWEEN.finditer(text), None]:
        stop = match.start() if match else len(text)
        part = text[at:stop]
        bare = part.strip(" .:\t\n")
        if bare:
            begin = at + part.index(bare)
            found.append((tidy(bare), (start + begin, start + begin + len(bare))))
        at = match.end() if match else at
    return found


def _add(
    source: SourceText, spans: Sequence[Span], role: str, makers: Makers, *, bodies: bool = False
) -> None:
    """Add who is named; beside ``bodies`` stand bodies, "UNITY Trades" beside "The X Fund"."""
    people = [] if bodies else people_in(source, spans)
    if people and all(split_person_line(text)[0] for text, _ in people):
        for text, (start, end) in people:
            printed, office = split_person_line(text)
            office_at = source.text.find(office, start, end) if office else -1
            makers.people.append(
                Person(
                    name=tidy_name(printed),
                    printed=printed,
                    role=role if role in {"author", "editor", "foreword"} else "mentioned",
                    affiliation=office,
                    evidence=((start, start + len(printed)) if office else (start, end),),
                    affiliation_evidence=((office_at, office_at + len(office)),)
                    if office_at >= 0
                    else (),
                )
            )
        return
    if role not in _OF_PEOPLE and (listed := _bodies_in(source, spans)):
        makers.organisations += [
            Organisation(each.name, role, each.abbreviation, ((each.start, each.end),))
            for each in listed
        ]
        return
    name = tidy(" ".join(source.text[start:end] for start, end in spans)).strip("* .")
    name = re.sub(r"^the\s+", "", _TRAILING_DATE.sub("", name), flags=re.IGNORECASE)
    if (
        not 1 < len(name) <= 120
        or role in _OF_PEOPLE - {"author", "editor"}
        or _OFFICE_HOLDER.match(name)
    ):
        return
    role = {"editor": "author"}.get(role, role)
    makers.organisations.append(Organisation(name, role, "", tuple(spans)))


def _bodies_in(source: SourceText, spans: Sequence[Span]) -> list[FoundOrganisation]:
    """The bodies of "Moor Group plc and the Moss Federation": each has a body's word of its own."""
    start, end = spans[0][0], spans[-1][1]
    text = source.text[start:end].rstrip(" .*")
    listed = find_listed(text, 0, start)
    whole = len(listed) > 1 and listed[-1].end - start == len(text)
    named = all(BODY_WORDS.intersection(each.printed.split()) for each in listed)
    return listed if whole and named else []
