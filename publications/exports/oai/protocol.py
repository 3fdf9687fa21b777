"""The requests of OAI-PMH 2.0: verbs, arguments, datestamps, resumption tokens and errors. Pure.

Source: openarchives.org/OAI/openarchivesprotocol.html, version 2.0 of 2002-06-14.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from django.core import signing

TOKEN_LIFE = datetime.timedelta(days=7)
_SALT = "oai-pmh.resumption"

# verb -> (arguments that must be there, that may be there, whether a token may stand alone)
VERBS: dict[str, tuple[frozenset[str], frozenset[str], bool]] = {
    "Identify": (frozenset(), frozenset(), False),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"}), False),
    "ListSets": (frozenset(), frozenset(), True),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset(), False),
    "ListIdentifiers": (
        frozenset({"metadataPrefix"}),
        frozenset({"from", "until", "set"}),
        True,
    ),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), True),
}
_SET_SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
# What XML 1.0 cannot hold, even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class OaiError(Exception):
    """An error that the protocol names; ``code`` is its name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", message))
        self.code = code


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list request selects, and where its next page begins.

    ``first`` is inclusive and ``before`` exclusive. ``after`` is the key of the last item given,
    ``cursor`` the number of items given so far, ``size`` the number of all when the list began.
    """

    verb: str
    prefix: str = ""
    set_spec: str = ""
    first: datetime.datetime | None = None
    before: datetime.datetime | None = None
    after: tuple[str, str] | None = None
    cursor: int = 0
    size: int = 0

    def following(self, after: tuple[str, str], given: int) -> Selection:
        return replace(self, after=after, cursor=self.cursor + given)


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose arguments are right, with those to be repeated in the answer."""

    verb: str
    arguments: dict[str, str]


def read_request(pairs: Iterable[tuple[str, list[str]]]) -> Request:
    """The request that some parameters make; raises OaiError as the protocol says."""
    given = dict(pairs)
    verbs = given.pop("verb", [])
    if len(verbs) != 1 or verbs[0] not in VERBS:
        said = (
            "no verb" if not verbs else "more than one verb" if len(verbs) > 1 else "no such verb"
        )
        raise OaiError("badVerb", f"There is {said}; one of: {', '.join(VERBS)}.")
    verb = verbs[0]
    required, optional, resumable = VERBS[verb]
    for name, values in given.items():
        known = name in required | optional or (resumable and name == "resumptionToken")
        if not known:
            raise OaiError("badArgument", f"{verb} has no argument {name[:80]!r}.")
        if len(values) > 1:
            raise OaiError("badArgument", f"The argument {name} is given more than once.")
    arguments = {name: values[0] for name, values in given.items()}
    if any(_UNWRITABLE.search(value) for value in arguments.values()):
        raise OaiError("badArgument", "An argument holds a control character.")
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", "A resumptionToken stands alone with its verb.")
        return Request(verb, {"verb": verb} | arguments)
    if missing := required - arguments.keys():
        raise OaiError("badArgument", f"{verb} needs: {', '.join(sorted(missing))}.")
    if not _PREFIX.fullmatch(arguments.get("metadataPrefix", "oai_dc")):
        raise OaiError("badArgument", "The metadataPrefix holds characters that none has.")
    return Request(verb, {"verb": verb} | arguments)


def selection_of(request: Request) -> Selection:
    """What a list request selects, by its arguments or its token."""
    verb, arguments = request.verb, request.arguments
    if "resumptionToken" in arguments:
        return read_token(verb, arguments["resumptionToken"])
    prefix, set_spec = arguments.get("metadataPrefix", ""), arguments.get("set", "")
    if "set" in arguments and not _SET_SPEC.fullmatch(set_spec):
        raise OaiError("badArgument", "The set is not written as sets are.")
    first = before = None
    if "from" in arguments:
        first, by_day = read_datestamp(arguments["from"])
    if "until" in arguments:
        last, until_by_day = read_datestamp(arguments["until"])
        if "from" in arguments and by_day != until_by_day:
            raise OaiError("badArgument", "from and until differ in granularity.")
        if first and last < first:
            raise OaiError("badArgument", "from is later than until.")
        before = _plus(last, days=1) if until_by_day else _plus(last, seconds=1)
    return Selection(verb, prefix, set_spec, first, before)


def _plus(moment: datetime.datetime, **step: int) -> datetime.datetime | None:
    """A moment later; None where time, as it is counted here, has no later one."""
    try:
        return moment + datetime.timedelta(**step)
    except OverflowError:
        return None


_FORMS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), "%Y-%m-%d", True),
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII), "%Y-%m-%dT%H:%M:%SZ", False),
)


def read_datestamp(text: str) -> tuple[datetime.datetime, bool]:
    """A moment in UTC, and whether it was given as a day."""
    for pattern, form, by_day in _FORMS:
        if pattern.fullmatch(text):
            try:
                moment = datetime.datetime.strptime(text, form)
            except ValueError:
                break
            return moment.replace(tzinfo=datetime.UTC), by_day
    raise OaiError("badArgument", "A datestamp is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")


def datestamp(moment: datetime.datetime) -> str:
    """A moment as the protocol writes it: UTC, to the second."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


# -- resumption --------------------------------------------------------------------------------


def write_token(selection: Selection) -> str:
    """The rest of a list as text: signed, so that only what was given out is taken back."""
    values = {name: value for name, value in asdict(selection).items() if value}
    for name in ("first", "before"):
        if name in values:
            values[name] = values[name].isoformat()
    return signing.dumps(values, salt=_SALT)


def read_token(verb: str, token: str) -> Selection:
    """The selection that a token continues; raises badResumptionToken for any other text."""
    try:
        values = signing.loads(token, salt=_SALT, max_age=TOKEN_LIFE)
        for name in ("first", "before"):
            if name in values:
                values[name] = datetime.datetime.fromisoformat(values[name])
        values["after"] = tuple(values["after"])
        selection = Selection(**values)
    except (signing.BadSignature, ValueError, TypeError, KeyError) as error:
        old = isinstance(error, signing.SignatureExpired)
        said = "is too old; begin the list anew" if old else "was not given out here"
        raise OaiError("badResumptionToken", f"The resumptionToken {said}.") from error
    if selection.verb != verb:
        raise OaiError("badResumptionToken", f"The resumptionToken is one of {selection.verb}.")
    return selection
