"""Whether the service is fit to take a report. Says yes or no, and what; never anything personal."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from goodstead.ledger.triggers import missing

from .durability import faults


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with ``{"ok": true}`` when the database answers, is set durable and the ledger is shut."""
    try:
        wrong = [*faults(connection), *(f"{name} is missing" for name in missing(connection))]
    except DatabaseError:
        wrong = ["the database does not answer"]
    return JsonResponse({"ok": not wrong, "wrong": wrong}, status=503 if wrong else 200)
