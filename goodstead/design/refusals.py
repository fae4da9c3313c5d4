"""Answers for when a report could not be kept. The person must not believe that it was."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader


def not_saved(request: HttpRequest) -> HttpResponse:
    """503: what was sent is not saved, and whom to call instead. Needs neither database nor disk."""
    page = loader.render_to_string("design/not_saved.html", {"council": settings.COUNCIL})
    return HttpResponse(
        page, status=503, headers={"Cache-Control": "no-store", "Retry-After": "600"}
    )
