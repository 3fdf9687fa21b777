"""Stop the embedded database of this archive, whoever uses it: `python -m localism.stop`."""

import sys

from localism.database.embedded import EmbeddedServer
from localism.database.installation import DatabaseUnavailable
from localism.settings import VAR


def main() -> int:
    """Stop the server, say what was done, and return the exit status."""
    try:
        stopped = EmbeddedServer(VAR / "postgres").stop()
    except DatabaseUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    print("The database is stopped." if stopped else "The database was not running.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
