"""A small notation for texts of the importing tests, and the parser that reads it.

So each test says exactly what a document holds, and the parsers of real texts can change
without changing what importing is tested for. One line, one statement::

    KIND report            TITLE Power to the Parishes      SUBTITLE A way there
    DATE 2010-03           PERSON Ada Parish | author | Clerk, Parish Council
    BODY Parish Trust (PT) | publisher                      ID isbn 9780000000002
    SERIES Parish papers | 3                                PRICE 20.00 GBP 1.25
    # Heading              ## Heading below                 ESSAY Title | Ann Other | 8
    NOTE 1 Text of it.     QUOTE Words. | Speaker | office  BOX Title | Its text.
    BIO Ada Parish | She writes.                            PLACE Long Wittenham
    ITEM 2009-10-07 | event | launch | Title | Summary.     RIGHTS (c) Parish Trust
    ABOUT A paragraph of the description.                   FAIL reason
    LEAF 8                 (page 8 begins; printed there, and left out)
    ABOUT - An item of a list in the description.

Any other line is a paragraph; ``[1]`` in it calls note 1. A person printed in another way than
it is named is written ``Ada Parish=ADA PARISH``.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise

from publications.parsing import document as d
from publications.parsing.errors import ParseError
from publications.partial_dates import PartialDate

_STATEMENT = re.compile(r"([A-Z]{2,}) (.*)")
_HEADING = re.compile(r"(#+) (.*)")
_FIRST = {
    "KIND", "TITLE", "SUBTITLE", "DATE", "PERSON", "BODY", "ID", "SERIES", "PRICE", "ESSAY", "NOTE",
    "QUOTE", "BOX", "BIO", "PLACE", "ITEM", "RIGHTS", "ABOUT", "FAIL", "FILE", "GROUP",
    "LEAF",
}  # fmt: skip


def parse_made(data: bytes, name: str) -> d.Document:
    text = data.decode()
    return _Reader(text, name, data).document()


class _Reader:
    def __init__(self, text: str, name: str, data: bytes):
        self.text, self.name, self.data = text, name, data
        self.values: dict = {}
        self.lists: dict[str, list] = {}
        self.sections: list[dict] = []
        self.group = ""
        self.essay_level = 0
        self.leaves: list[tuple[str, int]] = []

    def document(self) -> d.Document:
        start = 0
        for line in self.text.split("\n"):
            self._line(line, start)
            start += len(line) + 1
        source = d.SourceText(
            name=self.name,
            sha256=hashlib.sha256(self.data).hexdigest(),
            media_type="text/plain",
            bytes=len(self.data),
            encoding="utf-8",
            text=self.text,
            lines=(),
            pages=tuple(self._pages()),
        )
        sections = tuple(
            d.Section(**{**each, "blocks": tuple(each["blocks"])}) for each in self.sections
        )
        lists = {name: tuple(values) for name, values in self.lists.items()}
        kind = self.values.pop("kind", "report")
        return d.Document(source, kind, **self.values, **lists, sections=sections)

    def _pages(self) -> Iterator[d.Page]:
        leaves = [*self.leaves, ("", len(self.text))]
        for number, ((label, start), (_, end)) in enumerate(pairwise(leaves), 1):
            yield d.Page(number, label, start, end)

    def _leaf(self, rest, start):
        self.leaves.append((rest, start))
        self._add("left_out", d.LeftOut(start, start + len(rest), "page number"))

    def _add(self, name: str, value: object) -> None:
        self.lists.setdefault(name, []).append(value)

    def _line(self, line: str, start: int) -> None:
        if match := _HEADING.fullmatch(line):
            at = start + match.start(2)
            level = len(match.group(1)) + self.essay_level
            self._section(level, match.group(2), "section", ((at, start + len(line)),))
        elif (match := _STATEMENT.fullmatch(line)) and match.group(1) in _FIRST:
            getattr(self, f"_{match.group(1).lower()}")(match.group(2), start + match.start(2))
        elif line.strip():
            self._paragraph(line, start)

    def _section(self, level, title, kind, evidence, people=(), page=""):
        self.sections.append(
            {"level": level, "title": title, "kind": kind, "evidence": evidence,
             "blocks": [], "people": people, "page": page}
        )  # fmt: skip

    def _paragraph(self, line: str, start: int) -> None:
        runs, at = [], 0
        for mark in re.finditer(r"\[(\d+)\]", line):
            runs.append(d.Run(line[at : mark.start()]))
            runs.append(d.Run(mark.group(1), "note", mark.group(1)))
            at = mark.end()
        runs.append(d.Run(line[at:]))
        block = d.Block("paragraph", tuple(runs), ((start, start + len(line)),))
        if not self.sections:
            self._section(1, "", "body", ())
        self.sections[-1]["blocks"].append(block)

    def _parts(self, rest: str, start: int) -> list[tuple[str, d.Evidence]]:
        parts, at = [], 0
        for part in rest.split(" | "):
            parts.append((part, ((start + at, start + at + len(part)),) if part else ()))
            at += len(part) + 3
        return [*parts, *[("", ())] * 5]

    def _kind(self, rest, start):
        self.values["kind"] = rest

    def _title(self, rest, start):
        self.values["title"] = d.Value(rest, ((start, start + len(rest)),))

    def _subtitle(self, rest, start):
        self.values["subtitle"] = d.Value(rest, ((start, start + len(rest)),))

    def _rights(self, rest, start):
        self.values["rights"] = d.Value(rest, ((start, start + len(rest)),))

    def _date(self, rest, start):
        self.values["date"] = d.DateValue(PartialDate(rest), rest, ((start, start + len(rest)),))

    def _who(self, part: tuple[str, d.Evidence], role: str, office=("", ())) -> d.Person:
        name, _, printed = part[0].partition("=")
        ((start, end),) = part[1]
        if printed:
            start = end - len(printed)
        return d.Person(name, printed or name, role, office[0], ((start, end),), office[1])

    def _person(self, rest, start):
        who, role, office, *_ = self._parts(rest, start)
        self._add("people", self._who(who, role[0], office))

    def _body(self, rest, start):
        name, role, *_ = self._parts(rest, start)
        full, _, short = name[0].rstrip(")").partition(" (")
        self._add("organisations", d.Organisation(full, role[0], short, name[1]))

    def _id(self, rest, start):
        scheme, value = rest.split(" ")
        span = (start + len(scheme) + 1, start + len(rest))
        self._add("identifiers", d.Identifier(scheme, value, value, (span,)))

    def _series(self, rest, start):
        title, number, *_ = self._parts(rest, start)
        self.values["series"] = d.Series(title[0], number[0], ((start, start + len(rest)),))

    def _price(self, rest, start):
        amount, currency, postage = rest.split(" ")
        self.values["price"] = d.Price(amount, currency, postage, ((start, start + len(rest)),))

    def _essay(self, rest, start):
        title, who, page, *_ = self._parts(rest, start)
        people = (self._who(who, "author"),) if who[0] else ()
        self.essay_level = 0
        self._section(1, title[0], "essay", title[1], people, page[0])
        self.essay_level = 1

    def _note(self, rest, start):
        number, _, text = rest.partition(" ")
        called = [
            index
            for index, each in enumerate(self.sections)
            if any(run.note == number for block in each["blocks"] for run in block.runs)
        ]
        self._add(
            "footnotes",
            d.Footnote(
                number, text, (), ((start, start + len(rest)),),
                section=called[-1] if called else None,
            ),
        )  # fmt: skip

    def _quote(self, rest, start):
        words, who, office, *_ = self._parts(rest, start)
        self._add(
            "quotations", d.Quotation(words[0], who[0], office[0], "quoted", words[1], who[1])
        )

    def _box(self, rest, start):
        title, text, *_ = self._parts(rest, start)
        block = d.Block("paragraph", (d.Run(text[0]),), text[1])
        index = len(self.lists.get("boxes", ()))
        self._add("boxes", d.Box(title[0], (block,), title[1], section=len(self.sections) - 1))
        self.sections[-1]["blocks"].append(d.Block("box", (), (), box=index))

    def _bio(self, rest, start):
        who, text, *_ = self._parts(rest, start)
        self._add("biographies", d.Biography(who[0], text[0], (*who[1], *text[1])))

    def _place(self, rest, start):
        self._add("places", d.Place(rest, ((start, start + len(rest)),)))

    def _file(self, rest, start):
        self._add("files", d.FileReference(rest, "application/pdf", ((start, start + len(rest)),)))

    def _group(self, rest, start):
        self.group = rest

    def _about(self, rest, start):
        kind, words = ("item", rest[2:]) if rest.startswith("- ") else ("paragraph", rest)
        place = ((start, start + len(rest)),)
        self._add(
            "description", d.Block(kind, (d.Run(words),), place, "-" if words != rest else "")
        )

    def _item(self, rest, start):
        date, kind, form, title, summary, host, venue, *_ = self._parts(rest, start)
        self._add(
            "items",
            d.Item(
                title=title[0],
                date=d.DateValue(PartialDate(date[0]), date[0], date[1]) if date[0] else None,
                kind=kind[0],
                form=form[0],
                group=self.group,
                summary=summary[0],
                flag="",
                evidence=((start, start + len(rest)),),
                title_evidence=title[1],
                summary_evidence=summary[1],
                kind_evidence=form[1],
                hosts=(d.Organisation(host[0], "host", "", host[1]),) if host[0] else (),
                venue=venue[0],
                venue_evidence=venue[1],
                related=bool(self.group),
            ),
        )

    def _fail(self, rest, start):
        raise ParseError(self.name, rest)
