"""What the survey, the guides and “About you” ask."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.design.fields import LongText
from goodstead.design.widgets import Radios

from .definitions.equality import NOT_SAID, QUESTIONS
from .definitions.guiding import ANSWERS
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


class Guide(forms.Form):
    """Nothing is asked: the button goes on to the end."""


class WriteLetter(forms.Form):
    """What stands in the letter. It is shown once and never kept."""

    neighbour = forms.CharField(
        label="Your neighbour’s name",
        help_text="If you do not know it, the letter says “Dear neighbour”.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = LongText(
        label="What happens?",
        help_text="Say only what you see or hear. For example: “I hear music through the wall.”",
        max_length=600,
    )
    often = forms.CharField(
        label="When does it happen?",
        help_text="For example: most nights, from about 11pm.",
        max_length=200,
        required=False,
    )
    effect = LongText(
        label="What does it do to you?",
        help_text="For example: “I wake up and am tired at work.”",
        max_length=600,
        required=False,
    )
    wish = LongText(
        label="What would help?",
        help_text="One thing that they can do. For example: “Please turn it down after 10pm.”",
        max_length=400,
    )
    name = forms.CharField(
        label="Your name",
        help_text="A letter with a name works better. Give only what you want them to know.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reply = forms.CharField(
        label="How can they answer you?",
        help_text="For example: a telephone number, or “Knock at number 12”.",
        max_length=200,
        required=False,
    )


class AnswerGuide(forms.Form):
    """Did this help? Three buttons."""

    answer = forms.ChoiceField(
        label="Did this help?",
        choices=list(ANSWERS.items()),
        error_messages={
            "required": "Choose one of the answers",
            "invalid_choice": "Choose one of the answers",
        },
    )


class AboutYou(forms.Form):
    """Who somebody is. Every question may be left out, and all of them."""

    mark_optional = False  # the page says once that nothing has to be answered

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text,
                help_text=question.hint,
                choices=question.choices,
                required=False,
                widget=Radios(divider_before=NOT_SAID),
            )

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by the code of the question."""
        return {code: answer for code, answer in self.cleaned_data.items() if answer}
