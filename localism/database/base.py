"""Django's PostgreSQL backend, with the embedded server behind it and a newer floor."""

import atexit
from functools import cache

from django.db import OperationalError, connections
from django.db.backends.postgresql import base, features
from psycopg.pq import TransactionStatus

from localism.database import OLDEST_VERSION, reading
from localism.database.embedded import DatabaseUnavailable, EmbeddedServer


class DatabaseFeatures(features.DatabaseFeatures):
    """What the archive expects of a server: Django refuses an older one in words."""

    minimum_database_version = (OLDEST_VERSION,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that starts or joins the embedded server where the settings name one.

    It keeps to the time that the request at hand may take (`reading`). The connection remembers
    what was set, so that one reader after another costs nothing.
    """

    features_class = DatabaseFeatures

    def get_connection_params(self):
        """Find the server before asking where to connect."""
        parameters = super().get_connection_params()
        data = self.settings_dict.get("EMBEDDED")
        if data:
            try:
                parameters["host"] = str(EmbeddedServer.at(data).join())
            except DatabaseUnavailable as error:
                raise OperationalError(str(error)) from error
            _close_at_exit()
        return parameters

    def create_cursor(self, name=None):
        """Make a cursor whose statements are cut where a reader's would be."""
        self.settle_timeout()
        return super().create_cursor(name)

    def _set_autocommit(self, autocommit):
        if not autocommit:
            self.settle_timeout()
        super()._set_autocommit(autocommit)

    def unhurried(self):
        """Return a context without a timeout: for work that serves all readers to come."""
        return reading.unhurried()

    def settle_timeout(self) -> None:
        """Give the session the timeout of the request at hand, unless it has it already."""
        now = reading.current()
        wanted = now.timeout if now else 0
        session = self.connection
        if wanted == getattr(session, "statement_timeout", 0):
            return
        # A transaction that is rolled back would take the setting with it.
        if session.info.transaction_status == TransactionStatus.IDLE:
            value = f"SET statement_timeout = {wanted}" if wanted else "RESET statement_timeout"
            session.execute(value)
            session.statement_timeout = wanted


@cache
def _close_at_exit() -> None:
    """Close this process's connections before it leaves the server, which may then stop."""
    atexit.register(_close_connections)


def _close_connections() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()
