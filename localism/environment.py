"""The variables that the settings are read from: each is understood, or refused in one sentence."""

import math
import re
from collections.abc import Iterable

import environ
from django.core.exceptions import ImproperlyConfigured
from limits import parse

ON = {"1", "true", "yes", "on", "y", "t", "ok"}
OFF = {"0", "false", "no", "off", "n", "f", ""}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# As `publications.identity` wants it: the names made with it are used where no other is allowed.
DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
_HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]")
_ORIGIN = re.compile(r"https?://[^/\s]+")
_env = environ.Env()
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def text(name: str, default: str = "") -> str:
    return _env.str(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Whether a variable says on; what it does not say is not guessed."""
    said = _env.str(name, "on" if default else "off").strip().lower()
    if said not in ON | OFF:
        raise _refused(name, said, "is neither on nor off", "on or off", "")
    return said in ON


def whole(name: str, default: int, *, least: int = 0, most: int = 999_999_999) -> int:
    said = text(name)
    if said and not (re.fullmatch(r"[0-9]{1,9}", said) and least <= int(said) <= most):
        up_to = f" to {most}" if most < 999_999_999 else ""
        raise _refused(name, said, f"is no whole number from {least}{up_to}", str(default))
    return int(said) if said else default


def seconds(name: str, default: float) -> float:
    said = text(name)
    try:
        found = float(said) if said else default
    except ValueError:
        found = -1.0
    if not 0 <= found < 1_000_000 or math.isnan(found):
        raise _refused(name, said, "is no number of seconds", f"{default:g}")
    return found


def rate(name: str, default: str) -> str:
    """How often in how long, such as "900/minute"; empty where nothing is limited."""
    said = text(name, default)
    try:
        if said:
            parse(said)
    except ValueError as error:
        raise _refused(name, said, "is no rate", default) from error
    return said


def names(name: str, default: Iterable[str] = ()) -> list[str]:
    """What stands between commas, without the spaces beside them."""
    return [each.strip() for each in _env.list(name, default=list(default)) if each.strip()]


def some_of(name: str, offered: Iterable[str]) -> list[str]:
    offered = list(offered)
    found = names(name)
    for each in found:
        if each not in offered:
            raise _refused(name, each, "is none of them", ", ".join(offered), "some of")
    return found


def hosts(name: str, default: Iterable[str]) -> list[str]:
    found = names(name, default)
    for each in found:
        if not _HOST.fullmatch(each):
            raise _refused(name, each, "is no name of a host", "archive.example.org", "it alone:")
    return found


def origins(name: str) -> list[str]:
    found = names(name)
    for each in found:
        if not _ORIGIN.fullmatch(each):
            raise _refused(name, each, "is no origin", "https://archive.example.org")
    return found


def domain(name: str) -> str:
    said = text(name)
    if said and not DOMAIN.fullmatch(said):
        raise _refused(name, said, "is no domain name", "archive.example.org")
    return said


def mail_address(name: str) -> str:
    said = text(name)
    if said and not _ADDRESS.fullmatch(said):
        raise _refused(name, said, "is no mail address", "archive@example.org")
    return said


def contact(name: str) -> str:
    """A mail address, or an address such as RFC 9116 asks for."""
    said = text(name)
    if said and not _ADDRESS.fullmatch(said) and not re.fullmatch(r"(https|mailto|tel):\S+", said):
        raise _refused(name, said, "is no address", "security@example.org")
    return said


def level(name: str, default: str) -> str:
    said = text(name, default).upper()
    if said not in LEVELS:
        raise _refused(name, said, "is no level", ", ".join(LEVELS), "one of")
    return said


def _refused(name: str, said: str, why: str, like: str, how: str = "for instance"):
    return ImproperlyConfigured(f"{name}: “{said}” {why}; write {f'{how} {like}'.strip()}.")
