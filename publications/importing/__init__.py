"""From documents to rows: the only bulk writer of the archive."""
