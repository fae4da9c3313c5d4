"""Sessions of staff end: after half an hour unused, and after ten hours whatever happens."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import typed

BEGAN, SEEN = "signed_in_at", "seen_at"
# Writing the time of each request would be a write for every read; a minute is near enough.
STEP_SECONDS = 60


class SessionLimits:
    """Middleware: signs out whoever was idle or signed in for too long, before the page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            if ended(request, now):
                whose = request.user.pk
                logout(request)
                if request.method == "POST":
                    typed.note_whose(request, whose)
            else:
                note(request, now)
                request.signed_in_for = left(request, now)  # type: ignore[attr-defined]
                typed.forget_others(request, request.user)
        return self.get_response(request)


def ended(request: HttpRequest, now: float) -> bool:
    """Whether this session is over at ``now`` (seconds since 1970)."""
    began = request.session.get(BEGAN, now)
    seen = request.session.get(SEEN, now)
    return bool(
        now - began >= settings.SESSION_LONGEST_SECONDS
        or now - seen >= settings.SESSION_IDLE_SECONDS
        or now < began - STEP_SECONDS  # a clock set back must not lengthen a session
    )


def left(request: HttpRequest, now: float) -> int:
    """Whole seconds until this session ends when nothing more is opened or sent after ``now``."""
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    idle, longest = settings.SESSION_IDLE_SECONDS, settings.SESSION_LONGEST_SECONDS
    return int(min(seen + idle, began + longest) - now)


def note(request: HttpRequest, now: float) -> None:
    """Remember that the session was used."""
    request.session.setdefault(BEGAN, now)
    if now - request.session.get(SEEN, 0) >= STEP_SECONDS:
        request.session[SEEN] = now
