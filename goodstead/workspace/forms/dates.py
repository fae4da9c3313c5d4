"""What a change of a date asks."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.design.fields import Date, LongText


def _why(label: str, hint: str = "") -> LongText:
    return LongText(
        label=label, help_text=hint, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class GiveReasonForMiss(forms.Form):
    reason = _why(
        "Why was the date missed?",
        "What stood in the way. Whoever looks at the figures can read this.",
    )


class MoveDate(forms.Form):
    due_on = Date(label="New last day", help_text="For example, 27 3 2026")
    reason = _why("Why does the date change?")
    missed_reason = _why("Why was the old date missed?")

    def __init__(self, *args: Any, was_missed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_missed:
            del self.fields["missed_reason"]


class PauseDate(forms.Form):
    reason = _why("Why does the date wait?", "For example: the victim is away until 12 March")


class ResumeDate(forms.Form):
    """Nothing to ask; the button says it."""
