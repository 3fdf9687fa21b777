"""Django's PostgreSQL backend, with the embedded server behind it and a newer floor."""

import atexit
from functools import cache

from django.db import OperationalError, connections
from django.db.backends.postgresql import base, features

from localism.database import OLDEST_VERSION
from localism.database.embedded import DatabaseUnavailable, EmbeddedServer


class DatabaseFeatures(features.DatabaseFeatures):
    """What the archive expects of a server: Django refuses an older one in words."""

    minimum_database_version = (OLDEST_VERSION,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that starts or joins the embedded server where the settings name one."""

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


@cache
def _close_at_exit() -> None:
    """Close this process's connections before it leaves the server, which may then stop."""
    atexit.register(_close_connections)


def _close_connections() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()
