"""The fields of the filters: each reads an address, or says what is wrong with it."""

from __future__ import annotations

from django import forms

from publications import identifiers, partial_dates

MOST_VALUES = 20  # of one filter at once: enough for a person, and a bound for a machine
LONGEST_WORDS = 500
MOST_NAMED = 10  # choices that a sentence still names one by one


class PartlyWrong(forms.ValidationError):
    """What is wrong with some of several values; ``kept`` are those that are right."""

    def __init__(self, message: str, kept: list):
        super().__init__(message)
        self.kept = kept


class WordsField(forms.CharField):
    """What a visitor typed. Control characters become spaces, so that no input is an error."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

    def to_python(self, value):
        words = super().to_python(value)
        return " ".join("".join(c if c.isprintable() else " " for c in words).split())[
            :LONGEST_WORDS
        ]


class ManyField(forms.Field):
    """Several values of one name in the address: ``?year=2009&year=2010``.

    A wrong one is said in words, and takes none of the others with it.
    """

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        shown = [text.strip() for text in value or [] if text.strip()]
        if len(shown) > MOST_VALUES:
            raise forms.ValidationError(f"At most {MOST_VALUES} values at once.")
        right, wrong = [], ""
        for text in shown:
            try:
                right.append(self.read(text))
            except forms.ValidationError as error:
                wrong = wrong or error.message
        right = list(dict.fromkeys(right))
        if wrong:
            raise PartlyWrong(wrong, right)
        return right

    def read(self, text):
        return text


class ManyChoicesField(ManyField):
    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = dict(choices)

    def read(self, text):
        if text not in self.choices:
            labels = [str(label) for label in self.choices.values()]
            few = f"of: {', '.join(labels)}" if len(labels) <= MOST_NAMED else ""
            raise forms.ValidationError(
                f"“{printable(text)}” is none {few or 'that can be chosen here'}."
            )
        return text


class ManyYearsField(ManyField):
    def read(self, text):
        date = partial_dates.parse(text) if len(text) == 4 and text.isascii() else None
        if date is None or date.precision != "year":
            raise forms.ValidationError(f"“{printable(text)}” is not a year; write it like 2010.")
        return date.earliest.year


class ManyIdentifiersField(ManyField):
    def read(self, text):
        found = identifiers.normalise(text)
        if not identifiers.is_valid(found):
            raise forms.ValidationError(f"“{printable(text)}” is not an identifier.")
        return found


class ManySlugsField(ManyField):
    def read(self, text):
        if not text.isascii() or not text.replace("-", "").isalnum():
            raise forms.ValidationError(f"“{printable(text)}” is not a topic.")
        return text.lower()


class EndField(forms.CharField):
    """One end of a span: a year, or a month or day where someone wants to be exact."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "autocomplete": "off"})

    def to_python(self, value):
        text = "".join(c for c in super().to_python(value) if c.isprintable())
        if not text:
            return None
        date = partial_dates.parse(text) if len(text) <= 40 else None
        if date is None:
            raise forms.ValidationError(f"“{printable(text)}” is not a year; write it like 2010.")
        return date


def printable(text: str) -> str:
    """A wrong value as it can be repeated to the visitor: short, and without control characters."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
