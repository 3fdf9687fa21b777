"""Articles as a newspaper's site saves them today: ages, two dates, captions, crossheads."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

PAPER = (
    "News\nOpinion\nSport\nMore\n\n Moss  Moor  Gates  Straw  Owls\n\n"
    "This article is more than 3 years old\n\nOpen barns\n"
    "‘We’re not a market, we’re a barn’: the parish that keeps a loft for its owls\n\n"
    "Short of straw in every winter, Moss Parva opened a loft without a door. Other parishes now "
    "come to see how it stands – and whether it may\n\n"
    "Una Fell-Kerr\nBarns correspondent\nWed 8 Mar 2034 07.15 GMT\n"
    "Last modified on Thu 9 Mar 2034 12.40 GMT\n\nShare on Facebook\n\n"
    "Owls in the loft at Moss Parva, where a night costs two mice.\n"
    " Owls in the loft at Moss Parva, where a night costs two mice. Photograph: Ada Marsh/The "
    "Moor Star\n\n"
    "At ten to nine on a wet Monday there is a row of owls before the old loft in Moss Parva.\n\n"
    "“We asked who had the key,” says Tilda Rake-Hill, the parish’s head of barns. “There was "
    "nobody.”\n\nAdvertisement\n\nMay it stand?\n\n"
    "The clerk, Huw Strand, now gives talks on the loft to every parish of the moor. “My advice "
    "was to wait,” he says.\n\n"
    "Dr Emeka Vale of Moor University, who is counting the owls, says that early results are "
    "good. “It is a short time,” she adds.\n\n‘I had to be asked twice’\n\n"
    "For owls it is simpler. Kasia Gate, 34, a raker of hay, came in the first winter of the "
    "loft. “I had to be asked twice.”\n\n"
    " Sign up for Barns Weekly: our newsletter\n\nMore on this story\n\n"
    "Half of the parishes have shut their lofts, survey finds\n14 Feb 2034\n\n"
    "I opened a loft for owls. I wish that I could shut it again\nAnonymous\n22 Dec 2033\n\n"
    "The straw that nobody wanted\nBo Lee\n1 Dec 2033\n\nMost viewed\n\n© 2034 Moor Star Limited\n"
)


@pytest.fixture(scope="module")
def paper() -> Document:
    return registry.parse(source_of(PAPER))


def test_the_head_of_a_saved_paper(paper: Document) -> None:
    check_page(paper)
    assert paper.kind == "news_article"
    assert paper.title
    assert paper.subtitle
    assert paper.date
    assert [o.name for o in paper.organisations if o.role == "publisher"] == ["Moor Star"]
    assert paper.title.text.startswith("‘We’re not a market")
    assert paper.subtitle.text.startswith("Short of straw")
    assert paper.date.date.edtf == "2034-03-08"
    reasons = {each.reason for each in paper.left_out}
    assert {"note on the page's age", "date of a change", "picture caption"} <= reasons
    named = [(p.name, p.role, p.affiliation) for p in paper.people if p.role != "quoted"]
    assert named == [
        ("Una Fell-Kerr", "author", "Barns correspondent"),
        ("Ada Marsh", "mentioned", "The Moor Star"),
    ]


def test_crossheads_that_ask_and_that_quote(paper: Document) -> None:
    titles = [each.title for each in paper.sections]
    assert titles == ["", "May it stand?", "‘I had to be asked twice’"]


def test_a_question_alone_is_no_crosshead() -> None:
    text = PAPER.replace("‘I had to be asked twice’\n\n", "")
    document = registry.parse(source_of(text))
    assert [each.title for each in document.sections] == [""]
    assert "May it stand?" in [each.text for each in document.sections[0].blocks]


def test_speakers_by_what_they_do_by_their_body_and_by_their_age(paper: Document) -> None:
    assert [(q.name, q.affiliation, q.text) for q in paper.quotations] == [
        (
            "Tilda Rake-Hill",
            "the parish’s head of barns",
            "We asked who had the key. There was nobody.",
        ),
        ("Huw Strand", "clerk", "My advice was to wait"),
        ("Emeka Vale", "Moor University", "It is a short time"),
        ("Kasia Gate", "a raker of hay", "I had to be asked twice."),
    ]


def test_teasers_with_an_author_over_the_date(paper: Document) -> None:
    assert [
        (i.title, i.date and i.date.date.edtf, i.summary, [p.name for p in i.people])
        for i in paper.items
    ] == [
        ("Half of the parishes have shut their lofts, survey finds", "2034-02-14", "", []),
        ("I opened a loft for owls. I wish that I could shut it again", "2033-12-22", "", []),
        ("The straw that nobody wanted", "2033-12-01", "", ["Bo Lee"]),
    ]
