"""What the pages of a case ask."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from goodstead.access.models import User
from goodstead.correspondence.definitions.contact import Details
from goodstead.design.fields import LongText
from goodstead.design.once import SentOnce
from goodstead.design.widgets import Checkboxes, Radios
from goodstead.people.models import Person

from . import queries, rules
from .definitions.statuses import ENDED_BECAUSE, PARTS, STATUSES
from .models import Case

_SOMEBODY_NEW = "new"
_WAYS = {
    "may_phone": "Telephone",
    "may_voicemail": "A message on voicemail",
    "may_text": "Text message",
    "may_email": "Email",
    "may_post": "Letter",
}


class AboutCase(forms.Form):
    """A form about one case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on the case."""


class ChangeOfficer(AboutCase):
    officer = forms.TypedChoiceField(label="Who takes the case over?")
    reason = LongText(
        label="Why?",
        help_text="Everybody who can open the case can read this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        self._people = {str(user.pk): user for user in queries.may_hold(self.case)}
        words = [(pk, f"{user.name}, {user.team.name}") for pk, user in self._people.items()]
        self.fields["officer"].choices = [("", "Choose an officer"), *words]  # type: ignore[attr-defined]

    def clean_officer(self) -> User:
        return self._people[self.cleaned_data["officer"]]


class ChangeStatus(AboutCase):
    status = forms.ChoiceField(label="How does the case stand now?", widget=Radios)
    reason = LongText(
        label="Why?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        moves = [(code, STATUSES[code].name) for code in rules.moves_from(self.case.status)]
        self.fields["status"].choices = moves  # type: ignore[attr-defined]


class AddParty(AboutCase):
    part = forms.ChoiceField(
        label="What part do they have in the case?", choices=list(PARTS.items()), widget=Radios
    )
    who = forms.ChoiceField(label="Who is it?", widget=Radios)
    name = forms.CharField(
        label="Full name", help_text="Leave empty if you do not know it", required=False,
        max_length=120,
    )  # fmt: skip
    known_as = forms.CharField(
        label="What they like to be called, or how you know them",
        help_text="For example: Bea, or the man at number 12",
        required=False,
        max_length=120,
    )
    telephone = forms.CharField(
        label="Telephone", required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "type": "tel"}),
    )  # fmt: skip
    email = forms.CharField(label="Email", required=False, max_length=254)
    ways = forms.MultipleChoiceField(
        label="How have they said that we may contact them?",
        help_text="Tick only what they have told you is safe. Everything else counts as no.",
        choices=list(_WAYS.items()),
        required=False,
        widget=Checkboxes,
    )
    safe_times = forms.CharField(
        label="When is it safe to contact them?", required=False, max_length=200
    )

    def prepare(self) -> None:
        parties = self.case.parties.select_related("person")
        self._people = {str(p.person_id): p.person for p in parties}
        known = [(pk, person.called) for pk, person in self._people.items()]
        who = self.fields["who"]
        who.choices = [*known, (_SOMEBODY_NEW, "Somebody new")]  # type: ignore[attr-defined]
        asked = ["name", "known_as", "telephone", "email", "ways", "safe_times"]
        who.widget = Radios(choices=who.choices, reveals={_SOMEBODY_NEW: asked})  # type: ignore[attr-defined]
        if not known:
            who.initial = _SOMEBODY_NEW

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        new = found.get("who") == _SOMEBODY_NEW
        if new and not (found.get("name") or found.get("known_as")):
            self.add_error("known_as", "Enter a name, or how you know this person")
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What the action is told."""
        found = self.cleaned_data
        person: Person | None = self._people.get(found["who"])
        if person is not None:
            return {"part": found["part"], "person": person}
        written = {name: found[name] for name in ("telephone", "email", "safe_times")}
        said = cast(Details, written | dict.fromkeys(found["ways"], True))
        contact = said if any(said.values()) else None
        names = {"name": found["name"], "known_as": found["known_as"]}
        return {"part": found["part"], "contact": contact, **names}


class EndParty(AboutCase):
    because = forms.ChoiceField(
        label="Why does it end?", choices=list(ENDED_BECAUSE.items()), widget=Radios
    )


class AddNote(SentOnce, AboutCase):
    text = LongText(
        label="What do you want to write down?",
        help_text=(
            "Write what you saw, heard or decided. The people in the case have a right to "
            "read what is written about them. A note cannot be changed later."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class WriteSummary(AboutCase):
    text = LongText(
        label="The story of the case",
        help_text=(
            "About five lines: what happens, whom it harms and how, what was tried, and what "
            "comes next. Whoever opens the case reads this first."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    instead_of = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def prepare(self) -> None:
        self.initial = {"text": self.case.summary, "instead_of": self.case.summary}

    def clean_instead_of(self) -> str:
        return str(self.cleaned_data["instead_of"]).replace("\r\n", "\n")


class RestrictCase(AboutCase):
    reason = LongText(
        label="Why must this case be restricted?", max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AddReader(AboutCase):
    reader = forms.TypedChoiceField(label="Who may open this case?")

    def prepare(self) -> None:
        self._people = {str(user.pk): user for user in queries.may_read(self.case)}
        words = [(pk, f"{user.name}, {user.role_name}") for pk, user in self._people.items()]
        self.fields["reader"].choices = [("", "Choose a person"), *words]  # type: ignore[attr-defined]

    def clean_reader(self) -> User:
        return self._people[self.cleaned_data["reader"]]


class RemoveReader(AboutCase):
    """Nothing to ask; the button says it."""


class LinkCases(AboutCase):
    reference = forms.CharField(
        label="Reference of the other case", help_text="For example ASB-7K3-M9Q", max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )  # fmt: skip
    why = forms.CharField(label="Why do they belong together?", max_length=200)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_reference(self) -> Case:
        typed = self.cleaned_data["reference"].strip().upper()
        other = Case.objects.visible_to(self.user).filter(reference=typed).first()
        if other is None:
            raise forms.ValidationError("Enter the reference of a case that you can open")
        return other
