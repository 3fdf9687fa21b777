#!/usr/bin/env python
"""Run a management command of the archive."""

import os
import sys


def main() -> None:
    """Hand the command line to Django, which starts the database when a command needs it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError
    except ImportError:
        sys.exit(
            "Django is not installed here: run `make run` once, then .venv/bin/python manage.py"
        )
    try:
        from django.conf import settings

        settings.DEBUG  # noqa: B018 - reads the settings
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        # Without a state of the server's it is the connection that failed.
        if "--traceback" in sys.argv or getattr(error.__cause__, "sqlstate", None):
            raise
        sys.exit(f"The database cannot be used: {str(error).strip().splitlines()[0]}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
