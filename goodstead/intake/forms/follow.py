"""What the pages behind a follow link ask. Nothing that we know stands in them already."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from goodstead.correspondence.definitions.contact import LENGTHS
from goodstead.design import fields, widgets

from ..definitions.additions import CHANGES
from .report import PastDate, PhoneNumber

_WAYS = (("phone", "Phone call"), ("text", "Text message"), ("email", "Email"), ("post", "Letter"))


def _danger() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Is anybody in danger now?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=widgets.Radios(
            hints={"yes": "Call 999 first. Then send this: an officer reads it at once."}
        ),
        error_messages={"required": "Choose yes if anybody is in danger now, or no"},
    )


class Sent(forms.Form):
    """What is sent once. ``website`` is a box that people do not see and simple robots fill in."""

    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            # It is drawn now, for whoever filled it in by mistake: also for the keyboard.
            self.fields["website"].widget.attrs.pop("tabindex", None)
            raise forms.ValidationError("Leave this box empty, then send it again")
        return ""

    @property
    def asked(self) -> list[Any]:
        """The questions that are drawn."""
        return [self[name] for name in self.fields if name not in {"submission", "website"}]

    @property
    def values(self) -> dict[str, Any]:
        """What the action is told."""
        found = {k: v for k, v in self.cleaned_data.items() if k != "website"}
        if "danger" in found:
            found["danger"] = found["danger"] == "yes"
        return found


class TellIncident(Sent):
    """Something else happened: when, how long, what, and how it affected them."""

    danger = _danger()
    text = fields.LongText(
        label="What happened?",
        max_length=5000,
        error_messages={"required": "Tell us what happened. A few words are enough"},
    )
    time = forms.CharField(
        label="At about what time?",
        required=False,
        max_length=60,
        help_text="For example: 11pm, or all night",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    lasted = forms.CharField(
        label="How long did it last?",
        required=False,
        max_length=60,
        help_text="For example: ten minutes",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    affected = fields.LongText(
        label="How did it affect you?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("danger", "day", "time", "lasted", "text", "affected")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = PastDate(
            label="On which day?",
            today=today,
            help_text=gettext("For example {day}, which is today").format(
                day=f"{today.day} {today.month} {today.year}"
            ),
            error_messages={"required": "Enter the day on which it happened"},
        )
        self.order_fields(self.field_order)


class SayWorse(Sent):
    """It is getting worse. Two questions; only the first must be answered."""

    danger = _danger()
    changed = forms.MultipleChoiceField(
        label="What has changed?",
        choices=list(CHANGES.items()),
        required=False,
        help_text="Choose all that are true. You can leave this empty.",
        widget=widgets.Checkboxes(),
    )
    text = fields.LongText(
        label="Do you want to tell us more?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AskContactChange(Sent):
    """How they want to be contacted from now on. Everything may be left empty but something."""

    ways = forms.MultipleChoiceField(
        label="How may we contact you from now on?",
        choices=[(f"may_{code}", text) for code, text in _WAYS],
        required=False,
        help_text="We use only the ways that you choose. Leave this empty if it stays as it is.",
        widget=widgets.Checkboxes(),
    )
    telephone = PhoneNumber(
        label="New phone number",
        required=False,
        max_length=LENGTHS["telephone"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="New email address",
        required=False,
        max_length=LENGTHS["email"],
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    address = fields.LongText(
        label="New postal address",
        required=False,
        max_length=LENGTHS["address"],
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    may_voicemail = forms.ChoiceField(
        label="If you do not answer, may we leave a voicemail?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "As it is now")],
        required=False,
        widget=widgets.Radios(layout="inline"),
    )
    safe_times = fields.LongText(
        label="When is it safe to contact you?",
        required=False,
        max_length=LENGTHS["safe_times"],
        help_text="For example: weekdays before 3pm",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    who_must_not_know = fields.LongText(
        label="Is there anyone who must not know that you contacted us?",
        required=False,
        max_length=LENGTHS["who_must_not_know"],
        help_text="For example somebody you live with. We then take extra care.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """Only what changes. Of the ways, those that were not chosen are closed."""
        found = {k: v for k, v in super().values.items() if v not in ("", [], None)}
        if ways := found.pop("ways", None):
            found |= {f"may_{code}": f"may_{code}" in ways for code, _ in _WAYS}
        if "may_voicemail" in found:
            found["may_voicemail"] = found["may_voicemail"] == "yes"
        return found


class DisputeOutcome(Sent):
    """They do not agree."""

    text = fields.LongText(
        label="What do you not agree with?",
        max_length=5000,
        error_messages={"required": "Tell us what you do not agree with. A few words are enough"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AskCaseReview(Sent):
    """They ask that the council, the police and others look at it together."""

    text = fields.LongText(
        label="What has happened, and what was not enough?",
        max_length=5000,
        error_messages={"required": "Tell us what happened and what was not enough"},
    )
    others = fields.LongText(
        label="Whom else did you tell?",
        required=False,
        max_length=1000,
        help_text="For example the police or your landlord, and when. Numbers help if you have them.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    share = forms.ChoiceField(
        label="May we share what you told us with them for this?",
        choices=[("yes", "Yes"), ("no", "No, ask me first")],
        widget=widgets.Radios(),
        help_text="The police, the health service and landlords look at it together with us.",
        error_messages={"required": "Choose whether we may share it, or ask you first"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class SendFile(Sent):
    """Photos and other files that come later."""

    # An empty one is refused by its name, with the others kept, when they are stored.
    uploads = fields.Files(
        label="Choose photos or other files",
        allow_empty_file=True,
        error_messages={"required": "Choose at least one photo or other file"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class StopLink(forms.Form):
    """One button."""
