"""Pages that were made, kept until anything that a page may print is written.

Each request of the public asks the log of changes first (one query by index, `searching.shelf`): if
nothing was committed since a page was made, the page is still true and is sent again. A commit of
any kind, by whatever way it came, drops all kept pages in the next request; there is no clock. A
page may hold what was committed while it was made, never less than what was there before.

Signed-in editors, previews, writing transactions, streams and refusals are left alone, and so is
all where a replica may be behind: its pages may lack what the log tells.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from localism.database import reading
from localism.database.reading import Reading
from localism.rates import PAGE, within_budget
from publications.searching.catalogue import Catalogue
from publications.searching.shelf import as_of, shared

TYPES = ("text/html", "application/json", "application/atom+xml", "image/svg+xml")
LARGEST = 1_000_000  # bytes of one page, compressed where the reader's browser takes that
LONGEST = 2000  # characters of what a page is known by
OVERHEAD = 2000  # bytes that a kept page takes beside its body, roughly
MEGABYTE = 1_000_000

Key = tuple[str, ...]
Responder = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was before the outer middleware saw it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


class Pages:
    """The pages of one moment of the archive; the longest unused ones make room for new ones."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.moment: object | None = None
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = 0

    def find(self, moment: object, key: Key) -> Page | None:
        """The page of this moment; those of another one are dropped."""
        with self.lock:
            if self.moment is not moment:
                self.pages.clear()
                self.moment, self.size = moment, 0
            if page := self.pages.get(key):
                self.pages.move_to_end(key)
            return page

    def keep(self, moment: object, key: Key, page: Page, most: int) -> None:
        """Keep a page that was begun at a moment, unless that is over; ``most`` is in bytes."""
        with self.lock:
            if self.moment is not moment or key in self.pages:
                return
            self.pages[key] = page
            self.size += page.size
            while self.size > most:
                _, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size


pages = Pages()


def kept_pages(get_response: Responder) -> Responder:
    """The middleware: behind what answers for files, before what compresses pages."""

    def respond(request: HttpRequest) -> HttpResponse:
        moment = moment_of(request)
        if moment is None:
            return get_response(request)
        key, most = key_of(request), settings.KEPT_PAGES * MEGABYTE
        page = pages.find(moment, key) if most else None
        # Whoever has asked too much is refused in words by the limits themselves.
        if page and within_budget(request, PAGE):
            return sent(request, page)
        with as_of(moment):
            response = get_response(request)
        if most and page is None and is_to_be_kept(response):
            pages.keep(moment, key, Page(response.content, tuple(response.items())), most)
        return response

    return respond


def moment_of(request: HttpRequest) -> Catalogue | None:
    """The state of the archive that a page is true for; None where it is nobody else's."""
    if (
        request.method != "GET"
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or "HTTP_RANGE" in request.META
        or (settings.REPLICAS and (settings.REPLICA_LAG or not settings.KEPT_PAGES))
        or sum(map(len, key_of(request))) > LONGEST
    ):
        return None
    try:
        # With the time that the page will have, so that the session is not told of two.
        with reading.bounded(Reading.within(settings.READER_TIMEOUT)):
            return shared()
    except (DatabaseError, InterfaceError):
        return None  # the page itself is refused in words


def key_of(request: HttpRequest) -> Key:
    """All of a request that an answer to the public depends on, and the day."""
    meta = request.META
    return (
        request.scheme,
        meta.get("HTTP_HOST", ""),
        meta.get("SERVER_NAME", ""),
        meta.get("SERVER_PORT", ""),
        request.path,
        meta.get("QUERY_STRING", ""),
        meta.get("HTTP_ACCEPT", ""),
        "gzip" if re_accepts_gzip.search(meta.get("HTTP_ACCEPT_ENCODING", "")) else "",
        timezone.localdate().isoformat(),
    )


def is_to_be_kept(response: HttpResponse) -> bool:
    """Whether an answer is a page that is the same for all."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    control = response.get("Cache-Control", "")
    return (
        response.get("Content-Type", "").startswith(TYPES)
        and "Cookie" not in response.get("Vary", "")
        and "private" not in control
        and "no-store" not in control
        and len(response.content) <= LARGEST
    )


def sent(request: HttpRequest, page: Page) -> HttpResponse:
    """The page again, or 304 where the reader has it."""
    response = HttpResponse(page.body, headers=dict(page.headers))
    modified = response.get("Last-Modified")
    return get_conditional_response(
        request,
        etag=response.get("ETag"),
        last_modified=modified and parse_http_date_safe(modified),
        response=response,
    )
