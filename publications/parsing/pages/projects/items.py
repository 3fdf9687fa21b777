"""The entries of a project's page as items: each once, with its kind and whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publications.parsing.document import (
    Evidence,
    Item,
    Organisation,
    ParseWarning,
    Person,
    SourceText,
    Span,
    Value,
)
from publications.parsing.mentions import find_people
from publications.parsing.names import looks_like_name
from publications.parsing.pages.entries.bracketed import Entry, entry_key, same_entry
from publications.parsing.pages.entries.event_details import find_details
from publications.parsing.pages.entries.kinds import (
    EVENT,
    NEWS_ITEM,
    PUBLICATION,
    Decision,
    decide,
    label_kind,
    works_named,
)
from publications.parsing.pages.entries.people import authors_in, bylines, writer_of, written_by
from publications.parsing.pages.side_matter import RELATED_HEADING
from publications.parsing.spans import trimmed

_RELATED = re.compile(r"\brelated\b|\belsewhere\b|\bfrom around\b|\bother news\b", re.IGNORECASE)
_NEWS_HEADING = re.compile(r"\bnews\b|\bpress\b|\bin the media\b|\bcoverage\b", re.IGNORECASE)
_EVENTS_HEADING = re.compile(r"\bevents?\b", re.IGNORECASE)
_WORKS_HEADING = re.compile(
    r"\b(?:publications?|reports?|papers?|briefings?|guides?|outputs?)\b", re.IGNORECASE
)
_COMMENT_HEADING = re.compile(
    r"\b(?:blogs?|comment(?:ary)?|opinions?|our thinking|viewpoints?)\b", re.IGNORECASE
)
# What a title calls the entry itself outranks the heading that it stands under.
_CALLED = frozenset(
    ("title_news_label", "title_event_label", "title_event_opening", "title_event_words",
     "title_work_label")
)  # fmt: skip
_HEADED = ((_EVENTS_HEADING, EVENT), (_WORKS_HEADING, PUBLICATION), (_COMMENT_HEADING, NEWS_ITEM))
_MOST_SPANS = 12  # lines of one summary that are read for names
_ORG_LIMIT = 20_000  # characters of one summary that are searched for names


def items_of(
    source: SourceText,
    entries: Sequence[Entry],
    groups: Sequence[Value],
    warnings: list[ParseWarning],
) -> list[Item]:
    """The items that entries become, in order; each doubt about one is a warning."""
    named = works_named(
        part for entry in entries for part in (entry.summary[:_ORG_LIMIT], entry.title[:400])
    )
    items: list[Item] = []
    cut: list[Span] = []
    longest = _cut_length(entries)
    for copies in _merged(entries, warnings):
        entry = max(copies, key=lambda each: len(each.summary))
        group = groups[entry.group] if entry.group is not None else None
        decision, evidence = _kind_of(source.text, entry, group, named)
        if not decision.sure:
            warnings.append(_open_warning(entry, decision))
        if entry.date is None:
            said = f"\u201c{entry.printed_date}\u201d is no date of the calendar."
            undated = not re.search(r"\d", entry.printed_date)
            warnings.append(
                ParseWarning(
                    "date_missing" if undated else "date_not_understood",
                    f"\u201c{entry.title}\u201d has no date." if undated else said,
                    (entry.span,),
                )
            )
        if not entry.title:
            warnings.append(
                ParseWarning("entry_without_title", "An entry has no title.", (entry.span,))
            )
        cut += [each.summary_spans[-1] for each in copies if _is_cut(each, longest)]
        items.append(_item(source.text, entry, copies, group, decision, evidence))
    if cut:
        many = "1 summary is" if len(cut) == 1 else f"{len(cut)} summaries are"
        warnings.append(
            ParseWarning(
                "summary_cut", f"{many} cut short in the source; kept as printed.", tuple(cut)
            )
        )
    return items


def _merged(entries: Sequence[Entry], warnings: list[ParseWarning]) -> list[list[Entry]]:
    """The entries in order, those that are one and printed more than once put together."""
    merged: list[list[Entry]] = []
    known: dict[tuple, list[list[Entry]]] = {}
    for entry in entries:
        alike = known.setdefault(entry_key(entry), [])
        match = next((copies for copies in alike if same_entry(copies[0], entry)), None)
        if match and entry.title:
            match.append(entry)
            continue
        merged.append([entry])
        if alike and entry.title:
            warnings.append(
                ParseWarning(
                    "same_title_and_date",
                    f"\u201c{entry.title}\u201d stands twice under one date with different words;"
                    " both are kept.",
                    (alike[0][0].span, entry.span),
                )
            )
        alike.append(merged[-1])
    for copies in merged:
        if len(copies) > 1:
            times = {2: "twice"}.get(len(copies), f"{len(copies)} times")
            empty = any(not each.summary for each in copies) and any(e.summary for e in copies)
            flags = len({each.flag for each in copies}) > 1
            message = f"\u201c{copies[0].title}\u201d is printed {times}"
            message += " (once without its summary)" if empty else ""
            message += " with different flags" if flags else ""
            warnings.append(
                ParseWarning(
                    "printed_twice",
                    message + " and is kept as one entry.",
                    tuple(each.span for each in copies),
                )
            )
    return merged


def _kind_of(
    text: str, entry: Entry, group: Value | None, named: dict[str, str]
) -> tuple[Decision, Evidence]:
    """The kind of an entry and the place of the words that decided it."""
    heading = group.text if group else ""
    if entry.label and (labelled := label_kind(entry.label.text)):
        return labelled, entry.label.evidence
    if group and (is_of_others(heading) or _NEWS_HEADING.search(heading)):
        return Decision(NEWS_ITEM, rule="heading", where="heading", sure=True), group.evidence
    decision = decide(entry.title[:2000], entry.summary[:_ORG_LIMIT], named)
    headed = [kind for pattern, kind in _HEADED if pattern.search(heading)]
    if group and len(set(headed)) == 1 and decision.rule not in _CALLED:
        (kind,) = set(headed)
        form = "blog" if kind == NEWS_ITEM else decision.form if decision.kind == kind else ""
        return Decision(kind, form, "heading", "heading", sure=True), group.evidence
    if decision.where == "title":
        span = _found_in(text, (entry.title_span,), entry.title[decision.start : decision.end])
    elif decision.where == "summary":
        words = entry.summary[decision.start : decision.end]
        span = _found_in(text, entry.summary_spans, words)
    elif decision.where == "elsewhere":
        span = entry.title_span
    else:
        return decision, ()
    return decision, (span,) if span else ()


def is_of_others(heading: str) -> bool:
    """Whether a heading stands over the news of others: "Related news", not "Related events"."""
    own = _WORKS_HEADING.search(heading) or _EVENTS_HEADING.search(heading)
    others = _RELATED.search(heading) or RELATED_HEADING.fullmatch(heading.rstrip(":"))
    return bool(others) and not (own and not _NEWS_HEADING.search(heading))


def _found_in(text: str, spans: Sequence[Span], words: str) -> Span | None:
    """Where tidied words stand in the source, inside one of the spans."""
    for start, end in spans:
        at = text.find(words, start, end)
        if at >= 0:
            return trimmed(text, at, at + len(words))
    return spans[0] if spans else None


def _open_warning(entry: Entry, decision: Decision) -> ParseWarning:
    taken = {PUBLICATION: "a publication", EVENT: "an event"}.get(decision.kind, "a piece of news")
    return ParseWarning(
        "kind_open",
        f"The words of \u201c{entry.title}\u201d leave open what it is; it was taken as {taken}.",
        (entry.span,),
    )


def _item(
    text: str,
    entry: Entry,
    copies: Sequence[Entry],
    group: Value | None,
    decision: Decision,
    kind_evidence: Evidence,
) -> Item:
    people: list[Person] = []
    named: list[Organisation] = []
    for start, end in entry.summary_spans[:_MOST_SPANS]:
        piece = text[start : min(end, start + _ORG_LIMIT)]
        people += find_people(piece, start)
        if decision.kind != EVENT:
            people += bylines(piece, start, people)
        if decision.kind == PUBLICATION:
            people += written_by(piece, start, people)
            makers = authors_in(piece, start)
            named += [each for each in makers if not looks_like_name(each.name)]
            known = {each.name for each in people}
            writers = (writer_of(each) for each in makers if looks_like_name(each.name))
            people += [each for each in writers if each.name not in known]
    details = find_details(text, entry.summary_spans) if decision.kind == EVENT else None
    if details:
        heard = {each.name for each in details.people}
        people = [*(each for each in people if each.name not in heard), *details.people]
    return Item(
        title=entry.title,
        date=entry.date,
        kind=decision.kind,
        form=decision.form,
        group=group.text if group else "",
        summary=entry.summary,
        flag=next((each.flag for each in (entry, *copies) if each.flag), ""),
        evidence=tuple(each.span for each in copies),
        title_evidence=tuple(each.title_span for each in copies if each.title),
        summary_evidence=entry.summary_spans,
        kind_evidence=kind_evidence,
        venue=details.venue.text if details and details.venue else "",
        venue_evidence=details.venue.evidence if details and details.venue else (),
        time=details.time.text if details and details.time else "",
        time_evidence=details.time.evidence if details and details.time else (),
        hosts=details.hosts if details else (),
        people=tuple(people),
        organisations=tuple(named),
        related=bool(group and is_of_others(group.text)),
        group_evidence=group.evidence if group else (),
    )


def _cut_length(entries: Sequence[Entry]) -> int:
    """The length at which the page cuts its summaries, or a length that no summary has."""
    unfinished = [
        len(each.summary) for each in entries if each.summary and not _is_finished(each.summary)
    ]
    longest = max(unfinished, default=0)
    close = sum(1 for length in unfinished if length >= longest - 3)
    return longest - 3 if longest >= 250 or (longest >= 150 and close > 1) else 1 << 60


def _is_finished(summary: str) -> bool:
    return summary.rstrip()[-1:] in ".!?\u2019\u201d'\")"


def _is_cut(entry: Entry, longest: int) -> bool:
    summary = entry.summary.rstrip()
    if not summary:
        return False
    if summary.endswith(("...", "\u2026")):
        return True
    return len(summary) >= longest and not _is_finished(summary)
