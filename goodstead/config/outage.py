"""What is said when the database cannot be reached or cannot write, wherever that shows."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from goodstead.design import refusals

CANNOT = (OperationalError, InterfaceError, InternalError)
REPORTING = ("/report", "/reports/log")


def handler500(request: HttpRequest) -> HttpResponse:
    """A report that could not be kept is told so, with the number to call; the rest as always."""
    answer = refusals.broken(request)  # writes it to the log, with a number
    if not isinstance(sys.exc_info()[1], CANNOT):
        return answer
    if request.path.startswith(REPORTING):
        return refusals.not_saved(request)
    answer.status_code = 503
    return answer


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is not a form of ours: too many parts, or broken on the way."""
    page = render_to_string("400.html", {"council": settings.COUNCIL})
    return HttpResponse(page, status=400, headers={"Cache-Control": "no-store"})
