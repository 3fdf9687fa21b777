"""Django's PostgreSQL backend, with the embedded server behind it and a newer floor."""

from django.db import OperationalError
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
        return parameters
