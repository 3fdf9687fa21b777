"""The database that a read goes to, for statements that Django's router does not see."""

from django.db import connections, router


def reading_alias() -> str:
    """The alias that reads of the archive's records are routed to."""
    return router.db_for_read(None)


def reading_cursor():
    """A cursor on the database that reads of the archive's records are routed to."""
    return connections[reading_alias()].cursor()
