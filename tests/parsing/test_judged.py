"""The judged texts: each is read, nothing of it is lost, and its expectation speaks of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publications.parsing.registry import parse_bytes
from tests.parsing.judging import JUDGED, OUTCOMES, expectations, judge
from tests.parsing.judging.verdicts import plain
from tests.parsing.reading import check

TEXTS = [
    pytest.param(path, expected, id=f"{path.parent.name}/{path.name}")
    for folder in sorted(each for each in JUDGED.iterdir() if each.is_dir())
    for path, expected in expectations(folder)
]


@pytest.mark.parametrize(("path", "expected"), TEXTS)
def test_a_judged_text_is_read_whole(path: Path, expected: dict[str, Any]) -> None:
    document = parse_bytes(path.read_bytes(), path.name)
    check(document)
    verdicts = judge(document, expected)
    assert {each.outcome for each in verdicts} <= set(OUTCOMES)
    # What is asked for stands in the text, so that it can be read at all.
    words = plain(document.source.text)
    said = [each["name"] for key in ("people", "organisations") for each in expected.get(key, ())]
    strangers = [name for name in said if not any(each in words for each in plain(name).split())]
    assert strangers == []
