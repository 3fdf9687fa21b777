"""Copy the whole archive into one file: `python -m localism.backup PLACE`, or `make backup`.

The file is a tar of what the archive is made of: the database as `pg_dump` writes it, and the
originals and covers in `var/media`. What is in it is said at its beginning, and the checksums of
everything stand at its end, so that a file that was cut off is known to be. `localism.restore`
makes an archive of it again.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from localism import stops
from localism.database.installation import DatabaseUnavailable, programs, run_as_owner
from localism.preparing import Refusal

FORMAT = 1
CONTENTS, DATABASE, FILES, SUMS = "archive.json", "database.dump", "media", "SHA256SUMS"
PIECE = 1 << 20  # bytes that are read at once
SAID_EVERY = 5  # seconds
# What another server could not use: by its own numbers of transactions, and who is signed in.
LEFT_OUT = ("publications_searchchange", "django_session")


def main(arguments: list[str]) -> int:
    """Make the copy, say where it is, and return the exit status."""

    def copied() -> str:
        if len(arguments) != 1 or not arguments[0]:
            raise Refusal("Say where the copy shall lie: make backup TO=/another/disk/")
        place = Path(arguments[0]).absolute()
        if arguments[0].endswith(os.sep) and not place.is_dir():
            raise Refusal(f"There is no directory {place}.")
        made = back_up(place)
        return (
            f"The archive is copied to {made} ({megabytes(made)}). It names accounts: keep it safe."
        )

    return carried_out(copied, "No copy was made.")


def back_up(place: Path) -> Path:
    """Copy the archive to a new file, or into a directory under the time of day; return the file.

    What is copied is the archive of one moment, while others go on to read and write. The file
    has its name only when it is whole, and only its owner may read it.
    """
    now = datetime.now(UTC)
    target = place / f"archive-{now:%Y-%m-%dT%H%M%SZ}.tar" if place.is_dir() else place
    if target.exists():
        raise Refusal(f"{target} is there already, and is left as it is.")
    if not target.parent.is_dir():
        raise Refusal(f"There is no directory {target.parent}.")
    settings = ready_database()
    draft, dump = (target.with_name(f".{target.name}.{part}") for part in ("part", "dump"))
    try:
        said = described(now)
        with saying("copying the database", dump):
            dump_database(settings, dump)
        with saying("copying the files", draft), private(draft) as file:
            write_copy(file, said, dump)
        draft.rename(target)
    finally:
        for path in (draft, dump):
            path.unlink(missing_ok=True)
    return target


def described(now: datetime) -> dict:
    """What a copy says of itself."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    if not applied:
        raise Refusal("There is no archive in the database yet.")
    return {
        "format": FORMAT,
        "made": now.isoformat(timespec="seconds"),
        "postgresql": connection.pg_version // 10_000,
        "migrations": sorted(".".join(each) for each in applied),
    }


def dump_database(settings: tuple[str, dict[str, str]], dump: Path) -> None:
    """Write the database into a file as `pg_dump` does it: compressed, at one moment."""
    address, variables = settings
    without = [f"--exclude-table-data={name}" for name in LEFT_OUT]
    with private(dump) as file:
        run(
            "pg_dump",
            "--format=custom",
            *without,
            f"--dbname={address}",
            variables=variables,
            stdout=file,
        )


def write_copy(file: IO[bytes], said: dict, dump: Path) -> None:
    """Write the tar of a copy: what it is, the database, the files, the checksums of all."""
    from django.conf import settings

    media = Path(settings.MEDIA_ROOT)
    sums = []
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        sums.append(add_text(tar, CONTENTS, json.dumps(said, indent=1) + "\n"))
        sums.append(add_file(tar, DATABASE, dump))
        dump.unlink()
        for path in sorted(media.rglob("*") if media.is_dir() else ()):
            stops.require_none()
            if path.is_file() and not path.is_symlink():
                with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
                    name = f"{FILES}/{path.relative_to(media).as_posix()}"
                    sums.append(add_file(tar, name, path))
        add_text(tar, SUMS, "".join(f"{digest}  {name}\n" for digest, name in sums))
    file.flush()
    os.fsync(file.fileno())


def add_file(tar: tarfile.TarFile, name: str, path: Path) -> tuple[str, str]:
    """Add a file to a tar under a name; return its checksum and the name."""
    with path.open("rb") as source:
        member = tar.gettarinfo(arcname=name, fileobj=source)
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        read = Reading(source)
        tar.addfile(member, read)
    return read.digest.hexdigest(), name


def add_text(tar: tarfile.TarFile, name: str, text: str) -> tuple[str, str]:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(datetime.now().timestamp()), 0o600
    tar.addfile(member, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest(), name


class Reading:
    """A file that is read once, with the checksum (SHA-256) of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


# What restoring needs, too


def carried_out(act: Callable[[], str], undone: str) -> int:
    """Do what a command is for, print what it then says, and return the exit status.

    Where it is stopped or refused, ``undone`` and the reason are printed instead.
    """
    stops.heed()
    try:
        print(act())
    except BaseException as error:
        if stops.told():
            print(f"Stopped. {undone}", file=sys.stderr)
            return stops.told()
        if not isinstance(error, (Refusal, DatabaseUnavailable, OSError)):
            raise
        print(f"{undone} {error}", file=sys.stderr)
        return 1
    return 0


def ready_database() -> tuple[str, dict[str, str]]:
    """Start the database where it is the archive's own; return how PostgreSQL's programs reach it.

    That is a connection string, and variables of the environment for what nobody may see there.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection
    from psycopg.conninfo import make_conninfo

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")
    try:
        django.setup()
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        raise Refusal(f"The database cannot be used: {error}") from error
    known = connection.connection.info.get_parameters()
    password = connection.connection.info.password
    address = make_conninfo("", **{name: value for name, value in known.items() if value})
    return address, {"PGPASSWORD": password} if password else {}


def run(program: str, *arguments: str | Path, variables: dict[str, str], **options) -> None:
    """Run one of PostgreSQL's programs; what it complains of is the reason that nothing is done."""
    outcome = run_as_owner(
        programs() / program,
        *arguments,
        variables=variables,
        stderr=subprocess.PIPE,
        **options,
    )
    stops.require_none()
    if outcome.returncode:
        said = re.search(r"\berror:\s*(.+)", outcome.stderr, re.IGNORECASE)
        raise Refusal(f"{program} says: {said[1] if said else 'no reason given'}")


@contextlib.contextmanager
def private(path: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner may read."""
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        yield file


@contextlib.contextmanager
def saying(doing: str, file: Path | None = None) -> Iterator[None]:
    """Say every few seconds what is done, and how large the file is by now."""
    over = threading.Event()

    def say() -> None:
        while not over.wait(SAID_EVERY):
            grown = f": {megabytes(file)}" if file and file.exists() else ""
            print(f"{doing}{grown}", file=sys.stderr, flush=True)

    thread = threading.Thread(target=say, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def megabytes(file: Path) -> str:
    return f"{file.stat().st_size / 1_000_000:.1f} MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
