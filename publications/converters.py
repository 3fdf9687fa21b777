"""Path converters: what may stand in an address, so that a wrong one is a 404 before any query."""

from publications import identifiers


class IdentifierConverter:
    """A permanent identifier whose check character is right."""

    regex = identifiers.PATTERN

    def to_python(self, value: str) -> str:
        if not identifiers.is_valid(value):
            raise ValueError("the check character is wrong")
        return value

    def to_url(self, value: str) -> str:
        return value


class YearConverter:
    """A year of four digits; the year 0 is none."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        if value == "0000":
            raise ValueError("there was no year 0")
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class ExtensionConverter:
    """How the name of a file ends: ``bib``, ``csl.json``."""

    regex = "[A-Za-z.]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
