"""People and organisations from A to Z: the letters that lead to any, with exact counts."""

import pytest
from lxml import html

from publications.choices import Status
from publications.searching.initials import LETTERS
from tests.builders import contribute, make_author, make_organisation, make_publication

pytestmark = pytest.mark.django_db


def page_at(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def shown(page) -> dict[str, str]:
    """The letters of a page, each with how many it says there are."""
    links = page.xpath("//nav[@aria-label='Letters']//a[starts-with(@id, 'letter-')]")
    said = [" ".join(link.text_content().split()) for link in links]
    return dict(each.partition(": ")[::2] for each in said)


def names(page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath("//h2[@class='title']/a")]


@pytest.fixture
def people():
    work = make_publication("A Report")
    for name in ("Ann Adams", "Bea Ämter", "Cal Øster", "Dan Oak", "Eve Łaski", "Flo Яна"):
        contribute(work, make_author(name), "editor" if "O" in name else "author")
    make_author("Gus Zed", status=Status.WITHDRAWN)


def test_a_letter_has_the_names_that_are_sorted_under_it_without_their_accents(client, people):
    page = page_at(client, "/authors/")
    assert shown(page) == {
        "All": "", "A": "2 people", "L": "1 person", "O": "2 people", "Other": "1 person",
    }  # fmt: skip
    under = page_at(client, "/authors/?letter=o")
    assert set(names(under)) == {"Cal Øster", "Dan Oak"}
    assert "People under O: 2" in under.findtext(".//h1") + under.xpath("string(//h1)")
    assert names(page_at(client, "/authors/?letter=other")) == ["Flo Яна"]
    assert shown(under) == shown(page)  # the letters of the rest stay
    assert under.xpath("//nav[@aria-label='Letters']//a[@aria-current]/@id") == ["letter-o"]


def test_every_letter_leads_to_as_many_as_it_says(client, people):
    for room in ("authors", "organisations"):
        for query in ("", "role=author", "q=a", "q=a&role=author", "sort=works", "letter=a"):
            page = page_at(client, f"/{room}/?{query}")
            for link in page.xpath("//nav[@aria-label='Letters']//a"):
                assert link.get("rel") == "nofollow"
                found = page_at(client, f"/{room}/{link.get('href')}")
                said = link.text_content().partition(": ")[2].split()
                assert len(names(found)) == int(said[0]) if said else names(found)


def test_the_catalogue_and_a_feed_put_a_name_under_the_same_letter(client, people):
    for name in ("38 Degrees", "Ærø Trust", "{braces}", "zebra", "Ångström", "~", "a"):
        make_organisation(name)
    for room in ("authors", "organisations"):
        for letter in LETTERS:
            listed = names(page_at(client, f"/{room}/?letter={letter}"))
            answer = client.get(f"/api/v1/{room}?letter={letter}&page_size=50").json()
            assert sorted(each["title"] for each in answer["results"]) == sorted(listed), letter


def test_letters_go_with_words_and_roles_and_with_the_pages(client):
    work = make_publication("A Report")
    for number in range(25):
        contribute(work, make_author(f"Ann{number} Parish"))
    make_author("Ann Borough")
    page = page_at(client, "/authors/?q=ann&role=author&letter=p")
    assert shown(page) == {"All": "", "P": "25 people"}  # chosen: so that it can be taken away
    (following,) = page.xpath("//nav[@class='pagination']//a[@rel='next nofollow']/@href")
    assert "letter=p" in following
    assert len(names(page_at(client, f"/authors/{following}"))) == 5
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page_at(client, "/authors/?letter=p").xpath("//meta[@name='robots']")
    (last,) = page_at(client, "/authors/?letter=p&page=2").xpath("//ol/li[5]//h2/a/@href")
    assert "in=authors&letter=p" in last
    behind = page_at(client, last).xpath("string(//nav[@class='came-from'])")
    assert "25 of 25" in " ".join(behind.split())


def test_one_letter_alone_is_no_choice_and_a_wrong_one_is_said(client):
    make_organisation("Parish Trust")
    assert shown(page_at(client, "/organisations/")) == {}
    wrong = page_at(client, "/organisations/?letter=%C3%A4")
    assert names(wrong) == ["Parish Trust"]
    assert "“ä” is none" in wrong.xpath("string(//ul[@class='errors'])")
    nothing = page_at(client, "/organisations/?letter=b")
    assert shown(nothing) == {"All": "", "P": "1 organisation"}
