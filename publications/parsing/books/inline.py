"""The words of a piece with their styles: emphasis, note marks, addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from publications.parsing.books.pieces import tidy
from publications.parsing.document import Run, SourceText, Span

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,2000}", re.IGNORECASE)
_MARK = "\ue000"  # stands for a note mark while a paragraph is put together
_STYLED = re.compile(
    r"\*\*(?P<strong>[^*]{1,600})\*\*"
    r"|(?<![\w*])\*(?P<em>[^*\s][^*]{0,600})\*(?![\w*])"
    rf"|(?P<url>(?:https?://|www\.)[^\s<>\"“”{_MARK}]{{3,2000}})"
    rf"|{_MARK}(?P<mark>\d+);"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!$%&~<>|-])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark in the running text."""

    start: int
    end: int
    number: str
    raised: bool = False  # printed as a raised figure, so it can be nothing else


def trim_url(url: str) -> str:
    """An address without the punctuation that a sentence put behind it."""
    url = url.rstrip(".,;:!?'’”\"*")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:")
    return url


def urls_in(text: str) -> tuple[str, ...]:
    """The addresses printed in a text, in order."""
    return tuple(trim_url(match.group()) for match in URL.finditer(text))


class Words:
    """Reads the words at given places of a source, with its note marks in mind."""

    def __init__(self, source: SourceText, marks: Sequence[Mark] = ()):
        self.text = source.text.replace(_MARK, " ")
        self.marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self.marks]
        hyphens = any(line.text.rstrip().endswith("-") for line in source.lines)
        self._known = set(re.findall(r"[a-z]{4,}", self.text.lower())) if hyphens else set()

    def plain(self, spans: Sequence[Span]) -> str:
        """The words without styles and marks."""
        return "".join(run.text for run in self.runs(spans) if run.style != "note").strip()

    def runs(self, spans: Sequence[Span]) -> tuple[Run, ...]:
        """The words as runs; the white space is single and the ends are trimmed."""
        joined = ""
        parts: list[str] = []
        broken = False  # the last part ends in a soft hyphen, which says that its word goes on
        for start, end in spans:
            part = tidy(self._with_marks(start, end))
            if not part:
                continue
            if broken:
                parts.append(part)
            elif parts and (cut := self._hyphenated(parts[-1], part)):
                parts[-1] = parts[-1][:-1] if cut == "drop" else parts[-1]
                parts.append(part)
            else:
                parts.append(" " + part if parts else part)
            broken = self.text[end - 1 : end] == "\u00ad"
        joined = "".join(parts)
        return tuple(self._styled(joined))

    def _with_marks(self, start: int, end: int) -> str:
        first = bisect_left(self._starts, start)
        pieces: list[str] = []
        at = start
        for index in range(first, len(self.marks)):
            mark = self.marks[index]
            if mark.start >= end:
                break
            pieces += [self.text[at : mark.start], f"{_MARK}{index};"]
            at = mark.end
        pieces.append(self.text[at:end])
        return "".join(pieces)

    def _hyphenated(self, left: str, right: str) -> str:
        """How a word divided by a line break is put together: "", "keep" or "drop" the hyphen."""
        if not (left.endswith("-") and left[-2:-1].isalpha() and right[:1].islower()):
            return ""
        head = re.search(r"[^\W\d_]*-$", left[-40:])
        tail = re.match(r"[^\W\d_]+", right)
        if not head or not tail:
            return ""
        whole = (head.group()[:-1] + tail.group()).lower()
        return "drop" if whole in self._known else "keep"

    def _styled(self, text: str) -> list[Run]:
        if not any(sign in text for sign in ("*", "\\", _MARK, "://", "www.", "WWW.", "Www.")):
            return [Run(text)] if text else []
        runs: list[Run] = []
        at = 0

        def plain(words: str, style: str = "") -> None:
            words = _ESCAPED.sub(r"\1", words)
            if words:
                runs.append(Run(words, style))

        for match in _STYLED.finditer(text):
            plain(text[at : match.start()])
            at = match.end()
            if match["mark"]:
                mark = self.marks[int(match["mark"])]
                runs.append(Run(self.text[mark.start : mark.end], "note", note=mark.number))
            elif match["url"]:
                url = trim_url(match["url"])
                at = match.start() + len(url)
                address = url if "://" in url else f"http://{url}"
                runs.append(Run(url, url=address))
                # What trimming gave back is read again as plain text.
                rest = text[at : match.end()]
                if rest:
                    plain(rest)
                    at = match.end()
            else:
                style = "strong" if match["strong"] else "em"
                self._inner(match[style], style, runs)
        plain(text[at:])
        return runs

    def _inner(self, words: str, style: str, runs: list[Run]) -> None:
        """Words in one style, which may hold note marks."""
        for place, part in enumerate(re.split(rf"{_MARK}(\d+);", words)):
            if place % 2:
                mark = self.marks[int(part)]
                runs.append(Run(self.text[mark.start : mark.end], "note", note=mark.number))
            elif part:
                runs.append(Run(_ESCAPED.sub(r"\1", part), style))
