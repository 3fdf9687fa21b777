"""What is chosen, in the address: what it becomes when a value is added or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

# The filters that hold several values, in the order in which a sentence names them.
LISTED = (
    *("when", "kind", "role", "letter"),
    *("author", "organisation", "project", "series", "topic", "year"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what is chosen, with the address that is left when it is taken away."""

    name: str
    value: str
    label: str
    href: str


class InAddress:
    """The part of a filter set that writes addresses: links of facets, chips, hidden fields."""

    def address(self, **changes) -> str:
        """The query string with some names set anew; page is dropped, empty is left out."""
        parts = dict(self._address_parts)
        for name, value in changes.items():
            name = name.rstrip("_")
            values = value if isinstance(value, list | tuple) else [value]
            parts[name] = urlencode([(name, v) for v in values if v not in (None, "")])
        return f"?{'&'.join(filter(None, parts.values()))}"

    @cached_property
    def _address_parts(self) -> dict[str, str]:
        """What is asked for, name by name as an address has it: a page has hundreds of them."""
        lists = self.data.lists() if self.is_bound else ()
        return {
            name: urlencode([(name, value) for value in self.right(name, values)])
            for name, values in lists
            if name != "page"
        }

    def right(self, name: str, values: list[str]) -> list[str]:
        """The values of a name without what was left out; it is said once, and goes no further."""
        if not self.errors or name not in self.form.fields:
            return values
        if name not in self.errors:
            return values if name in self.chosen else []
        kept = self.chosen.get(name, [])
        return [str(each) for each in (kept if isinstance(kept, list) else [kept])]

    def toggled(self, name: str, value: str) -> str:
        """The query string with one value of a filter added, or taken away where it was set."""
        values = [str(v) for v in self.chosen.get(name, [])]
        if value in values:
            return self.address(**{name: [v for v in values if v != value]})
        return self.address(**{name: [*values, value]})

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, part by part, in the order of the sentence."""
        chips = []
        for name in LISTED:
            for value, label in zip(self.chosen.get(name, []), self.labels(name), strict=True):
                chips.append(Chip(name, str(value), label, self.toggled(name, str(value))))
        for name in ("from", "to", "q"):
            if value := self.chosen.get(name):
                label = self.words_in_short if name == "q" else f"{name} {value}"
                chips.append(Chip(name, str(value), label, self.address(**{name: []})))
        if self.chosen.get("undated"):
            chips.append(Chip("undated", "1", "undated", self.address(undated=[])))
        if self.exact and self.words:
            chips.append(Chip("exact", "1", "abbreviations as typed", self.address(exact=[])))
        return chips

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The chosen values that the form of words and span has to carry along."""
        shown = ("q", "from", "to", "sort")
        return [
            (name, "1" if name == "undated" else str(value))
            for name, values in self.chosen.items()
            if name not in shown
            for value in (values if isinstance(values, list) else [values])
        ]
