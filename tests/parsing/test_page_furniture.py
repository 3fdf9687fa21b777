"""Lines of shops, links and captions on the pages of works, which are no words of the page."""

from __future__ import annotations

import pytest

from publications.parsing.pages.side_matter import furniture_reason


@pytest.mark.parametrize(
    "line",
    [
        "Free PDF Download",
        "Download the report",
        "Get the final report",
        "DOWNLOAD PDF VERSION HERE",
        "Read the report",
        "Read more publications...",
        "This content relates to the following topics:",
        "Search by theme +",
        "Click on the chart to enlarge",
        "Email the Research Desk",
        "9 minute read",
        "Shopping basket",
        "Your basket contains:",
        "  \u2022 Items: 0",
        "Sub Total: \u00a30.00",
        "Delivery time:3-6 Days (UK)",
        "Commission on the Future of Tea banner",
        "2021 Kettle Report Cover",
        "Accessibility links",
        "Related items",
        "Watch this short film about the kettles of Moss",
        "Chart showing how many kettles a hall has",
        "%d bloggers like this:",
        "Average (0 Votes)",
        "The average rating is 0.0 stars out of 5.",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "Free tea for all",
        "Download Handbook 3: Laying Out Streets here",
        "Read the report and weep, said the clerk to the chair.",
        "Order in the kitchen",
        "See our town as others do",
        "Items of furniture: 90 chairs",
        "The basket weavers of Moss",
        "Nine minutes to read a meter",
        "Under cover",
        "Terms of Reference",
    ],
)
def test_words_of_a_page(line: str) -> None:
    assert furniture_reason(line) is None
