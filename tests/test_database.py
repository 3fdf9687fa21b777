"""The embedded PostgreSQL keeps its data, its privacy and its one instance, whatever happens."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError, connection

from localism.database import configure_database, embedded, installation, memory, processes
from localism.database.embedded import EmbeddedServer
from localism.database.installation import DatabaseUnavailable, private_directory, socket_directory

PROJECT = Path(__file__).resolve().parent.parent
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="is about running as root")

# Joins the server, does what it is told line by line, and ends when its input does.
COMPANION = """
import pathlib, sys
import psycopg
from localism.database.embedded import EmbeddedServer

host = EmbeddedServer.at(pathlib.Path(sys.argv[1])).join()
with psycopg.connect(host=str(host), user="localism", dbname="localism", autocommit=True) as made:
    for statement in sys.argv[2:]:
        made.execute(statement)
    print("joined", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place():
    """Make a short directory that every user can enter, and leave nothing of it behind."""
    directory = Path(tempfile.mkdtemp(prefix="archive-"))
    directory.chmod(0o755)
    yield directory
    for data in [*directory.rglob("postgres")]:
        if (data / "PG_VERSION").exists():
            stop(EmbeddedServer.at(data))
    shutil.rmtree(directory)


@pytest.fixture(scope="module")
def data():
    """Make one database, for tests that begin with an existing one; making takes long."""
    directory = Path(tempfile.mkdtemp(prefix="archive-"))
    directory.chmod(0o755)
    server = EmbeddedServer.at(directory / "postgres")
    with connect(server) as made:
        made.execute("CREATE TABLE kept (word text)")
        made.execute("INSERT INTO kept VALUES ('before')")
    stop(server)
    yield server.data
    shutil.rmtree(directory)


@pytest.fixture
def server(data):
    """Return a stopped server with one word kept in it, and leave it so for the next test."""
    server = EmbeddedServer.at(data)
    yield server
    with connect(server) as made:
        made.execute("DELETE FROM kept WHERE word <> 'before'")
    stop(server)


@pytest.fixture
def moved(data, place):
    """Return a function that moves the database elsewhere for the length of a test."""
    places = []

    def move(*parts: str) -> EmbeddedServer:
        elsewhere = place.joinpath(*parts, "postgres")
        elsewhere.parent.mkdir(parents=True)
        data.rename(elsewhere)
        places.append(elsewhere)
        return EmbeddedServer.at(elsewhere)

    yield move
    for elsewhere in places:
        stop(EmbeddedServer.at(elsewhere))
        elsewhere.rename(data)


def connect(server: EmbeddedServer) -> psycopg.Connection:
    host = server.join()
    return psycopg.connect(host=str(host), user="localism", dbname="localism", autocommit=True)


def words(server: EmbeddedServer) -> list[str]:
    with connect(server) as made:
        return [word for (word,) in made.execute("SELECT word FROM kept ORDER BY word")]


def stop(server: EmbeddedServer) -> None:
    server.leave()
    server.stop()


def companion(server: EmbeddedServer, *statements: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", COMPANION, str(server.data), *statements],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def await_joined(*companions: subprocess.Popen) -> None:
    for process in companions:
        assert process.stdout.readline() == "joined\n"


def finish(process: subprocess.Popen) -> None:
    process.communicate()


def kill(process_id: int) -> None:
    os.kill(process_id, signal.SIGKILL)


class TestMaking:
    def test_a_new_database_is_the_same_on_every_machine(self, place, monkeypatch):
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        monkeypatch.setenv("PGOPTIONS", "-c search_path=elsewhere")
        server = EmbeddedServer.at(place / "postgres")
        with psycopg.connect(host=str(server.join()), user="localism", options="") as made:
            order = made.execute("SELECT w FROM unnest('{b,É,A,a,B}'::text[]) w ORDER BY w")
            assert [word for (word,) in order] == ["A", "B", "a", "b", "É"]
            for setting, value in (
                ("server_encoding", "UTF8"),
                ("fsync", "on"),
                ("synchronous_commit", "on"),
                ("listen_addresses", ""),
            ):
                assert made.execute(f"SHOW {setting}").fetchone() == (value,)

    def test_making_that_was_interrupted_starts_afresh(self, place):
        half_made = place / "postgres.part"
        half_made.mkdir()
        (half_made / "PG_VERSION").write_text("18\n")
        with connect(EmbeddedServer.at(place / "postgres")) as made:
            assert made.execute("SELECT current_database()").fetchone() == ("localism",)
        assert not half_made.exists()

    def test_a_directory_with_other_things_in_it_is_left_alone(self, place):
        (place / "postgres").mkdir()
        (place / "postgres" / "letters.txt").write_text("dear reader")
        with pytest.raises(DatabaseUnavailable, match="not empty"):
            EmbeddedServer(place / "postgres").join()
        assert (place / "postgres" / "letters.txt").read_text() == "dear reader"

    def test_data_of_another_version_is_refused(self, server):
        version = server.data / "PG_VERSION"
        version.write_text("12\n")
        with pytest.raises(DatabaseUnavailable, match="made by PostgreSQL 12"):
            server.join()
        version.write_text(f"{installation.major_version()}\n")


class TestMemory:
    @pytest.mark.parametrize(
        ("limit", "buffers"), [(64, 128), (2 * 1024, 256), (4 * 1024, 512), (10**9, 1024)]
    )
    def test_pages_are_kept_in_an_eighth_of_the_memory(self, limit, buffers):
        assert memory.shared_buffers(limit * memory.MEGABYTE) == buffers
        assert memory.shared_buffers(None) == 128

    def test_a_container_has_what_it_is_given(self, tmp_path, monkeypatch):
        none, some = tmp_path / "none", tmp_path / "some"
        none.write_text("max\n")
        some.write_text("1000000\n")
        monkeypatch.setattr(memory, "LIMITS", (none, tmp_path / "absent"))
        assert memory.memory() == os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        monkeypatch.setattr(memory, "LIMITS", (none, some))
        assert memory.memory() == 1_000_000

    def test_a_server_is_told(self, server, monkeypatch):
        monkeypatch.setattr(memory, "LIMITS", ())
        monkeypatch.setattr(os, "sysconf", lambda name: 2**30 if name == "SC_PHYS_PAGES" else 4)
        with connect(server) as made:
            assert made.execute("SHOW shared_buffers").fetchone() == ("512MB",)


class TestSharing:
    def test_the_last_to_leave_stops_the_server(self, server):
        first, second = companion(server), companion(server)
        await_joined(first, second)
        finish(first)
        assert server.process_id()
        finish(second)
        assert not server.process_id()

    def test_six_processes_that_start_at_once_make_and_share_one_database(self, place):
        server = EmbeddedServer.at(place / "postgres")
        companions = [companion(server) for _ in range(6)]
        await_joined(*companions)
        with connect(server) as made:
            clients = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            assert made.execute(clients).fetchone() == (7,)
        for process in companions:
            finish(process)

    def test_stopping_does_not_wait_for_those_who_use_it(self, server):
        process = companion(server)
        await_joined(process)
        assert server.stop()
        assert not server.process_id()
        assert not server.stop()
        finish(process)


class TestKilling:
    def test_a_killed_process_loses_nothing_and_leaks_no_server(self, server):
        process = companion(server, "INSERT INTO kept VALUES ('committed')")
        await_joined(process)
        process.kill()
        finish(process)
        assert server.process_id()
        assert words(server) == ["before", "committed"]
        assert server.leave()
        assert not server.process_id()

    def test_a_killed_server_loses_nothing(self, server):
        with connect(server) as made:
            made.execute("INSERT INTO kept VALUES ('committed')")
            kill(server.process_id())
        deadline = time.monotonic() + 30
        while server.process_id() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not server.was_stopped()
        assert words(server) == ["before", "committed"]

    @pytest.mark.parametrize("status", ["ready", "starting"])
    def test_an_id_that_another_program_has_now_is_not_the_server(self, server, status):
        lines = [str(os.getpid()), str(server.data), "0", "5432", str(server.data), "", "1 1"]
        (server.data / "postmaster.pid").write_text("\n".join([*lines, status, ""]))
        assert not server.process_id()
        assert words(server) == ["before"]
        assert server.process_id() != os.getpid()

    @pytest.mark.parametrize("text", ["", "\n", "many\n"])
    def test_an_id_file_that_was_half_written_is_no_obstacle(self, server, text):
        (server.data / "postmaster.pid").write_text(text)
        assert words(server) == ["before"]


class TestStarting:
    def test_a_server_is_waited_for_while_its_program_is_loaded(self, server, monkeypatch):
        def command_line(process: int) -> str:
            return processes.command_line(process) if server._pid_file() else ""

        monkeypatch.setattr(embedded, "command_line", command_line)
        assert words(server) == ["before"]

    def test_the_reason_is_not_one_of_an_earlier_day(self, server, place, monkeypatch):
        with (server.data / "server.log").open("a") as log:
            log.write("FATAL:  connection to client lost\n")
        (place / "postgres").write_text("#!/bin/sh\nexit 1\n")
        (place / "postgres").chmod(0o755)
        with monkeypatch.context() as patched:
            patched.setattr(embedded, "programs", lambda: place)
            with pytest.raises(DatabaseUnavailable, match="does not start: no reason given"):
                server.join()

    def test_a_process_that_nobody_collected_does_not_live(self):
        process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        assert processes.lives(process.pid)
        process.stdin.close()
        deadline = time.monotonic() + 20
        while processes.lives(process.pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not processes.lives(process.pid)
        assert processes.exists(process.pid)
        process.wait()
        assert not processes.lives(process.pid)


class TestPrivacy:
    def test_the_socket_is_where_only_its_user_can_go(self, server):
        host = server.join()
        assert stat.S_IMODE(host.stat().st_mode) == 0o700
        assert stat.S_IMODE((host / ".s.PGSQL.5432").stat().st_mode) == 0o700

    def test_a_long_path_has_its_socket_in_a_short_private_directory(self, moved):
        server = moved("deep" * 12, "deeper" * 12)
        assert words(server) == ["before"]
        host = server.join()
        assert len(str(host)) < 60
        assert stat.S_IMODE(host.stat().st_mode) == 0o700
        assert host.stat().st_uid == server.data.stat().st_uid
        stop(server)
        host.rmdir()

    def test_a_path_with_signs_of_its_own_is_no_obstacle(self, moved):
        server = moved('it\'s, "well" @ $(home)')
        assert words(server) == ["before"]
        host = server.join()
        stop(server)
        host.rmdir()

    def test_a_directory_that_someone_else_opened_first_is_refused(self, place):
        trap = place / "trap"
        trap.mkdir()
        trap.chmod(0o777)
        with pytest.raises(DatabaseUnavailable, match="not a private directory"):
            private_directory(trap, uid=os.geteuid())

    def test_a_link_in_the_place_of_a_private_directory_is_refused(self, place):
        (place / "target").mkdir(mode=0o700)
        (place / "trap").symlink_to(place / "target")
        with pytest.raises(DatabaseUnavailable, match="not a private directory"):
            private_directory(place / "trap", uid=os.geteuid())

    def test_two_long_paths_do_not_share_a_socket(self):
        first, second = (Path("/", letter * 100) for letter in "ab")
        directories = {socket_directory(first), socket_directory(second)}
        assert len(directories) == 2
        for directory in directories:
            directory.rmdir()


@as_root
class TestRoot:
    @pytest.fixture(autouse=True)
    def root_place(self, place, monkeypatch):
        monkeypatch.setattr(installation, "ROOT_PLACE", place / "srv")
        installation.programs.cache_clear()
        yield
        installation.programs.cache_clear()

    def test_no_permission_is_widened(self, place):
        home = place / "home"
        home.mkdir(mode=0o700)
        (home / "var").mkdir(mode=0o700)
        server = EmbeddedServer.at(home / "var" / "postgres")
        with connect(server) as made:
            assert made.execute("SELECT 1").fetchone() == (1,)
        assert server.data.resolve().parent == place / "srv"
        assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "var")] == [0o700] * 2
        assert server.data.stat().st_uid != 0

    def test_programs_out_of_reach_are_copied(self, place, monkeypatch):
        monkeypatch.setattr(installation, "_can_run", lambda program: False)
        copy = installation.programs()
        assert copy.is_relative_to(place / "srv")
        assert installation.run_as_owner(copy / "initdb", "--version").returncode == 0


class TestDatabaseUrl:
    @pytest.mark.parametrize(
        "url",
        ["sqlite:///var/db.sqlite3", "mysql://root@localhost/archive", "archive", "/var/data"],
    )
    def test_another_engine_is_refused_in_words(self, url):
        with pytest.raises(ImproperlyConfigured, match=r"PostgreSQL 15 or newer only"):
            configure_database(url, Path("unused"), pooled=False)

    def test_a_url_without_a_database_is_refused_in_words(self):
        with pytest.raises(ImproperlyConfigured, match="no database name"):
            configure_database("postgresql://host/", Path("unused"), pooled=False)

    def test_a_url_wins_over_the_embedded_server(self):
        settings = configure_database(
            "postgresql://reader:secret@db.example:5433/archive?sslmode=require",
            Path("unused"),
            pooled=False,
        )
        assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
        assert (settings["NAME"], settings["USER"]) == ("archive", "reader")
        assert settings["OPTIONS"] == {"sslmode": "require"}
        assert "EMBEDDED" not in settings

    def test_a_url_can_name_a_socket(self):
        url = "postgresql://reader@%2Frun%2Fpostgresql/archive"
        assert configure_database(url, Path("unused"), pooled=False)["HOST"] == "/run/postgresql"

    def test_a_url_that_cannot_be_read_is_refused_in_words(self):
        with pytest.raises(ImproperlyConfigured, match="cannot be read"):
            configure_database("postgresql://host/name?colour=red", Path("unused"), pooled=False)

    @pytest.mark.parametrize(("version", "refused"), [((14, 22), True), ((15, 0), False)])
    @pytest.mark.django_db
    def test_a_server_older_than_fifteen_is_refused(self, monkeypatch, version, refused):
        monkeypatch.setattr(connection, "get_database_version", lambda: version)
        if refused:
            with pytest.raises(NotSupportedError, match="PostgreSQL 15 or later"):
                connection.check_database_version_supported()
        else:
            connection.check_database_version_supported()
