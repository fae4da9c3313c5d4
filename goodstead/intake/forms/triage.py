"""What triage asks, and the page on which a call handler writes a report down."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from goodstead.access.models import User
from goodstead.cases.definitions.tracks import GOOD_NEIGHBOURHOOD, TRACKS
from goodstead.cases.models import Case
from goodstead.design import fields, widgets
from goodstead.places.queries import find_places

from .. import queries
from ..definitions.asking import Kind
from ..definitions.channels import CHANNELS
from ..definitions.report_form_v1 import NOT_SAID
from ..definitions.report_forms import FORM
from ..models import Report
from .report import as_choice, field_for, require_details, require_language

_FIRST = ("danger", "violence", "category")
_STORY = ("description", "who_did_it")
_WHEN = ("frequency", "last_on", "last_time")
_HARM = ("affected", "daily_life", "fear", "targeted", "support", "vulnerable", "strands")
_CONTACT = (
    "may_contact", "name", "email", "telephone", "address", "ways", "safe_times", "voicemail",
    "must_not_know", "needs", "language", "other_need", "follow",
)  # fmt: skip
_NEEDED = {"danger", "category", "description", "may_contact"}
BY_HAND = ("phone", "visit", "email", "letter")


class LogReport(forms.Form):
    """A report taken down for somebody: the emergency first, all on one page.

    What is asked about one kind of trouble comes once that kind is known: with every kind there
    would be hundreds of answers on the page. A second button draws the page again with them.
    """

    submission_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="How did it reach us?",
        choices=[(code, CHANNELS[code].name) for code in BY_HAND],
        widget=widgets.Radios(layout="inline"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branch = FORM.branch(str(self.data.get("category", "")))
        self._ask(_FIRST + self._about + _STORY, today)
        self.fields["place_search"] = forms.CharField(
            label="Postcode or street",
            required=False,
            max_length=200,
            help_text="A street in two towns: write the town after a comma.",
        )
        self.fields["house"] = forms.CharField(
            label="House or flat number", required=False, max_length=200
        )
        self.fields["location_text"] = fields.LongText(
            label="Or describe the place", required=False, max_length=500
        )
        self._ask(_WHEN + _HARM + _CONTACT, today)
        self.fields["uploads"] = fields.Files(
            label="Files that came with it", required=False, allow_empty_file=True
        )

    def _ask(self, codes: tuple[str, ...], today: date) -> None:
        for code in codes:
            question = FORM.question(code)
            field = field_for(question, today=today, places=[])
            field.required = code in _NEEDED
            if question.kind == Kind.ONE and code not in {"danger", "violence"}:
                said = [(a.code, a.text) for a in question.answers if a.code != NOT_SAID]
                field = forms.ChoiceField(
                    label=question.label,
                    choices=[("", "Not said"), *said],
                    required=field.required,
                    error_messages=field.error_messages,
                )
            self.fields[code] = field

    @property
    def emergency(self) -> list[Any]:
        return [self[name] for name in ("channel", *_FIRST)]

    @property
    def _about(self) -> tuple[str, ...]:
        return tuple(question.code for question in self.branch.questions) if self.branch else ()

    @property
    def about(self) -> list[Any]:
        return [self[name] for name in self._about]

    @property
    def story(self) -> list[Any]:
        return [self[name] for name in _STORY]

    @property
    def place(self) -> list[Any]:
        return [self[name] for name in ("place_search", "house", "location_text", *_WHEN)]

    @property
    def harm(self) -> list[Any]:
        return [self[name] for name in _HARM]

    @property
    def contact(self) -> list[Any]:
        return [self[name] for name in (*_CONTACT, "uploads")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        searched = cleaned.pop("place_search", "")
        if searched:
            cleaned |= self._place(searched)
        if cleaned.get("may_contact") == "yes" and not cleaned.get("ways"):
            self.add_error("ways", FORM.question("ways").needed)
        require_details(self, cleaned)
        require_language(self, cleaned)
        return cleaned

    def _place(self, searched: str) -> dict[str, Any]:
        """The one place that was meant; words that match none or several are asked about."""
        found = [as_choice(place) for place in find_places(searched)]
        exact = [one for one in found if one["label"].lower() == searched.strip().lower()]
        chosen = exact or found
        if len(chosen) > 1:
            names = "; ".join(one["label"] for one in chosen[:6])
            self.add_error("place_search", f"There are several. Write one of these: {names}")
            return {}
        if not chosen:
            self.add_error(
                "place_search",
                f"We could not find “{searched}”. Leave it empty and describe the place instead",
            )
            return {}
        (place,) = chosen
        return {**place, "place": place["key"], "place_label": place["label"], "search": searched}


class Decide(forms.Form):
    """Every decision has a reason."""

    reason = fields.LongText(
        label="Why?",
        max_length=2000,
        help_text="The reason stays with the report. The person may ask for it.",
        error_messages={"required": "Say why. The reason stays with the report"},
    )

    def __init__(self, *args: Any, report: Report, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.user = report, user


class OpenCase(Decide):
    officer = forms.ModelChoiceField(
        label="Who looks after it?", queryset=User.objects.none(), required=False
    )
    track = forms.ChoiceField(
        label="What kind of case is it?",
        choices=list(TRACKS.items()),
        widget=widgets.Radios(
            hints={GOOD_NEIGHBOURHOOD: "Everyday household noise or habits: advice, mediation"}
        ),
    )
    track_reason = fields.LongText(
        label="Why another kind of case than proposed?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("track", "track_reason", "officer", "reason")
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = queries.proposed_track(self.report)
        track: Any = self.fields["track"]
        track.help_text = f"We propose {TRACKS[proposed.track].lower()}, because {proposed.why}."
        track.widget.reveals = {t: ["track_reason"] for t in TRACKS if t != proposed.track}
        officer: Any = self.fields["officer"]
        officer.queryset = queries.possible_officers(self.report)
        found = queries.suggestion(self.report)
        officer.empty_label = f"{found.officer.name} – {found.why}" if found else "Choose somebody"


class AttachToCase(Decide):
    case = forms.CharField(
        label="Reference of the case",
        max_length=20,
        help_text="For example ASB-7K3-M9Q.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    field_order = ("case", "reason")

    def clean_case(self) -> Case:
        found = queries.case_called(self.user, self.cleaned_data["case"])
        if found is None:
            raise forms.ValidationError("There is no open case of yours with this reference")
        return found


class Answer(Decide):
    """A decision after which nobody else speaks with the person."""

    told = forms.BooleanField(
        label="I have told the person who reported it",
        help_text="By telephone, in a letter or face to face, in the way that they said is safe",
        required=False,
    )


class ReferReport(Answer):
    to = forms.CharField(label="Who is it referred to?", max_length=120)
    field_order = ("to", "reason", "told")


class AdviseReport(Answer):
    """Advice is the answer."""


class MarkNotAsb(Answer):
    """It is something else."""


class SortSetApart(forms.Form):
    """Which of the reports that were set apart were looked at. The button says what they are."""

    reports = forms.MultipleChoiceField(
        label="Which have you looked at?",
        widget=widgets.Checkboxes(),
        error_messages={"required": "Tick the reports that you have looked at"},
    )
    reason = forms.CharField(
        label="If there is nothing in them: how you know",
        help_text="For example: the same advertisement 30 times. It is kept with each report.",
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, lines: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        """``lines``: for each reference its words and its hint."""
        super().__init__(*args, **kwargs)
        chosen = cast(forms.MultipleChoiceField, self.fields["reports"])
        hints = {reference: hint for reference, (_, hint) in lines.items()}
        chosen.widget = widgets.Checkboxes(hints=hints)
        chosen.choices = [(reference, words) for reference, (words, _) in lines.items()]

    @property
    def let_in(self) -> bool:
        return "nothing" not in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.let_in and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "Say how you know that there is nothing in them")
        return cleaned
