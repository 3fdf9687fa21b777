"""What stops a source from being read at all. Anything less is a warning in the document."""


class ParseError(Exception):
    """The source cannot be read; the message names the source and says why in one sentence."""

    def __init__(self, source: str, reason: str):
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")
