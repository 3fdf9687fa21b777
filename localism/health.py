"""The answer to "is the archive able to serve?", for a load balancer or a person."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and is migrated, else 503 with the reason."""
    fault = find_fault()
    if fault:
        return JsonResponse({"status": "unavailable", "reason": fault}, status=503)
    return JsonResponse({"status": "ok"})


def find_fault() -> str | None:
    """Say in words why the archive cannot serve, or nothing when it can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if pending_migrations():
            return "The database has migrations to apply."
    except DatabaseError:
        return "The database does not answer."
    return None


def pending_migrations() -> int:
    """Count the migrations that the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
