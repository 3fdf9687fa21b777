"""Where addresses lead: a wrong slug, an identifier alone, and what there is not."""

import pytest

from publications.identifiers import identifier_for
from tests.archive import make_archive
from tests.builders import (
    make_publication,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["", "text/", "text/the-case/", "evidence/"])
def test_a_wrong_slug_is_put_right(client, page):
    record = make_archive().report
    right = f"{record.get_absolute_url()}{page}"
    answer = client.get(f"/publications/{record.identifier}/wrong/{page}?a=1")
    assert (answer.status_code, answer.url) == (301, f"{right}?a=1")
    assert client.get(right).status_code == 200


def test_an_identifier_alone_leads_to_the_readable_address(client):
    for record in make_archive().records:
        answer = client.get(f"/{record.identifier}/")
        assert (answer.status_code, answer.url) == (303, record.get_absolute_url())
    report = make_publication()
    assert client.get(f"/publications/{report.identifier}/").status_code == 301


def test_an_identifier_with_a_suffix_leads_to_the_file_of_its_record(client):
    archive = make_archive()
    for record in archive.records:
        room = record.get_absolute_url().split("/")[1]
        answer = client.get(f"/{record.identifier}.json")
        assert (answer.status_code, answer.url) == (303, f"/{room}/{record.identifier}.json")
    assert client.get(f"/{archive.report.identifier}.bib", follow=True).status_code == 200
    assert client.get(f"/{identifier_for('none')}.bib").status_code == 404


def test_a_wrong_identifier_is_not_found(client):
    identifier = make_publication().identifier
    wrong = identifier[:-1] + ("b" if identifier[-1] != "b" else "c")
    for address in (f"/{wrong}/", f"/publications/{wrong}/x/", f"/{identifier_for('none')}/"):
        assert client.get(address).status_code == 404
