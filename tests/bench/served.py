"""The settings of the archive, over a database of the measurements; every page is made anew."""

import os

from localism.settings import *  # noqa: F403
from localism.settings import DATABASES
from tests.bench.serving import DATABASE

DATABASES["default"]["NAME"] = os.environ[DATABASE]
KEPT_PAGES = 0
