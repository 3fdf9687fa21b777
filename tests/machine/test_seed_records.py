"""The seed texts themselves, out and in again, harvested and asked for."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from lxml import etree

from publications import models
from publications.exports import bulk
from publications.importing import loading
from tests.machine.schemas import OAI_PMH
from tests.machine.test_records import empty_archive

pytestmark = pytest.mark.django_db


def test_the_seeds_go_out_and_come_in(client, tmp_path):
    call_command("ingest", verbosity=0)
    for prefix in ("oai_dc", "mods"):
        answer = client.get("/oai", {"verb": "ListRecords", "metadataPrefix": prefix})
        OAI_PMH.assertValid(etree.fromstring(answer.content))
    passages = sorted(models.Passage.objects.values_list("section__anchor", "first_block", "text"))
    first = "".join(bulk.lines())
    path = tmp_path / "records.jsonl"
    path.write_text(first, "utf-8")
    empty_archive()
    loaded = loading.load(path)
    assert not loaded.wrong
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as at the commit of a load
    assert "".join(bulk.lines()) == first
    again = sorted(models.Passage.objects.values_list("section__anchor", "first_block", "text"))
    # An essay's only section is indexed under the essay's title, which it does not keep itself.
    assert [row[:2] for row in again] == [row[:2] for row in passages]
    assert all(old[2].endswith(new[2]) for new, old in zip(again, passages, strict=True))
    for room in ("publications", "news", "events", "projects", "authors", "organisations"):
        listed = json.loads(client.get(f"/api/v1/{room}?page_size=100").content)
        assert listed["count"] > 0
        one = listed["results"][0]
        for part in ("text", "footnotes", "evidence"):
            if one["links"][part]:
                assert client.get(one["links"][part]).status_code == 200
