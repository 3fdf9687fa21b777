"""A small report as a PDF, with what a title page has."""

from tests.builders_pdf import Line, make_pdf, paragraph

WORDS = (
    "Parishes have waited for powers since 1894, and this report says which of them should come "
    "first, and what a council of six members can do with a budget of its own."
)


def report_pdf(title: str = "Power to the Parishes") -> bytes:
    """Three pages: a title page with person, body and date, then two chapters."""
    pages = [
        [
            Line(title, 72, 700, 24, bold=True),
            Line("How villages can run more of their own affairs", 72, 660, 14),
            Line("Ada Parish", 72, 600, 14),
            Line("March 2010", 72, 560, 12),
            Line("Published by the Institute of Parishes", 72, 120),
            Line("ISBN 978-0-00-000000-2", 72, 100),
        ]
    ]
    for heading in ("Small is able", "Who will pay"):
        pages.append(
            [
                Line(heading, 72, 720, 18, bold=True),
                *paragraph(WORDS, 72, 680, 70),
                *paragraph(WORDS, 72, 600, 70),
            ]
        )
    return make_pdf(pages)
