"""The worker of the editors' desk as `make run` starts it: it ends with the process that did.

That has to be settled before Django is loaded, which takes long enough for a supervisor to be
killed meanwhile.
"""

import os
import sys

from localism.supervision import SUPERVISOR, follow_supervisor


def main() -> None:
    """Work for the supervisor that is named, or not at all if it has gone already."""
    follow_supervisor()
    if os.environ.get(SUPERVISOR) != str(os.getppid()):
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], "desk_worker"])


if __name__ == "__main__":
    main()
