"""How the tests of PDFs read what came of a page, and the words that they print."""

from tests.builders_pdf import MARGIN, Line, make_pdf, paragraph

FIRST = (
    "Councils that work with the people of a place learn what the place can do for itself, "
    "and they find that power which is shared is not power that is lost to anyone."
)
SECOND = (
    "Money that is raised nearby is spent with more care than money that comes from far away, "
    "because those who spend it meet those who pay it in the street each day."
)


def texts(source, page=None):
    return [line.text for line in source.lines if page is None or line.page == page]


def codes(source):
    return [each.code for each in source.warnings]


def set_aside(source):
    return [(source.text[each.start : each.end], each.reason) for each in source.left_out]


def report(pages=5):
    """A report of several pages with running heads and printed numbers from 11 up."""
    return make_pdf(
        [
            [
                Line("Local Power", MARGIN, 800, 9),
                *paragraph(f"{word} page. {FIRST}", MARGIN, 740, 60),
                Line(str(number), 290, 40, 9),
            ]
            for number, word in zip(
                range(11, 11 + pages), ("First", "Second", "Third", "Fourth", "Fifth"), strict=False
            )
        ]
    )
