"""The names that a citation begins with, as a style lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publications.exports.csl.seams import behind, joined

Name = Mapping[str, str]  # of CSL-JSON


@dataclass(frozen=True, slots=True)
class NameList:
    """How a style lists names."""

    and_: str
    et_al: str
    cut_from: int  # so many names
    cut_to: int
    delimiter: str
    comma_before_and: bool | None  # None: from three names on
    inverted: str  # "all", "first" or none of them
    initials: str | None  # what stands behind each; None: given names are printed
    separator: str  # behind the surname of an inverted name

    @classmethod
    def of(cls, element: Mapping[str, str], and_: str, et_al: str, cut: tuple[int, int]):
        """As the attributes of the CSL element ``name`` say."""
        commas = {"always": True, "never": False, None: None}
        return cls(
            and_=and_,
            et_al=et_al,
            cut_from=cut[0],
            cut_to=cut[1],
            delimiter=element.get("delimiter", ", "),
            comma_before_and=commas[element.get("delimiter-precedes-last")],
            inverted=element.get("name-as-sort-order", ""),
            initials=element.get("initialize-with"),
            separator=element.get("sort-separator", ", "),
        )

    def words(self, people: Sequence[Name]) -> str:
        """The names, the later ones of a long list as "et al."."""
        is_cut = len(people) >= max(2, self.cut_from)
        shown = people[: self.cut_to] if is_cut else people
        names = [
            self._name(each, self.inverted == "all" or (self.inverted == "first" and not place))
            for place, each in enumerate(shown)
        ]
        if is_cut:
            comma = self.delimiter if len(names) > 1 else " "
            return behind(behind(joined(names, self.delimiter), comma), self.et_al)
        if len(names) == 1 or not self.and_:
            return joined(names, self.delimiter)
        *rest, last = names
        comma = len(names) > 2 if self.comma_before_and is None else self.comma_before_and
        text = joined(rest, self.delimiter)
        return f"{behind(text, self.delimiter) if comma else text + ' '}{self.and_} {last}"

    def _name(self, name: Name, inverted: bool) -> str:
        if "literal" in name:
            return name["literal"]
        given = name.get("given")
        if given and self.initials is not None:
            given = initials(given, self.initials)
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
        if inverted:
            return self.separator.join(filter(None, (family, given, name.get("suffix"))))
        return " ".join(filter(None, (given, family, name.get("suffix"))))


def initials(given: str, mark: str) -> str:
    """Given names by their first letters; small words among them stay."""
    return "-".join(_initials(part, mark) for part in given.split("-"))


def _initials(given: str, mark: str) -> str:
    text, letters = "", []
    for word in given.replace(".", " ").split():
        if word[0].isupper():
            letters.append(word[0])
        else:
            text += f"{mark.join(letters)}{mark} {word} "
            letters = []
    text += mark.join(letters) + mark
    return " ".join(text.split())
