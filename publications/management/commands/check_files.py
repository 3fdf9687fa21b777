"""Look whether the file of every source is there and is the one that was read.

Look for what leads nowhere in the texts, too. What is wrong stands on the first page of the desk.
Exit status 1 if a file is gone or changed.
"""

from django.core.management.base import BaseCommand, CommandError

from publications.desk import anchors
from publications.desk.originals import check_files


class Command(BaseCommand):
    help = "Check the files of all sources against their checksums."

    def handle(self, *args: object, **options: object) -> None:
        faulty = check_files()
        dead = anchors.check_all()
        if dead:
            self.stderr.write(f"In {dead} records something leads nowhere; the desk lists them.")
        if faulty:
            raise CommandError(f"{faulty} files are gone or changed.", returncode=1)
        if options["verbosity"]:
            self.stdout.write("Every file is the one that was read.")
