"""`make run` serves the archive, or says in one sentence why it cannot."""

import contextlib
import importlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from localism import health, preparing, serve, stops
from localism.preparing import Refusal
from localism.readiness import manager, tell_ready
from localism.serve import read_port, require_free
from publications.searching import shelf
from tests.processes import await_end

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TestPort:
    @pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80 80", "", "٨٠"])
    def test_what_is_not_a_port_is_refused_in_words(self, text):
        with pytest.raises(Refusal, match="is not a port"):
            read_port(text)

    @pytest.mark.parametrize("port", [1, 8000, 65535])
    def test_a_port_is_read(self, port):
        assert read_port(str(port)) == port

    def test_a_busy_port_is_refused_in_words(self, busy_port, monkeypatch):
        monkeypatch.setattr(serve, "PORT_PATIENCE", 0)
        with pytest.raises(Refusal, match=rf"Port {busy_port} is busy: .* PORT={busy_port + 1}`"):
            require_free(busy_port)

    def test_a_port_that_is_let_go_meanwhile_is_taken(self, monkeypatch):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            monkeypatch.setattr(time, "sleep", lambda seconds: taken.close())
            require_free(port)


class TestRefusals:
    def refused(self, **environment: str) -> str:
        outcome = subprocess.run(
            [sys.executable, "-m", "localism.serve"],
            cwd=PROJECT,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert outcome.returncode == 1
        assert outcome.stdout == ""
        assert outcome.stderr.count("\n") == 1, outcome.stderr
        return outcome.stderr

    def test_a_busy_port_is_one_sentence(self, busy_port):
        assert self.refused(PORT=str(busy_port)).startswith(f"Port {busy_port} is busy")

    def test_another_engine_is_one_sentence(self):
        said = self.refused(PORT=str(free_port()), DATABASE_URL="sqlite:///archive.db")
        assert "PostgreSQL 15 or newer only" in said

    def test_a_database_that_does_not_answer_is_one_sentence(self):
        url = f"postgresql://reader@127.0.0.1:{free_port()}/archive?connect_timeout=2"
        said = self.refused(PORT=str(free_port()), DATABASE_URL=url)
        assert said.startswith("The database cannot be used")


class TestBootstrap:
    """The script before Python's first step, with a made-up Python that does as it is told."""

    @pytest.fixture
    def clone(self, tmp_path):
        """Make a project with the script and a lock in it, and a PATH with no Python on it."""
        (tmp_path / "localism").mkdir()
        shutil.copy(PROJECT / "localism" / "bootstrap.sh", tmp_path / "localism")
        (tmp_path / "requirements.txt").write_text("django==5.2\n")
        (tmp_path / "requirements-dev.txt").write_text("django==5.2\npytest==9\n")
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ("sh", "cat", "chmod", "cmp", "cp", "dirname", "grep", "mkdir", "rm", "sed"):
            (tools / name).symlink_to(shutil.which(name))
        (tools / "tail").symlink_to(shutil.which("tail"))
        return tmp_path

    def python(self, clone: Path, *, venv: str = "", pip: str = "") -> None:
        """Put a Python on the PATH whose venv and pip modules do what these shell words say."""
        body = f"""#!/bin/sh
case "$*" in
*"-m venv"*) {venv or 'mkdir -p .venv/bin && cp "$0" .venv/bin/python'} ;;
*"-m pip install"*) echo pip >>pip-runs; {pip or ":"} ;;
*--version*) echo "Python 3.11.7" ;;
esac
"""
        program = clone / "tools" / "python3"
        program.write_text(body)
        program.chmod(0o755)

    def bootstrap(self, clone: Path, lock: str = "requirements.txt") -> subprocess.CompletedProcess:
        return subprocess.run(
            ["sh", "localism/bootstrap.sh", lock],
            cwd=clone,
            env={"PATH": str(clone / "tools")},
            capture_output=True,
            text=True,
        )

    def pip_runs(self, clone: Path) -> int:
        runs = clone / "pip-runs"
        return runs.read_text().count("pip") if runs.exists() else 0

    def refused(self, clone: Path) -> str:
        outcome = self.bootstrap(clone)
        assert outcome.returncode == 1
        assert outcome.stderr.count("\n") == 1, outcome.stderr
        return outcome.stderr

    def test_no_python_is_one_sentence(self, clone):
        assert self.refused(clone).startswith("Python 3.11 or newer is needed")

    def test_an_old_python_is_one_sentence(self, clone):
        old = clone / "tools" / "python3"
        old.write_text("#!/bin/sh\nexit 1\n")
        old.chmod(0o755)
        assert self.refused(clone).startswith("Python 3.11 or newer is needed")

    def test_a_missing_venv_module_is_one_sentence(self, clone):
        self.python(clone, venv="echo 'ensurepip is not available'; mkdir .venv; exit 1")
        assert "apt install python3-venv" in self.refused(clone)
        assert not (clone / ".venv").exists()

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (
                "WARNING: Retrying ... connection broken by NewConnectionError\n"
                "ERROR: No matching distribution found for django==5.2",
                "registry cannot be reached",
            ),
            (
                "ERROR: No matching distribution found for lxml==6",
                "no ready-made lxml==6 for this computer and Python 3.11.7",
            ),
            ("THESE PACKAGES DO NOT MATCH THE HASHES: HASHES DO NOT MATCH", "is not the one"),
            ("OSError: [Errno 28] No space left on device", "disk is full"),
            ("something new", "see var/install.log"),
        ],
    )
    def test_a_failed_install_is_one_sentence_and_is_made_good(self, clone, words, sentence):
        self.python(clone, pip=f"echo '{words}' >&2; exit 1")
        assert sentence in self.refused(clone)
        # The next start, with the fault gone, does what is left to do.
        (clone / ".venv" / "bin" / "python").unlink()
        self.python(clone)
        assert self.bootstrap(clone).returncode == 0
        assert self.pip_runs(clone) == 2

    def test_an_unchanged_lock_is_installed_once(self, clone):
        self.python(clone)
        for _ in range(2):
            assert self.bootstrap(clone).returncode == 0
        assert self.pip_runs(clone) == 1

    def test_a_changed_lock_is_installed_anew(self, clone):
        self.python(clone)
        self.bootstrap(clone)
        (clone / "requirements.txt").write_text("django==5.3\n")
        assert self.bootstrap(clone).returncode == 0
        assert self.pip_runs(clone) == 2

    def test_what_the_tests_need_is_enough_to_run(self, clone):
        self.python(clone)
        self.bootstrap(clone, "requirements-dev.txt")
        assert self.bootstrap(clone, "requirements.txt").returncode == 0
        assert self.pip_runs(clone) == 1

    def test_what_runs_is_not_enough_for_the_tests(self, clone):
        self.python(clone)
        self.bootstrap(clone, "requirements.txt")
        assert self.bootstrap(clone, "requirements-dev.txt").returncode == 0
        assert self.pip_runs(clone) == 2

    def test_a_half_made_environment_is_made_again(self, clone):
        self.python(clone)
        (clone / ".venv" / "bin").mkdir(parents=True)
        (clone / ".venv" / "installed.txt").write_text("django==5.2\n")
        assert self.bootstrap(clone).returncode == 0
        assert (clone / ".venv" / "bin" / "python").exists()
        assert self.pip_runs(clone) == 1


class TestSeeds:
    def run_instead(self, monkeypatch, ingest) -> None:
        monkeypatch.setattr("django.core.management.call_command", ingest)

    def test_a_text_that_fails_does_not_keep_the_others_from_being_served(
        self, capsys, monkeypatch
    ):
        self.run_instead(monkeypatch, lambda name: sys.exit(1))
        preparing.ingest()
        assert "the others are served" in capsys.readouterr().err


class TestStops:
    @pytest.fixture(autouse=True)
    def heeded(self, monkeypatch):
        monkeypatch.setattr(stops, "_told", [])
        monkeypatch.setenv("LOCALISM_POOLED", "0")  # which a start would leave to later tests
        before = {number: signal.getsignal(number) for number in stops.STOPS}
        yield
        for number, handler in before.items():
            signal.signal(number, handler)

    def swallow(self) -> None:
        with contextlib.suppress(BaseException):
            signal.raise_signal(signal.SIGINT)

    def turn_into_another(self) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except BaseException as error:
            raise RuntimeError("Error calling __set_name__") from error

    @pytest.mark.parametrize("number", stops.STOPS)
    def test_a_stop_while_texts_are_read_is_heeded(self, monkeypatch, number):
        stops.heed()
        monkeypatch.setattr(
            "django.core.management.call_command", lambda name: signal.raise_signal(number)
        )
        with pytest.raises(stops.Stop):
            preparing.ingest()
        assert stops.told() == 128 + number

    @pytest.mark.django_db
    def test_a_stop_that_a_step_swallows_is_heeded_after_it(self, monkeypatch):
        stops.heed()
        monkeypatch.setattr(preparing, "ingest", self.swallow)
        monkeypatch.setattr(preparing, "collect_static", lambda: pytest.fail("went on"))
        with pytest.raises(stops.Stop):
            preparing.prepare()

    def test_a_stop_that_becomes_another_error_is_heeded_without_a_word(self, monkeypatch, capfd):
        monkeypatch.setenv("PORT", str(free_port()))
        monkeypatch.setattr(serve, "prepare", self.turn_into_another)
        assert serve.main() == 130
        assert capfd.readouterr() == ("", "")

    def test_an_error_of_another_kind_is_not_hidden(self, monkeypatch):
        monkeypatch.setenv("PORT", str(free_port()))
        monkeypatch.setattr(serve, "prepare", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            serve.main()

    def test_the_tidying_is_not_interrupted(self, monkeypatch):
        monkeypatch.setenv("PORT", "none")
        assert serve.main() == 1
        assert {signal.getsignal(number) for number in stops.STOPS} == {signal.SIG_IGN}


class TestCatalogue:
    @pytest.mark.django_db
    def test_it_is_read_before_there_are_workers(self, capsys, django_assert_num_queries):
        preparing.read_catalogue()
        with django_assert_num_queries(1):  # what was committed since
            shelf.current()
        assert capsys.readouterr().out == ""

    def test_a_long_reading_is_said(self, capsys, monkeypatch):
        monkeypatch.setattr(preparing, "CATALOGUE_PATIENCE", 0)
        monkeypatch.setattr(shelf, "current", lambda: time.sleep(0.2))
        preparing.read_catalogue()
        assert capsys.readouterr().out == "Reading the catalogue of the archive.\n"

    def test_a_worker_takes_no_readers_before_it_has_it(self, monkeypatch):
        done = []
        reading = threading.Thread(target=lambda: (time.sleep(0.2), done.append(True)))
        reading.start()
        monkeypatch.setattr(shelf, "prepare", lambda: reading)
        monkeypatch.delitem(sys.modules, "localism.wsgi", raising=False)
        assert callable(importlib.import_module("localism.wsgi").application)
        assert done


class TestReadiness:
    def test_nobody_is_told_where_nobody_waits(self, monkeypatch):
        monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
        assert manager() == ""
        tell_ready("")

    def test_where_it_listens_is_hidden_from_other_programs(self, monkeypatch):
        monkeypatch.setenv("NOTIFY_SOCKET", "/run/told")
        assert manager() == "/run/told"
        assert "NOTIFY_SOCKET" not in os.environ

    def test_a_manager_that_is_gone_is_no_fault(self, tmp_path):
        tell_ready(str(tmp_path / "gone"))

    @pytest.mark.skipif(sys.platform != "linux", reason="names without a file are Linux's")
    def test_a_name_without_a_file_is_understood(self):
        name = f"localism-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
            listening.bind(f"\0{name}")
            listening.settimeout(5)
            tell_ready(f"@{name}")
            assert listening.recv(100) == b"READY=1"


class TestHealth:
    @pytest.mark.django_db
    def test_a_working_archive_says_so(self, client):
        response = client.get("/health/")
        assert (response.status_code, response.json()) == (200, {"status": "ok"})
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.django_db
    def test_a_missing_migration_is_a_503(self, client, monkeypatch):
        monkeypatch.setattr(health, "pending_migrations", lambda: 1)
        response = client.get("/health/")
        assert response.status_code == 503
        assert "migrations" in response.json()["reason"]

    @pytest.mark.django_db
    def test_pages_carry_the_headers_that_protect_a_reader(self, client):
        headers = client.get("/health/").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


class TestWhole:
    """The real thing, in a copy of the project with nothing made in it yet."""

    @pytest.fixture
    def clone(self, tmp_path):
        names = ("manage.py", "localism", "publications", "templates", "static", "seeds")
        going = shutil.ignore_patterns("*.pyc.*")
        for name in names:
            source = PROJECT / name
            if source.is_dir():
                # What Python is compiling at this moment is there under a name that goes.
                shutil.copytree(source, tmp_path / name, ignore=going)
            elif source.exists():
                shutil.copy(source, tmp_path / name)
        self.started = []
        yield tmp_path
        for process in self.started:
            with process:
                process.terminate()
        subprocess.run([sys.executable, "-m", "localism.stop"], cwd=tmp_path, capture_output=True)
        # As root the data may lie behind a link, in a place that its user can enter.
        data = tmp_path / "var" / "postgres"
        if data.is_symlink():
            shutil.rmtree(data.resolve())

    def start(self, clone: Path, port: int, **variables: str) -> subprocess.Popen:
        """Start the archive and return it once it has printed its address."""
        environment = {name: value for name, value in os.environ.items() if name[:8] != "DATABASE"}
        process = subprocess.Popen(
            [sys.executable, "-m", "localism.serve"],
            cwd=clone,
            env=environment | {"PORT": str(port)} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        said = []
        for line in process.stdout:
            said.append(line)
            if f"http://127.0.0.1:{port}/" in line:
                return process
        raise AssertionError("".join(said))

    def workers(self, process: subprocess.Popen) -> int:
        """Count the processes that answer readers; the desk's worker is another program."""
        listed = subprocess.run(["ps", "-Ao", "ppid=,args="], capture_output=True, text=True)
        of_it = [line.split(None, 1) for line in listed.stdout.splitlines()]
        return sum(
            int(parent) == process.pid and "localism.serve" in program for parent, program in of_it
        )

    def postgres(self, clone: Path) -> int:
        return int((clone / "var/postgres/postmaster.pid").read_text().split()[0])

    def test_it_starts_survives_a_kill_and_stops(self, clone):
        port = free_port()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(str(clone / "told"))
            manager.settimeout(20)
            waiting = {"NOTIFY_SOCKET": str(clone / "told")}
            process = self.start(clone, port, LOCALISM_WORKERS="3", **waiting)
            assert manager.recv(100) == b"READY=1"
        assert self.workers(process) == 3
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/admin/login/") as response:
            page = response.read().decode()
        style = re.search(r'href="(/static/admin/css/base\.[0-9a-f]+\.css)"', page)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[1]}") as response:
            assert "immutable" in response.headers["Cache-Control"]
        assert (clone / "var/secret-key").stat().st_mode & 0o077 == 0
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()

        process = self.start(clone, port)
        assert self.workers(process) == 2
        database = self.postgres(clone)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=120)
        assert (process.returncode, said) == (0, "")
        assert await_end(database)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
