"""How much of a text is read as a librarian would record it.

Beside a text lies ``NAME.expect.json``, written from the text alone before any parser read it
(``judged/README.md`` says its members). What it says is taken apart into values, and each value
is ``right``, ``wrong`` (another answer was given), or ``missed`` (none was); what was answered
and neither said nor borne out is ``invented``. What an expectation is silent about is not judged.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from publications.parsing.document import Document
from tests.parsing.judging import makers, passages, values
from tests.parsing.judging.verdicts import OUTCOMES, Verdict

__all__ = ["JUDGED", "OUTCOMES", "Verdict", "counted", "expectations", "judge"]

JUDGED = Path(__file__).parents[1] / "judged"
EXPECTATION = ".expect.json"
_JUDGES = values.JUDGES | makers.JUDGES | passages.JUDGES


def expectations(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The texts of a folder and what is expected of each, by name."""
    for path in sorted(folder.glob(f"*{EXPECTATION}")):
        name = path.name.removesuffix(EXPECTATION)
        text = next(
            folder / f"{name}{kind}"
            for kind in (".txt", ".html", ".pdf")
            if (folder / f"{name}{kind}").exists()
        )
        yield text, json.loads(path.read_text())


def counted(verdicts: Iterable[Verdict]) -> Counter[str]:
    """How many verdicts there are of each outcome."""
    return Counter(each.outcome for each in verdicts)


def judge(document: Document, expected: dict[str, Any]) -> list[Verdict]:
    """Every value of an expectation, and everything that was invented beside it."""
    found: list[Verdict] = []
    for of, judged in _JUDGES.items():
        readings = expected.get(f"{of}_or", [expected[of]] if of in expected else [])
        each = [judged(document, expected | {of: reading}) for reading in readings]
        found += max(each, key=_merit, default=[])
    return found


def _merit(verdicts: Sequence[Verdict]) -> int:
    """Which of several readings that are all right the answer is nearest to."""
    counts = counted(verdicts)
    return 2 * counts["right"] - sum(counts.values())
