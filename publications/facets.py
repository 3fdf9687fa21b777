"""What stands beside a list: its facets and its histogram of years, made of counts.

The search counts (``searching.results``), each facet as if its own filter were not set. Here the
counts become values in order, with words and links; templates get them finished.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from publications.choices import Role
from publications.filters import DatedFilterSet, NamedFilterSet, RecordFilterSet
from publications.filters.times import TIMES
from publications.searching.initials import OTHER

MOST_SHOWN = 40  # values of one facet that are fetched
FIRST_SHOWN = 8  # values of one facet that stand open

TITLES = {
    "when": "When",
    "kind": "Kind",
    "author": "Author",
    "organisation": "Organisation",
    "series": "Series",
    "project": "Project",
    "topic": "Topic",
    "role": "Role",
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what it is called, how many it has, and the address that toggles it."""

    value: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: list[FacetValue]

    @property
    def first(self) -> list[FacetValue]:
        return self.values[:FIRST_SHOWN]

    @property
    def more(self) -> list[FacetValue]:
        return self.values[FIRST_SHOWN:]


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of a histogram; ``height`` is in the histogram's 60 units, at least 2 if any."""

    year: int
    count: int
    chosen: bool
    href: str
    height: int
    labelled: bool

    @property
    def top(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a list from A to Z; ``count`` is how many stand under it, where that is known."""

    value: str
    label: str
    href: str
    chosen: bool
    count: int = 0


HEIGHT = 60
WIDEST = 150  # years; beyond it only the years that have items get a bar


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: list[Bar]
    undated: int
    undated_chosen: bool
    undated_href: str

    @property
    def first(self) -> int:
        return self.bars[0].year

    @property
    def last(self) -> int:
        return self.bars[-1].year


Rows = list[tuple[str, str, int]]


def facets_and_years(
    filterset: RecordFilterSet, rows: dict[str, Rows]
) -> tuple[list[Facet], Histogram | None]:
    """The facets of a list that have any value, and its histogram of years.

    ``rows`` are ``(value, label, count)`` of every facet; of ``year`` first, last and count.
    """
    facets = [_facet(filterset, name, rows.get(name, [])) for name in filterset.facets]
    dated = isinstance(filterset, DatedFilterSet)
    years = histogram_of(rows.get("year", []), filterset) if dated else None
    return [facet for facet in facets if facet.values], years


def _facet(filterset: RecordFilterSet, name: str, rows: Rows) -> Facet:
    chosen = [str(value) for value in filterset.chosen.get(name, [])]
    given = {value for value, _, _ in rows}
    # A chosen value that the other filters leave nothing of still has to be seen to be removed.
    labels = dict(zip(chosen, filterset.labels(name), strict=True))
    rows = rows + [(value, labels[value], 0) for value in chosen if value not in given]
    order = list({"kind": filterset.kinds, "when": TIMES}.get(name, ()))
    values = [
        FacetValue(
            value=value,
            label=label or _controlled_label(filterset, name, value),
            count=count,
            chosen=value in chosen,
            href=filterset.toggled(name, value),
        )
        for value, label, count in rows
    ]
    values.sort(
        key=lambda each: (
            not each.chosen,
            order.index(each.value) if order else -each.count,
            each.label.casefold(),
        )
    )
    return Facet(name, filterset.facet_titles.get(name, TITLES[name]), values)


def _controlled_label(filterset: RecordFilterSet, name: str, value: str) -> str:
    if name == "role":
        return Role(value).label
    if name == "when":
        return TIMES[value]
    return filterset.kinds.get(value, value)


def letters_of(filterset: NamedFilterSet, counts: dict[str, int]) -> list[Letter]:
    """The letters that lead to anything; none where there is nothing to choose between."""
    chosen = filterset.chosen.get("letter", [])
    if len(counts) < 2 and not chosen:
        return []
    return [
        Letter(
            letter,
            "Other" if letter == OTHER else letter.upper(),
            filterset.address(letter=letter),
            letter in chosen,
            count,
        )
        for letter, count in counts.items()
    ]


def years_of(rows: Rows) -> tuple[Counter, int]:
    """How many items touch each year, and how many have no date."""
    counts: Counter = Counter()
    undated = 0
    for first, last, count in rows:
        if first is None:
            undated += count
            continue
        for year in range(int(first), int(last) + 1):
            counts[year] += count
    return counts, undated


def histogram_of(rows: Rows, filterset: DatedFilterSet) -> Histogram | None:
    """Every year from the first to the last as a bar; None where nothing has a date."""
    counts, undated = years_of(rows)
    years, span = filterset.chosen.get("year", []), filterset.span
    bars = histogram_bars(
        counts,
        href=lambda year: filterset.toggled("year", str(year)),
        chosen=lambda year: year in years or (not years and year in span),
    )
    if not bars and not undated:
        return None
    undated_chosen = bool(filterset.chosen.get("undated"))
    if "when" in filterset.facets and not undated_chosen:
        undated = 0  # that facet counts them
    return Histogram(
        bars,
        undated,
        undated_chosen,
        filterset.address(undated=[] if undated_chosen else "1"),
    )


def histogram_bars(counts: Counter, *, href, chosen=lambda year: False) -> list[Bar]:
    """Bars of equal width for all years between the first and the last with items."""
    if not counts:
        return []
    first, last, most = min(counts), max(counts), max(counts.values())
    years = range(first, last + 1) if last - first < WIDEST else sorted(counts)
    return [
        Bar(
            year=year,
            count=counts[year],
            chosen=chosen(year),
            href=href(year),
            height=max(2, round(HEIGHT * counts[year] / most)) if counts[year] else 0,
            labelled=year in (first, last) or (year % 10 == 0 and first + 2 < year < last - 2),
        )
        for year in years
    ]
