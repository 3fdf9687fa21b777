"""A draft as its page will be, at a private address that ends."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.views.decorators.http import require_safe

from publications.desk import states


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a draft, by publishing it, answering, and taking all of that back.

    So the page is the very one that readers will get. Nobody else sees anything of it, for
    the transaction is never committed. 404 once the address has ended.
    """
    record = states.previewed(token)
    if record is None:
        raise Http404("This private address has ended.")
    with transaction.atomic():
        try:
            if not record.is_published:
                states.publish(record=record, by=None, reason="Preview")
        except states.Refused as refusal:
            raise Http404(str(refusal)) from refusal
        record.refresh_from_db()
        match = resolve(record.get_absolute_url())
        response = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        transaction.set_rollback(True)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
