"""The staff's pages about private links: what came through them, and the links themselves."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from goodstead.access.permissions import NotNow, Permission
from goodstead.design.pages import ListPage

from .. import actions, forms, queries, rules
from ..models import Addition
from .triage import Triage


class AboutALink(Triage):
    """What staff do about what came, or may come, through the private link."""

    abstract = True

    def get_success_url(self) -> str:
        return reverse("intake:report", args=[self.report.reference])


class ReadAdditions(AboutALink):
    """Say that what was added is read, and dealt with as far as it must be at once.

    What came after the page was shown is not read by it.
    """

    permission = Permission.REPORT_TRIAGE
    form_class = forms.ReadAdditions
    template_name = "intake/read_additions.html"

    def prepare(self) -> None:
        super().prepare()
        self.shown = queries.unread(self.report)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": max((one.pk for one in self.shown), default=0)}

    def act(self, form: Any) -> object:
        return actions.read_additions(
            by=self.user, at=self.at, report=self.report, seen=form.cleaned_data["seen"]
        )

    def get_done_message(self) -> str:
        if queries.unread(self.report):
            return "What you saw is noted as read. More came since: read that too."
        return "Noted as read. Its dates are met."

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "additions": self.shown,
            "is_unread": queries.is_unread(self.report),
        }


class AnswerAnAddition(AboutALink):
    """Answers what has waited longest, of one kind."""

    abstract = True
    kind = ""
    addition: Addition | None

    def prepare(self) -> None:
        super().prepare()
        self.addition = queries.first_waiting(self.report, self.kind)

    def act(self, form: Any) -> object:
        if self.addition is None:
            raise NotNow("Nothing waits for an answer any more.")
        return self.answer_it(self.addition, **form.cleaned_data)

    def answer_it(self, addition: Addition, **values: Any) -> object:
        """The one call into the domain."""
        raise NotImplementedError

    def get_done_message(self) -> str:
        return f"Answered. {self.result.became}."

    def context(self) -> dict[str, Any]:
        return super().context() | {"addition": self.addition}


class AnswerContactChange(AnswerAnAddition):
    """Say that the new details were checked with the person, in a way that was safe before."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.AnswerContactChange
    template_name = "intake/answer_contact_change.html"
    kind = "contact"

    def answer_it(self, addition: Addition, **values: Any) -> object:
        return actions.answer_contact_change(by=self.user, at=self.at, addition=addition, **values)


class RevokeLink(AboutALink):
    """Stop the private link of whoever reported it, because it is in the wrong hands."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.RevokeLink
    template_name = "intake/revoke_link.html"

    def prepare(self) -> None:
        super().prepare()
        if self.report.follow_hash is None and self.report.follow_stopped_at is None:
            raise Http404

    def act(self, form: Any) -> object:
        return actions.stop_link(by=self.user, at=self.at, report=self.report)

    def get_done_message(self) -> str:
        return "The private link is stopped. It opens nothing any more."


class WriteUpdate(AboutALink):
    """A message for whoever has the link. It is first shown as they will read it."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.WriteUpdate
    template_name = "intake/write_update.html"
    done_message = "They can read it now, behind their private link. Nobody was sent anything."

    def get_initial(self) -> dict[str, Any]:
        return {"submission": secrets.token_urlsafe(32)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        if "publish" in request.POST and form.was_seen:
            return self.form_valid(form)
        text = form.cleaned_data["text"]
        if telling := queries.telling_parts(self.report, text):
            form.add_error("text", rules.too_telling(telling))
            return self.form_invalid(form)
        form.data = form.data.copy()
        form.data["previewed"] = text
        return self.render_to_response(self.get_context_data(form=form, preview=text))

    def act(self, form: Any) -> object:
        said = form.cleaned_data
        return actions.write_update(
            by=self.user, at=self.at, report=self.report,
            text=said["text"], submission=said["submission"],
        )  # fmt: skip

    def context(self) -> dict[str, Any]:
        return super().context() | {"updates": queries.updates_of(self.report)}


class AnswerDispute(AnswerAnAddition):
    """A manager looks again at what was decided."""

    permission = Permission.CASE_ASSIGN
    form_class = forms.AnswerDispute
    template_name = "intake/answer_dispute.html"
    kind = "dispute"

    def answer_it(self, addition: Addition, **values: Any) -> object:
        return actions.answer_dispute(by=self.user, at=self.at, addition=addition, **values)


class AnswerCaseReview(AnswerAnAddition):
    """Whether the threshold for an ASB case review is met."""

    permission = Permission.CASE_ASSIGN
    form_class = forms.AnswerCaseReview
    template_name = "intake/answer_case_review.html"
    kind = "review"

    def answer_it(self, addition: Addition, **values: Any) -> object:
        return actions.answer_case_review(by=self.user, at=self.at, addition=addition, **values)

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "told_before": queries.told_before(self.user, self.report, self.at)
        }


class CaseReviews(ListPage):
    """Who asked for an ASB case review, and what became of it."""

    permission = Permission.CASE_ASSIGN
    template_name = "intake/case_reviews.html"
    order = ("-received_at", "-id")

    def queryset(self) -> QuerySet[Addition]:
        return queries.case_reviews(self.user)

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return [row.report for row in rows]
