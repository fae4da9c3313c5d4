"""How the sign-in library is bent to this product: nobody opens their own account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from .models import User


def is_of_the_demo(user: User | None) -> bool:
    """Whether this is a sign-in of the demo, where there may be none."""
    address = user.email.lower() if user else ""
    return bool(settings.PRODUCTION and address.endswith(f"@{settings.DEMO_DOMAIN}"))


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """A closed account hears the same as a wrong password, even with the right one.

    So does an account of the demo in production, whose password everybody knows.
    """

    def user_can_authenticate(self, user: User | None) -> bool:
        """Asked at the sign-in and at each request of a session."""
        return bool(super().user_can_authenticate(user)) and not is_of_the_demo(user)

    @classmethod
    def _stash_user(cls, user: User | None) -> None:
        """The library would keep a closed account aside and tell its owner."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an administrator, and signing in says nothing on the next page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "too_many_login_attempts": "Too many tries. Wait 15 minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows says enough."""
