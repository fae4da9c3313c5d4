"""Signing in and out. The library's own views, in our clothes (decision 0006)."""

from __future__ import annotations

from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from . import forms


class SignIn(LoginView):  # type: ignore[misc]
    """Sign in with an email address and a password."""

    http_method_names = ["get", "head", "post"]
    form_class = forms.SignIn
    template_name = "access/sign_in.html"
    extra_context = {"shell": "design/public_page.html"}


class SignOut(LogoutView):  # type: ignore[misc]
    """Sign out, and ask the browser to forget the pages that it kept."""

    http_method_names = ["post"]  # a button, never a link: so there is no page
    template_name = None

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
