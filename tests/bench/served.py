"""The settings of the archive, over a database of the measurements."""

import os

from localism.settings import *  # noqa: F403
from localism.settings import DATABASES
from tests.bench.serving import DATABASE

DATABASES["default"]["NAME"] = os.environ[DATABASE]
