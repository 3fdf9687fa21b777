"""The project: settings, addresses, database and server of the archive."""
