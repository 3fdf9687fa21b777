"""What is chosen, in words: the sentence over a list, which heading, title and feed use."""

from __future__ import annotations

from publications.filters.form import NAMED, Named
from publications.searching import saying
from publications.searching.query import read


def in_words(labels: list[str], last: str) -> str:
    """Labels as a list in a sentence: "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def lower_first(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


class InWords:
    """The part of a filter set that says what it shows."""

    plural = "records"
    singular = "record"
    kinds: dict[str, str] = {}
    by_author_word = "by"
    when_in_words = ""

    @property
    def named(self) -> dict[str, dict[str, Named]]:
        self.chosen  # noqa: B018 - makes the form look the names up
        return getattr(self.form, "named", {}) if self.is_bound else {}

    def labels(self, name: str) -> list[str]:
        """What the chosen values of a filter are called."""
        values = self.chosen.get(name, [])
        if name in NAMED:
            return [self.named[name][value].label for value in values]
        if name == "kind":
            return [self.kinds[value] for value in values]
        return [str(value) for value in values]

    @property
    def words_in_sentence(self) -> str:
        """What was typed, behind the noun: "with “rent”"."""
        return saying.in_sentence(read(self.words))

    @property
    def words_in_short(self) -> str:
        """What was typed, standing alone: "“rent”"."""
        return saying.in_short(read(self.words))

    @property
    def noun(self) -> str:
        return in_words(self.labels("kind"), "and") or self.plural

    @property
    def sentence(self) -> str:
        """What is shown, without the count: "Reports by the Parish Trust, 2010 to 2014"."""
        return self._said_of(self.noun)

    @property
    def name_of_file(self) -> str:
        """What a file of all that is shown is called, still in words."""
        return self.sentence

    def _said_of(self, noun: str) -> str:
        parts = [noun]
        if self.chosen.get("author"):
            parts.append(f"{self.by_author_word} {in_words(self.labels('author'), 'or')}")
        if self.chosen.get("organisation"):
            named = self.named["organisation"].values()
            word = "by" if all(each.maker for each in named) else "about"
            parts.append(f"{word} {in_words(self.labels('organisation'), 'or')}")
        if self.chosen.get("project"):
            parts.append(f"in the project {in_words(self.labels('project'), 'or')}")
        if self.chosen.get("series"):
            parts.append(f"in the series {in_words(self.labels('series'), 'or')}")
        if self.chosen.get("topic"):
            parts.append(f"on {in_words([lower_first(t) for t in self.labels('topic')], 'or')}")
        if self.words:
            parts.append(self.words_in_sentence)
        said = " ".join(parts)
        when = self.when_in_words
        return f"{said[:1].upper()}{said[1:]}{', ' + when if when else ''}"
