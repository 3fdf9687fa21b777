"""How much one visitor may ask for in a minute, so that one cannot slow the archive for all.

Every visitor has a budget (`READER_RATE`), counted by address in a moving window; an IPv6 visitor
has a whole /64, so that counts as one. A page costs 1, a search or a filtered list more, a whole
file most. Editors who are signed in, static files and the health check cost nothing. Each process
of the web server counts for itself: with two of them a visitor has up to twice the budget.
"""

import ipaddress
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import RateLimitItem, parse
from limits.strategies import MovingWindowRateLimiter

from localism.readers import is_signed_in
from localism.refusals import refuse_many
from localism.windows import Windows

PAGE = 1
SUGGESTION = 2
QUESTION = 3  # and 1 more for each further parameter
MOST = 10
FILE = 10
FREE = ("/health/",)

Responder = Callable[[HttpRequest], HttpResponse]


windows = Windows()
limiter = MovingWindowRateLimiter(windows)


@cache
def budget(rate: str) -> RateLimitItem:
    """The budget that a setting such as "900/minute" names."""
    return parse(rate)


def reader_rates(get_response: Responder) -> Responder:
    """The middleware: it stands behind the static files and before the views."""

    def respond(request: HttpRequest) -> HttpResponse:
        cost = cost_of(request)
        # Whether an editor asks costs a query, so that it is looked up only where it matters.
        if within_budget(request, cost) or is_signed_in(request):
            return get_response(request)
        allowed = budget(settings.READER_RATE)
        window = (
            allowed.key_for(limited_address(request)),
            allowed.amount,
            allowed.get_expiry(),
        )
        seconds = windows.seconds_until(*window, min(cost, allowed.amount))
        response = refuse_many(request, seconds)
        policy = f'"reader";q={allowed.amount};w={allowed.get_expiry()}'
        response["RateLimit-Policy"] = policy
        return response

    return respond


def within_budget(request: HttpRequest, cost: int) -> bool:
    """Take the cost of a request from its visitor's budget, if that has enough left."""
    rate = settings.READER_RATE
    address = limited_address(request) if rate else None
    if address is None:
        return True
    allowed = budget(rate)
    return limiter.hit(allowed, address, cost=min(cost, allowed.amount))


def cost_of(request: HttpRequest) -> int:
    """What a request costs, known from its address alone."""
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return PAGE
    if request.path.endswith("/suggest/"):
        return SUGGESTION
    if "format=" in query:
        return FILE
    return min(QUESTION + query.count("&"), MOST)


def limited_address(request: HttpRequest) -> str | None:
    """The address that a request is counted under, or None where it is not counted.

    A request from this very machine is not: behind a proxy that the settings do not state, that
    is what every reader seems to be, and one of them would shut out all.
    """
    if request.path in FREE or request.path.startswith(settings.STATIC_URL):
        return None
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return None
    if mapped := getattr(address, "ipv4_mapped", None):
        address = mapped
    if address.is_loopback:
        return None
    if address.version == 6:
        return address.packed[:8].hex()
    return str(address)


def client_address(request: HttpRequest) -> str:
    """The address of the visitor, as the last proxy that the settings state has seen it.

    Each proxy adds at the end of `X-Forwarded-For` whom it was asked by; what stands before that
    is only what the visitor says.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return nearest
    passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [each.strip() for each in passed if each.strip()]
    return hops[-settings.PROXIES] if len(hops) >= settings.PROXIES else nearest
