"""What a parser hands on: frozen values, each with the place in the source it was read from.

Offsets count characters of ``SourceText.text`` and are half open, ``[start, end)``. Nothing
here knows a database; ``importing`` turns a document into rows and ``inspection`` into JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publications.partial_dates import PartialDate

Span = tuple[int, int]
Evidence = tuple[Span, ...]


# -- the source ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source: its label and where its text lies in the whole."""

    number: int  # 1-based position in the file
    label: str  # as the file labels it, else the number
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, without its line break.

    ``size`` (points) is known for PDFs only, ``bold`` for PDFs and HTML. ``tag`` is the block
    element that a line of HTML stands in (``h1`` ... ``h6``, ``p``, ``li``, ``td`` ...); a PDF's
    bookmarks tell the headings alone.
    """

    start: int
    end: int
    text: str
    page: int | None = None  # Page.number
    size: float | None = None
    bold: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the source that the document does not show, and why."""

    start: int
    end: int
    reason: str  # a short phrase: "page number", "running head", "site navigation"


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something a reader of the document should check."""

    code: str  # stable, snake_case
    message: str  # one plain sentence
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded source. ``text`` is the whole of it; every offset anywhere counts in it."""

    name: str
    sha256: str
    media_type: str  # text/plain, application/pdf, text/html
    bytes: int
    encoding: str
    text: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # what the reader itself set aside (running heads ...)
    warnings: tuple[ParseWarning, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()  # PDF information, HTML meta: hints only

    @property
    def characters(self) -> int:
        return len(self.text)

    def page_at(self, offset: int) -> Page | None:
        """The page that a character stands on; None for sources without pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page
        return None


# -- values --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """A string read from the source, tidied (white space, line breaks), and its place."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DateValue:
    date: PartialDate
    printed: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named in one place of the source.

    ``role`` is one of ``choices.Role`` values: author, editor, foreword, introduction,
    acknowledgements (signs them, or is thanked), commissioner, interviewee, quoted,
    testimonial, contact, mentioned.
    ``affiliation`` is the office and organisation as printed ("Chief Executive, Kent County
    Council"), or empty.
    """

    name: str  # for display, in normal capitals, without honours: "Ann Example"
    printed: str  # exactly as printed: "ANN EXAMPLE", "Dame Ann Example"
    role: str
    affiliation: str = ""
    evidence: Evidence = ()
    affiliation_evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as named in one place of the source.

    ``role``: publisher, author (the body whose people wrote it), partner, commissioner,
    sponsor, subject (a work is about it), host, mentioned, affiliation.
    """

    name: str
    role: str
    abbreviation: str = ""
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    scheme: str  # isbn, issn, doi, charity, url, telephone, email
    value: str  # normalised
    printed: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Series:
    title: str
    number: str  # "11"; empty where none is printed
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Price:
    """What a printed copy cost. Amounts as decimal strings: "20.00"."""

    amount: str
    currency: str  # ISO 4217
    postage: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FileReference:
    """A file that the source offers for download, by its printed name or address."""

    name: str
    media_type: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text, with the words it was read from."""

    name: str
    evidence: Evidence


# -- text ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block in one style.

    ``style`` is "", "em", "strong" or "note"; a note run's text is the mark as printed and
    ``note`` the number of the footnote it calls; ``url`` makes a run a link.
    """

    text: str
    style: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized piece of text.

    ``kind``: paragraph, quote (set apart), item (of a list; ``marker`` is "-" or as printed
    "1", "(a)"), heading (a minor heading inside a section that is no entry of the tree),
    attribution (who a quote is by), signature (name and offices under a foreword),
    table (``rows``), box (stands for ``Document.boxes[box]``), preformatted.
    A paragraph broken by a page or a note has several spans as evidence.
    """

    kind: str
    runs: tuple[Run, ...]
    evidence: Evidence
    marker: str = ""
    level: int = 0  # depth of a list item, 0 outermost
    rows: tuple[tuple[Value, ...], ...] = ()
    box: int | None = None
    page: str = ""  # label of the page it begins on, for paged sources

    @property
    def text(self) -> str:
        """The words alone, without note marks; a table's cells joined by tabs and lines."""
        if self.rows:
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        return "".join(run.text for run in self.runs if run.style != "note").strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it up to the next heading.

    ``level`` 1 is a chapter or essay, 2 a part of it, and so on; the order of
    ``Document.sections`` together with the levels is the tree. ``kind``: section, essay
    (a work of its own inside a collection), foreword, introduction, acknowledgements,
    authors, appendix, front, back, body (text without a heading).
    """

    level: int
    title: str
    kind: str
    blocks: tuple[Block, ...]
    evidence: Evidence  # of the heading itself
    number: str = ""  # "3" as printed before the heading
    page: str = ""  # as the contents list prints it; for PDFs else the page it begins on
    people: tuple[Person, ...] = ()
    contents_evidence: Evidence = ()  # its line in the contents list

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks if block.text)


@dataclass(frozen=True, slots=True)
class Box:
    """A case study or panel set apart from the running text."""

    title: str
    blocks: tuple[Block, ...]
    evidence: Evidence  # of the title
    kind: str = "case_study"  # case_study, table, panel
    section: int | None = None  # index in Document.sections of the section it stands in


@dataclass(frozen=True, slots=True)
class Footnote:
    number: str
    text: str
    urls: tuple[str, ...]
    evidence: Evidence
    mark_evidence: Evidence = ()  # where the mark stands in the text; empty: no mark was found
    section: int | None = None  # index in Document.sections of the section that calls it
    page: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words set apart or quoted with their speaker.

    ``kind``: pull_quote (anonymous, set apart), epigraph (set apart, with a name),
    testimonial (praise of an organisation), quoted (speech inside an article).
    """

    text: str
    name: str
    affiliation: str
    kind: str
    evidence: Evidence
    name_evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class Biography:
    name: str  # of the person, as in Document.people
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """A dated entry of a page: it becomes a Publication, an Event or a NewsItem.

    ``kind``: publication, event, news_item. ``form`` is what its words call it ("research
    note", "report launch", "press release", "speech", "roundtable", "blog" ...), or empty.
    ``group`` is the heading it stands under; ``flag`` the flag as printed, without meaning
    given to it. An entry that is printed twice is one item with two spans of evidence.
    """

    title: str
    date: DateValue | None
    kind: str
    form: str
    group: str
    summary: str
    flag: str
    evidence: Evidence  # of the whole entry, once per place it is printed
    title_evidence: Evidence = ()
    summary_evidence: Evidence = ()
    kind_evidence: Evidence = ()  # the words that decided the kind
    venue: str = ""
    venue_evidence: Evidence = ()
    time: str = ""  # as printed
    time_evidence: Evidence = ()
    hosts: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()  # that its words say it is by or about
    related: bool = False  # stands among the news of others, not among its own outputs
    group_evidence: Evidence = ()  # of the heading it stands under


@dataclass(frozen=True, slots=True)
class Document:
    """All that was understood of one source."""

    source: SourceText
    kind: str  # project_page, report_page, report, essay_collection, news_article, unknown
    title: Value | None = None
    subtitle: Value | None = None
    date: DateValue | None = None
    description: tuple[Block, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    series: Series | None = None
    price: Price | None = None
    rights: Value | None = None
    sections: tuple[Section, ...] = ()
    boxes: tuple[Box, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    biographies: tuple[Biography, ...] = ()
    items: tuple[Item, ...] = ()
    files: tuple[FileReference, ...] = ()
    form: Value | None = None  # what a page prints over its title: "Research Project"
    imprint: tuple[Block, ...] = ()  # publisher's address lines and the like
    contents: tuple[Value, ...] = ()  # the lines of the printed contents list
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[ParseWarning, ...] = field(default=())
