"""Each request of the public, kept within bounds: its statements are cut, its failures are told.

A statement that takes longer than `READER_TIMEOUT` seconds (a stream's: `STREAM_TIMEOUT`) is ended
by PostgreSQL, and the reader is told so with a 503. Editors who are signed in, imports and
commands are not bounded. The same place chooses the database that a request reads from
(`localism.replicas`), and asks the primary where a replica fails.
"""

import logging
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from psycopg.errors import QueryCanceled

from localism import replicas
from localism.database import reading
from localism.database.reading import Reading
from localism.refusals import refuse_slow, refuse_unavailable

# What is not the public's: a preview shows a draft by writing, and the health check asks for the
# primary itself.
NOT_PUBLIC = ("preview", "health")
# A harvester is told of what moment its answer is, which only the primary knows of itself.
ON_PRIMARY = ("oai-pmh",)
SAFE = ("GET", "HEAD", "OPTIONS")
FAILURES = (OperationalError, InterfaceError)

log = logging.getLogger(__name__)


class Readers:
    """The middleware: it stands last, where the session is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with reading.bounded(None):
            response = self.get_response(request)
            bounds = reading.current()
            if bounds and response.streaming and not isinstance(response, FileResponse):
                response = start_stream(request, response, bounds)
            return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Set the bounds, which may need the session, once it is known what is asked for."""
        match = request.resolver_match
        if "admin" in match.namespaces or match.url_name in NOT_PUBLIC:
            return None
        bounds = Reading.within(settings.READER_TIMEOUT)
        reading.bind(bounds)
        try:
            if is_signed_in(request):
                reading.bind(None)
            elif settings.REPLICAS and request.method in SAFE and match.url_name not in ON_PRIMARY:
                reading.bind(Reading(bounds.timeout, replicas.choose()))
        except FAILURES as error:
            return told(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer in words where the database gave up; ask the primary where a replica did."""
        bounds = reading.current()
        if bounds is None or not isinstance(error, DatabaseError):
            return None
        if bounds.alias != DEFAULT_DB_ALIAS and not is_timeout(error) and is_failure(error):
            replicas.refuse(bounds.alias)
            reading.bind(Reading(bounds.timeout))
            match = request.resolver_match
            try:
                response = match.func(request, *match.args, **match.kwargs)
                return response.render() if hasattr(response, "render") else response
            except DatabaseError as again:
                error = again
        return told(request, error)


def is_signed_in(request: HttpRequest) -> bool:
    """Whether an editor asks: only then is a session looked for, and only a true one counts."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def is_timeout(error: BaseException) -> bool:
    """Whether PostgreSQL ended the statement because its time was over."""
    return isinstance(error.__cause__, QueryCanceled)


def is_failure(error: BaseException) -> bool:
    """Whether the server was at fault and not the question."""
    return isinstance(error, FAILURES)


def told(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to a request that the database did not answer; None where it was our mistake."""
    if is_timeout(error):
        log.warning("Cut after %s s: %s", settings.READER_TIMEOUT, request.get_full_path()[:500])
        return refuse_slow(request)
    if is_failure(error):
        log.error("No answer from the database: %s", str(error).strip().partition("\n")[0])
        return refuse_unavailable(request)
    return None


def start_stream(request: HttpRequest, response: HttpResponseBase, bounds: Reading):
    """Fetch the first piece, so that a failure until then is still an answer in words.

    A stream that fails later is broken off, which every client notices: a file that merely ended
    early would look whole.
    """
    bounds = Reading.within(settings.STREAM_TIMEOUT, bounds.alias)
    reading.bind(bounds)
    pieces = iter(response.streaming_content)
    try:
        first = next(pieces, b"")
    except DatabaseError as error:
        answer = told(request, error)
        if answer is None:
            raise
        response.close()
        return answer
    response.streaming_content = _bounded(first, pieces, bounds)
    return response


def _bounded(first: bytes, pieces: Iterator[bytes], bounds: Reading) -> Iterator[bytes]:
    """The pieces of a stream, each made within its bounds: the request itself has ended."""
    yield first
    while True:
        with reading.bounded(bounds):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
