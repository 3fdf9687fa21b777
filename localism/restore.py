"""Make an archive again of a copy of it: `python -m localism.restore FILE`, or `make restore`.

Nothing is written over: the database has to be empty, and a file that is there already has to be
the same. All of the copy is read and compared with its checksums before anything is written. The
database is the last that is filled, in one transaction, so that a restoring which was cut off can
be done again as if it had not been.
"""

import hashlib
import json
import os
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from localism import stops
from localism.backup import (
    CONTENTS,
    DATABASE,
    FILES,
    FORMAT,
    PIECE,
    SUMS,
    carried_out,
    private,
    ready_database,
    run,
    saying,
)
from localism.preparing import Refusal

Sums = dict[str, str]
TIMED = 170000  # the version of PostgreSQL from which on a transaction may have a time limit
SETTING = b"SET transaction_timeout = 0;"


def main(arguments: list[str]) -> int:
    """Restore a copy, say what to do next, and return the exit status."""

    def restored() -> str:
        if len(arguments) != 1 or not arguments[0]:
            raise Refusal("Say which copy: make restore FROM=/another/disk/archive-….tar")
        said = restore(Path(arguments[0]).absolute())
        return f"The archive is as it was at {said['made']}. `make run` serves it."

    return carried_out(restored, "Nothing was restored.")


def restore(copy: Path) -> dict:
    """Fill the empty database and the folder of files from a copy; return what it says of itself.

    Raises `Refusal` where the copy is not whole, where it was made by newer software than this,
    and where an archive is in the database already.
    """
    from django.conf import settings

    if not copy.is_file():
        raise Refusal(f"There is no file {copy}.")
    with saying("reading the copy"):
        said, sums = read_copy(copy)
    reached = ready_database()
    require_empty_database()
    require_known(said["migrations"])
    media = Path(settings.MEDIA_ROOT)
    require_no_other(media, sums)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=copy.parent) as folder:
        dump = Path(folder) / DATABASE
        with saying("putting the files in their places"):
            for name, member in members(copy):
                if name == DATABASE:
                    with private(dump) as file:
                        file.writelines(member)
                elif name in sums and name != CONTENTS:
                    put(member, media / PurePosixPath(name).relative_to(FILES))
        with saying("filling the database"):
            fill(reached, dump)
    return said


def members(copy: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files in a copy one after the other, each as a name and the pieces of its content."""
    with whole(copy), tarfile.open(copy) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isreg() else None
            if file is None:
                raise Refusal(f"{copy} is no copy of an archive: {member.name} is no file.")
            yield member.name, pieces(copy, file)


def pieces(copy: Path, file: IO[bytes]) -> Iterator[bytes]:
    with whole(copy):
        while piece := file.read(PIECE):
            stops.require_none()
            yield piece


@contextmanager
def whole(copy: Path) -> Iterator[None]:
    """Say of a copy that cannot be read to its end what that means."""
    try:
        yield
    except tarfile.TarError as error:
        raise Refusal(f"{copy} is no copy of an archive, or was cut off: {error}.") from error


def read_copy(copy: Path) -> tuple[dict, Sums]:
    """What a copy says of itself and its checksums, all of which were found to be right."""
    seen: Sums = {}
    texts: dict[str, str] = {}
    for name, pieces in members(copy):
        digest, kept = hashlib.sha256(), b""
        for piece in pieces:
            digest.update(piece)
            kept = kept + piece if name in (CONTENTS, SUMS) else b""
        seen[name] = digest.hexdigest()
        texts[name] = kept.decode(errors="replace")
    if CONTENTS not in seen:
        raise Refusal(f"{copy} is no copy of an archive.")
    if SUMS not in seen:
        raise Refusal(f"{copy} was cut off: its end is missing.")
    lines = (line.split("  ", 1) for line in texts[SUMS].splitlines())
    sums = {name: digest for digest, name in lines}
    wrong = [name for name in sums if seen.get(name) != sums[name]]
    wrong += [name for name in seen if name not in sums and name != SUMS]
    if wrong or DATABASE not in sums:
        raise Refusal(f"{copy} is damaged: {(wrong or [DATABASE])[0]} is not as it was written.")
    for name in sums:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise Refusal(f"{copy} has a file that belongs nowhere: {name}.")
    said = json.loads(texts[CONTENTS])
    if said.get("format") != FORMAT:
        raise Refusal(f"{copy} was made by a newer archive: update this one first.")
    return said, sums


def fill(reached: tuple[str, dict[str, str]], dump: Path) -> None:
    """Put a dump into the database in one transaction."""
    from django.db import connection

    address, variables = reached
    whole_or_not = ("--single-transaction", f"--dbname={address}")
    plainly = ("--no-owner", "--no-privileges")
    if connection.pg_version >= TIMED:
        options = (*whole_or_not, *plainly, "--exit-on-error")
        with dump.open("rb") as file:
            run("pg_restore", *options, variables=variables, stdin=file)
        return
    # An older server does not know a setting that `pg_restore` makes, and would refuse it all.
    script = dump.with_suffix(".sql")
    with dump.open("rb") as file, private(script) as statements:
        run("pg_restore", *plainly, "--file=-", variables={}, stdin=file, stdout=statements)
    with script.open("r+b") as file:
        at = file.read(PIECE).find(SETTING)
        if at >= 0:
            file.seek(at)
            file.write(b"--".ljust(len(SETTING)))
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--output={os.devnull}")
    with script.open("rb") as file:
        run("psql", *whole_or_not, *options, "--file=-", variables=variables, stdin=file)


def require_empty_database() -> None:
    from django.db import connection

    if connection.introspection.table_names():
        raise Refusal(
            "There is an archive in the database already, and none is written over. To put "
            "another in its place, stop it with `make stop` and move var/postgres and var/media "
            "away, or name an empty database in DATABASE_URL."
        )


def require_known(migrations: list[str]) -> None:
    """Refuse a copy that newer software made; one by older software is migrated at the next run."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    known = {".".join(each) for each in loader.disk_migrations}
    known |= {".".join(each) for one in loader.replacements.values() for each in one.replaces}
    if newer := [each for each in migrations if each not in known]:
        raise Refusal(f"A newer archive made this copy ({newer[-1]}): update this one first.")


def require_no_other(media: Path, sums: Sums) -> None:
    """Refuse where a file lies in the place of another one."""
    for name, digest in sums.items():
        if name in (CONTENTS, DATABASE):
            continue
        place = media / PurePosixPath(name).relative_to(FILES)
        if place.exists():
            with place.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise Refusal(f"{place} is another file than that of the copy: move it away.")


def put(pieces: Iterator[bytes], place: Path) -> None:
    """Write a file in its place, in whole or not at all, unless it is there."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.part")
    draft.unlink(missing_ok=True)
    with private(draft) as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(place)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
