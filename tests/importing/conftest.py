"""A folder of made texts, and importing them with the made parser."""

from pathlib import Path

import pytest

from publications.importing import importer
from publications.importing.report import Report
from tests.importing.made import parse_made


class Folder:
    """Texts by name; ``write`` then ``run``."""

    def __init__(self, path: Path):
        self.path = path

    def write(self, name: str, *lines: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, **options: object) -> Report:
        """An import of the whole folder that must not fail."""
        report = importer.import_paths([self.path], **options)
        assert not report.failed, [each.message for each in report.failed]
        return report


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Folder:
    monkeypatch.setattr(importer, "parse_bytes", parse_made)
    path = tmp_path / "texts"
    path.mkdir()
    return Folder(path)


REPORT = (
    "KIND report",
    "TITLE Power to the Parishes",
    "SUBTITLE A way there",
    "DATE 2010-03",
    "PERSON Ada Parish=ADA PARISH | author | Clerk, Long Wittenham",
    "PERSON Ben Pump | foreword",
    "BODY Parish Trust (PT) | publisher",
    "ID isbn 9780000000002",
    "SERIES Parish papers | 3",
    "PRICE 20.00 GBP 1.25",
    "RIGHTS (c) Parish Trust",
    "# The case for housing",
    "Parishes can build.[1]",
    "BOX One parish | It built six homes.",
    "## What stands in the way",
    "Little does.",
    "# What next",
    "Much is to be done.",
    "NOTE 1 See the census.",
    "QUOTE Small is able. | Sir Ben Pump | Mayor",
    "BIO Ada Parish | Ada Parish writes about parishes.",
)
COLLECTION = (
    "KIND essay_collection",
    "TITLE Voices of the Parish",
    "DATE 2014-11",
    "BODY PT | publisher",
    "# Introduction",
    "These are essays.",
    "ESSAY On Pumps | Ben Pump=BEN PUMP",
    "Pumps matter.[1]",
    "# Their handles",
    "Handles too.",
    "NOTE 1 A note on pumps.",
    "ESSAY On Greens | Cat Green",
    "Greens matter.[1]",
    "NOTE 1 A note on greens.",
    "QUOTE Green is good. | Ada Parish | ",
    "BIO Cat Green | Cat Green is a gardener.",
)
PROJECT = (
    "KIND project_page",
    "TITLE Parishes of tomorrow",
    "ABOUT What parishes may become.",
    "ITEM 2009-10-07 | publication | research note | Can parishes deliver? | A note on it.",
    "ITEM 2009-10-07 | event | launch | Can parishes deliver? - Launch |  | Parish Trust | Hall",
    "ITEM 2009-10-06 | news_item | press release | Parishes need freedoms | They say so.",
    "GROUP News of others",
    "ITEM 2009-09-01 | news_item |  | Recycling could fall | Bins are fuller.",
    "QUOTE A fine body | Cat Green | gardener",
)


@pytest.fixture
def three(folder) -> Folder:
    """A report, a collection and a project page, imported."""
    folder.write("a-report.txt", *REPORT)
    folder.write("b-collection.txt", *COLLECTION)
    folder.write("c-project.txt", *PROJECT)
    folder.run()
    return folder
