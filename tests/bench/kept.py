"""The archive as it is served: it keeps pages until something is written."""

from tests.bench.served import *  # noqa: F403

KEPT_PAGES = 32
