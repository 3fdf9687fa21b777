"""Project pages: entries, their kinds, events, testimonials."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.parsing import coverage
from publications.parsing.document import Document, Item, Line
from publications.parsing.pages import project_page
from publications.parsing.pages.entries.kinds import decide, works_named
from publications.parsing.pages.projects.testimonials import read_testimonial
from tests.parsing.entries_checks import check_golden, check_page, warned
from tests.parsing.reading import made, source_of, words_at


@pytest.fixture(scope="module")
def page() -> Document:
    return project_page.parse(made("project_with_entries.txt"))


def item(page: Document, title: str) -> Item:
    return next(each for each in page.items if each.title.startswith(title))


def test_praise_is_given_without_a_name_by_who_is_told_by_a_trade() -> None:
    words = "We used to know the captain. Now we know the timetable."
    for speaker, praises in (("Resident, Moss", True), ("printed in the Moss", False)):
        line = Line(0, 0, f"“{words}” {speaker}")
        found = read_testimonial(line.text, line)
        assert bool(found) is praises
        if found:
            assert found.person is None
            assert (found.quotation.name, found.quotation.affiliation) == ("", speaker)


def test_seed_is_as_it_was_read() -> None:
    check_page(check_golden("000"))


def test_every_word_is_placed(page: Document) -> None:
    check_page(page)
    assert project_page.likeness(page.source) > 0.9


def test_title_description_and_publisher(page: Document) -> None:
    assert page.title.text == "Rivers and Neighbours"
    assert len(page.description) == 2
    publisher = page.organisations[0]
    assert (publisher.name, publisher.role) == ("Tidewater", "publisher")
    assert warned(page, "publisher_inferred") == 1


def test_an_entry_printed_twice_is_one_with_two_places(page: Document) -> None:
    wet = [each for each in page.items if each.title.startswith("Wet Feet")]
    assert len(wet) == 1
    assert len(wet[0].evidence) == 2
    assert (wet[0].flag, wet[0].kind, wet[0].form) == ("True", "publication", "pamphlet")
    assert wet[0].summary.endswith("three ways to do so.")
    assert warned(page, "printed_twice") == 1


def test_one_title_with_different_words_stays_two(page: Document) -> None:
    assert sum(each.title == "A Walk by the Weir" for each in page.items) == 2
    assert warned(page, "same_title_and_date") == 1


def test_an_event_has_venue_time_and_hosts(page: Document) -> None:
    seminar = item(page, "Seminar")
    assert (seminar.kind, seminar.venue) == ("event", "Old Corn Exchange, Hexham")
    assert seminar.time == "6.30pm - 8.00pm"
    towpath = item(page, "Who owns")
    assert (towpath.venue, towpath.time) == ("The Moot Hall", "7pm")
    hosts = [host.name for host in towpath.hosts]
    assert hosts == ["Tidewater", "Hexham Town Council", "Weir Trust"]
    assert [host.name for host in item(page, "Locks").hosts] == ["Tidewater", "Canal Friends"]


def test_groups_and_what_is_related(page: Document) -> None:
    assert item(page, "Locks").group == ""
    assert item(page, "Bridge").group == "More News from the Valleys"
    assert not item(page, "Bridge").related
    assert item(page, "Barrier").related
    assert words_at(page, item(page, "Barrier").kind_evidence) == "Related Flood Stories"


def test_a_day_that_does_not_exist_is_no_date(page: Document) -> None:
    assert item(page, "Downstream").date is None
    assert warned(page, "date_not_understood") == 1
    assert item(page, "Letter").date.date.edtf == "2012-01-07"


def test_people_in_summaries(page: Document) -> None:
    (person,) = item(page, "Downstream").people
    assert (person.name, person.role) == ("Ioan Prys", "author")
    assert person.affiliation == "research fellow at Tidewater"


def test_testimonials_part_praise_name_and_office(page: Document) -> None:
    first, second = page.quotations
    assert first.text.startswith("Tidewater asks")
    assert (first.name, first.affiliation) == ("Oluchi Grant-Eze", "Chair, Severn Water Forum")
    assert (second.name, second.affiliation) == ("Pia O’Dowd", "")
    assert [person.printed for person in page.people] == [
        "Dame Oluchi Grant-Eze",
        "Cllr Pia O’Dowd",
    ]


def test_empty_lines_are_not_needed(page: Document) -> None:
    text = "\n".join(line for line in page.source.text.split("\n") if line)
    tight = project_page.parse(source_of(text))
    check_page(tight)
    assert [each.title for each in tight.items] == [each.title for each in page.items]
    assert [each.kind for each in tight.items if not each.group] == [
        each.kind for each in page.items if not each.group
    ]
    assert item(tight, "Barrier").related


@pytest.mark.parametrize(
    ("title", "summary", "kind", "form"),
    [
        ("River Walls - Report Launch", "", "event", "report launch"),
        ("Party Conference: Where next for rivers?", "", "event", "conference"),
        ("Evening chat: live debate on weirs", "", "event", "live debate"),
        ("Annual Reception 2012", "", "event", "reception"),
        ("In conversation with Ann Lee", "", "event", "conversation"),
        ("Weirs for All", "Debate on what weirs are for.", "event", "debate"),
        ("Weirs for All", "We held a seminar on weirs in Ely.", "event", "seminar"),
        ("Weirs for All", "Moot Hall, Ely 6pm", "event", ""),
        (
            "Weirs for All",
            "Ann Lee took part in a Canal Times live discussion.",
            "event",
            "live discussion",
        ),
        ("Press Release: Weirs cost more", "Report launch today", "news_item", "press release"),
        ("Tidewater cited in report", "", "news_item", ""),
        (
            "Weirs for All",
            "This research note suggests that weirs leak.",
            "publication",
            "research note",
        ),
        (
            "Weirs for All",
            "This is a note following a seminar hosted by Tidewater.",
            "publication",
            "note",
        ),
        ("Research Note: Weirs", "", "publication", "research note"),
        (
            "Keeper writes",
            "The paper's keeper mentions a seminar he went to in his recent column.",
            "news_item",
            "column",
        ),
        ("Weirs for All", "The Times comments on our report - 'Weirs for All'", "news_item", ""),
        ("Flow On", "The report ‘Weirs for All’, published by us, is good.", "news_item", ""),
        (
            "Keepers urge new weirs",
            "More weirs, according to a new report from Tidewater.",
            "news_item",
            "",
        ),
    ],
)
def test_words_decide_the_kind(title: str, summary: str, kind: str, form: str) -> None:
    decision = decide(title, summary, {})
    assert (decision.kind, decision.form, decision.sure) == (kind, form, True)


def test_a_work_that_others_name_is_a_publication() -> None:
    named = works_named(["Tidewater released their report, Weirs for all?, at Ely."])
    decision = decide("Weirs For All", "More weirs, it says.", named)
    assert (decision.kind, decision.form, decision.rule) == (
        "publication",
        "report",
        "named_elsewhere",
    )


def test_words_that_decide_nothing_leave_the_kind_open() -> None:
    decision = decide("Weirs for All", "Looking into weirs.", {})
    assert (decision.kind, decision.sure) == ("news_item", False)
    page = project_page.parse(source_of("P\n\nWeirs\n[, May 1, 2012]\nLooking into weirs."))
    assert warned(page, "kind_open") == 1


_PIECES = st.sampled_from(
    [
        "\n",
        "[False, Feb 1, 2010]",
        "[, May 40, 2010]",
        "Weirs ",
        "Related News",
        '• "',
        '"Ann Lee, ',
        "a ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_is_wholly_placed(text: str) -> None:
    text = "".join(char for char in text if char.isprintable() or char == "\n") or "x"
    document = project_page.parse(source_of(text if text.strip() else "x"))
    assert not coverage.measure(document).not_understood
