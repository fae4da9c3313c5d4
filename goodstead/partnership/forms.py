"""What the pages of partners ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.correspondence.addresses import phone_key
from goodstead.design import fields, widgets
from goodstead.intake.definitions.report_form_v1 import NOT_SAID
from goodstead.intake.definitions.report_forms import FORM

from .definitions.asking import BASES, LASTS, POLICE, TIMES, WAYS

LONG_AGO = timedelta(days=36_525)
_YES_NO = [("yes", "Yes"), ("no", "No")]
_DETAIL = {
    "email": ("email", "Enter their email address, or do not choose email"),
    "phone": ("telephone", "Enter their phone number, or do not choose phone call"),
    "text": ("telephone", "Enter their phone number, or do not choose text message"),
    "post": ("address", "Enter their postal address, or do not choose letter"),
}


def _line(label: str, hint: str = "", longest: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest, **more)


def _text(label: str, hint: str = "", longest: int = 2000) -> fields.LongText:
    return fields.LongText(
        label=label, help_text=hint, required=False, max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AboutSomebody(forms.Form):
    """What both forms ask: the danger, the story, where and when, and how to reach them safely."""

    submission_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    danger = forms.ChoiceField(
        label="Is anybody in danger now?",
        help_text="If so, call 999 first. Then send this.",
        choices=_YES_NO,
        widget=widgets.Radios(layout="inline"),
        error_messages={"required": "Say whether anybody is in danger now"},
    )
    story = fields.LongText(
        label="What happened?",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what happened. A few words are enough"},
    )
    location_text = _line("Where?", "An address, a street or a place", 500)
    last_on = fields.Date(label="When was it, or the last time?", required=False)
    name = _line("Their name", "Leave it empty if they do not want to give it", 120)
    ways = forms.MultipleChoiceField(
        label="How may we reach them safely?",
        help_text="Only ways that they said are safe. Choose none, and nobody contacts them.",
        choices=list(WAYS.items()),
        required=False,
        widget=widgets.Checkboxes(),
    )
    telephone = _line("Their phone number", longest=40)
    email = forms.EmailField(label="Their email address", required=False)
    address = _text("Their postal address", longest=500)
    voicemail = forms.BooleanField(label="A voicemail is safe", required=False)
    safe_times = _line("When is it safe to call?")
    must_not_know = _line("Who must not know about it?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_on(self) -> date | None:
        found: date | None = self.cleaned_data["last_on"]
        if found and not self.today - LONG_AGO <= found <= self.today:
            raise forms.ValidationError("Enter a day that is past, such as 3 3 2026")
        return found

    def clean_telephone(self) -> str:
        """A number that lost a digit would call nobody, or somebody else."""
        text: str = self.cleaned_data["telephone"]
        key = phone_key(text)
        if text and (not key or (key.startswith("7") and len(key) != 10)):
            raise forms.ValidationError("Enter a whole phone number, like 01632 960 001")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for way in cleaned.get("ways") or ():
            field, said = _DETAIL[way]
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, said)
        return cleaned

    def given(self) -> dict[str, Any]:
        """What was answered, for the action."""
        voicemail = "yes" if self.cleaned_data["voicemail"] else "no"
        return self.cleaned_data | {"voicemail": voicemail}


class TakeHateReport(AboutSomebody):
    strands = forms.MultipleChoiceField(
        label="Why do they, or you, think it happened?",
        help_text="What the person or anybody else thinks is enough. No proof is needed.",
        widget=widgets.Checkboxes(),
        choices=[
            (a.code, a.words[:1].upper() + a.words[1:])
            for a in FORM.question("strands").answers
            if a.code != NOT_SAID
        ],
        required=False,
    )
    violence = forms.ChoiceField(
        label="Was anybody hurt, or threatened with violence?",
        choices=[*_YES_NO, (NOT_SAID, "Not said")],
        widget=widgets.Radios(layout="inline"),
        error_messages={"required": "Say whether anybody was hurt or threatened"},
    )
    injuries = _text("Injuries, and whether a doctor saw them")
    witnesses = _text("Who else saw or heard it?", "Names only if they agreed")
    evidence = _text("Is there evidence?", "Messages, pictures, damage. Say who has it")
    wishes = _text("What does the person want to happen?")
    support = _text("Which support was offered, and did they take it?")
    police = forms.ChoiceField(
        label="May the police be told?",
        choices=list(POLICE.items()),
        widget=widgets.Radios(),
        error_messages={"required": "Say whether the police may be told"},
    )
    police_reference = _line("Police reference, if there is one", longest=40)
    field_order = (
        "danger", "story", "strands", "violence", "injuries", "location_text", "last_on", "witnesses",
        "evidence", "wishes", "support", "police", "police_reference", "name", "ways",
    )  # fmt: skip

    def lines(self) -> dict[str, str]:
        """What is written under the story."""
        names = ("injuries", "witnesses", "evidence", "wishes", "support")
        words = ("Injuries", "Witnesses", "Evidence", "What the person wants", "Support")
        return {word: str(self.cleaned_data[n]) for word, n in zip(words, names, strict=True)}


class InvitePartner(forms.Form):
    organisation = forms.CharField(label="Which body?", max_length=120)
    person = forms.CharField(
        label="Who in it?",
        help_text="One person. Each person gets a link of their own.",
        max_length=120,
    )
    email = forms.EmailField(
        label="Their email address",
        help_text="To know whom to ask. Nothing is sent.",
        required=False,
    )
    purpose = forms.CharField(
        label="What for?",
        help_text="One purpose, for example: to refer pupils who are harassed on the way to school",
        max_length=200,
    )
    days = forms.ChoiceField(
        label="How long does it work?",
        choices=list(LASTS.items()),
        widget=widgets.Radios(),
        initial="90",
    )
    times = forms.ChoiceField(
        label="How often can it be used?",
        choices=list(TIMES.items()),
        widget=widgets.Radios(),
        initial="10",
    )


class StopInvitation(forms.Form):
    """The button."""


class ReferToUs(AboutSomebody):
    category = forms.ChoiceField(
        label="What is it about?",
        choices=[(c.code, c.public) for c in CATEGORIES.values() if c.public],
        widget=widgets.Radios(),
        error_messages={"required": "Choose what it is about"},
    )
    written_by = forms.CharField(
        label="Your name",
        max_length=120,
        error_messages={"required": "Enter your name, so that we can ask you"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    basis = forms.ChoiceField(
        label="Why may you tell us about them?",
        choices=list(BASES.items()),
        widget=widgets.Radios(),
        error_messages={"required": "Choose why you may tell us"},
    )
    done = _text("What have you done already?")
    aware = forms.ChoiceField(
        label="Do they know that you tell us?",
        help_text="If not, we keep every way to reach them closed, also those that you choose.",
        choices=_YES_NO,
        widget=widgets.Radios(layout="inline"),
        error_messages={"required": "Say whether they know"},
    )
    field_order = (
        "danger", "written_by", "category", "story", "location_text", "last_on", "done", "basis",
        "aware", "name", "ways",
    )  # fmt: skip

    def lines(self) -> dict[str, str]:
        aware = dict(_YES_NO)[self.cleaned_data["aware"]]
        return {
            "Done already": str(self.cleaned_data["done"]),
            "The person knows that we were told": aware,
        }
