"""Write everything that the archive holds to files, for keeping or for another archive.

Reads only. Without ``--out`` the JSON Lines go to standard output and nothing else is written.
Drafts and withdrawn records are among them.
"""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from publications.exports import bulk


class Command(BaseCommand):
    help = "Write all records as JSON Lines; with --out also CSV of each table and its description."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--out", type=Path, metavar="DIR", help="folder for all files")

    def handle(self, *args, out: Path | None = None, verbosity: int = 1, **options) -> None:
        def progress(type_: str, count: int) -> None:
            if verbosity and out:
                self.stderr.write(f"{type_}: {count}")

        alone = not connection.in_atomic_block
        with transaction.atomic():
            # One moment for all files, whatever is edited meanwhile.
            if alone:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if out is None:
                for line in bulk.lines(progress):
                    self.stdout.write(line, ending="")
                return
            try:
                made = bulk.write_all(out, progress)
            except OSError as error:
                raise CommandError(f"{error.filename or out}: {error.strerror}.") from error
        if verbosity:
            for path in made:
                sys.stdout.write(f"{path}\n")
