"""Print what is found in one file as JSON. Reads the file and nothing else: no database.

Safe at any time. Exit status 0: printed; 1: the file cannot be read, one line on stderr says
why; 2: misuse.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publications.parsing.errors import ParseError
from publications.parsing.inspection import to_json
from publications.parsing.readers import LARGEST, refuse_size
from publications.parsing.registry import parse_bytes

STDIN = "-"


class Command(BaseCommand):
    help = "Print what is found in a text, web page or PDF as JSON; needs no database."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file to look at; - for stdin")
        parser.add_argument(
            "--indent", type=int, default=2, metavar="N", help="spaces of indentation (2)"
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            document = parse_bytes(*_load(str(options["file"])))
        except ParseError as error:
            raise CommandError(str(error), returncode=1) from error
        indent = int(str(options["indent"]))
        text = json.dumps(to_json(document), ensure_ascii=False, indent=indent or None)
        # UTF-8 whatever the terminal's locale is, because JSON is.
        if self.stdout._out is sys.stdout and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode() + b"\n")
            sys.stdout.buffer.flush()
        else:
            self.stdout.write(text)


def _load(file: str) -> tuple[bytes, str]:
    """The bytes of a file and its name; ParseError where there is no such file."""
    if file == STDIN:
        data = sys.stdin.buffer.read(LARGEST + 1)
        refuse_size("stdin", len(data))
        return data, "stdin"
    path = Path(file)
    try:
        if path.is_dir():
            raise ParseError(file, "is a folder, not a file")
        if not path.exists():
            raise ParseError(file, "does not exist")
        if not path.is_file():
            raise ParseError(file, "is not a regular file")
        refuse_size(path.name, path.stat().st_size)
        return path.read_bytes(), path.name
    except OSError as error:
        raise ParseError(file, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ParseError(repr(file), "is not the name of a file") from error
