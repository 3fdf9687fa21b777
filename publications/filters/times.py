"""Whether an event is coming or past, by the date that was printed and today in the United Kingdom.

An event is past from the day after the last one that its date can mean, and coming until then: one
printed as "March 2010" was coming until the end of that month, for nothing printed says that it was
over before. So each event is just one of the three, and no day is made up.
"""

from __future__ import annotations

import datetime
import operator
from functools import reduce
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

UNITED_KINGDOM = ZoneInfo("Europe/London")
TIMES = {"coming": "Coming", "past": "Past", "undated": "Undated"}


def today() -> datetime.date:
    return timezone.localdate(timezone=UNITED_KINGDOM)


def time_of(latest: datetime.date | None, day: datetime.date) -> str:
    """Which of ``TIMES`` a date of this latest day is in, seen from a day."""
    if latest is None:
        return "undated"
    return "coming" if latest >= day else "past"


def conditions(day: datetime.date) -> dict[str, Q]:
    """The same as conditions on rows."""
    return {
        "coming": Q(date_latest__gte=day),
        "past": Q(date_latest__lt=day),
        "undated": Q(date_latest__isnull=True),
    }


def at_times(times: list[str], day: datetime.date) -> Q:
    """Rows in any of some times."""
    asked = conditions(day)
    return reduce(operator.or_, (asked[time] for time in times))
