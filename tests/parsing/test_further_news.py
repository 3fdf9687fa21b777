"""Articles and report pages: standfirsts, parties in brackets, phrases, labels of related works."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from publications.parsing.organisations import find_listed, find_organisations
from publications.parsing.prices import find_price
from publications.parsing.series import find_series
from tests.parsing.entries_checks import check_page
from tests.parsing.reading import source_of

ARTICLE = (
    "The Moss Journal\nSubscribe | Sign in | Jobs\nNews   Opinion   Straw\n\nSTRAW\n\n"
    "Three barns to share a keeper ‘before winter’\n\n"
    "Leaders of Moss, Moor and East Moor say that one post will end a merry-go-round, but rakers "
    "warn of ‘one pair of eyes for many owls’\n\n"
    "By Siobhán Ní Gate\t| 14 November 2031 | 09:31\n\n"
    "Three parishes are to appoint a single keeper of barns in what is thought to be the first "
    "plan of its kind.\n\n"
    "Cllr Rosalind Petrie-Rake (Con), leader of Moor CC, said: ‘We have been bidding against each "
    "other for four people.’\n\n"
    "But the leader insisted that money was not the motive. ‘If it cost more I would vote for it,’ "
    "Cllr Emrys Vale-Pugh (Ind) told The MJ. ‘We buy somebody who stays.’\n\n"
    "‘Who do you ring?’\n\n"
    "Regional organiser Precious Marsh said that the plan had stretched a role ‘until it becomes a "
    "signature’.\n\n"
    "Council leader Tobias Frost-Hill (Ind), who proposed the plan, called it ‘a disgrace’ on the "
    "day after.\n\n"
    "A Straw Office spokesperson said: ‘We will consider the plan on its merits when the time has "
    "come.’\n\n"
    "The report, One Keeper, Three Barns, was written by consultants Hart Lyle & Co and will be "
    "read by the Institute of Women’s Rakers.\n\n"
    "Additional reporting by Jaspreet Hall\n\nRelated articles\n\n"
    "Why no one wants to keep barns\nOpinion | 6 October 2031\n\nComments (2)\n\n"
    "Ken Bick   14 Nov 2031  11:52\nI was one of them.\n\n"
    "© Gate Publishing Ltd 2031    Terms   ISSN 1479-0000\n"
)


@pytest.fixture(scope="module")
def article() -> Document:
    return registry.parse(source_of(ARTICLE))


def test_the_head_of_an_article_with_a_long_standfirst(article: Document) -> None:
    check_page(article)
    assert article.kind == "news_article"
    assert article.title
    assert article.subtitle
    assert article.date
    assert article.title.text == "Three barns to share a keeper ‘before winter’"
    assert article.subtitle.text.startswith("Leaders of Moss")
    assert article.date.date.edtf == "2031-11-14"
    named = [(p.name, p.role) for p in article.people if p.role != "quoted"]
    assert named == [("Siobhán Ní Gate", "author"), ("Jaspreet Hall", "mentioned")]
    assert [o.name for o in article.organisations if o.role == "publisher"] == ["The Moss Journal"]
    assert [o.name for o in article.organisations if o.role == "subject"] == ["Hart Lyle & Co"]
    assert [i.value for i in article.identifiers] == ["1479-0000"]
    assert [s.title for s in article.sections] == ["", "‘Who do you ring?’"]


def test_speakers_with_parties_and_phrases(article: Document) -> None:
    assert [(q.name, q.affiliation, q.text[:14]) for q in article.quotations] == [
        ("Rosalind Petrie-Rake", "leader of Moor CC", "We have been b"),
        ("Emrys Vale-Pugh", "", "If it cost mor"),
        ("Precious Marsh", "Regional organiser", "until it becom"),
        ("Tobias Frost-Hill", "Council leader", "a disgrace"),
        ("", "A Straw Office spokesperson", "We will consid"),
    ]


def test_comments_are_no_related_articles(article: Document) -> None:
    assert [(i.title, i.date and i.date.date.edtf, i.form) for i in article.items] == [
        ("Why no one wants to keep barns", "2031-10-06", "opinion")
    ]
    assert "comment of a reader" in {each.reason for each in article.left_out}


def test_a_report_page_with_labels_over_and_under_related_works() -> None:
    page = registry.parse(
        source_of(
            "Home\nAbout us\nReports\nBlog\n\nYou are here: Home › Reports › Warm barns\n\n"
            "Warm barns, cold owls: the price of straw\n\nSummary, findings and full report\n\n"
            "By: Una Fell-Kerr and Prof. Dame Ada Marsh DBE\n21st September 2031\n\n"
            "This study follows 84 barns in the Moss through two winters, and asks what they paid "
            "for straw and what their owls made of it in the end.\n\n"
            "The research was carried out by a team from Moor Rights and the Centre for Straw.\n\n"
            "Read the findings (4 pages, PDF 110Kb)\nListen to the authors (MP3, 12 mins)\n\n"
            "Price £14.95 (p&p £2.00)\nISBN 978 1 4028 9462 6 (pdf)\n"
            "Series: Straw Papers, no 7\n\nFor further information contact\n"
            "Fionnuala Quinn-Gate, Communications Officer\n\n"
            "Comments\n\n#40  P J Rake-Hill\nI wish that anyone had told us this.\n\n"
            "Add your comment\n\nRelated\n\nBlog  Una Fell-Kerr, 14 May 2031\nWho leads an owl?\n\n"
            "Report  January 2030\nBarn to barn\n\nStraw for all\nFindings, November 2029\n\n"
            "© 2031 Moss Trust\n"
        )
    )
    check_page(page)
    assert page.kind == "report_page"
    assert page.title
    assert page.title.text == "Warm barns, cold owls: the price of straw"
    assert page.subtitle is None
    assert [each.name for each in page.files] == ["Read the findings", "Listen to the authors"]
    assert page.price
    assert (page.price.amount, page.price.postage) == ("14.95", "2.00")
    assert page.series
    assert (page.series.title, page.series.number) == ("Straw Papers", "7")
    assert [(p.name, p.role, p.affiliation) for p in page.people] == [
        ("Una Fell-Kerr", "author", ""),
        ("Ada Marsh", "author", ""),
        ("Fionnuala Quinn-Gate", "contact", "Communications Officer"),
    ]
    assert [(o.name, o.role) for o in page.organisations] == [
        ("Moss Trust", "publisher"),
        ("Moor Rights", "author"),
        ("Centre for Straw", "author"),
    ]
    assert [
        (i.title, i.date and i.date.date.edtf, i.kind, [p.name for p in i.people])
        for i in page.items
    ] == [
        ("Who leads an owl?", "2031-05-14", "news_item", ["Una Fell-Kerr"]),
        ("Barn to barn", "2030-01", "publication", []),
        ("Straw for all", "2029-11", "publication", []),
    ]


@pytest.mark.parametrize(
    ("text", "series"),
    [
        (
            "The paper is the seventh in the Gate Fund’s series Leading Owls Together.",
            ("Leading Owls Together", "7"),
        ),
        ("Series: Leading Owls, no 7", ("Leading Owls", "7")),
        ("The fourth in our ‘Open Barns’ series", ("Open Barns", "4")),
    ],
)
def test_series_in_running_text(text: str, series: tuple[str, str]) -> None:
    found = find_series(text)
    assert found
    assert (found.series.title, found.series.number) == series


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Moor Forum and consultants Hart Lyle & Co, which", ["Moor Forum", "Hart Lyle & Co"]),
        ("the think tank Moss Exchange", ["Moss Exchange"]),
        ("the Gate Trust and by the Moor Fund", ["Gate Trust", "Moor Fund"]),
        ("the Gate Trust and Moss & Moor Straw", ["Gate Trust", "Moss & Moor Straw"]),
    ],
)
def test_bodies_with_what_they_are(words: str, names: list[str]) -> None:
    assert [each.name for each in find_listed(words)] == names


def test_a_body_of_women_or_children() -> None:
    found = find_organisations("He led the Institute of Children’s Keepers. Leeds’s Barn was hers.")
    assert [each.name for each in found] == ["Institute of Children’s Keepers"]


def test_postage_in_brackets() -> None:
    found = find_price("Price: £10.00 (p&p £2.50)")
    assert found
    assert (found.amount, found.postage) == ("10.00", "2.50")
