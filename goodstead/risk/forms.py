"""What the pages about risk ask."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from goodstead.design.fields import LongText
from goodstead.design.widgets import Radios

from . import queries
from .definitions.answers import LONGEST_NOTE, SOURCES, UNSAID_WORDS, Given, Kept
from .definitions.instruments import NOT_ASKED, UNSAID, Band, Instrument, Question
from .models import Assessment


@dataclass(frozen=True)
class Row:
    """One question with its three fields, what was answered last time, and what a report said."""

    question: Question
    option: BoundField
    source: BoundField
    note: BoundField
    earlier: str
    before: str


class AssessRisk(forms.Form):
    """The questions of an instrument, each with who said so and a note."""

    mark_optional = False
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        earlier: Assessment | None = None,
        before: Mapping[str, Kept] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument, self.earlier, self.before = instrument, earlier, before or {}
        self.fields["submission"].initial = uuid.uuid4
        for question in instrument.questions:
            choices = [(option.code, option.label) for option in question.options]
            self.fields[f"{question.code}-option"] = forms.ChoiceField(
                label=f"{question.number}. {question.text}",
                help_text=question.guidance,
                choices=[*choices, *UNSAID_WORDS.items()],
                widget=Radios(layout="small"),
                required=False,
            )
            self.fields[f"{question.code}-source"] = forms.ChoiceField(
                label="Who said so", choices=list(SOURCES.items()), required=False
            )
            self.fields[f"{question.code}-note"] = forms.CharField(
                label="Note", max_length=LONGEST_NOTE, required=False
            )

    def rows(self) -> Iterator[Row]:
        """The questions in order, with their fields."""
        for question in self.instrument.questions:
            option, source, note = (
                self[f"{question.code}-{k}"] for k in ("option", "source", "note")
            )
            yield Row(
                question, option, source, note, self._earlier(question), self._before(question)
            )

    def _earlier(self, question: Question) -> str:
        if self.earlier is None or question.code not in self.earlier.chosen:
            return ""
        try:
            option = question.option(self.earlier.chosen[question.code])
        except KeyError:  # an option that only an older version of the instrument had
            return ""
        return option.label if option else UNSAID_WORDS[self.earlier.chosen[question.code]]

    def _before(self, question: Question) -> str:
        """An answer that counts until the question is answered: of the report, or from long ago."""
        if question.code not in self.before:
            return ""
        now = self.earlier.chosen.get(question.code, NOT_ASKED) if self.earlier else NOT_ASKED
        if self.before[question.code]["said"] == "assessment" and now not in UNSAID:
            return ""  # it is the answer of last time, which stands there already
        kept = self.before[question.code]
        words = queries.kept_words(self.instrument, question.code, kept)
        return f"Said {words}" if kept["said"] == "assessment" else words[:1].upper() + words[1:]

    @property
    def answers(self) -> dict[str, Given]:
        """What was answered, as the action takes it."""
        said = self.cleaned_data
        return {
            question.code: Given(
                option=said[f"{question.code}-option"] or NOT_ASKED,
                source=said[f"{question.code}-source"] or "victim",
                note=said[f"{question.code}-note"],
            )
            for question in self.instrument.questions
        }


class _Judgement(forms.Form):
    """Another band than the score's, and why."""

    to_band = forms.ChoiceField(widget=Radios)
    reason = LongText(max_length=4000)

    def __init__(self, *args: Any, bands: list[Band], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_band"].choices = [(band.code, band.name) for band in bands]  # type: ignore[attr-defined]


class RaiseBand(_Judgement):
    """Raise it, at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_band"].label = "How high is the risk?"
        self.fields["reason"].label = "Why is it higher than the answers say?"
        self.fields[
            "reason"
        ].help_text = "What you have seen, heard or know. It is shown beside the band from now on."


class AskToLowerBand(_Judgement):
    """Ask a second person to lower it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_band"].label = "How high is the risk, in your judgement?"
        self.fields["reason"].label = "Why is it lower than the band says?"
        self.fields[
            "reason"
        ].help_text = "What has changed, and how you know. The second person decides on this."


class DecideLowering(forms.Form):
    """Agree or refuse, with a reason."""

    agreed = forms.TypedChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, lower it"), ("no", "No, keep the higher band")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    reason = LongText(
        label="Why?",
        help_text="It is shown in the case, with your name.",
        max_length=4000,
    )
