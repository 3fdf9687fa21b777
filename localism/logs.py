"""What the log leaves out."""

import logging


class WithoutTrace(logging.Filter):
    """Says in one line what was wrong with a request that is refused for safety's sake.

    Whoever looks through the net for faults asks all day long by names that are not the archive's,
    and each of these would leave forty lines about code.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
