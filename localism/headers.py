"""Response headers that Django has no setting for, and requests for headers alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# A page of text needs nothing of the reader's device.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)

Responder = Callable[[HttpRequest], HttpResponse]


def permissions_policy(get_response: Responder) -> Responder:
    """Refuse the browser features that the archive never uses."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return respond


def asked_again(get_response: Responder) -> Responder:
    """Let whoever keeps an answer ask whether it still holds, where the answer says nothing else.

    A browser keeps 301 and 410 for ever, and what has a date for a part of its age. But a record
    that was withdrawn may come back, and one that was renamed may get its former name.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return respond


def headers_alone(get_response: Responder) -> Responder:
    """Answer HEAD with the very headers of GET, with its `ETag`, its length and its 304.

    Inside it is a GET; the server sends no body. A stream is not begun beyond its first piece. A
    range is asked of a body only.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return get_response(request)
        request.META.pop("HTTP_RANGE", None)
        request.method = "GET"
        try:
            response = get_response(request)
        finally:
            request.method = "HEAD"
        if response.streaming:
            response.streaming_content = ()
        return response

    return respond
