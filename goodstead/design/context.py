"""What every template knows: whose service this is, and where this person may go."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from goodstead.access.models import User
from goodstead.access.permissions import can

from .definitions.navigation import NAVIGATION, Entry


def council(request: HttpRequest) -> dict[str, Any]:
    """``council`` (settings.COUNCIL) and ``navigation`` for the person who is signed in."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "council": settings.COUNCIL,
        "navigation": _navigation(request, cast(User, user)) if signed_in else [],
        "sign_out_url": _address("access:sign-out") if signed_in else "",
        "home_url": _address("workspace:my-day") if signed_in else "",
        "start_url": _address("intake:start") or "/",
    }


def _navigation(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    found = []
    for entry in NAVIGATION:
        url = _address(entry.url_name)
        if url and _may(user, entry):
            here = request.path == url or request.path.startswith(f"{url}/")
            found.append(
                {"text": entry.text, "url": url, "current": here, "exact": request.path == url}
            )
    return found


def _may(user: User, entry: Entry) -> bool:
    return not entry.permissions or any(can(user, one) for one in entry.permissions)


def _address(name: str) -> str:
    """The page's address; nothing while no app serves it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
