"""Our styles as functions: the words of citeproc-py, and no style that says more than is read."""

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from publications.exports.citations import FILES, STYLES
from publications.exports.csl.dates import date_printer
from publications.exports.csl.names import initials
from publications.exports.csl.seams import ITALIC, ROMAN, behind, joined
from publications.exports.csl.style import Style
from publications.exports.csl.subset import NotRead
from publications.exports.csl.terms import terms_of


class Marks:
    """The output format of citeproc-py with our marks."""

    preformat = staticmethod(str)
    Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - the processor's name for it
        return f"{ITALIC}{text}{ROMAN}"


OURS = {style: Style(FILES / f"{style}.csl") for style in STYLES}
THEIRS = {
    style: CitationStylesStyle(str(FILES / f"{style}.csl"), validate=False) for style in STYLES
}


def their_words(item: dict, style: str) -> str:
    source = CiteProcJSON([item])
    bibliography = CitationStylesBibliography(THEIRS[style], source, Marks)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


# Texts as records have them: on one line, not empty, with the marks that seams care for.
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Sm"), include_characters=" "),
    min_size=1,
    max_size=20,
)
TEXTS = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
TEXTS |= st.sampled_from(["What now?", "Wait...", "Mr. A.", "Ready!", "...and on", "A: b", "x,"])
GIVEN = TEXTS | st.sampled_from(["J. K.", "Anne-Marie", "Jean de", "zoë", "Éva B", "J"])
PEOPLE = st.lists(
    st.fixed_dictionaries({"literal": TEXTS})
    | st.fixed_dictionaries(
        {"family": TEXTS, "given": GIVEN},
        optional={"non-dropping-particle": st.sampled_from(["de", "van der"]), "suffix": TEXTS},
    ),
    min_size=1,
    max_size=25,
)
YEARS, MONTHS, DAYS = st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 31)
POINTS = st.tuples(YEARS) | st.tuples(YEARS, MONTHS) | st.tuples(YEARS, MONTHS, DAYS)
DATES = (
    st.fixed_dictionaries({"literal": TEXTS})
    | st.fixed_dictionaries(
        {"date-parts": st.lists(POINTS.map(list), min_size=1, max_size=1)},
        optional={"season": st.integers(1, 4), "circa": st.just(True)},
    )
    | st.tuples(YEARS, YEARS)
    .filter(lambda years: years[0] != years[1])
    .map(lambda years: {"date-parts": [[year] for year in years]})
)
PAGES = TEXTS | st.sampled_from(["11", "11-19", "xi–xx", "1, 3-5", "7 & 9", "2.0", "1-2-3", "-"])
TYPES = [
    "report",
    "book",
    "chapter",
    "speech",
    "post-weblog",
    "article",
    "article-newspaper",
    "event",
    "webpage",
]
FIELDS = [
    "container-title",
    "collection-title",
    "publisher",
    "event-place",
    "genre",
    "ISBN",
    "number",
    "collection-number",
]
ITEMS = st.fixed_dictionaries(
    {
        "id": st.just("9wmzfx3pmvj5"),
        "type": st.sampled_from(TYPES),
        "title": TEXTS,
        "URL": st.just("https://archive.example/9wmzfx3pmvj5/"),
    },
    optional={
        "author": PEOPLE,
        "editor": PEOPLE,
        "issued": DATES,
        "accessed": st.just({"date-parts": [[2026, 9, 1]]}),
        "page": PAGES,
        "language": st.just("en"),
        **dict.fromkeys(FIELDS, TEXTS),
    },
)


@given(ITEMS, st.sampled_from(sorted(STYLES)))
@settings(max_examples=200, deadline=None)  # citeproc takes 8 ms for each
def test_a_style_prints_what_citeproc_prints(item, style):
    assert OURS[style].words(item) == their_words(item, style)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ([2012, 3], [2012, 5], "March–May 2012"),
        ([2012, 3, 10], [2012, 3, 12], "10–12 March 2012"),
        ([2012, 3, 10], [2013, 4, 1], "10 March 2012–1 April 2013"),
        # Where citeproc-py prints nothing, or "None".
        ([2012], [2012], "2012"),
        ([2012, 3], [2012], "2012"),
        ([2012, 3, 10], [2012, 3], "March 2012"),
    ],
)
def test_a_span_says_once_what_its_ends_have_in_common(first, last, words):
    parts = "".join(f'<date-part name="{name}"/>' for name in ("day", "month", "year"))
    element = etree.fromstring(f'<date variable="issued" delimiter=" ">{parts}</date>')
    assert date_printer(element, terms_of("en-GB"))({"date-parts": [first, last]}) == words


@pytest.mark.parametrize("style", STYLES)
def test_a_span_within_a_year_has_its_year(style):
    """Also where the style prints nothing but years."""
    item = {
        "id": "a",
        "type": "book",
        "title": "T",
        "issued": {"date-parts": [[2012, 3], [2012, 5]]},
    }
    assert "2012" in OURS[style].words(item)


@pytest.mark.parametrize(
    ("given", "mark", "words"),
    [
        ("John K.", ".", "J.K."),
        ("J. K.", ". ", "J. K."),
        ("Anne-Marie", ".", "A.-M."),
        ("Jean de Groot", "", "J de G"),
    ],
)
def test_initials(given, mark, words):
    assert initials(given, mark) == words


@pytest.mark.parametrize(
    ("parts", "delimiter", "words"),
    [
        (["A.", "B"], ". ", "A. B"),
        (["A?", "B"], ". ", "A?. B"),
        (["A", "B", "C"], ", ", "A, B, C"),
        (["A ", " B"], "", "A B"),
        ([], ", ", ""),
    ],
)
def test_no_mark_is_doubled_where_parts_meet(parts, delimiter, words):
    assert joined(parts, delimiter) == words


def test_nothing_is_lost_where_one_side_is_empty():
    assert behind("", ". ") == ". "
    assert behind("A.", "") == "A."


STYLE = """
    <style xmlns="http://purl.org/net/xbiblio/csl" default-locale="en-GB" {style}>
      <macro name="title">{macro}</macro>
      <bibliography et-al-min="4" et-al-use-first="1">
        <layout><text macro="title"/></layout>
      </bibliography>
    </style>
"""
WITH_PEOPLE = 'demote-non-dropping-particle="never"'


def read(tmp_path, macro: str, style: str = WITH_PEOPLE) -> Style:
    file = tmp_path / "made.csl"
    file.write_text(STYLE.format(style=style, macro=macro))
    return Style(file)


def test_a_style_is_read_from_its_file(tmp_path):
    style = read(tmp_path, '<text variable="title" prefix="(" suffix=")"/>')
    assert style.words({"type": "book", "title": "T"}) == "(T)"


@pytest.mark.parametrize(
    ("macro", "named"),
    [
        ('<text variable="title" text-case="title"/>', "text-case"),
        ('<text variable="title" font-style="oblique"/>', "oblique"),
        ('<names variable="translator"/>', "translator"),
        ('<choose><if position="first"/></choose>', "position"),
        ('<choose><if type="book" match="none"/></choose>', "none"),
        ('<number variable="volume"/>', "number"),
        ('<names variable="author"><name/><substitute/></names>', "substitute"),
        ('<date variable="issued" form="text"/>', "form"),
        ('<group><group><text term="in"/></group></group>', "term"),
    ],
)
def test_a_style_that_says_more_than_is_read_is_refused(macro, named, tmp_path):
    with pytest.raises(NotRead, match=named):
        read(tmp_path, macro)


def test_a_style_that_moves_particles_is_refused(tmp_path):
    with pytest.raises(NotRead, match="particles"):
        read(tmp_path, '<text variable="title"/>', style="")


@given(WORDS)
@example('<span class="nocase">pH</span>')
def test_a_text_stands_as_it_is(text):
    """Nothing in a title is a command, as it is to citeproc-py."""
    item = {"id": "a", "type": "book", "title": text, "URL": "u"}
    assert f"{ITALIC}{text}{ROMAN}" in OURS["harvard"].words(item)
