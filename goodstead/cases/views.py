"""The list of cases, and what is changed in the file of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from goodstead.access.permissions import NotNow, Permission
from goodstead.clocks.calendar import day_of
from goodstead.design.pages import ListPage

from . import actions, filters, forms, models, queries
from .pages import CaseFormPage


class ListCases(ListPage):
    """Cases, the worst harm first, then the oldest. Closed ones newest first."""

    permission = Permission.CASE_VIEW
    template_name = "cases/list_cases.html"
    filter_class = filters.CaseFilter
    order = ("-harm_rank", "opened_at", "id")
    csv_permission = Permission.FIGURE_CASES
    csv_name = "cases"
    csv_columns = (
        ("Reference", lambda case: case.reference),
        ("What", lambda case: case.get_category_display()),
        ("Street", lambda case: case.premises.street if case.premises else ""),
        ("Officer", lambda case: case.officer.name),
        ("Harm", lambda case: case.get_harm_band_display()),
        ("Status", lambda case: case.get_status_display()),
        ("Opened", lambda case: day_of(case.opened_at)),
        ("Closed", lambda case: day_of(case.closed_at) if case.closed_at else ""),
    )

    def queryset(self) -> QuerySet[models.Case]:
        return models.Case.objects.visible_to(self.user).select_related("premises", "officer")

    def chosen_order(self) -> tuple[str, ...]:
        closed = self.request.GET.get("status") == filters.CLOSED
        return ("-opened_at", "-id") if closed else self.order

    def viewed(self, rows: Sequence[models.Case]) -> Iterable[Model]:
        """The house is shown, so whoever looked is known."""
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        today = day_of(self.at)
        found["lines"] = [(case, queries.weeks_open(case, today)) for case in found["rows"]]
        return found


class _CaseForm(CaseFormPage):
    """A form that knows its case."""

    abstract = True
    permission = Permission.CASE_WORK

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.case}


class ChangeOfficer(_CaseForm):
    """Hand a case over."""

    permission = Permission.CASE_ASSIGN
    form_class = forms.ChangeOfficer
    template_name = "cases/change_officer.html"
    done_message = "The case and everything due on it has been handed over."

    def act(self, form: forms.ChangeOfficer) -> models.Case:
        return actions.change_officer(by=self.user, at=self.at, case=self.case, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.case_url_if_visible()


class ChangeStatus(_CaseForm):
    """Move a case along."""

    form_class = forms.ChangeStatus
    template_name = "cases/change_status.html"

    def act(self, form: forms.ChangeStatus) -> models.Case:
        return actions.change_status(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class AddParty(_CaseForm):
    """Write down somebody's part in a case."""

    part = "People"
    form_class = forms.AddParty
    template_name = "cases/add_party.html"

    def act(self, form: forms.AddParty) -> models.Party:
        return actions.add_party(by=self.user, at=self.at, case=self.case, **form.values)


class EndParty(_CaseForm):
    """End somebody's part in a case."""

    part = "People"
    form_class = forms.EndParty
    template_name = "cases/end_party.html"

    def prepare(self) -> None:
        super().prepare()
        parties = self.case.parties.select_related("person").filter(ended_at=None)
        self.party = get_object_or_404(parties, pk=self.kwargs["party"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"party": self.party}

    def act(self, form: forms.EndParty) -> models.Party:
        return actions.end_party(by=self.user, at=self.at, party=self.party, **form.cleaned_data)


class AddNote(_CaseForm):
    """Write a note into the file."""

    part = "Timeline"
    form_class = forms.AddNote
    template_name = "cases/add_note.html"

    def act(self, form: forms.AddNote) -> models.Note:
        return actions.add_note(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class WriteSummary(_CaseForm):
    """Write the story of the case anew."""

    part = "Overview"
    form_class = forms.WriteSummary
    template_name = "cases/write_summary.html"

    def act(self, form: forms.WriteSummary) -> models.Case:
        return actions.write_summary(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class RestrictCase(_CaseForm):
    """Close a case to everyone who is not named on its list."""

    form_class = forms.RestrictCase
    template_name = "cases/restrict_case.html"

    def act(self, form: forms.RestrictCase) -> models.Case:
        return actions.restrict_case(by=self.user, at=self.at, case=self.case, **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        try:
            goes_to, nobody = queries.suggest_trained(self.case), ""
        except NotNow as reason:  # said on the page, before anybody types
            goes_to, nobody = None, str(reason)
        return super().context() | {"goes_to": goes_to, "nobody": nobody}

    def get_success_url(self) -> str:
        return self.case_url_if_visible()


class AddReader(_CaseForm):
    """Put somebody on the list of a restricted case."""

    form_class = forms.AddReader
    template_name = "cases/add_reader.html"

    def context(self) -> dict[str, Any]:
        readers = self.case.readers.filter(ended_at=None).select_related("user")
        return super().context() | {"readers": readers}

    def act(self, form: forms.AddReader) -> models.CaseReader:
        return actions.add_reader(by=self.user, at=self.at, case=self.case, **form.cleaned_data)


class RemoveReader(_CaseForm):
    """Take somebody off the list of a restricted case."""

    form_class = forms.RemoveReader
    template_name = "cases/remove_reader.html"

    def prepare(self) -> None:
        super().prepare()
        readers = self.case.readers.select_related("user").filter(ended_at=None)
        self.reader = get_object_or_404(readers, pk=self.kwargs["reader"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"reader": self.reader}

    def act(self, form: forms.RemoveReader) -> models.Case:
        return actions.remove_reader(by=self.user, at=self.at, reader=self.reader)

    def get_success_url(self) -> str:
        return self.case_url_if_visible()


class LinkCases(_CaseForm):
    """Say that two cases belong together."""

    form_class = forms.LinkCases
    template_name = "cases/link_cases.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def act(self, form: forms.LinkCases) -> models.CaseLink:
        said = form.cleaned_data
        return actions.link_cases(
            by=self.user, at=self.at, case=self.case, other=said["reference"], why=said["why"]
        )
