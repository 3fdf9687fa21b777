"""Search over all kinds of records: what was asked, what matches, in which order, and where."""
