"""Load records that ``export_records`` wrote, or that another system wrote in the same shape.

Every wrong line is reported on standard error with its number and what is wrong; the others are
loaded, and the command ends with 1. Nothing that the archive has is overwritten: a record whose
identifier it knows is a wrong line, so that running twice changes nothing.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publications.importing.loading import load
from publications.searching import common_words, vocabulary


class Command(BaseCommand):
    help = "Load records from a file of JSON Lines; docs/records.md describes the shape."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and load, then undo it")

    def handle(self, *args, file: Path, dry_run: bool, verbosity: int = 1, **options) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is not a file.", returncode=2)

        def progress(done: int) -> None:
            if verbosity > 1:
                self.stderr.write(f"{done} lines")

        loaded = load(file, dry_run=dry_run, progress=progress)
        if not dry_run:
            vocabulary.learn(vocabulary.AT_ONCE)
            common_words.learn(vocabulary.AT_ONCE)
        for wrong in loaded.wrong:
            self.stderr.write(f"line {wrong.line}: {wrong.reason}")
        if verbosity:
            total = sum(loaded.counts.values())
            said = ", ".join(f"{type_} {count}" for type_, count in loaded.counts.items())
            would = "would be loaded" if dry_run else "loaded"
            self.stdout.write(f"{total} records {would}{': ' + said if said else ''}")
        if loaded.wrong:
            raise CommandError(f"{len(loaded.wrong)} lines were wrong and left out.")
