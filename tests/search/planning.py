"""The statements of a request, and the tables that PostgreSQL would read from end to end."""

from collections.abc import Iterator

from django.db import connection


class Statements:
    """What was asked of the database, with its parameters: for ``execute_wrapper``."""

    def __init__(self) -> None:
        self.asked: list[tuple] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip(" \n(").startswith(("SELECT", "WITH")):
            self.asked.append((sql, params))
        return execute(sql, params, many, context)


def nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def scanned(sql: str, params) -> set[str]:
    """The tables that a statement reads from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0][0]["Plan"]
    return {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"}


def fetched(sql: str, params) -> set[str]:
    """The tables that a statement takes rows from when it is carried out."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0][0]["Plan"]
    return {
        node["Relation Name"]
        for node in nodes(plan)
        if node.get("Relation Name") and node["Actual Loops"] and node["Actual Rows"]
    }
