"""Take texts into the archive: files, or folders with all the texts in them.

Safe to run at any time and as often as you like: what did not change is not touched, what an
editor set is kept, and a document is in whole or not at all. Progress goes to stderr, the
summary to stdout. Exit status 0: all is in; 1: some files could not be taken in, the rest is
in; 2: misuse.
"""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from publications.importing.importer import import_paths
from publications.searching import common_words, vocabulary

BAR = 30  # characters


class Command(BaseCommand):
    help = "Import texts, web pages and PDFs; folders with all that is in them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="files or folders (default: seeds/)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, say everything, keep nothing"
        )
        parser.add_argument(
            "--report", type=_writable, metavar="FILE.json", help="write the full report as JSON"
        )

    def handle(self, *args: object, **options: object) -> None:
        verbosity = int(str(options["verbosity"]))
        paths = list(options["paths"] or [Path(settings.BASE_DIR) / "seeds"])
        bar = ProgressBar(self.stderr._out if verbosity else None)
        report = import_paths(paths, dry_run=bool(options["dry_run"]), progress=bar.show)
        bar.clear()
        if not options["dry_run"]:
            vocabulary.learn(vocabulary.AT_ONCE)
            common_words.learn(vocabulary.AT_ONCE)
        if options["report"]:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
            Path(str(options["report"])).write_text(text + "\n", encoding="utf-8")
        if verbosity:
            for line in report.summary():
                self.stdout.write(line)
        if report.failed:
            total = len(report.results)
            raise CommandError(
                f"{len(report.failed)} of {total} could not be taken in: "
                + "; ".join(f"{each.name} {each.message}" for each in report.failed[:3])
                + ("; ..." if len(report.failed) > 3 else ""),
                returncode=1,
            )


class ProgressBar:
    """A bar on a terminal, a line for every tenth of the files elsewhere, nothing without out."""

    def __init__(self, out: TextIO | None):
        self.out = out
        self.live = bool(out) and out.isatty()
        self.last = -1

    def show(self, done: int, total: int, name: str) -> None:
        if self.out is None:
            return
        if self.live:
            filled = BAR * done // max(total, 1)
            bar = "#" * filled + "." * (BAR - filled)
            self.out.write(f"\r\x1b[K[{bar}] {done}/{total} {name[:40]}")
        elif done == total or done * 10 // total != self.last:
            self.last = done * 10 // total
            self.out.write(f"{done}/{total} {name}\n")
        self.out.flush()

    def clear(self) -> None:
        if self.out is not None and self.live:
            self.out.write("\r\x1b[K")
            self.out.flush()


def _writable(text: str) -> Path:
    """A file that the report can be written to; said before anything is imported."""
    path = Path(text)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise ArgumentTypeError(f"cannot write to {text}")
    return path
