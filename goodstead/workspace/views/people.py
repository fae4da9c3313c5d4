"""What is changed of one person, from the case in which they have a part."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission
from goodstead.cases.pages import CaseFormPage
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence import queries as contacts
from goodstead.people import actions as persons
from goodstead.people.models import Person, Vulnerability

from .. import forms


class _PersonForm(CaseFormPage):
    """A form about somebody who has a part in the case."""

    abstract = True
    permission = Permission.CASE_WORK
    part = "People"
    person: Person

    def prepare(self) -> None:
        super().prepare()
        parties = self.case.parties.filter(ended_at=None).select_related("person__contact")
        self.party = get_object_or_404(parties, pk=self.kwargs["party"])
        self.person = self.party.person

    def viewed(self) -> list[Model]:
        return [self.case, self.person]

    def context(self) -> dict[str, Any]:
        return super().context() | {"person": self.person, "people_url": self.get_success_url()}

    def get_success_url(self) -> str:
        return reverse("workspace:people", args=[self.case.reference])


class ChangeContact(_PersonForm):
    """See and change how somebody may be reached, and what it was before."""

    form_class = forms.ChangeContact
    template_name = "workspace/change_contact.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"contact": self.person.contact, "always_flagged": self.case.restricted}
        return super().get_form_kwargs() | more

    def context(self) -> dict[str, Any]:
        held = self.person.contact
        return super().context() | {"history": contacts.history(held) if held else []}

    def act(self, form: forms.ChangeContact) -> object:
        said: Any = form.values
        if self.person.contact is None:
            return persons.add_contact(
                by=self.user, at=self.at, person=self.person, about=self.case, **said
            )
        return correspondence.change_contact(
            by=self.user, at=self.at, contact=self.person.contact, about=self.case,
            instead_of=form.cleaned_data["instead_of"] or 0, **said,
        )  # fmt: skip

    def get_done_message(self) -> str:
        held = self.person.contact and contacts.has_held(self.person.contact)
        more = " Messages to them are held until somebody checks them." if held else ""
        return f"The contact details are saved.{more}"


class ChangeName(_PersonForm):
    """Correct a name. Every file that shows the person shows the new one."""

    form_class = forms.ChangeName
    template_name = "workspace/change_name.html"
    done_message = "The name is corrected, here and in every other file that names this person."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def act(self, form: forms.ChangeName) -> Person:
        return persons.change_name(
            by=self.user, at=self.at, person=self.person, about=self.case, **form.cleaned_data
        )


class ChangeDetails(_PersonForm):
    """Correct the date of birth, or how somebody lives in their home."""

    form_class = forms.ChangeDetails
    template_name = "workspace/change_details.html"
    done_message = "The details are saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def act(self, form: forms.ChangeDetails) -> Person:
        return persons.change_details(
            by=self.user, at=self.at, person=self.person, about=self.case, **form.cleaned_data
        )


class NoteVulnerability(_PersonForm):
    """Note what can make harm worse for somebody, who said so, and when to ask again."""

    form_class = forms.NoteVulnerability
    template_name = "workspace/note_vulnerability.html"

    def act(self, form: forms.NoteVulnerability) -> Vulnerability:
        return persons.note_vulnerability(
            by=self.user, at=self.at, person=self.person, about=self.case,
            owner=self.case.officer, **form.cleaned_data,
        )  # fmt: skip

    def get_done_message(self) -> str:
        return f"Noted. {self.case.officer.name} is reminded to ask again."


class EndVulnerability(_PersonForm):
    """Say that something no longer applies."""

    form_class = forms.EndVulnerability
    template_name = "workspace/end_vulnerability.html"
    done_message = "That is marked as no longer applying. The file keeps that it once did."

    def prepare(self) -> None:
        super().prepare()
        current = self.person.vulnerabilities.current()
        self.vulnerability = get_object_or_404(current, pk=self.kwargs["vulnerability"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"vulnerability": self.vulnerability}

    def act(self, form: forms.EndVulnerability) -> Vulnerability:
        return persons.end_vulnerability(
            by=self.user, at=self.at, vulnerability=self.vulnerability, about=self.case
        )
