"""What administration asks, and what somebody is asked who chooses a password."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.access import queries
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import Organisation, Patch, Team, User
from goodstead.design.order import by_name
from goodstead.design.widgets import Checkboxes, Radios

_ROLE_HINTS = {role.code: "Never sees a case" for role in ROLES.values() if not role.personal_data}


def _team_words(team: Team) -> str:
    """A team and its body; once when both have one name."""
    names = dict.fromkeys((team.name, team.organisation.name))
    return ", ".join(names)


class _Choosing(forms.Form):
    """A form whose choices are teams, patches or bodies, each given to the action as a record."""

    def offer(self, name: str, found: dict[str, str], empty: str = "") -> None:
        first = [("", empty)] if empty else []
        self.fields[name].choices = [*first, *found.items()]  # type: ignore[attr-defined]

    def offer_teams(self, *, of: Organisation | None = None) -> None:
        """Every team, or those of one body."""
        found = [team for team in queries.teams() if of is None or team.organisation_id == of.pk]
        self._teams = {str(team.pk): team for team in found}
        words = {pk: _team_words(team) for pk, team in self._teams.items()}
        self.offer("team", words, "Choose a team")

    def offer_patches(self) -> None:
        self._patches = {str(patch.pk): patch for patch in by_name(queries.patches())}
        words = {pk: f"{patch.name} ({patch.team.name})" for pk, patch in self._patches.items()}
        self.offer("patches", words)

    def clean_team(self) -> Team:
        return self._teams[self.cleaned_data["team"]]

    def clean_patches(self) -> list[Patch]:
        return [self._patches[pk] for pk in self.cleaned_data["patches"]]


class AddOrganisation(forms.Form):
    name = forms.CharField(label="Name of the partner body", max_length=120)


class AddTeam(_Choosing):
    name = forms.CharField(label="Name of the team", max_length=120)
    organisation = forms.ChoiceField(label="Which body does it belong to?", widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {str(body.pk): body for body in queries.organisations()}
        self.offer("organisation", {pk: body.name for pk, body in self._bodies.items()})

    def clean_organisation(self) -> Organisation:
        return self._bodies[self.cleaned_data["organisation"]]


class AddPatch(_Choosing):
    name = forms.CharField(label="Name of the patch", max_length=120)
    team = forms.ChoiceField(label="Which team looks after it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_teams()


class _Details(_Choosing):
    """What an account says of a person, besides what they may do."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="Work email address", help_text="They sign in with it", max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an email address in the correct format, like name@example.com"
        },
    )  # fmt: skip
    telephone = forms.CharField(
        label="Work telephone", required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "type": "tel"}),
    )  # fmt: skip


class AddUser(_Details):
    role = forms.ChoiceField(
        label="What is their role?", choices=[(r.code, r.name) for r in ROLES.values()],
        widget=Radios(hints=_ROLE_HINTS),
    )  # fmt: skip
    team = forms.ChoiceField(label="Which team are they in?")
    patches = forms.MultipleChoiceField(
        label="Which patches do they look after?",
        help_text="For officers. Leave empty for everybody else.",
        required=False,
        widget=Checkboxes(layout="small"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_teams()
        self.offer_patches()


class _AboutAccount(_Choosing):
    """A form that knows which account it is about."""

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on the account."""


class ChangeRole(_AboutAccount):
    role = forms.ChoiceField(
        label="What is their role now?", choices=[(r.code, r.name) for r in ROLES.values()],
        widget=Radios(hints=_ROLE_HINTS),
    )  # fmt: skip

    def prepare(self) -> None:
        self.initial = {"role": self.account.role}


class ChangeAccount(_AboutAccount, _Details):
    team = forms.ChoiceField(label="Which team are they in?")

    def prepare(self) -> None:
        self.offer_teams(of=self.account.team.organisation)
        self.initial = {
            "name": self.account.name,
            "email": self.account.email,
            "telephone": self.account.telephone,
            "team": str(self.account.team_id),
        }


class GivePatches(_AboutAccount):
    patches = forms.MultipleChoiceField(
        label="Which patches do they look after?", required=False, widget=Checkboxes(layout="small")
    )

    def prepare(self) -> None:
        self.offer_patches()
        self.initial = {"patches": [str(patch.pk) for patch in self.account.patches.all()]}


class SuspendUser(_AboutAccount):
    """Nothing to ask; the button says it."""


class RestoreUser(_AboutAccount):
    """Nothing to ask; the button says it."""


class GiveSignInLink(_AboutAccount):
    """Nothing to ask; the button says it."""


class SetPassword(forms.Form):
    password = forms.CharField(
        label="New password", strip=False, max_length=128,
        help_text="15 characters or more. Three or four words that do not belong together are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="The same again", strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("again") and found.get("password") != found["again"]:
            self.add_error("again", "The two passwords differ. Type the same one twice")
        return found
