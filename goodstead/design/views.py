"""The page of components, the council's colours, and the pages for when something went wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import loader
from django.utils.cache import patch_cache_control

from . import colours, forms, gallery, refusals
from .definitions import statement
from .definitions.gallery import GALLERY, Example
from .definitions.release import GOVUK_FRONTEND
from .pages import ShowPage


class CouncilColours(ShowPage):
    """The council's colour as CSS custom properties, so that it is a setting and not a build."""

    public = True
    no_store = False

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        text = settings.COUNCIL["colour"]
        colour = colours.parse(text)
        css = (
            f":root{{--govuk-brand-colour:{text};--gs-brand-dark:{colours.darker(colour)};"
            f"--gs-brand-pale:{colours.paler(colour)}}}\n"
        )
        response = HttpResponse(css, content_type="text/css; charset=utf-8")
        patch_cache_control(response, public=True, max_age=3600)
        return response


class Home(ShowPage):
    """The bare address: the day for who is signed in, the report form for everybody else."""

    public = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("/report" if self.by is None else settings.LOGIN_REDIRECT_URL)


class StaySignedIn(ShowPage):
    """Asked by the warning before a session ends: the question itself counts as use.

    Answers how many seconds are left now. After ten hours a session ends whatever is asked.
    """

    any_staff = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return JsonResponse({"seconds": getattr(request, "signed_in_for", 0)})


class Components(ShowPage):
    """Every component with its markup and when to use it."""

    public = True
    no_store = False
    template_name = "design/components.html"

    def context(self) -> dict[str, Any]:
        shown = gallery.samples(forms.Components, self.request)
        return {
            "version": GOVUK_FRONTEND,
            "gallery": [
                {"name": group.name, "examples": [self.draw(one, shown) for one in group.examples]}
                for group in GALLERY
            ],
        }

    def draw(self, example: Example, shown: dict[str, Any]) -> dict[str, str]:
        """The component as drawn and as called, from one template."""
        found: Any = loader.get_template(f"design/examples/{example.code}.html")
        return {
            "code": example.code,
            "name": example.name,
            "when": example.when,
            "source": found.template.source.removeprefix("{% load goodstead %}").strip(),
            "html": found.render(shown, self.request),
        }


class AccessibilityStatement(ShowPage):
    """Who can use the service and who cannot yet, as the regulations want it said."""

    public = True
    no_store = False
    template_name = "design/accessibility_statement.html"

    def context(self) -> dict[str, Any]:
        return {"statement": statement}


class PrivacyNotice(ShowPage):
    """What is kept, why, for how long, who sees it, and what a person may ask for."""

    public = True
    no_store = False
    template_name = "design/privacy_notice.html"


class Cookies(ShowPage):
    """The two that the service cannot do without."""

    public = True
    no_store = False
    template_name = "design/cookies.html"

    def context(self) -> dict[str, Any]:
        names = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
        return {
            "names": names,
            "longest": settings.SESSION_COOKIE_AGE // 3600,
        }


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Signed in, but not for this person."""
    return _refusal(request, "403.html", 403)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or none that this person may know of."""
    return _refusal(request, "404.html", 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """Something broke."""
    return refusals.broken(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return _refusal(request, "design/csrf_failure.html", 403)


def _refusal(request: HttpRequest, template: str, status: int) -> HttpResponse:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    shell = f"design/{'staff' if signed_in else 'public'}_page.html"
    page = loader.render_to_string(template, {"shell": shell}, request)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store, private"})
