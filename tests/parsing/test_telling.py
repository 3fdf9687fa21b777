"""Short pages in prose, known by what their words say that they are about."""

from __future__ import annotations

import pytest

from publications.parsing.registry import parse_bytes

WORK = """\
The Kettle and the Clerk

This booklet from Moss Press gathers what forty clerks had to say about their tea rounds.

The authors hold that nobody was ever too busy to boil water. Copies can be had at the counter.
"""
UNDERTAKING = """\
Kettles for Clerks

We are working with nine parishes to find out who boils the water, and for whom.

The programme will look at cups, spoons and the price of milk. Tell us about your own kettle.
"""
SPEECH = """\
Clerks to pay for their own milk

The programme of free milk in town halls ended yesterday, a week before it was due to.

"We are working with nine parishes to find the money," said Ada Moor. "Nobody told us."
"""
RELEASE = """\
Press release

Nine parishes picked for a trial of kettles

We are working with nine parishes on the programme, and the trial starts in the autumn.

Notes to editors: we have put together a list of the kettles.
"""
SIGNED = """\
Nine parishes picked for a trial of kettles

3 May 2012

by Ada Moor

The office is working with nine parishes on a trial that starts in the autumn and ends in spring.
"""


def kind_of(text: str) -> str:
    return parse_bytes(text.encode(), "page.txt").kind


def test_a_page_that_speaks_of_a_booklet_and_its_authors_is_of_a_work() -> None:
    assert kind_of(WORK) == "report_page"


def test_a_page_on_which_we_are_working_with_others_is_of_an_undertaking() -> None:
    assert kind_of(UNDERTAKING) == "project_page"


@pytest.mark.parametrize("text", [SPEECH, RELEASE, SIGNED])
def test_what_articles_have_weighs_against_both(text: str) -> None:
    assert kind_of(text) not in {"project_page", "report_page"}


def test_a_text_of_many_words_is_not_known_by_a_few_of_them() -> None:
    long = WORK + "\nNobody was ever too busy to boil water for the clerk.\n" * 200
    assert kind_of(long) != "report_page"


def test_labels_alone_tell_of_a_work() -> None:
    text = "Nobody was ever too busy to boil water for the clerk of a hall by the sea.\n\n"
    assert kind_of(f"{text}Publisher: Moss Press\nPublished Date: 2009\nAuthor: Ada Moor\n") == (
        "report_page"
    )


def test_a_list_of_numbered_works_is_of_what_they_come_from() -> None:
    text = "This report looks at tea, and the report finds that it is hot.\n\n"
    page = f"Tea Research\n\nReport No 8: Tea\n\n{text}Report No 7: Milk\n\n{text}"
    assert kind_of(page) == "project_page"
