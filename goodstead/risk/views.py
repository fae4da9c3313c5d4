"""Pages about the risk to the people in a case."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.cases.pages import CaseFormPage, CaseShowPage
from goodstead.people.models import Person

from . import actions, forms, models, queries, rules
from .definitions.catalogue import CURRENT
from .definitions.instruments import UNSAID, Band

_NOBODY = (
    "Nobody is down as a victim or complainant in this case, so there is nobody to assess. "
    "Add the person to the case first."
)


class Risk(CaseShowPage):
    """How everybody harmed in the case stands, why, and how it came to that."""

    template_name = "risk/risk.html"
    part = "Risk"

    def context(self) -> dict[str, Any]:
        may = {
            "assess": can(self.user, Permission.RISK_ASSESS),
            "raise": can(self.user, Permission.RISK_OVERRIDE_UP),
            "ask": can(self.user, Permission.RISK_OVERRIDE_DOWN),
            "decide": can(self.user, Permission.RISK_APPROVE_DOWN),
        }
        return super().context() | {"people": queries.overview(self.case, self.at), "may": may}


class AssessRisk(CaseFormPage):
    """Ask the questions; say what the answers mean; then save them."""

    permission = Permission.RISK_ASSESS
    form_class = forms.AssessRisk
    template_name = "risk/assess_risk.html"
    part = "Risk"
    done_message = "The assessment is saved."

    def prepare(self) -> None:
        super().prepare()
        self.people = queries.harmed(self.case)
        asked = self.request.GET.get("person", "")
        chosen = [person for person in self.people if str(person.pk) == asked]
        self.person: Person | None = next(iter(chosen or self.people), None)
        self.earlier = self.person and queries.latest_assessment(self.case, self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        before = {}
        if self.person:
            before = queries.said_before(self.case, self.person, CURRENT, self.earlier or None)
        about = {"instrument": CURRENT, "earlier": self.earlier, "before": before}
        return super().get_form_kwargs() | about

    def form_valid(self, form: BaseForm) -> HttpResponse:
        step = self.request.POST.get("step")
        if self.person is None:
            form.add_error(None, _NOBODY)
            return self.form_invalid(form)
        if step == "save":
            return super().form_valid(form)
        meaning = None
        if step != "change":
            answers = form.answers  # type: ignore[attr-defined]
            if all(one["option"] in UNSAID for one in answers.values()):
                form.add_error(None, rules.NOTHING_ANSWERED)
                return self.form_invalid(form)
            meaning = queries.meaning_of(self.case, self.person, answers, self.at)
        return self.render_to_response(self.get_context_data(form=form, meaning=meaning))

    def act(self, form: forms.AssessRisk) -> models.Assessment:
        assert self.person  # noqa: S101  form_valid has seen to it
        return actions.assess_risk(
            by=self.user,
            case=self.case,
            person=self.person,
            answers=form.answers,
            at=self.at,
            submission=form.cleaned_data["submission"],
        )

    def context(self) -> dict[str, Any]:
        about = {"people": self.people, "person": self.person, "earlier": self.earlier}
        return super().context() | about | {"instrument": CURRENT}

    def get_success_url(self) -> str:
        return reverse("risk:risk", args=[self.case.reference])


class Assessment(CaseShowPage):
    """One assessment as it was made: each answer, who gave it, and what was decided since."""

    template_name = "risk/assessment.html"
    part = "Risk"

    def context(self) -> dict[str, Any]:
        assessment = get_object_or_404(queries.assessments(self.case), pk=self.kwargs["number"])
        found = queries.standing_of(assessment)
        latest = queries.latest_assessment(self.case, assessment.person)
        return super().context() | {
            "found": found,
            "assessment": assessment,
            "lines": queries.lines_of(assessment),
            "is_latest": latest == assessment,
            "may": {"decide": can(self.user, Permission.RISK_APPROVE_DOWN)},
        }


class _JudgementPage(CaseFormPage):
    """A form that says another band than the score's. Goes back to the risk of the case."""

    abstract = True
    part = "Risk"

    def prepare(self) -> None:
        super().prepare()
        assessment = get_object_or_404(queries.assessments(self.case), pk=self.kwargs["number"])
        self.found = queries.standing_of(assessment)

    def bands(self) -> list[Band]:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bands": self.bands()}

    def context(self) -> dict[str, Any]:
        return super().context() | {"found": self.found}

    def get_success_url(self) -> str:
        return reverse("risk:risk", args=[self.case.reference])


class RaiseBand(_JudgementPage):
    """Raise a person's band on professional judgement. It stands at once."""

    permission = Permission.RISK_OVERRIDE_UP
    form_class = forms.RaiseBand
    template_name = "risk/raise_band.html"
    done_message = "The risk is raised. It stands from now on."

    def bands(self) -> list[Band]:
        return self.found.higher

    def act(self, form: forms.RaiseBand) -> models.Override:
        return actions.raise_band(
            by=self.user, assessment=self.found.assessment, at=self.at, **form.cleaned_data
        )


class AskToLowerBand(_JudgementPage):
    """Ask for a lower band. Nothing changes until a second person agrees."""

    permission = Permission.RISK_OVERRIDE_DOWN
    form_class = forms.AskToLowerBand
    template_name = "risk/ask_to_lower_band.html"
    done_message = "A second person will decide. Until then the higher band stands."

    def bands(self) -> list[Band]:
        return self.found.lower

    def act(self, form: forms.AskToLowerBand) -> models.Override:
        return actions.ask_to_lower_band(
            by=self.user, assessment=self.found.assessment, at=self.at, **form.cleaned_data
        )


class DecideLowering(CaseFormPage):
    """A second person agrees to a lower band, or refuses."""

    permission = Permission.RISK_APPROVE_DOWN
    form_class = forms.DecideLowering
    template_name = "risk/decide_lowering.html"
    part = "Risk"
    done_message = "Your decision is saved."

    def prepare(self) -> None:
        super().prepare()
        self.asked = get_object_or_404(queries.lowerings(self.case), pk=self.kwargs["number"])

    def act(self, form: forms.DecideLowering) -> models.Override:
        return actions.decide_lowering(
            by=self.user, override=self.asked, at=self.at, **form.cleaned_data
        )

    def context(self) -> dict[str, Any]:
        found = queries.standing_of(self.asked.assessment)
        return super().context() | {"asked": self.asked, "found": found}

    def get_success_url(self) -> str:
        return reverse("risk:risk", args=[self.case.reference])
