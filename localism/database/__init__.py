"""Where the archive's PostgreSQL is: at `DATABASE_URL`, else embedded in `var/postgres/`.

The package is a Django database backend (`ENGINE = "localism.database"`): a thin layer over
Django's own that starts the embedded server at the first connection, so that a command that
needs no database starts none.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

OLDEST_VERSION = 15
SCHEMES = ("postgres", "postgresql")


def configure_database(url: str, data: Path, *, pooled: bool) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, or for the embedded one when empty."""
    if url:
        settings = _parse_url(url, "DATABASE_URL")
    else:
        settings = {"NAME": "localism", "USER": "localism", "EMBEDDED": data}
    return _finished(settings, pooled=pooled)


def configure_replicas(urls: str, *, pooled: bool) -> dict[str, dict[str, Any]]:
    """Return Django's settings for the replicas at some URLs with spaces between, by alias."""
    found = {}
    for number, url in enumerate(urls.split(), 1):
        settings = _parse_url(url, "DATABASE_REPLICA_URL")
        # A replica that is gone must not keep a reader waiting: the primary can answer.
        settings["OPTIONS"] = {"connect_timeout": "2"} | settings["OPTIONS"]
        settings["TEST"] = {"MIRROR": "default"}
        found[f"replica{number}"] = _finished(settings, pooled=pooled, patience=2)
    return found


def _finished(settings: dict[str, Any], *, pooled: bool, patience: int = 10) -> dict[str, Any]:
    options = settings.setdefault("OPTIONS", {})
    if pooled:
        # The threads of the web server come and go, so that connections outlive them in a pool.
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": patience}
        settings["CONN_MAX_AGE"] = 0
    return {
        **settings,
        "ENGINE": "localism.database",
        "CONN_HEALTH_CHECKS": True,
    }


def _parse_url(url: str, variable: str) -> dict[str, Any]:
    """Read a URL as PostgreSQL's own programs do: sockets, several hosts and options included."""
    scheme = urlsplit(url).scheme
    if scheme not in SCHEMES:
        raise ImproperlyConfigured(
            f"{variable} names {scheme or 'no database'!r}, but the archive runs on PostgreSQL "
            f"{OLDEST_VERSION} or newer only: write postgresql://user:password@host/name."
        )
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{variable} cannot be read: {error}".strip()) from error
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{variable} has no database name at its end.")
    settings = {
        name: str(parts.pop(keyword, ""))
        for name, keyword in (
            ("NAME", "dbname"),
            ("USER", "user"),
            ("PASSWORD", "password"),
            ("HOST", "host"),
            ("PORT", "port"),
        )
    }
    return settings | {"OPTIONS": parts}
