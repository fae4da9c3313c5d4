"""What every template knows: whose service this is, and where this person may go."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from goodstead.access.models import User

from .definitions.navigation import NAVIGATION


def council(request: HttpRequest) -> dict[str, Any]:
    """``council`` (settings.COUNCIL) and ``navigation`` for the person who is signed in."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    navigation = _navigation(request.path, user) if user is not None and signed_in else []
    return {
        "council": settings.COUNCIL,
        "navigation": navigation,
        "signed_in_for": getattr(request, "signed_in_for", None) if signed_in else None,
        "stay_url": address("design:stay-signed-in") if signed_in else "",
        "sign_out_url": address("access:sign-out") if signed_in else "",
        "home_url": navigation[0]["url"] if navigation else "",
        "start_url": address("intake:start") or "/",
        "standard_url": address("insight:neighbourhood-standard"),
        "accessibility_url": address("design:accessibility-statement"),
        "leave_url": address("intake:leave-report"),
        "privacy_url": address("design:privacy-notice"),
        "cookies_url": address("design:cookies"),
    }


def _navigation(path: str, user: User) -> list[dict[str, Any]]:
    """The pages say themselves who may open them."""
    found = []
    for entry in NAVIGATION:
        url, page = _page(entry.url_name, settings.ROOT_URLCONF)
        if url and page is not None and page.may(user):
            here = path == url or path.startswith(f"{url}/")
            found.append({"text": entry.text, "url": url, "current": here, "exact": path == url})
    return found


def address(name: str) -> str:
    """The page's address; nothing while no app serves it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=100)
def _page(name: str, urlconf: str) -> tuple[str, Any]:
    """The address and the page class of a URL name, looked up once for each set of URLs."""
    url = address(name)
    page = getattr(resolve(url).func, "view_class", None) if url else None
    return url, page if hasattr(page, "may") else None
