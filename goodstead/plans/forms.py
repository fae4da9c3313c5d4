"""What the pages of a plan ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from goodstead.access.models import User
from goodstead.cases.definitions.closing import OUTCOMES, REASONS
from goodstead.cases.models import Case
from goodstead.clocks.calendar import LONDON, day_of
from goodstead.design.fields import Date, LongText, TimeOfDay
from goodstead.design.once import SentOnce
from goodstead.design.widgets import Radios
from goodstead.people.models import Person

from . import queries, rules
from .actions import Told
from .definitions.plan import (
    AGREED_HOW,
    KIND_HINTS,
    KINDS,
    REVIEW_OUTCOMES,
    STEP_DUE,
    TOLD,
    WAYS,
)  # fmt: skip

_FEW_LINES = {"rows": 3}


class AboutCase(forms.Form):
    """A form about one case, at the time of one request."""

    def __init__(self, *args: Any, case: Case, at: datetime, **kwargs: Any) -> None:
        self.case, self.at = case, at
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and first answers that depend on the case."""

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def choose_person(self) -> None:
        """Somebody harmed in the case; the first unless there are several to choose from."""
        self._people = {str(p.pk): p for p in queries.harmed_people(self.case)}
        self.choose("person", [(pk, person.called) for pk, person in self._people.items()])
        if len(self._people) == 1:  # nothing to choose, so nothing to ask
            self.fields["person"].initial = next(iter(self._people))
            self.fields["person"].widget = forms.HiddenInput()

    @property
    def only_person(self) -> Person | None:
        """The one person harmed, who is then not asked for."""
        return next(iter(self._people.values())) if len(self._people) == 1 else None

    def clean_person(self) -> Person:
        return self._people[self.cleaned_data["person"]]


class AddStep(SentOnce, AboutCase):
    text = forms.CharField(
        label="What will be done?",
        help_text="In words that you can read out to the victim: “Speak with the people upstairs”",
        max_length=300,
    )
    kind = forms.ChoiceField(
        label="What kind of step is it?", choices=list(KINDS.items()),
        widget=Radios(hints=KIND_HINTS),
    )  # fmt: skip
    owner = forms.ChoiceField(label="Which officer sees to it?")
    partner = forms.CharField(
        label="Who does it, if it is not that officer?",
        help_text="For example: the police, the landlord, you (the victim)",
        required=False,
        max_length=80,
    )
    due_on = Date(label="By when?")
    safeguarding = forms.BooleanField(
        label="This is a safeguarding referral, or part of one", required=False
    )

    def prepare(self) -> None:
        self._officers = {str(user.pk): user for user in queries.may_do_steps(self.case)}
        self.choose("owner", [(pk, user.name) for pk, user in self._officers.items()])
        self.fields["owner"].initial = str(self.case.officer_id)
        self.fields["due_on"].initial = day_of(self.at) + timedelta(days=STEP_DUE.amount)

    def clean_owner(self) -> User:
        return self._officers[self.cleaned_data["owner"]]


class FinishStep(AboutCase):
    note = LongText(
        label="What was done, and what came of it?", required=False, max_length=1000,
        widget=forms.Textarea(attrs=_FEW_LINES),
    )  # fmt: skip


class CancelStep(AboutCase):
    reason = LongText(
        label="Why will it not be done?", max_length=1000, widget=forms.Textarea(attrs=_FEW_LINES)
    )


class AgreePlan(AboutCase):
    person = forms.ChoiceField(label="Who did you go through the plan with?", widget=Radios)
    how = forms.ChoiceField(
        label="How was it agreed?", choices=list(AGREED_HOW.items()),
        widget=Radios(reveals={"not_agreed": ["reason"]}),
    )  # fmt: skip
    reason = LongText(
        label="Why was it not agreed?", required=False, max_length=1000,
        widget=forms.Textarea(attrs=_FEW_LINES),
    )  # fmt: skip
    agreed_on = Date(label="On which day?")
    review_on = Date(label="When will you look at the plan together again?")
    send_copy = forms.BooleanField(
        label="Send them a copy by email",
        help_text="It is sent only if they have said that we may email them",
        required=False,
        initial=True,
    )

    def prepare(self) -> None:
        self.choose_person()
        people = self._people.values()
        self.fields["send_copy"].initial = all(queries.may_email(person) for person in people)
        if not any(queries.may_email(person) for person in people):
            self.fields["send_copy"].help_text = (
                "They have not said that we may email them, so nothing would be sent. Read the "
                "plan out, or put a copy into their hand."
            )
        else:
            self._say_when_an_email_is_safe()
        latest = queries.latest_by_standard("case_review", self.case, self.at)
        self.fields["agreed_on"].initial = day_of(self.at)
        self.fields["review_on"].initial = latest
        self.fields["review_on"].help_text = f"Our standard is by {_words(latest)}"

    def _say_when_an_email_is_safe(self) -> None:
        """Beside the copy that leaves as soon as this is saved; by name where there are several."""
        for person in self._people.values():
            if queries.may_email(person) and (words := queries.email_leaves(person)):
                whose = "" if self.only_person else f"{person.called}: "
                self.fields["send_copy"].help_text += f". {whose}{words}".removesuffix(".")


class LogContact(SentOnce, AboutCase):
    person = forms.ChoiceField(label="Who was it with?", widget=Radios)
    how = forms.ChoiceField(
        label="How?", choices=[(w.code, w.name) for w in WAYS.values()], widget=Radios
    )
    by_them = forms.TypedChoiceField(
        label="Who made contact?",
        choices=[("no", "We did"), ("yes", "They did")],
        coerce=lambda said: said == "yes",
        initial="no",
        widget=Radios(layout="inline"),
    )
    reached = forms.TypedChoiceField(
        label="Did you reach them?",
        choices=[("yes", "Yes"), ("no", "No, I tried")],
        coerce=lambda said: said == "yes",
        widget=Radios(reveals={"yes": ["interview", "next_contact_on", "later_agreed"]}),
    )
    interview = forms.BooleanField(
        label="This was the first full talk: I heard the whole story",
        help_text="By telephone, on a visit or at a meeting",
        required=False,
    )
    next_contact_on = Date(label="By which day will you be in touch again?", required=False)
    later_agreed = forms.BooleanField(
        label="They asked for a later day than our standard", required=False
    )
    happened_on = Date(label="On which day?")
    happened_at = TimeOfDay(label="At what time?", help_text="For example 9:30am or 2pm")
    summary = LongText(
        label="What was said?",
        help_text="What they told you, what you promised, how they are",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    against_rules_because = LongText(
        label="If they had not said that this way is safe, why did you use it?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        self.choose_person()
        self._say_what_is_safe()
        latest = queries.latest_by_standard("next_contact", self.case, self.at)
        now = self.at.astimezone(LONDON)
        self.fields["next_contact_on"].initial = latest
        self.fields["next_contact_on"].help_text = f"Our standard is by {_words(latest)}"
        self.fields["happened_on"].initial = now.date()
        self.fields["happened_at"].initial = now.time().replace(second=0, microsecond=0)

    def _say_what_is_safe(self) -> None:
        """Beside each way, where it is not safe. With several people, see the boxes above."""
        if person := self.only_person:
            unsafe = [code for code in WAYS if not rules.allows(person, code)]
            hints = dict.fromkeys(unsafe, f"{person.called} has not said that this is safe")
            if "visit" in hints:
                known = person.contact.who_must_not_know if person.contact else ""
                who = known or "Somebody at home"
                hints["visit"] = f"Must not know: {who}. Visit only if you agreed it with them."
            how = self.fields["how"]
            how.widget = Radios(choices=how.choices, hints=hints)  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What the action is told."""
        found = dict(self.cleaned_data)
        day, time = found.pop("happened_on"), found.pop("happened_at")
        return found | {"happened_at": datetime.combine(day, time, LONDON)}


class ReviewCase(AboutCase):
    note = LongText(
        label="What did you look at, and what do you think?",
        help_text="Is it still happening? Is the victim safer? Does the plan work?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    outcome = forms.ChoiceField(
        label="What comes of it?", choices=list(REVIEW_OUTCOMES.items()), widget=Radios
    )
    next_review_on = Date(label="When is the case looked at again?")

    def prepare(self) -> None:
        latest = queries.latest_by_standard("case_review", self.case, self.at)
        self.fields["next_review_on"].initial = latest
        self.fields["next_review_on"].help_text = f"Our standard is by {_words(latest)}"


class CloseCase(AboutCase):
    reason = forms.ChoiceField(
        label="Why is the case being closed?",
        choices=[("", "Choose a reason"), *((r.code, r.name) for r in REASONS.values())],
    )
    outcome = forms.ChoiceField(
        label="What came of it?", choices=list(OUTCOMES.items()), widget=Radios
    )
    summary = LongText(
        label="What was done?",
        help_text="The people harmed will read this. Write to them: “We spoke with your neighbour”",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def prepare(self) -> None:
        self._people = {str(p.pk): p for p in queries.harmed_people(self.case)}
        for pk, person in self._people.items():
            ways = {k: v for k, v in TOLD.items() if k != "email" or queries.may_email(person)}
            because, safe = f"because_{pk}", f"letter_safe_{pk}"
            reveals, hints = {"not_told": [because]}, {}
            if "email" in ways and (words := queries.email_leaves(person)):
                hints["email"] = words
            if not rules.allows(person, "letter"):
                reveals["letter"] = [safe]
                hints["letter"] = f"{person.called} has not said that we may write to them"
            self.fields[f"told_{pk}"] = forms.ChoiceField(
                label=f"How will {person.called} be told?",
                choices=list(ways.items()),
                widget=Radios(reveals=reveals, hints=hints),
            )
            if "letter" in reveals:
                self.fields[safe] = LongText(
                    label="Why is this letter safe?", required=False, max_length=500,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip
            self.fields[because] = LongText(
                label="Why not?", required=False, max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    @property
    def told(self) -> list[Told]:
        """How each person harmed hears of it."""
        found = self.cleaned_data
        return [
            Told(person, found[f"told_{pk}"], self._because(pk, found[f"told_{pk}"]))
            for pk, person in self._people.items()
        ]

    def _because(self, pk: str, how: str) -> str:
        """The reason that belongs to the way that was chosen, and none that was left behind."""
        name = {"not_told": f"because_{pk}", "letter": f"letter_safe_{pk}"}.get(how, "")
        return self.cleaned_data.get(name) or ""


class ReopenCase(AboutCase):
    reason = LongText(
        label="What has happened since it was closed?", max_length=1000,
        widget=forms.Textarea(attrs=_FEW_LINES),
    )  # fmt: skip


def _words(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
