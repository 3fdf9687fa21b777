"""What a template prints of a text: parts, nodes, runs and notes, and where a search may stop."""

from __future__ import annotations

from dataclasses import dataclass, field

from publications.choices import SectionKind

# Parts of a book that are not its text: shown on request.
FURNITURE = {
    SectionKind.FRONT,
    SectionKind.CONTENTS,
    SectionKind.IMPRINT,
    SectionKind.BACK,
}


@dataclass(slots=True, kw_only=True)
class Stop:
    """What a search may lead to, and from which it leads on."""

    found: bool = False  # it has words that were searched for
    found_before: str = ""  # the addresses of the nearest stops that have them too
    found_after: str = ""


@dataclass(slots=True)
class Note(Stop):
    """A footnote at the place that calls it first."""

    name: str  # unique within the work: its address is #n{name}, its mark's #r{name}
    number: str
    text: str
    urls: list[str]

    @property
    def address(self) -> str:
        return f"#n{self.name}"


@dataclass(slots=True)
class Run:
    text: str
    style: str = ""
    url: str = ""
    note: Note | None = None
    back: bool = False  # the first mark of its note, where the way back leads


@dataclass(slots=True)
class Node(Stop):
    """A block, or a list of blocks; ``page`` only where a new printed page begins."""

    kind: str
    number: int = 0
    runs: list[Run] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    marker: str = ""
    level: int = 0
    page: str = ""
    on_page: str = ""
    box: Part | None = None

    @property
    def address(self) -> str:
        return f"#p{self.number}"


@dataclass(slots=True)
class Part(Stop):
    """A section with its nodes; ``depth`` counts the headings it stands under, itself included.

    As a stop it is its heading, whose title with marks is ``marked_title``.
    """

    anchor: str
    title: str
    number: str
    kind: str
    depth: int
    page: str
    nodes: list[Node]
    closing: list[Note] = field(default_factory=list)  # of the chapter that ends here, for print
    marked_title: str = ""

    @property
    def address(self) -> str:
        return f"#{self.anchor}"

    @property
    def is_furniture(self) -> bool:
        return self.kind in FURNITURE

    @property
    def level(self) -> int:
        """Of its HTML heading: the title of the page is the first."""
        return self.depth + 1

    @property
    def heading(self) -> str:
        return self.marked_title or self.title or SectionKind(self.kind).label


@dataclass(slots=True)
class Text:
    parts: list[Part]
    notes: list[Note]  # those that some mark calls, in the order of their marks
    uncalled: list[Note]
