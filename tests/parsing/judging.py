"""How much of a text is read as a librarian would record it.

Beside a text lies ``NAME.expect.json``, written from the text alone before any parser read it
(``judged/README.md`` says its members). What it says is taken apart into values, and each value
is ``right``, ``wrong`` (another answer was given), or ``missed`` (none was); what was answered
and neither said nor borne out is ``invented``. What an expectation is silent about is not judged.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publications.parsing.abbreviations import found_in
from publications.parsing.document import Block, Document, Item, Person

JUDGED = Path(__file__).parent / "judged"
EXPECTATION = ".expect.json"
MADE_IT = ("publisher", "author", "partner", "commissioner", "sponsor", "host")
OUTCOMES = ("right", "wrong", "missed", "invented")
_ENOUGH = 24  # characters of a passage that tell it from all others
_HONOURS = re.compile(
    r"^(?:(?:the|rt|right|hon|honourable|sir|dame|lord|lady|baroness|dr|prof|professor|cllr|"
    r"councillor|rev|revd|mr|mrs|ms|miss|mx)\s+)+"
)
_NUMBER = re.compile(r"^(?:(?:chapter|part|section|appendix|annex)\s+)?[\divxlc]+(?:\.\d+)*\s+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value: what it is of, what was expected, what was read, and how that is judged."""

    of: str
    expected: str
    read: str
    outcome: str  # one of OUTCOMES


def expectations(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The texts of a folder and what is expected of each, by name."""
    for path in sorted(folder.glob(f"*{EXPECTATION}")):
        name = path.name.removesuffix(EXPECTATION)
        text = next(
            each
            for each in sorted(folder.iterdir())
            if each.stem == name and each.suffix in {".txt", ".html", ".pdf"}
        )
        yield text, json.loads(path.read_text())


def counted(verdicts: Iterable[Verdict]) -> Counter[str]:
    """How many verdicts there are of each outcome."""
    return Counter(each.outcome for each in verdicts)


def judge(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    """Every value of an expectation, and everything that was invented beside it."""
    found: list[Verdict] = []
    for of, judged in _JUDGES.items():
        if of in expected or f"{of}_or" in expected:
            found += judged(document, expected, of)
    return found


# -- single values -------------------------------------------------------------------------


def _single(read: Callable[[Document], str]) -> Callable[..., list[Verdict]]:
    """A judge of one string, of which several readings may be right."""

    def judged(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
        answers = expected[f"{of}_or"] if f"{of}_or" in expected else [expected[of]]
        got = read(document)
        right = any(plain(got) == plain(each or "") for each in answers)
        return [_verdict(of, answers[0] or "", got, right=right)]

    return judged


def _kind(document: Document) -> str:
    return "" if document.kind == "unknown" else document.kind


def _title(document: Document) -> str:
    return document.title.text if document.title else ""


def _date(document: Document) -> str:
    return document.date.date.edtf if document.date else ""


def _rights(document: Document) -> str:
    return document.rights.text if document.rights else ""


def _price(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    wanted = expected[of]
    amount = wanted["amount"] if isinstance(wanted, dict) else wanted
    got = document.price.amount if document.price else ""
    return [_verdict(of, amount or "", got, right=got == (amount or ""))]


def _subtitle(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    """A subtitle, which articles may also have as the first words of their description."""
    answers = expected[f"{of}_or"] if f"{of}_or" in expected else [expected[of]]
    got = document.subtitle.text if document.subtitle else ""
    told = [plain(got), *(plain(each.text) for each in document.description)]
    right = any(plain(each) in told if each else not got for each in answers)
    return [_verdict(of, answers[0] or "", got, right=right)]


def _series(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    got = document.series
    wanted = expected[of]
    if not wanted:
        return [_verdict(of, "", got.title if got else "", right=got is None)]
    found = [_verdict(of, wanted["title"], got.title if got else "")]
    if wanted.get("number"):
        found.append(_verdict("series number", wanted["number"], got.number if got else ""))
    return found


# -- people and bodies ---------------------------------------------------------------------


def _people(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    got: dict[str, list[Person]] = {}
    for each in _everyone(document):
        got.setdefault(named(each.name), []).append(each)
    found = []
    for person in expected[of]:
        same = got.get(named(person["name"]), [])
        role = next((each for each in same if each.role == person["role"]), None)
        other = ", ".join(each.role for each in same if each.role != "mentioned")
        told = f"{person['name']}, {person['role']}"
        found.append(_verdict("person", told, told if role else other, right=role is not None))
        if person.get("affiliation"):
            offices = [each.affiliation for each in same if each.affiliation]
            right = any(alike(each, person["affiliation"]) for each in offices)
            found.append(
                _verdict("affiliation", person["affiliation"], "; ".join(offices), right=right)
            )
    known = {named(each["name"]) for each in expected[of]}
    known |= {named(each) for each in expected.get("also_people", ())}
    for name, same in got.items():
        roles = {each.role for each in same} - {"mentioned", "commissioner"}
        if roles and name not in known:
            found.append(
                Verdict("person", "", f"{same[0].name}, {', '.join(sorted(roles))}", "invented")
            )
    return found


def _everyone(document: Document) -> list[Person]:
    return [*document.people, *(each for part in document.sections for each in part.people)]


def _organisations(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    got = [each for each in document.organisations if each.role != "mentioned"]
    found = []
    for body in expected[of]:
        names = [body["name"], *body.get("or", ())]
        same = [each for each in got if _is_body(each.name, each.abbreviation, names)]
        right = any(each.role == body["role"] for each in same)
        other = ", ".join(each.role for each in same)
        told = f"{body['name']}, {body['role']}"
        found.append(_verdict("body", told, told if right else other, right=right))
    for each in got:
        known = any(
            _is_body(each.name, each.abbreviation, [body["name"], *body.get("or", ())])
            for body in expected[of]
        )
        if each.role in MADE_IT and not known:
            found.append(Verdict("body", "", f"{each.name}, {each.role}", "invented"))
    return found


def _is_body(name: str, abbreviation: str, names: Sequence[str]) -> bool:
    mine = {_body(name), _body(abbreviation)} - {""}
    theirs = set()
    for each in names:
        short = re.search(r"\(([^()]+)\)$", each)
        theirs |= {_body(each), _body(each[: short.start()] if short else "")}
        theirs |= {_body(short[1])} if short else set()
    return bool(mine & theirs)


def _body(name: str) -> str:
    return plain(name).removeprefix("the ").removesuffix(" limited").removesuffix(" ltd")


def _identifiers(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    schemes = ("isbn", "issn", "doi", "charity")
    got = {(e.scheme, _code(e.value)) for e in document.identifiers if e.scheme in schemes}
    wanted = {(e["scheme"], _code(e["value"])) for e in expected[of] if e["scheme"] in schemes}
    found = [_verdict(of, code[1], code[1] if code in got else "") for code in sorted(wanted)]
    return found + [Verdict(of, "", value, "invented") for _, value in got - wanted]


def _code(value: str) -> str:
    return re.sub(r"[^0-9a-z./]+", "", value.lower()).removeprefix("978").rstrip("x")[:9]


# -- passages ------------------------------------------------------------------------------


def _quotations(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    found = []
    told = [plain(each.text) for each in document.quotations]
    borne: set[int] = set()
    for each in expected[of]:
        begins = plain(each["begins"])[:_ENOUGH]
        at = [number for number, text in enumerate(told) if begins in text]
        borne.update(at)
        names = [document.quotations[number].name for number in at]
        right = any(named(name) == named(each.get("name") or "") for name in names)
        read = ", ".join(names) or ("nobody" if at else "")
        found.append(_verdict("quotation", f"{each.get('name')}: {each['begins']}", read, right))
    whole = " ".join(plain(each["begins"]) for each in expected[of])
    for number, text in enumerate(told):
        if number not in borne and text[:_ENOUGH] not in whole:
            each = document.quotations[number]
            read = f"{each.name}: {each.text[:60]}"
            found.append(Verdict("quotation", "", read, "invented"))
    return found


def _sections(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    pages: dict[str, set[str]] = {}
    for part in document.sections:
        pages.setdefault(headed(part.title), set()).add(part.page)
        pages.setdefault(headed(f"{part.number} {part.title}"), set()).add(part.page)
    for block in _blocks(document):
        if block.kind == "heading":
            pages.setdefault(headed(block.text), set()).add("")
    found = []
    for each in expected[of]:
        at = pages.get(headed(each["title"]))
        page = each.get("page")
        right = at is not None and (not page or str(page) in at)
        read = f"{each['title']}, {', '.join(sorted(at))}" if at else ""
        found.append(_verdict("section", f"{each['title']}, {page}", read, right))
    known = {headed(each["title"]) for each in expected[of]}
    for part in document.sections:
        titles = {headed(part.title), headed(f"{part.number} {part.title}")}
        if part.title and not titles & known:
            found.append(Verdict("section", "", part.title, "invented"))
    return found


def _notes(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    found = []
    for each in expected[of]:
        begins = plain(each["begins"])[:_ENOUGH]
        same = [note for note in document.footnotes if note.number == str(each["number"])]
        there = [note for note in same if plain(note.text).startswith(begins)]
        right = any(note.mark_evidence for note in there)
        read = (there or same)[0].text[:60] if same else ""
        found.append(_verdict("note", f"{each['number']} {each['begins']}", read, right))
    return found


def _notes_count(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    got = len(document.footnotes)
    return [_verdict("count of notes", str(expected[of]), str(got or ""))]


def _items(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    found = []
    titles = {plain(each.title): each for each in document.items}
    for each in expected[of]:
        item = titles.get(plain(each["title"]))
        told = _told(each["title"], each.get("date"), each["kind"])
        read = _told(item.title, _item_date(item), item.kind) if item else ""
        found.append(_verdict("entry", told, read))
    known = {plain(each["title"]) for each in expected[of]}
    for title, item in titles.items():
        if not item.related and title not in known:
            found.append(Verdict("entry", "", item.title, "invented"))
    return found


def _told(title: str, date: str | None, kind: str) -> str:
    return f"{plain(title)}, {date or 'no date'}, {kind}"


def _item_date(item: Item) -> str:
    return item.date.date.edtf if item.date else ""


def _abbreviations(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    got = {each.short: plain(each.long) for each in found_in(document.source.text)}
    return [
        _verdict("abbreviation", plain(each["long"]), got.get(each["short"], ""))
        for each in expected[of]
    ]


def _shown(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    text = _text_of(document)
    return [
        _verdict("text", each, each if plain(each) in text else "")
        for each in expected[of]
        if plain(each)
    ]


def _chrome(document: Document, expected: dict[str, Any], of: str) -> list[Verdict]:
    blocks = {plain(each.text) for each in _blocks(document)}
    found = []
    for each in expected[of]:
        shown = plain(each) in blocks
        found.append(Verdict("left out", each, each * shown, "invented" if shown else "right"))
    return found


def _blocks(document: Document) -> Iterator[Block]:
    yield from document.description
    for part in (*document.sections, *document.boxes):
        yield from part.blocks


def _text_of(document: Document) -> str:
    """All words that a reader of the work's pages sees."""
    parts = [each.text for each in _blocks(document)]
    parts += [each.title for each in (*document.sections, *document.boxes)]
    parts += [each.text for each in (*document.footnotes, *document.quotations)]
    parts += [each.text for each in document.biographies]
    parts += [f"{each.title} {each.summary}" for each in document.items]
    parts += [_title(document), document.subtitle.text if document.subtitle else ""]
    return " ".join(plain(each) for each in parts)


# -- how strings are compared --------------------------------------------------------------


def plain(text: str) -> str:
    """Letters and digits in small type: white space and punctuation do not count."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u0300-\u036f\u2019'\u00ad]", "", text)))


def named(name: str) -> str:
    """A person's name without honours."""
    return _HONOURS.sub("", plain(name))


def headed(title: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", plain(title))


def alike(one: str, other: str) -> bool:
    """Whether two offices are the same words, or one is most of the other."""
    one, other = sorted((plain(one), plain(other)), key=len)
    return bool(one) and one in other and 2 * len(one) >= len(other)


def _verdict(of: str, expected: str, read: str, right: bool | None = None) -> Verdict:
    if right is None:
        right = plain(expected) == plain(read)
    if right:
        return Verdict(of, expected, read, "right")
    if not expected:
        return Verdict(of, expected, read, "invented")
    return Verdict(of, expected, read, "wrong" if read else "missed")


_JUDGES: dict[str, Callable[[Document, dict[str, Any], str], list[Verdict]]] = {
    "kind": _single(_kind),
    "title": _single(_title),
    "subtitle": _subtitle,
    "date": _single(_date),
    "people": _people,
    "organisations": _organisations,
    "identifiers": _identifiers,
    "series": _series,
    "price": _price,
    "rights": _single(_rights),
    "quotations": _quotations,
    "sections": _sections,
    "notes": _notes,
    "notes_count": _notes_count,
    "items": _items,
    "abbreviations": _abbreviations,
    "text": _shown,
    "chrome": _chrome,
}
