"""Names of a table that the archive knows better: bodies that look like people, or like one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publications import models
from publications.parsing import names, organisations
from publications.parsing.document import Organisation
from publications.parsing.tables import Row


def call_bodies_bodies(rows: Iterable[Row]) -> None:
    """A name with the form of a person's that the archive knows as a body's, and of nobody else."""
    bodies = {organisations.match_key(each.printed) for row in rows for each in row.people}
    known = models.NameVariant.objects.order_by().values_list("key", flat=True)
    bodies = set(known.filter(key__in=bodies, organisation__isnull=False))
    if not bodies:
        return
    people = {names.match_key(each.name) for row in rows for each in row.people}
    people = set(known.filter(key__in=people, author__isnull=False))
    for row in rows:
        for each in list(row.people):
            key = organisations.match_key(each.printed)
            if key in bodies and names.match_key(each.name) not in people:
                row.people.remove(each)
                row.organisations.append(Organisation(each.printed, each.role, "", each.evidence))


def part_joint_bodies(rows: Iterable[Row]) -> None:
    """ "One and Another" is two bodies where the archive knows both and not the whole."""
    joint = [
        (row, at, body)
        for row in rows
        for at, body in enumerate(row.organisations)
        if " and " in body.name
    ]
    if not joint:
        return
    parts = {id(body): [each.strip() for each in body.name.split(" and ")] for _, _, body in joint}
    wanted = {organisations.match_key(each) for found in parts.values() for each in found}
    wanted |= {organisations.match_key(body.name) for _, _, body in joint}
    there = set(
        models.NameVariant.objects.filter(key__in=wanted, organisation__isnull=False)
        .order_by().values_list("key", flat=True)
    )  # fmt: skip
    for row, at, body in reversed(joint):
        found = parts[id(body)]
        if organisations.match_key(body.name) in there:
            continue
        if all(organisations.match_key(each) in there for each in found):
            row.organisations[at : at + 1] = [replace(body, name=each) for each in found]
