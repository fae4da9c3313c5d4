"""What the decision about a message asks."""

from __future__ import annotations

from django import forms

from goodstead.correspondence.definitions.delivery import LONGEST_REASON
from goodstead.design.fields import LongText


class ReleaseMessage(forms.Form):
    reason = LongText(
        label="What did you check?",
        help_text="For example: I rang them on the number we know, and the new address is theirs",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CancelMessage(forms.Form):
    reason = LongText(
        label="Why must it not be sent?",
        help_text="For example: I told them by telephone on 3 March",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
