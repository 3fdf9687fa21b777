"""Pages of the same kinds in other forms: bylines with dates, single quotes, bare dates."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.document import Document
from tests.parsing.entries_checks import check_page, warned
from tests.parsing.reading import made, source_of


@pytest.fixture(scope="module")
def article() -> Document:
    return registry.parse(made("news_with_byline_and_single_quotes.txt"))


def test_head_of_an_article(article: Document) -> None:
    check_page(article)
    assert article.kind == "news_article"
    assert article.title
    assert article.title.text == "Parks cost ‘less than a cup of tea’, study finds"
    assert article.date
    assert article.date.date.edtf == "2031-03-12"
    assert [each.name for each in article.people if each.role == "author"] == ["Pim Lardner"]


def test_speech_in_single_quotes(article: Document) -> None:
    assert [(each.name, each.affiliation, each.text) for each in article.quotations] == [
        (
            "Odo Shawfield",
            "the Parks Alliance’s money spokesman",
            "It’s no surprise that councils’ lawns are slow to grow. We have done what we can.\n\n"
            "But we are not giving up",
        ),
        ("Tansy Ellmoor", "University of Brightsea", "The grass is thin."),
        ("Ivo Fordham", "Mayor of Brightsea", "We’ll keep sharing"),
        ("", "A spokesman for the Department for Lawns", "We are mowing more than ever."),
        ("Dov Patellin", "Rakers regional secretary", "This is nonsense"),
    ]


def test_who_an_article_is_about(article: Document) -> None:
    subjects = [each.name for each in article.organisations if each.role == "subject"]
    assert subjects == ["Institute for Lawn Futures", "Grantwell LLP"]


def test_related_articles_with_their_days_behind(article: Document) -> None:
    assert [(each.title, each.date and each.date.date.edtf) for each in article.items] == [
        ("Hedges to nowhere", "2031-03-03"),
        ("Weeds up by a tenth", "2031-02-01"),
    ]


def test_words_of_nobody_known_have_no_name() -> None:
    document = registry.parse(
        source_of(
            "News\n\nBarns to be painted in the spring\n\nBarns will be painted this spring, the "
            "parish of Moss has said today in a long awaited statement on its barns.\n\n"
            "“We shall paint them all in one colour,” explained an old hand.\n\n"
            "“And we shall do it soon,” he added.\n\nAdd your comment\n"
        )
    )
    check_page(document)
    assert [(each.name, each.affiliation) for each in document.quotations] == [("", "an old hand")]
    assert not document.people


def test_entries_with_bare_dates() -> None:
    page = registry.parse(made("project_without_brackets.txt"))
    check_page(page)
    assert page.kind == "project_page"
    assert page.title
    assert page.title.text == "Green rooms"
    assert [(each.title, each.kind, each.group) for each in page.items] == [
        ("Green Rooms: what barns are for", "publication", "Publications"),
        ("Under One Thatch", "publication", "Publications"),
        ("Green Rooms at the barn dance", "event", "Events"),
    ]
    assert [(p.name, p.role) for p in page.items[1].people] == [
        ("Tom Allwright", "author"),
        ("Ruth Quillow", "author"),
    ]
    assert [(each.name, each.affiliation) for each in page.people] == [
        ("Mary Thornfield", "Leader, Westmoss County Council"),
        ("Lord Harrow of Moss", "former Barns Minister"),
    ]
    assert next((o.name, o.role) for o in page.organisations) == ("Thatch Foundation", "sponsor")


def test_bodies_of_a_report_page_by_what_they_did() -> None:
    page = registry.parse(
        source_of(
            "Publications\n\nBeyond the hedge\n\nBy Harriet Mossley and Dan Okafield\n\n"
            "£25 (inc p&p), free to members\n\nPublished: 14 June 2031\n\n"
            "The report is part of the Fresh Hedges series. It was written in partnership with "
            "Hillford Metropolitan Borough Council and kindly supported by Capper Symons and "
            "Essmoor County Council.\n\n"
            "Download: Beyond the hedge.pdf\nDownload: Beyond the hedge summary.pdf (0.4 MB)\n\n"
            "For more information contact Nat Pryor on 020 7946 0000.\n"
        )
    )
    check_page(page)
    assert page.kind == "report_page"
    assert [(each.name, each.role) for each in page.organisations] == [
        ("Capper Symons", "sponsor"),
        ("Essmoor County Council", "sponsor"),
        ("Hillford Metropolitan Borough Council", "partner"),
    ]
    assert [(each.name, each.role) for each in page.people] == [
        ("Harriet Mossley", "author"),
        ("Dan Okafield", "author"),
        ("Nat Pryor", "contact"),
    ]
    assert page.series
    assert (page.series.title, page.series.number) == ("Fresh Hedges", "")
    assert [each.name for each in page.files] == [
        "Beyond the hedge.pdf",
        "Beyond the hedge summary.pdf",
    ]
    assert ("telephone", "02079460000") in [(i.scheme, i.value) for i in page.identifiers]


def test_speakers_and_writers_of_entries() -> None:
    page = registry.parse(
        source_of(
            "Skills for sheep\n\nHow shepherds learn.\n\nIn Our Hooves\n[True, Nov 5, 2034]\n"
            "We launched a new report, In Our Hooves, written by Una Fell.\n\n"
            "In Our Hooves: Moss launch\n[, Nov 12, 2034]\n"
            "Speakers: Cllr Odo Shawfield (Leader, Moss Council), Ada Tollwick (Director, Gate "
            "Guild). Venue: Town Hall, Moss.\n"
        )
    )
    check_page(page)
    report, launch = page.items
    assert [(p.name, p.role) for p in report.people] == [("Una Fell", "author")]
    assert [(p.name, p.role, p.affiliation) for p in launch.people] == [
        ("Odo Shawfield", "speaker", "Leader, Moss Council"),
        ("Ada Tollwick", "speaker", "Director, Gate Guild"),
    ]


def test_a_series_with_its_owner_before_the_quote_mark() -> None:
    page = registry.parse(
        source_of(
            "Report\n\nSlow Lanes\n\nThis report is the fifth in the Fieldgate ‘Open Road’ series. "
            "It costs £12 plus £2 p&p.\n\nSlow Lanes.pdf\n"
        )
    )
    assert page.series
    assert (page.series.title, page.series.number) == ("Open Road", "5")
    assert [(o.name, o.role) for o in page.organisations] == [("Fieldgate", "publisher")]


def test_entries_without_a_day_or_any_date() -> None:
    page = registry.parse(
        source_of(
            "Skills for sheep\n\nHow shepherds learn.\n\n"
            "Hooves in the Herald\n[False, Nov , 2034]\n"
            "Una Fell writes in the Herald on hooves.\n\nA gate is opened\n[False, ]\n"
            "Our research is quoted in the Moss Post.\n\nTeam\n\nUna Fell, Director\n"
            "Tom Allwright, Researcher\n"
        )
    )
    check_page(page)
    first, second = page.items
    assert first.date
    assert first.date.date.edtf == "2034-11"
    assert (second.title, second.date) == ("A gate is opened", None)
    assert [each.kind for each in page.items] == ["news_item", "news_item"]
    assert warned(page, "date_missing") == 1
    assert warned(page, "kind_open") == 0
    assert [(each.name, each.affiliation) for each in page.people] == [
        ("Una Fell", "Director"),
        ("Tom Allwright", "Researcher"),
    ]


def test_people_who_host_and_speak_are_no_bodies() -> None:
    page = registry.parse(
        source_of(
            "Skills for sheep\n\nHow shepherds learn.\n\nHooves: report launch\n"
            "[True, Nov 5, 2034]\nThe launch was hosted by Jo Fordham MP. Speakers included Cllr "
            "Odo Shawfield, Leader of Moss Council, and Lord Quillow.\n\n"
            "Hooves\n[True, Nov 4, 2034]\nThis report counts hooves. By Una Fell and Tom "
            "Allwright.\n"
        )
    )
    check_page(page)
    launch, report = page.items
    assert not launch.hosts
    assert [(each.name, each.role, each.affiliation) for each in launch.people] == [
        ("Jo Fordham", "host", ""),
        ("Odo Shawfield", "speaker", "Leader of Moss Council"),
        ("Lord Quillow", "speaker", ""),
    ]
    assert [(each.name, each.role) for each in report.people] == [
        ("Una Fell", "author"),
        ("Tom Allwright", "author"),
    ]


def test_who_holds_the_rights_of_a_page_publishes_it() -> None:
    page = registry.parse(
        source_of(
            "Barn raising\n\nHow barns are raised.\n\nBoard by Board\n[True, Jun 3, 2034]\n"
            "Board by Board, by Una Fell and Tom Allwright, looks at barns.\n\n"
            "Board by Board: launch\n[True, Jun 10, 2034]\nVenue: Barn Hall, Moss.\n\n"
            "© Fieldgate 2034. All rights reserved.\n"
        )
    )
    check_page(page)
    assert [o.name for o in page.organisations if o.role == "publisher"] == ["Fieldgate"]
    assert warned(page, "publisher_inferred") == 1
    assert [(p.name, p.role) for p in page.items[0].people] == [
        ("Una Fell", "author"),
        ("Tom Allwright", "author"),
    ]


def test_the_name_of_a_file_without_its_type_and_size() -> None:
    page = registry.parse(
        source_of(
            "Publication\n\nBarn Dialogues\nBy Una Fell\n18 July 2032\n\nBarns are changing. This "
            "paper sets out how.\n\n£10.00\n\nDownload the report (PDF, 1.2MB)\n"
        )
    )
    check_page(page)
    assert [(each.name, each.media_type) for each in page.files] == [
        ("Download the report", "application/pdf")
    ]
    assert warned(page, "publisher_missing") == 1
