"""What staff are asked about what came through a private link."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.access.models import User
from goodstead.design import fields, widgets

from ..models import Report

LONGEST_NUMBER = 18  # digits: more fit no number of the database


class OneButton(forms.Form):
    """There is nothing to fill in."""

    def __init__(self, *args: Any, report: Report, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class RevokeLink(OneButton):
    """Stop it."""


class WasRead(OneButton):
    """It is read, as far as it stood on the page: ``seen`` is the highest number there."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        """Nothing was seen where the page did not say what: then nothing is noted as read."""
        said = self.cleaned_data["seen"]
        return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else 0


class ReadAdditions(WasRead):
    """It is read."""


class AnswerContactChange(OneButton):
    outcome = forms.ChoiceField(
        label="Is it what they want?",
        choices=[
            ("confirmed", "Yes. Use the new details"),
            ("refused", "No, or it is not safe. Change nothing"),
        ],
        widget=widgets.Radios(),
    )
    words = fields.LongText(
        label="How did you check it?",
        max_length=1000,
        help_text="Use a way that was safe before, never the new one. It stays with the report.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you checked it"},
    )


class WriteUpdate(OneButton):
    text = fields.LongText(
        label="What should they know?",
        max_length=1000,
        help_text="Short and plain. No names, no officers, no places, no numbers.",
        error_messages={"required": "Write what they should know"},
    )
    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, max_length=1200, widget=forms.HiddenInput)
    mark_optional = False

    @property
    def was_seen(self) -> bool:
        """Whether these are the words that were shown as they will be read."""
        return bool(self.cleaned_data["previewed"] == self.cleaned_data["text"])


class _LookedAgain(OneButton):
    """A decision, why, and what they read of it."""

    words = fields.LongText(
        label="Why?",
        max_length=2000,
        help_text="It stays with the report. The person may ask for it.",
        error_messages={"required": "Say why"},
    )
    update = fields.LongText(
        label="What they read behind their private link",
        required=False,
        max_length=1000,
        help_text="No names, no officers, no places. Tell them also in the way that is safe.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("outcome", "words", "update")


class AnswerDispute(_LookedAgain):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[("again", "We take it up again"), ("stands", "What was decided stands")],
        widget=widgets.Radios(
            hints={"again": "A case that was closed in the last 28 days is reopened."}
        ),
        error_messages={"required": "Choose what you decide"},
    )


class AnswerCaseReview(_LookedAgain):
    outcome = forms.ChoiceField(
        label="Is the threshold met?",
        choices=[("met", "Yes. We hold a review"), ("not_met", "No")],
        widget=widgets.Radios(),
        help_text="It is met by three qualifying complaints in six months, or by what your "
        "published procedure says. Persistence, harm and whether the response was enough count too. "
        "Count the complaints to the police and to landlords.",
        error_messages={"required": "Choose whether the threshold is met"},
    )
