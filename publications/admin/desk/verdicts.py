"""What the buttons of a review mean: one press is one decision on one value or part of a text."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest

from publications.desk import anchors, decisions, held, text
from publications.desk.proposals import Review
from publications.desk.records import find_record
from publications.desk.sureness import CHECK
from publications.models.base import Record


def take(request: HttpRequest, record: Record, seen: Review, key: str) -> str:
    """Takes one decision and returns what to say of it; raises Refused with the reason."""
    post, verdict = request.POST, request.POST.get("decision", "")
    common: dict[str, Any] = {"record": record, "by": request.user}
    if held.is_held(key) or text.is_part(key):
        if held.is_held(key):
            said = _take_held(verdict, key, common)
        else:
            said = _take_part(verdict, key, post.get("value", ""), common)
        anchors.check(record)
        return said
    if verdict == "accept":
        decisions.accept(key=key, source=seen.source, **common)
        return "Accepted."
    if verdict == "accept_all":
        open_keys = [
            each.key
            for each in seen.all
            if not each.verdict and each.value and each.sureness.level != CHECK
        ]
        decisions.accept_all(keys_of_values=open_keys, source=seen.source, **common)
        return _accepted(len(open_keys))
    if verdict == "correct":
        decisions.correct(
            key=key,
            value=post.get("value", ""),
            role=post.get("role", ""),
            source=seen.source,
            span=span_of(post),
            **common,
        )
        return "Saved."
    if verdict == "reject":
        decisions.reject(key=key, source=seen.source, **common)
        return "Rejected. This source will not propose it again."
    if verdict.startswith("identify:"):
        agent = find_record(verdict.removeprefix("identify:"))
        if agent is None:
            raise decisions.Refused("This person or organisation is no longer there.")
        decisions.identify(key=key, agent=agent, **common)
        return f"Taken for {agent}."
    raise decisions.Refused("Choose what to do with the value.")


def _accepted(count: int) -> str:
    if not count:
        return "Nothing sure or likely was left to accept."
    values = "1 value" if count == 1 else f"{count} values"
    return f"Accepted {values}. Those marked “Check this” are left to you."


def _take_held(verdict: str, key: str, common: dict[str, Any]) -> str:
    if verdict == "accept":
        held.take(key=key, **common)
        return "Taken into the record."
    if verdict == "reject":
        held.leave(key=key, **common)
        return "Left out. This source will not propose it again."
    raise decisions.Refused("Take the value or leave it.")


def _take_part(verdict: str, key: str, value: str, common: dict[str, Any]) -> str:
    if verdict == "accept":
        text.accept(key=key, **common)
        return "Accepted."
    if verdict == "correct":
        text.correct(key=key, value=value, **common)
        return "Saved."
    if verdict == "reject":
        text.reject(key=key, **common)
        if key.startswith("sections:"):
            return "This is no section now; its words stand at the end of the one before it."
        return "This is no note now; it is listed under the notes."
    raise decisions.Refused("Choose what to do with this part of the text.")


def span_of(post: Any) -> tuple[int, int] | None:
    """The words that were marked in the source, by their offsets; None where none were."""
    given = [post.get(name, "") for name in ("start", "end")]
    if not all(re.fullmatch(r"[0-9]{1,9}", each) for each in given):
        return None
    start, end = map(int, given)
    return (start, end) if start < end else None
