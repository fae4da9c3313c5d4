"""What putting two records of one person together asks."""

from __future__ import annotations

from typing import Any

from django import forms

from goodstead.design.dates import day
from goodstead.design.fields import LongText
from goodstead.design.widgets import Radios

from ..queries.merging import Line, Pair
from ..rules.merging import LONGEST_REASON


def _why(label: str, hint: str = "", *, required: bool = True) -> LongText:
    return LongText(
        label=label, help_text=hint, max_length=LONGEST_REASON, required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ProposeMerge(forms.Form):
    """Which value stands, for each in which the two records differ; and why they are one person."""

    why = _why(
        "Why are they one person?",
        "What you checked. A second person reads this before anything is put together.",
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {line.field: _choice(line) for line in pair.lines if line.asked}
        self.fields = asked | self.fields
        self.asked = list(asked)

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        chosen = {name: self.cleaned_data[name] for name in self.asked}
        return {"why": self.cleaned_data["why"], "chosen": chosen}


def _choice(line: Line) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{line.label}: which stands?",
        choices=[("kept", _words(line.kept)), ("other", _words(line.other))],
        widget=Radios(layout="small"),
        error_messages={"required": f"Choose which stands: {line.label.lower()}"},
    )


def _words(value: Any) -> str:
    return day(value) if hasattr(value, "year") else str(value)


class DecideMerge(forms.Form):
    """One person or two. Two needs a reason: the pair is not offered again."""

    outcome = forms.ChoiceField(
        label="Are they one person?",
        choices=[("confirm", "Yes, put the records together"), ("decline", "No, or not certain")],
        widget=Radios(hints={"decline": "The records stay as they are."}),
        error_messages={"required": "Say whether they are one person"},
    )
    why = _why("Why?", "Needed if you say no", required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "decline" and not str(cleaned.get("why") or "").strip():
            self.add_error("why", "Say why they stay two")
        return cleaned


class WithdrawMerge(forms.Form):
    """One button."""


class TakeMergeApart(forms.Form):
    why = _why("Why are they two people?", "Both files keep this.")
