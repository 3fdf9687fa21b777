"""Read what editors hand in, publish what is due, look after files, words and the log; for ever.

`make run` starts it beside the web server. It can be killed at any moment: what it was reading
is read anew. Only one works at a time; a second one waits. With `--once` it does what there is
to do and ends.
"""

from __future__ import annotations

import datetime
import resource
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from publications.desk import anchors, originals, reading, states
from publications.models import FileCheck
from publications.searching import changes, common_words, vocabulary

PAUSE = 1.0  # seconds between two looks
CLOCK = 20.0  # seconds between two looks for what is due
DAY = 86_400
MEMORY = 3_000_000_000  # bytes that a file may take to be read


class Command(BaseCommand):
    help = "Read what is handed in and publish what is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")

    def handle(self, *args: object, **options: object) -> None:
        if options["once"]:
            reading.read_waiting()
            self._publish()
            vocabulary.learn()
            common_words.learn()
            changes.prune()
            return
        if settings.DATABASES["default"]["OPTIONS"].get("pool") is None:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
        while True:
            try:
                with reading.held(reading.WORKER) as alone:
                    if alone:
                        self._work()
            except OperationalError:
                # The database is being started again; so is this, as soon as it is there.
                close_old_connections()
            time.sleep(PAUSE)

    def _work(self) -> None:
        due = checked = 0.0
        while True:
            reading.read_waiting()
            now = time.monotonic()
            if now >= due:
                self._publish()
                # A part at a time, so that a large load does not keep an editor waiting.
                learnt = vocabulary.learn(vocabulary.BATCH) + common_words.learn(vocabulary.BATCH)
                due = now if learnt else now + CLOCK
            if now >= checked:
                if not FileCheck.objects.filter(
                    at__gt=timezone.now() - datetime.timedelta(seconds=DAY)
                ).exists():
                    originals.check_files()
                    anchors.check_all()
                changes.prune()
                checked = now + DAY / 24
            time.sleep(PAUSE)

    def _publish(self) -> None:
        for record, refusal in states.publish_due():
            if refusal:
                self.stderr.write(f"{record} was not published: {refusal}")
