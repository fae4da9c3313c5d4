"""The pages of reporting centres, of invitations, and the form behind an invitation."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access import limits
from goodstead.access.permissions import NotNow, Permission
from goodstead.clocks.calendar import day_of
from goodstead.design.pages import FormPage, ListPage, ShowPage
from goodstead.intake.pages import NEUTRAL
from goodstead.intake.rules import AlreadySent

from . import actions, forms, queries
from .models import HateReport, Invitation


class PartnerForm(FormPage):
    """A form that makes a report. Sent once it is one, however often it arrives."""

    abstract = True

    def get_initial(self) -> dict[str, Any]:
        return {"submission_key": secrets.token_urlsafe(32)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": day_of(self.at)}

    def act(self, form: Any) -> object:
        try:
            return self.send(form)
        except AlreadySent:
            # The page before was opened again and written over: this is another report.
            form.data = form.data.copy()
            form.data["submission_key"] = secrets.token_urlsafe(32)
            raise

    def send(self, form: Any) -> object:
        """The one call into the domain."""
        raise NotImplementedError


class HateReports(ListPage):
    """What one's own centre took down, and how far each is."""

    permission = Permission.HATE_REPORT_TAKE
    template_name = "partnership/hate_reports.html"
    order = ("-taken_at", "-id")

    def queryset(self) -> QuerySet[HateReport]:
        return queries.hate_reports(self.user)

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["lines"] = queries.told(context["rows"])
        context["centre"] = self.user.team.organisation
        return context


class TakeHateReport(PartnerForm):
    """Write down what happened to somebody, at a reporting centre."""

    permission = Permission.HATE_REPORT_TAKE
    form_class = forms.TakeHateReport
    template_name = "partnership/take_hate_report.html"

    def send(self, form: forms.TakeHateReport) -> HateReport:
        return actions.take_hate_report(
            by=self.user,
            at=self.at,
            submission_key=form.cleaned_data["submission_key"],
            story=form.cleaned_data["story"],
            given=form.given(),
            lines=form.lines(),
            police=form.cleaned_data["police"],
            police_reference=form.cleaned_data["police_reference"],
        )

    def get_done_message(self) -> str:
        return f"Sent: it is report {self.result.report.reference}. An officer trained for it reads it."

    def get_success_url(self) -> str:
        return reverse("partnership:hate-reports")


class ReferralInvitations(ListPage):
    """Who may refer people to us by a link, when each was last used, and how to stop it."""

    permission = Permission.PARTNER_INVITE
    template_name = "partnership/referral_invitations.html"
    order = ("-made_at", "-id")

    def queryset(self) -> QuerySet[Invitation]:
        return queries.invitations(self.user)

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["lines"] = [(one, queries.standing(one, self.at)) for one in context["rows"]]
        return context


class InvitePartner(FormPage):
    """Make a link. It is shown once, in the answer, and kept nowhere."""

    permission = Permission.PARTNER_INVITE
    form_class = forms.InvitePartner
    template_name = "partnership/invite_partner.html"

    def act(self, form: forms.InvitePartner) -> tuple[Invitation, str]:
        return actions.invite_partner(by=self.user, at=self.at, **form.cleaned_data)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        if self.result is None:  # refused: the form says why
            return answer
        made, token = self.result
        link = settings.PUBLIC_URL.rstrip("/") + reverse("partnership:refer-to-us", args=[token])
        return self.render_to_response(self.get_context_data(form=form, link=link, made=made))

    def get_success_url(self) -> str:
        return reverse("partnership:referral-invitations")


class StopInvitation(FormPage):
    """Let a link open nothing any more."""

    permission = Permission.PARTNER_INVITE
    form_class = forms.StopInvitation
    template_name = "partnership/stop_invitation.html"
    done_message = "The link is stopped. What came by it stays."

    def prepare(self) -> None:
        seen = Invitation.objects.visible_to(self.user)
        self.invitation = get_object_or_404(seen, pk=self.kwargs["invitation"])

    def viewed(self) -> Iterable[Model]:
        return [self.invitation]

    def context(self) -> dict[str, Any]:
        return {"invitation": self.invitation}

    def act(self, form: Any) -> Invitation:
        return actions.stop_invitation(by=self.user, at=self.at, invitation=self.invitation)

    def get_success_url(self) -> str:
        return reverse("partnership:referral-invitations")


class ReferToUs(PartnerForm):
    """The form behind an invitation. A link that does not work is not found, whatever is wrong;
    only who sends what they typed while it worked is told, and keeps their words."""

    public = True
    form_class = forms.ReferToUs
    template_name = "partnership/refer_to_us.html"

    def prepare(self) -> None:
        token = self.kwargs["token"]
        sending = self.request.method == "POST"
        found = queries.of_token(token) if sending else queries.behind(token, self.at)
        if found is None:
            raise Http404
        self.invitation = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"  # the address holds the token
        return response

    def context(self) -> dict[str, Any]:
        council = settings.COUNCIL | NEUTRAL
        return {"invitation": self.invitation, "restricted": True, "council": council}

    def send(self, form: forms.ReferToUs) -> object:
        in_danger = form.cleaned_data["danger"] == "yes"
        if not in_danger and limits.too_many(self.request, "partnership.referrals"):
            raise NotNow(
                "This was not sent: too much came from your network just now. What you typed is "
                f"still here. Send it again in ten minutes, or call {settings.COUNCIL['telephone']}."
            )
        return actions.refer_to_us(
            by=None,
            at=self.at,
            invitation=self.invitation,
            submission_key=form.cleaned_data["submission_key"],
            written_by=form.cleaned_data["written_by"],
            basis=form.cleaned_data["basis"],
            story=form.cleaned_data["story"],
            given=form.given(),
            lines=form.lines(),
        )

    def get_success_url(self) -> str:
        return reverse("partnership:referral-sent")


class ReferralSent(ShowPage):
    """It has arrived. Says nothing of what it was."""

    public = True
    template_name = "partnership/referral_sent.html"
