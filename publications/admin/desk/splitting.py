"""One record of two people or two bodies: whose each thing is, a look before, and the split."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from publications.admin.desk.pages import agent_to_change, change_address, page_context
from publications.desk import splitting
from publications.desk.pieces import pieces_of
from publications.importing import keys
from publications.models.base import Record

GOES = "goes"


def split(request: HttpRequest, identifier: str) -> HttpResponse:
    """Asks of everything that hangs on the record whether it stays; shows the two; splits."""
    record = agent_to_change(request, identifier)
    pieces = pieces_of(record)
    going = {code for code, choice in request.POST.items() if choice == GOES}
    name = request.POST.get("name", str(record))
    prospect = None
    if request.method == "POST" and request.POST.get("step") != "choose":
        try:
            if request.POST.get("step") == "split":
                return _split(request, record, going, name)
            prospect = splitting.prospect_of(record=record, going=going, name=name)
        except splitting.Refused as refusal:
            messages.error(request, str(refusal))
    return render(request, "admin/desk/split.html", page_context(
        request,
        f"Split {record}",
        record=record,
        name=name,
        reason=request.POST.get("reason", ""),
        choices=[(piece, piece.code in going) for piece in pieces],
        prospect=prospect,
        slug=keys.slug(name),
        change_address=change_address(record),
    ))  # fmt: skip


def _split(request: HttpRequest, record: Record, going: set[str], name: str) -> HttpResponse:
    revision = splitting.split(
        record=record, going=going, name=name, by=request.user,
        reason=request.POST.get("reason", "").strip(),
    )  # fmt: skip
    messages.success(
        request, f"{revision.title} is a record of its own. Its history can undo this."
    )
    return redirect("admin:desk-history", revision.record)
