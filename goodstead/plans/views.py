"""Pages about the plan of a case, contact with the victim, reviews and closing."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.cases import actions as cases
from goodstead.cases import rules as case_rules
from goodstead.cases.models import Case
from goodstead.cases.pages import CaseFormPage, CaseShowPage
from goodstead.clocks.calendar import day_of

from . import actions, forms, models, queries, rules
from .definitions.plan import PROMPT_STEPS


class Plan(CaseShowPage):
    """The plan as it can be read out to the victim, what was tried, and who was spoken with."""

    part = "Plan"
    template_name = "plans/plan.html"

    def context(self) -> dict[str, Any]:
        may = {
            "plan": can(self.user, Permission.PLAN_MANAGE) and not self.case.closed_at,
            "contact": can(self.user, Permission.CASE_WORK) and not self.case.closed_at,
        }
        return super().context() | {"view": queries.overview(self.case), "may": may}


class _PlanForm(CaseFormPage):
    """A form that knows its case and goes back to the plan."""

    abstract = True
    part = "Plan"
    permission = Permission.PLAN_MANAGE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.case, "at": self.at}

    def get_success_url(self) -> str:
        return reverse("plans:plan", args=[self.case.reference])


class AddStep(_PlanForm):
    """Add a step to the plan."""

    form_class = forms.AddStep
    template_name = "plans/add_step.html"
    done_message = "The step is in the plan."

    def get_initial(self) -> dict[str, Any]:
        """What an assessment asked for today is written out, to be made one's own."""
        code = self.request.GET.get("for", "")
        if code not in PROMPT_STEPS:
            return super().get_initial()
        return super().get_initial() | {
            "text": PROMPT_STEPS[code].text,
            "safeguarding": code == "safeguarding",
            "due_on": day_of(self.at),
        }

    def act(self, form: forms.AddStep) -> models.Step:
        return actions.add_step(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class _StepForm(_PlanForm):
    """A form about one step of the plan."""

    abstract = True

    def prepare(self) -> None:
        super().prepare()
        steps = models.Step.objects.visible_to(self.user).select_related("plan__case", "owner")
        self.step = get_object_or_404(steps, plan__case=self.case, pk=self.kwargs["step"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"step": self.step}


class FinishStep(_StepForm):
    """Say that a step is done."""

    form_class = forms.FinishStep
    template_name = "plans/finish_step.html"

    def act(self, form: forms.FinishStep) -> models.Step:
        return actions.finish_step(by=self.user, at=self.at, step=self.step, **form.cleaned_data)


class CancelStep(_StepForm):
    """Say that a step will not be done."""

    form_class = forms.CancelStep
    template_name = "plans/cancel_step.html"

    def act(self, form: forms.CancelStep) -> models.Step:
        return actions.cancel_step(by=self.user, at=self.at, step=self.step, **form.cleaned_data)


class AgreePlan(_PlanForm):
    """Write down that the plan was agreed, and send a copy."""

    form_class = forms.AgreePlan
    template_name = "plans/agree_plan.html"

    def context(self) -> dict[str, Any]:
        return super().context() | {"steps": queries.steps_of(self.case)}

    def act(self, form: forms.AgreePlan) -> models.Agreement:
        return actions.agree_plan(by=self.user, at=self.at, case=self.case, **form.cleaned_data)

    def get_done_message(self) -> str:
        return f"That is written down. {self.result.copy_words}"


class LogContact(_PlanForm):
    """Log a contact with somebody harmed, with how they may be reached before one's eyes."""

    permission = Permission.CASE_WORK
    form_class = forms.LogContact
    template_name = "plans/log_contact.html"

    def context(self) -> dict[str, Any]:
        people = queries.harmed_people(self.case)
        return super().context() | {"safe_ways": [queries.safe_ways(p) for p in people]}

    def act(self, form: forms.LogContact) -> models.Contact:
        return actions.log_contact(by=self.user, at=self.at, case=self.case, **form.values)


class ReviewCase(_PlanForm):
    """Look at the whole case again."""

    form_class = forms.ReviewCase
    template_name = "plans/review_case.html"

    def context(self) -> dict[str, Any]:
        return super().context() | {"view": queries.overview(self.case)}

    def act(self, form: forms.ReviewCase) -> models.Review:
        return actions.review_case(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class CloseCase(_PlanForm):
    """Ask why and what came of it; show what people will read; then close."""

    permission = Permission.CASE_CLOSE
    form_class = forms.CloseCase
    template_name = "plans/close_case.html"
    done_message = "The case is closed."

    def context(self) -> dict[str, Any]:
        reason = self.request.POST.get("reason", "")
        return super().context() | {
            "checks": queries.closing_checks(self.case, self.at, reason),
            "may_close": case_rules.may_close(self.user, self.case),
            "may_name_readers": self._may_name_readers(),
        }

    def _may_name_readers(self) -> bool:
        """Whether the way to let the leader in is open to whoever reads this."""
        holds = self.case.officer_id == self.user.pk
        return self.case.restricted and (holds or can(self.user, Permission.CASE_ASSIGN))

    def form_valid(self, form: BaseForm) -> HttpResponse:
        step = self.request.POST.get("step")
        if step == "save":
            return super().form_valid(form)
        if step != "change" and (missing := self._missing(form)):
            form.add_error(None, missing)
            return self.form_invalid(form)
        letters = None if step == "change" else self._letters(form)
        return self.render_to_response(self.get_context_data(form=form, letters=letters))

    def _missing(self, form: Any) -> str:
        """Said before anything is written out, and again by the action when it is saved."""
        if not case_rules.may_close(self.user, self.case):
            return rules.manager_closes(self.case)
        checks = queries.closing_checks(self.case, self.at, form.cleaned_data["reason"])
        todo = [check.todo for check in checks if not check.done]
        return f"Before you close this case: {' '.join(todo)}" if todo else ""

    def _letters(self, form: Any) -> list[queries.Letter]:
        return queries.closing_letters(
            self.case, form.told, form.cleaned_data["reason"], form.cleaned_data["summary"], self.at
        )

    def act(self, form: forms.CloseCase) -> Case:
        said = form.cleaned_data
        return actions.close_case(
            by=self.user,
            at=self.at,
            case=self.case,
            reason=said["reason"],
            outcome=said["outcome"],
            summary=said["summary"],
            told=form.told,
        )

    def get_success_url(self) -> str:
        return self.case_url()


class ReopenCase(_PlanForm):
    """Take a closed case up again."""

    permission = Permission.CASE_WORK
    form_class = forms.ReopenCase
    template_name = "plans/reopen_case.html"
    done_message = "The case is open again. Speak with the victim."

    def context(self) -> dict[str, Any]:
        same = case_rules.same_episode(self.case, self.at)
        return super().context() | {"same_episode": same}

    def act(self, form: forms.ReopenCase) -> Case:
        return cases.reopen_case(by=self.user, at=self.at, case=self.case, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.case_url()
