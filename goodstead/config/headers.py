"""What a browser is told on every page, beside what Django and the content policy say."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Nothing here asks for a camera, a microphone or a position, so nothing that got in may either.
NOT_ASKED_FOR = ", ".join(
    f"{power}=()"
    for power in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
)


class Headers:
    """Middleware: no powers of the device, and no other site may take our answers in."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response.setdefault("Permissions-Policy", NOT_ASKED_FOR)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
