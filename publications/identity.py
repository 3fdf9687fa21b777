"""What the archive is called, and the domain that its permanent names are made with.

An identifier such as ``oai:example.org:…`` or ``tag:example.org,…`` must not change with the
address a request came in by, so the domain is a setting (``ARCHIVE_DOMAIN``), else the first
allowed host that is a domain name, else one that can never exist.
"""

from __future__ import annotations

import re

from django.conf import settings

FOUNDED = "2026"  # of tag: names, RFC 4151: a year in which the domain was ours
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")


def archive_name() -> str:
    return settings.ARCHIVE_NAME or "The Localism Archive"


def archive_domain() -> str:
    named = settings.ARCHIVE_DOMAIN
    hosts = [named] if named else [host.lstrip(".") for host in settings.ALLOWED_HOSTS]
    return next(filter(_DOMAIN.fullmatch, hosts), "localism-archive.invalid")


def archive_email() -> str:
    """Where harvesters write to; by default the address that every mail domain has (RFC 5321)."""
    return settings.ARCHIVE_EMAIL or f"postmaster@{archive_domain()}"


def tag(*parts: str) -> str:
    """A name that never changes, for a feed or an entry: ``tag:example.org,2026:…``."""
    return f"tag:{archive_domain()},{FOUNDED}:{'/'.join(parts)}"
