"""A hit on a person or a body says what of it matched, in its words, marked."""

import pytest
from django.urls import reverse
from lxml import html

from publications.choices import Status
from tests import builders

pytestmark = pytest.mark.django_db


def hit(client, typed: str):
    """The only hit of a search."""
    page = html.fromstring(client.get(reverse("search"), {"q": typed}).content)
    (entry,) = page.xpath("//article")
    return entry


def said(entry, css: str) -> str:
    """A part of a hit, with its marked words in brackets."""
    for mark in entry.xpath(f".//*[contains(@class, '{css}')]//mark"):
        mark.text = f"[{mark.text}]"
    return " ".join(entry.xpath(f"string(.//*[contains(@class, '{css}')])").split())


def test_a_biography_is_shown_where_it_matched(client):
    ada = builders.make_author("Ada Parish")
    builders.make_biography(ada, "She ran the <i>Wells</i> Trust. " + "Later she did more. " * 40)
    builders.make_biography(ada, "Once she repaired the pumps of Long Wittenham.")
    entry = hit(client, "pump")
    assert said(entry, "found").startswith("Biography: … ")
    assert said(hit(client, "pump"), "found").endswith("repaired the [pumps] of Long Wittenham.")
    assert said(entry, "extra") == ""
    assert said(entry, "kind") == "Person"
    entry = hit(client, "ada wells")
    assert said(entry, "title") == "[Ada] Parish"
    assert said(entry, "found").startswith("Biography: She ran the <i>[Wells]</i> Trust.")
    assert said(entry, "extra") == ""


def test_another_name_is_shown_where_it_matched(client):
    builders.make_author("Zoë Pumphrey", variants=["Z. Wells", "Z. Wells-Barn", "Dame Zoë"])
    entry = hit(client, "wells")
    assert said(entry, "found") == "Also named: Z. [Wells]; Z. [Wells]-Barn"
    assert said(entry, "extra") == ""
    entry = hit(client, "zoe")
    assert said(entry, "title") == "[Zoë] Pumphrey"
    assert said(entry, "found") == "Also named: Dame [Zoë]"


def test_an_abbreviation_is_another_name_of_a_body(client):
    body = builders.make_organisation("Institute of Wells", "IOW")
    assert said(hit(client, "iow"), "found") == "Also named: [IOW]"
    body.variants.all().delete()
    assert said(hit(client, "iow"), "found") == "Also named: [IOW]"
    entry = hit(client, "institute")
    assert said(entry, "found") == ""
    assert said(entry, "title") == "[Institute] of Wells"
    assert said(entry, "extra") == ""


def test_a_work_that_is_not_public_says_nothing_of_a_person(client):
    draft = builders.make_publication("Of water", status=Status.DRAFT)
    builders.make_biography(builders.make_author("Ada Parish"), "Of pumps.", publication=draft)
    page = client.get(reverse("search"), {"q": "pump"}).content.decode()
    assert "Of pumps" not in page
    assert "<mark>" not in page
