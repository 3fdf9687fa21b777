"""What an import did, source by source, as plain values. Knows neither Django nor the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"
FAILED = "failed"
OUTCOMES = (CREATED, UPDATED, UNCHANGED, FAILED)

# "news item created", "event read as another kind"
RECORDS_DONE = re.compile(r"(.+?) (created|updated|withdrawn|read as another kind)").fullmatch
PLURALS = {"person": "people"}  # of what has no s
SHOWN = 5  # examples of one kind of warning in the summary; the report file has all


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should look at; ``spans`` are places in the source."""

    code: str  # stable, snake_case
    message: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class SourceResult:
    """The outcome of one file. ``message`` is the reason of a failure, in one line."""

    name: str
    path: str
    outcome: str = UNCHANGED
    message: str = ""
    sha256: str = ""
    kind: str = ""  # of the document
    title: str = ""
    record: str = ""  # identifier of the record that the source became
    records: Counter[str] = field(default_factory=Counter)  # "publication created": 3
    notices: list[Notice] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """The results of one run. ``set_aside`` are files of a folder that are no texts."""

    dry_run: bool = False
    version: str = ""
    results: list[SourceResult] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)  # about the run, not about one source

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(each.outcome for each in self.results)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def failed(self) -> list[SourceResult]:
        return [each for each in self.results if each.outcome == FAILED]

    @property
    def written(self) -> bool:
        """Whether anything happened that is worth a row in the log of runs."""
        return any(each.outcome != UNCHANGED for each in self.results)

    def as_json(self) -> dict[str, Any]:
        return {
            "dry_run": self.dry_run,
            "version": self.version,
            "counts": self.counts,
            "sources": [_source(each) for each in self.results],
            "set_aside": self.set_aside,
            "vanished": self.vanished,
            "notices": [_notice(each) for each in self.notices],
        }

    def summary(self) -> Iterator[str]:
        """The report in lines for a person, the counts first."""
        counts = ", ".join(f"{number} {outcome}" for outcome, number in self.counts.items())
        yield f"Dry run, nothing was kept: {counts}." if self.dry_run else f"{counts}."
        total: Counter[str] = Counter()
        for result in self.results:
            total += result.records
        yield from _records(total)
        yield from _listed("Failed", [f"{each.name}: {each.message}" for each in self.failed])
        yield from self._to_review()
        yield from _listed("No longer there, kept in the archive", self.vanished)
        yield from _listed("Set aside, not a text", self.set_aside)

    def _to_review(self) -> Iterator[str]:
        grouped: dict[str, list[str]] = {}
        for notice in self.notices:
            grouped.setdefault(notice.code, []).append(notice.message)
        for result in self.results:
            for notice in result.notices:
                line = f"{result.name}: {notice.message}"
                grouped.setdefault(notice.code, []).append(line)
        if grouped:
            yield "To review:"
        for code, messages in sorted(grouped.items()):
            yield f"  {code.replace('_', ' ')} ({len(messages)})"
            for message in messages[:SHOWN]:
                yield f"    {message}"
            if len(messages) > SHOWN:
                yield f"    and {len(messages) - SHOWN} more"


def _records(counted: Counter[str]) -> Iterator[str]:
    """One line for each thing that was done: "Records created: 2 people, 1 series."."""
    done: dict[str, list[str]] = {}
    for what, number in sorted(counted.items()):
        noun, act = RECORDS_DONE(what).groups()
        many = noun if noun.endswith("s") else PLURALS.get(noun, f"{noun}s")
        done.setdefault(act, []).append(f"{number} {noun if number == 1 else many}")
    for act, nouns in done.items():
        yield f"Records {act}: {', '.join(nouns)}."


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading}:"
        for line in lines:
            yield f"  {line}"


def _source(result: SourceResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "path": result.path,
        "outcome": result.outcome,
        "message": result.message,
        "sha256": result.sha256 or None,
        "kind": result.kind or None,
        "title": result.title or None,
        "record": result.record or None,
        "records": dict(sorted(result.records.items())),
        "notices": [_notice(each) for each in result.notices],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "code": notice.code,
        "message": notice.message,
        "evidence": [list(span) for span in notice.spans],
    }
