"""The archive as a WSGI application, for granian or any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from localism.supervision import end_when_told, follow_supervisor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localism.settings")

follow_supervisor()
end_when_told()
application = get_wsgi_application()

from publications.searching import shelf  # noqa: E402  it needs the settings

# All workers take readers from one socket: who is not ready yet leaves them to the others.
shelf.prepare().join(timeout=120)
