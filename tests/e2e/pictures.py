"""Takes the pictures of `docs/pictures.md`, with a browser, of an archive of the seed texts.

`make pictures` names this file to pytest; a plain run of the tests does not collect it.
"""

from pathlib import Path

import pytest

from tests.e2e.palettes import with_few_colours

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
WIDTHS = {1280: 900, 768: 1024, 360: 740}  # CSS pixels: width and height of the window

# A short name, the page's name among the addresses, width, scheme, and what the picture shows.
VIEWS = [
    ("home", "home", 1280, "light", "The home page: the search, the years, the ways in"),
    ("publications", "publications", 1280, "light", "A list with its filters and counts"),
    ("publications", "publications", 360, "light", "The same on a phone"),
    ("news-year", "news year", 768, "light", "The news of one year, by month"),
    ("report", "report", 1280, "light", "A report: contents, people, imprint, citation"),
    ("report-text", "section", 1280, "light", "Reading a chapter, the contents beside it"),
    ("report-text", "section", 360, "dark", "The same on a phone, in the dark"),
    ("essay", "essay", 1280, "dark", "An essay of a collection, with its notes in the margin"),
    ("project", "project", 1280, "light", "A project's years: its own works, and news of others"),
    ("person", "person", 1280, "light", "A person: works by role, names as printed, biography"),
    ("evidence", "evidence", 1280, "light", "Where the values of a record come from"),
    ("source", "source", 1280, "light", "A source, with the words that a value was read from"),
]


@pytest.mark.browser
@pytest.mark.django_db(transaction=False)
def test_take_the_pictures(browser, site, addresses):
    """One file for each view, and the page that shows them all."""
    PICTURES.mkdir(exist_ok=True)
    lines = [
        "# Pictures",
        "",
        "The main pages over the seed texts; `make pictures` takes them anew.",
    ]
    for name, page_name, width, scheme, words in VIEWS:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": WIDTHS[width]},
            color_scheme=scheme,
        )
        page = context.new_page()
        answer = page.goto(addresses[page_name])
        assert answer.ok
        page.wait_for_load_state("networkidle")
        file = f"{name}-{width}-{scheme}.png"
        (PICTURES / file).write_bytes(with_few_colours(page.screenshot()))
        context.close()
        lines += ["", f"## {words}", "", f"![{words}](pictures/{file})"]
    (DOCS / "pictures.md").write_text("\n".join(lines) + "\n")
