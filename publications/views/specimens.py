"""What the style guide shows: made values for every component, none of them from the database."""

from types import SimpleNamespace

from publications.choices import PublicationKind
from publications.facets import Facet, FacetValue, Letter, histogram_bars
from publications.partial_dates import PartialDate
from publications.reading import Entry, Node, Note, Part, Run
from publications.search import FOUND_START, FOUND_STOP
from publications.searching.fewer import Way
from publications.views.related import Related
from publications.views.within import Neighbour, Within


def specimens() -> dict:
    """The context of the style guide."""
    note = Note("1", "1", "A note, with an address: https://www.example.org/", [])
    return {
        "room": "styleguide",
        "sample": _publication(),
        "list_behind": Within(
            "Reports by A Body, 2010 to 2014",
            "?kind=report",
            2,
            3,
            Neighbour("The title before this one", "?"),
            Neighbour("A title after it, of more words than fit in one line of a telephone", "?"),
        ),
        "left_list": Within("Reports", "?kind=report", 0, 12, None, None),
        "empty_record": _publication(title="A title alone", summary="", subtitle=""),
        "facet": Facet(
            "kind",
            "Kind",
            [
                FacetValue("report", "Reports", 1204, True, "?"),
                FacetValue("essay", "Essays", 12, False, "?kind=report&kind=essay"),
            ],
        ),
        "filterset": SimpleNamespace(
            chips=[
                SimpleNamespace(label="Reports", href="?"),
                SimpleNamespace(label="from 2010", href="?"),
            ],
            address=lambda **changes: "?",
        ),
        "page": SimpleNamespace(
            has_other_pages=lambda: True,
            has_previous=lambda: True,
            has_next=lambda: True,
            previous_page_number=lambda: 1,
            next_page_number=lambda: 3,
            number=2,
            paginator=SimpleNamespace(num_pages=61),
        ),
        "letters": [
            Letter("a", "A", "?", False, 12),
            Letter("b", "B", "?", True, 1204),
            Letter("other", "Other", "?", False, 1),
        ],
        "ways": [
            Way("without “rent”", "?", 3),
            Way("without “Essays”", "?", 1204),
        ],
        "bars": histogram_bars(
            {year: (year * 7) % 11 for year in range(1994, 2018)},
            href=lambda year: f"?year={year}",
            chosen=lambda year: 2008 <= year <= 2010,
        ),
        "citation_words": "Example, A., & Sample, B. (2010). A Title. A Body",
        "loose_notes": [
            Note(
                "9",
                "9",
                f"A note that was {FOUND_START}looked for{FOUND_STOP}.",
                [],
                found=True,
                found_before="?#p1",
                found_after="?#p2",
            )
        ],
        "citation_address": "https://archive.example.org/bcdfgh234567/",
        "contents": [
            (Entry("one", "The first chapter", "1", 1, "7", "section", "one", 1), "#one"),
            (Entry("two", "A part of it", "", 2, "9", "section", "one", 9), "#one"),
        ],
        "part": _part(note),
        "quotation": SimpleNamespace(
            text="Words that someone said.",
            printed="Ada Example",
            affiliation="Leader",
            author=None,
        ),
        "body": SimpleNamespace(
            name="A Body with a Name",
            abbreviation="ABN",
            roles={"publisher": 12, "partner": 1},
            get_absolute_url=lambda: "?",
        ),
        "credits": [("Authors", _contributions(2), False), ("Mentioned", _contributions(9), True)],
        "related": {
            "projects": [Related("projects", "A project", "?", "")],
            "By the same people": [Related("", "A work of theirs", "?", "May 2011")],
        },
        "timeline": [(2010, [SimpleNamespace(work=_publication(subtitle=""))])],
        "places": [
            SimpleNamespace(
                before="… the words before ",
                words="the words themselves",
                after=" and after …",
                address="?",
                where="source.txt, line 12",
                page="3",
                position="characters 100–120",
            )
        ],
    }


def _contributions(number: int) -> list[SimpleNamespace]:
    """Some people with their offices, as the credits of a work name them."""
    agent = _Named("Ada Example")
    return [SimpleNamespace(agent=agent, affiliation="Leader") for _ in range(number)]


class _Named(str):
    """A name that has a page."""

    def get_absolute_url(self) -> str:
        return "?"


def _publication(**fields) -> SimpleNamespace:
    """What the card prints of a publication."""
    values = {
        "title": "A title of some length, set in the serif",
        "subtitle": "And its subtitle in italics",
        "summary": "Two lines of summary are shown in a list and no more, so that twenty entries "
        "can be scanned down the left edge without the eye having to leave it for anything else.",
        "date": PartialDate("2010-03"),
        "part_count": 9,
        "get_kind_display": lambda: PublicationKind.ESSAY_COLLECTION.label,
        "identifier": "bcdfgh234567",
        "get_absolute_url": lambda: "?",
    }
    return SimpleNamespace(**values | fields)


def _part(note: Note) -> Part:
    def words(text: str) -> list[Run]:
        return [Run(text)]

    box = Part("box", "A case study", "", "box", 3, "", [Node("paragraph", 6, words("Boxed."))])
    return Part(
        "one",
        "A section of a text",
        "1",
        "section",
        2,
        "7",
        [
            Node(
                "paragraph",
                1,
                [Run("A paragraph with "), Run("strong", "strong"), Run(" words, and a note."),
                 Run("1", "note", note=note, back=True)],
                [note],
                page="8",
                on_page="8",
            ),
            Node("list", children=[Node("item", 2, words("One.")), Node("item", 3, words("Two."))]),
            Node("quotation", children=[Node("quote", 4, words("Words set apart."))]),
            Node("table", 5, rows=[["July 2010", "A statement"], ["November 2010", "A bill"]]),
            Node("box", box=box),
        ],
    )  # fmt: skip
