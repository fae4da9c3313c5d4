"""What the survey asks."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.design.fields import LongText
from goodstead.design.widgets import Radios

from .definitions.survey import DONT_KNOW, HANDLING, LONGEST_COMMENT, OUTCOME, SCALE


class AnswerSurvey(forms.Form):
    """Two questions and a comment. Each may be left out, but not all of them."""

    handling = forms.ChoiceField(
        label=HANDLING.text,
        choices=list(SCALE.items()),
        required=False,
        widget=Radios(divider_before=DONT_KNOW),
    )
    outcome = forms.ChoiceField(
        label=OUTCOME.text,
        choices=list(SCALE.items()),
        required=False,
        widget=Radios(divider_before=DONT_KNOW),
    )
    comment = LongText(
        label="Is there anything else you want to tell us?",
        help_text="Please do not give names, addresses or telephone numbers.",
        max_length=LONGEST_COMMENT,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            self.add_error("handling", "Answer at least one question")
        return said
