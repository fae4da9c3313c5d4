"""Answers for when something broke or could not be kept. Nobody must believe that it was."""

from __future__ import annotations

import logging
import secrets
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

logger = logging.getLogger("goodstead.design")


def broken(request: HttpRequest) -> HttpResponse:
    """500: the number leads to the log; the page says nothing of the inside."""
    incident = secrets.token_hex(4).upper()
    logger.error("Incident %s", incident, exc_info=sys.exc_info())
    page = loader.render_to_string("500.html", {"incident": incident, "council": settings.COUNCIL})
    return HttpResponse(page, status=500, headers={"Cache-Control": "no-store"})


def not_saved(request: HttpRequest) -> HttpResponse:
    """503: what was sent is not saved, and whom to call instead. Needs neither database nor disk."""
    page = loader.render_to_string("design/not_saved.html", {"council": settings.COUNCIL})
    return HttpResponse(
        page, status=503, headers={"Cache-Control": "no-store", "Retry-After": "600"}
    )
