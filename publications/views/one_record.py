"""The record of a page, by a statement that is written once.

For one row by its identifier Django's ORM takes four times as long to write the statement, with
each of the columns, as the database takes to answer it.
"""

from __future__ import annotations

from django.db import connections
from django.db.models import Model, QuerySet, prefetch_related_objects

from publications.databases import reading_alias

PLACE = "the identifier of a record"  # stands in the statement for the one that is asked for


class OneRecord:
    """A read of one record out of some: ``OneRecord(Publication.objects.published())``.

    Whatever the queryset reads besides is read of the record, too. What it joins is left to the
    ORM.
    """

    def __init__(self, records: QuerySet) -> None:
        self.records = records
        found = self._with(PLACE)
        self.is_joined = bool(found.query.select_related)
        compiler = found.query.get_compiler(reading_alias())
        self.statement, self.parameters = compiler.as_sql()
        self.columns = [column.target.attname for column, _, _ in compiler.select]
        self.is_converted = bool(compiler.get_converters(each for each, _, _ in compiler.select))

    def read(self, identifier: str) -> Model | None:
        """The record of an identifier, if it is one of them."""
        if self.is_joined or self.is_converted:
            return self._with(identifier).first()
        alias = reading_alias()
        parameters = [identifier if each == PLACE else each for each in self.parameters]
        with connections[alias].cursor() as cursor:
            cursor.execute(self.statement, parameters)
            row = cursor.fetchone()
        if row is None:
            return None
        record = self.records.model.from_db(alias, self.columns, row)
        self.records.using(alias).complete([record])
        prefetch_related_objects([record], *self.records._prefetch_related_lookups)
        return record

    def _with(self, identifier: str) -> QuerySet:
        return self.records.filter(identifier=identifier).order_by("pk")[:1]
