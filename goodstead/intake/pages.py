"""The pages of the public form: what they share."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from goodstead.design import refusals
from goodstead.design.pages import FormPage, Page, ShowPage

from .typed import Typed

logger = logging.getLogger("goodstead.intake")

# The database or the disk cannot take it: full, locked, gone.
CANNOT_WRITE = (OperationalError, InterfaceError, InternalError, OSError)
NEUTRAL = {"service": gettext_lazy("Contact us")}


def save_now(request: HttpRequest) -> None:
    """Save the session here and not after us, so that a full disk is met while a page can say so."""
    request.session.save()
    known = request.COOKIES.get(settings.SESSION_COOKIE_NAME) == request.session.session_key
    request.session.modified = not known  # a new session is still to get its cookie


class PublicReportPage(Page):
    """Nothing is stored in the browser; when nothing can be stored at all, the page says so."""

    abstract = True
    lets_back = False  # whether the page opens again for somebody who left in a hurry
    typed: Typed

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            if request.session.modified:
                save_now(request)
        except CANNOT_WRITE:
            logger.exception("An answer or a report could not be saved")
            response = refusals.not_saved(request)
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.typed = Typed(request.session, self.at)
        reading = request.method in {"GET", "HEAD"}
        if reading and self.typed.left and not self.lets_back:
            return HttpResponseRedirect(settings.COUNCIL["safe_exit_url"])
        if request.method and request.method.lower() in self.http_method_names:
            self.prepare()
            if reading and (elsewhere := self.turned_away()):
                return HttpResponseRedirect(elsewhere)
        return super(Page, self).dispatch(request, *args, **kwargs)

    def turned_away(self) -> str:
        """Where somebody who is too early here goes instead."""
        return ""

    def is_restricted(self) -> bool:
        """Whether the page must not show over a shoulder what it is about, and has a way out: also
        for somebody in danger, whatever it will turn out to be."""
        return self.typed.needs_way_out

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.is_restricted():
            context |= {"restricted": True, "council": settings.COUNCIL | NEUTRAL}
        return context


class ReportFormPage(PublicReportPage, FormPage):
    """A page of the form that asks."""

    abstract = True


class ReportShowPage(PublicReportPage, ShowPage):
    """A page of the form that tells."""

    abstract = True
