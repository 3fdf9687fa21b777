"""The archive as one process of a web server, told line by line what to do (`test_replicas`).

It stands outside of pytest, which would put its own database in the place of those of the test.
Each line is a JSON object with one command; each answer is a line too.
"""

import json
import os
import sys
from contextlib import ExitStack

import django
import django.conf
from django.db import connections
from django.test import Client

RECORDS = "publications_"


def get(address: str, signed_in: bool = False) -> dict:
    """One request, as the handler of a server makes it; and who was asked for the records."""
    from django.contrib.auth import get_user_model

    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    client = Client(raise_request_exception=False)
    if signed_in:
        user, _ = get_user_model().objects.get_or_create(username="editor", is_staff=True)
        client.force_login(user)
    asked: dict[str, int] = {}
    with ExitStack() as stack:
        for alias in connections:

            def count(execute, sql, parameters, many, context, alias=alias):
                asked[alias] = asked.get(alias, 0) + (RECORDS in sql)
                return execute(sql, parameters, many, context)

            stack.enter_context(connections[alias].execute_wrapper(count))
        response = client.get(address)
        text = response.getvalue().decode(errors="replace")
    asked = {alias: number for alias, number in asked.items() if number}
    return {"status": response.status_code, "text": text, "asked": asked}


def publish(title: str) -> dict:
    from tests import builders

    # Unlike the numbers of the builders, it differs between processes.
    work = builders.make_publication(title, key=f"replicas:{title}")
    return {"address": work.get_absolute_url()}


def withdraw(title: str) -> dict:
    from publications.choices import Status
    from publications.models import Publication

    for work in Publication.objects.filter(title=title):
        work.status, work.withdrawn_reason = Status.WITHDRAWN, "Asked for."
        work.save()
    return {}


def make() -> dict:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return {}


def settings(**values) -> dict:
    from django.conf import settings as found

    for name, value in values.items():
        setattr(found, name, value)
    return {}


COMMANDS = {
    "get": get, "publish": publish, "withdraw": withdraw, "make": make, "settings": settings,
}  # fmt: skip

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "localism.settings"
    django.setup()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings(STORAGES=django.conf.settings.STORAGES | {"staticfiles": plain}, ALLOWED_HOSTS=["*"])
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(COMMANDS[asked.pop("do")](**asked)) + "\n")
        sys.stdout.flush()
