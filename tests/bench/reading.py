"""Print how much of the judged texts is read as a librarian would record it.

``python -m tests.bench.reading`` does that alone, and ``python -m tests.bench.reading FOLDER`` for
texts of one's own with their expectations (``tests/parsing/judged/README.md``), with each fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from publications.parsing.registry import parse_bytes
from tests.parsing.judging import JUDGED, OUTCOMES, Verdict, counted, expectations, judge


def run() -> None:
    """A line for each set of the judged texts, and for each sort of value."""
    print("Texts read as a librarian would record them")
    _head()
    everything: list[Verdict] = []
    for folder in sorted(each for each in JUDGED.iterdir() if each.is_dir()):
        verdicts = [verdict for _, some in _judged(folder) for verdict in some]
        _line(folder.name, counted(verdicts))
        everything += verdicts
    for of in dict.fromkeys(each.of for each in everything):
        _line(f"  {of}", counted(each for each in everything if each.of == of))


def show(folder: Path, only: str = "") -> None:
    """A line for each text of a folder and the sum; with the faults of those named so."""
    _head()
    everything: list[Verdict] = []
    for name, verdicts in _judged(folder):
        everything += verdicts
        if only in name:
            _line(name, counted(verdicts))
            for each in verdicts:
                if each.outcome != "right":
                    print(f"    {each.outcome:9}{each.of}: {each.expected!r} | {each.read!r}")
    _line("sum", counted(everything))
    for of in dict.fromkeys(each.of for each in everything):
        _line(f"  {of}", counted(each for each in everything if each.of == of))


def _judged(folder: Path) -> list[tuple[str, list[Verdict]]]:
    return [
        (path.name, judge(parse_bytes(path.read_bytes(), path.name), expected))
        for path, expected in expectations(folder)
    ]


def _head() -> None:
    print(f"{'':44}" + "".join(f"{each:>9}" for each in OUTCOMES) + f"{'share':>8}")


def _line(name: str, counts: Counter[str]) -> None:
    asked = counts["right"] + counts["wrong"] + counts["missed"]
    numbers = "".join(f"{counts[each]:9}" for each in OUTCOMES)
    print(f"{name[:43]:44}{numbers}{counts['right'] / asked if asked else 1:8.0%}")


if __name__ == "__main__":
    if sys.argv[1:]:
        show(Path(sys.argv[1]), *sys.argv[2:3])
    else:
        run()
