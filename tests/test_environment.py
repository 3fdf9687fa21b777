"""Every variable that is set wrongly is refused in one sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from localism import environment, serve
from localism.database import configure_database
from localism.database.embedded import SETTINGS
from publications.desk import roles

PROJECT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("read", "said", "found"),
    [
        (environment.flag, "On", True),
        (environment.flag, " false ", False),
        (environment.flag, "", False),
        (lambda name: environment.whole(name, 3), "7", 7),
        (lambda name: environment.whole(name, 3), "", 3),
        (lambda name: environment.whole(name, 2, least=1, most=32), "32", 32),
        (lambda name: environment.seconds(name, 10), "0.5", 0.5),
        (lambda name: environment.rate(name, "900/minute"), "", ""),
        (lambda name: environment.rate(name, "900/minute"), "5 per second", "5 per second"),
        (environment.names, "Editors, Administrators,", ["Editors", "Administrators"]),
        (lambda name: environment.hosts(name, []), "[::1],.a.example", ["[::1]", ".a.example"]),
        (environment.origins, "https://a.example:8443", ["https://a.example:8443"]),
        (environment.contact, "security@a.example", "security@a.example"),
        (lambda name: environment.level(name, "WARNING"), "info", "INFO"),
    ],
)
def test_what_is_said_is_read(monkeypatch, read, said, found):
    monkeypatch.setenv("A_VARIABLE", said)
    assert read("A_VARIABLE") == found


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (environment.flag, "maybe"),
        (lambda name: environment.whole(name, 3), "-1"),
        (lambda name: environment.whole(name, 3), "many"),
        (lambda name: environment.whole(name, 2, least=1, most=32), "0"),
        (lambda name: environment.whole(name, 2, least=1, most=32), "33"),
        (lambda name: environment.seconds(name, 10), "nan"),
        (lambda name: environment.seconds(name, 10), "-5"),
        (lambda name: environment.rate(name, "900/minute"), "lots"),
        (lambda name: environment.some_of(name, ["Editors"]), "Editors, Everyone"),
        (lambda name: environment.hosts(name, []), "https://a.example/"),
        (lambda name: environment.hosts(name, []), "a.example:8000"),
        (environment.origins, "a.example"),
        (environment.domain, "no domain"),
        (environment.mail_address, "me"),
        (environment.contact, "me"),
        (lambda name: environment.level(name, "WARNING"), "loud"),
    ],
)
def test_what_is_not_understood_is_refused(monkeypatch, read, said):
    monkeypatch.setenv("A_VARIABLE", said)
    with pytest.raises(ImproperlyConfigured, match=r"^A_VARIABLE: “.*” is .*; write .+\.$"):
        read("A_VARIABLE")


def test_the_groups_are_those_of_the_desk():
    groups = [roles.CONTRIBUTOR, roles.EDITOR, roles.ADMINISTRATOR]
    outcome = run("manage.py", "check", LOCALISM_SECOND_FACTOR_FOR="Everyone")
    assert outcome.stderr.endswith(f"write some of {', '.join(groups)}.\n")


@pytest.mark.parametrize("program", [("manage.py", "check"), ("-m", "localism.serve")])
def test_a_command_says_it_in_one_sentence(program):
    outcome = run(*program, LOCALISM_PROXIES="many", PORT="8999")
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr == (
        "LOCALISM_PROXIES: “many” is no whole number from 0; write for instance 0.\n"
    )


def test_more_workers_than_the_database_has_room_for_are_refused():
    outcome = run("-m", "localism.serve", LOCALISM_WORKERS="33", PORT="8999")
    assert outcome.returncode == 1
    assert outcome.stderr == (
        "LOCALISM_WORKERS: “33” is no whole number from 1 to 32; write for instance 2.\n"
    )
    pool = configure_database("", Path("unused"), pooled=True)["OPTIONS"]["pool"]
    assert int(SETTINGS["max_connections"]) >= 32 * pool["max_size"] + 20


@pytest.mark.parametrize("command", ["check_files", "export_records"])
def test_a_database_that_does_not_answer_is_one_sentence(command):
    url = "postgresql://reader@127.0.0.1:1/archive?connect_timeout=2"
    outcome = run("manage.py", command, DATABASE_URL=url)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("The database cannot be used: connection failed")
    assert outcome.stderr.count("\n") == 1


def test_a_command_that_is_stopped_says_so_and_no_more():
    outcome = run("manage.py", "shell", "-v0", "-c", "raise KeyboardInterrupt")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (130, "", "Stopped.\n")


def run(*program: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *program],
        cwd=PROJECT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        (["127.0.0.1", "localhost"], "127.0.0.1:8000"),
        (["*"], "127.0.0.1:8000"),
        ([".archive.example", "other.example"], "archive.example"),
    ],
)
def test_the_start_asks_by_a_name_that_is_let_in(settings, allowed, name):
    settings.ALLOWED_HOSTS = allowed
    assert serve.asked_by(8000) == name
