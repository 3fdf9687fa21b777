"""Reads move to a streaming replica, never to one that is behind, and survive the primary.

With two servers of the embedded PostgreSQL's programs, and the archive in a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from localism.database import configure_replicas
from localism.database.embedded import EmbeddedServer
from localism.database.installation import data_home, give_to_owner, programs, run_as_owner

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds, on a machine that does much else


class Site:
    """One process of the archive."""

    def __init__(self, primary: str, replicas: str = "", **environment: str) -> None:
        urls = {"DATABASE_URL": primary, "DATABASE_REPLICA_URL": replicas}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.replica_site"],
            cwd=PROJECT,
            env=os.environ | {"LOCALISM_POOLED": "1"} | urls | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, do: str, **arguments) -> dict:
        self.process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def get(self, address: str, **arguments) -> dict:
        return self("get", address=address, **arguments)

    def end(self) -> None:
        self.process.communicate(timeout=PATIENCE)


def url(*servers: EmbeddedServer, **options: str) -> str:
    hosts = ",".join(quote(str(server.join())) for server in servers)
    rest = "".join(f"&{name}={value}" for name, value in options.items())
    return f"postgresql://localism@/localism?host={hosts}{rest}"


def sql(server: EmbeddedServer, statement: str):
    with psycopg.connect(
        host=str(server.join()), user="localism", dbname="localism", autocommit=True
    ) as made:
        cursor = made.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def await_true(server: EmbeddedServer, question: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not sql(server, f"SELECT {question}"):
        assert time.monotonic() < deadline, question
        time.sleep(0.02)


def kill(server: EmbeddedServer) -> None:
    command = (programs() / "pg_ctl", "stop", "-s", "-m", "immediate", "-D", data_home(server.data))
    assert run_as_owner(*command, capture_output=True).returncode == 0


# Of the session: a process that is given these tests in parts, between others, makes them once.
@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="archive-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def made(place) -> Iterator[EmbeddedServer]:
    """A primary with the tables of the archive."""
    server = EmbeddedServer.at(place / "primary")
    site = Site(url(server))
    site("make")
    site.end()
    yield server
    server.leave()
    server.stop()


@pytest.fixture
def primary(made) -> EmbeddedServer:
    """The primary, running, whatever the test before did to it."""
    made.join()
    sql(made, "TRUNCATE publications_searchentry, publications_publication CASCADE")
    return made


@pytest.fixture
def replica(primary, place) -> Iterator[EmbeddedServer]:
    """A copy of the primary that follows it."""
    server = EmbeddedServer.at(place / "replica")
    home = data_home(server.data)
    home.mkdir(mode=0o700)
    give_to_owner(home)
    copied = run_as_owner(
        programs() / "pg_basebackup", "-h", primary.join(), "-U", "localism",
        "-D", home, "-R", "-X", "stream", "-c", "fast", "--no-sync", capture_output=True,
    )  # fmt: skip
    assert copied.returncode == 0, copied.stderr
    server.join()
    await_true(primary, "EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')")
    yield server
    server.leave()
    server.stop()
    shutil.rmtree(home)
    server.data.unlink(missing_ok=True) if server.data.is_symlink() else None


@pytest.fixture
def site(primary, replica) -> Iterator[Site]:
    found = Site(
        url(primary, replica, target_session_attrs="read-write"),
        url(replica),
        # Without it the clock of the test would be that of a machine which does much else.
        LOCALISM_READER_TIMEOUT="0",
        LOCALISM_KEPT_PAGES="0",  # a kept page asks no replica
    )
    yield found
    found.end()


def await_replayed(primary: EmbeddedServer, replica: EmbeddedServer) -> None:
    await_true(replica, f"pg_last_wal_replay_lsn() >= '{sql(primary, FLUSHED)}'::pg_lsn")


def by_replica(site: Site, primary: EmbeddedServer, replica: EmbeddedServer, page: str) -> dict:
    """The answer of a replica that has replayed everything.

    The primary writes to its log without being asked to, now and then; until the replica has that
    too, the page comes from the primary, and is asked for once more.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        await_replayed(primary, replica)
        answer = site.get(page)
        if set(answer["asked"]) == {"replica1"}:
            return answer
        assert time.monotonic() < deadline, f"{page} is never asked of the replica"


FLUSHED = "SELECT pg_current_wal_flush_lsn()::text"
TITLES = ["/publications/", "/search/?q=turnips", "/publications/?format=json", "/authors/", "/"]


def test_readers_read_from_the_replica_and_editors_from_the_primary(site, primary, replica):
    address = site("publish", title="Turnips")["address"]
    for page in [*TITLES, address, "/sitemap.xml", "/api/v1/publications", "/publications/feed/"]:
        assert by_replica(site, primary, replica, page)["status"] == 200, page
    assert "Turnips" in site.get("/search/?q=turnips")["text"]
    assert set(site.get(address, signed_in=True)["asked"]) == {"default"}
    # A harvester is told of what moment its answer is, which only the primary knows of itself.
    assert set(site.get("/oai?verb=ListRecords&metadataPrefix=oai_dc")["asked"]) == {"default"}
    assert site.get("/health/")["status"] == 200


def test_the_next_request_tells_the_truth_wherever_it_is_answered(site, primary, replica):
    site("publish", title="Turnips")
    by_replica(site, primary, replica, "/publications/")
    sql(replica, "SELECT pg_wal_replay_pause()")
    await_true(replica, "pg_get_wal_replay_pause_state() = 'paused'")
    address = site("publish", title="Parsnips")["address"]
    for page, there in (("/publications/", True), ("/search/?q=parsnips", True), (address, True)):
        answer = site.get(page)
        assert (answer["status"], set(answer["asked"])) == (200, {"default"}), page
        assert ("Parsnips" in answer["text"]) is there
    site("withdraw", title="Turnips")
    answer = site.get("/publications/")
    assert "Turnips" not in answer["text"]
    assert "Parsnips" in answer["text"]
    sql(replica, "SELECT pg_wal_replay_resume()")
    answer = by_replica(site, primary, replica, "/publications/")
    assert "Turnips" not in answer["text"]
    assert "Parsnips" in answer["text"]


def test_every_publish_and_withdrawal_is_seen_at_once_while_it_streams(site):
    for number in range(15):
        site("publish", title=f"Work {number}")
        assert f"Work {number}<" in site.get("/publications/")["text"]
        if number % 3 == 0:
            site("withdraw", title=f"Work {number}")
            assert f"Work {number}<" not in site.get("/publications/")["text"]
        site.get("/publications/", signed_in=True)  # the other shelf hand: the primary


def test_pages_are_kept_beside_replicas_unless_these_may_be_behind(site, primary, replica):
    site("settings", KEPT_PAGES=32)
    address = site("publish", title="Turnips")["address"]
    await_replayed(primary, replica)
    site.get("/publications/")
    for page in ("/publications/", address):
        first = site.get(page)["text"]
        again = site.get(page)
        assert (set(again["asked"]), again["text"]) == ({"default"}, first), page  # the log alone
    site("withdraw", title="Turnips")
    assert "Turnips" not in site.get("/publications/")["text"]
    assert site.get(address)["status"] == 410
    site("settings", REPLICA_LAG=3.0)
    for _ in range(2):
        by_replica(site, primary, replica, "/publications/")


def test_a_lag_that_is_allowed_is_kept_to(site, primary, replica):
    site("settings", REPLICA_LAG=3.0)
    site("publish", title="Turnips")
    by_replica(site, primary, replica, "/publications/")
    sql(replica, "SELECT pg_wal_replay_pause()")
    await_true(replica, "pg_get_wal_replay_pause_state() = 'paused'")
    site("publish", title="Parsnips")
    begun = time.monotonic()
    while set(site.get("/publications/")["asked"]) == {"replica1"}:
        assert time.monotonic() < begun + PATIENCE
        time.sleep(0.1)
    assert "Parsnips" in site.get("/publications/")["text"]


def test_a_replica_that_is_gone_is_passed_over(site, replica, primary):
    site("publish", title="Turnips")
    by_replica(site, primary, replica, "/publications/")
    kill(replica)
    for page in TITLES:
        answer = site.get(page)
        assert (answer["status"], set(answer["asked"])) == (200, {"default"}), page


def test_a_promoted_replica_takes_over(site, primary, replica):
    address = site("publish", title="Turnips")["address"]
    by_replica(site, primary, replica, address)
    kill(primary)
    answer = site.get(address)
    assert answer["status"] == 503  # nobody can say what is true, and that is said
    assert "cannot reach its records" in answer["text"]
    assert sql(replica, "SELECT pg_promote()")
    answer = site.get(address)
    assert (answer["status"], set(answer["asked"])) == (200, {"default"})
    site("publish", title="Parsnips")
    answer = site.get("/search/?q=parsnips")
    assert (answer["status"], set(answer["asked"])) == (200, {"default"})
    assert "Parsnips" in answer["text"]
    assert site.get("/health/")["status"] == 200


def test_replicas_are_separated_by_spaces_and_have_their_own_patience():
    found = configure_replicas("postgresql://u@one/a postgres://u@two:5433/a", pooled=True)
    assert [each["HOST"] for each in found.values()] == ["one", "two"]
    assert list(found) == ["replica1", "replica2"]
    assert found["replica1"]["OPTIONS"]["pool"]["timeout"] == 2
    assert found["replica1"]["OPTIONS"]["connect_timeout"] == "2"
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URL names 'mysql'"):
        configure_replicas("mysql://one/a", pooled=False)
    assert configure_replicas("", pooled=False) == {}
