"""What signing in asks."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms


class SignIn(LoginForm):  # type: ignore[misc]
    """Email and password. The answer is the same whether the address is known or not."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label="Email address",
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
            error_messages={
                "required": "Enter your email address",
                "invalid": "Enter an email address in the correct format, like name@example.com",
            },
        )
        self.fields["password"] = forms.CharField(
            label="Password",
            max_length=128,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": "Enter your password"},
        )
        self.order_fields(["login", "password"])
