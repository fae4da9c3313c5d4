"""What the pages about one person in a case ask."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from goodstead.correspondence.definitions.contact import FIELD_NAMES, LENGTHS, MAYS, Details
from goodstead.correspondence.models import SafeContact
from goodstead.design.fields import Date, LongText
from goodstead.design.widgets import Radios
from goodstead.people.definitions.needs import FAMILIES, NEEDS, SOURCES
from goodstead.people.definitions.tenure import TENURES
from goodstead.people.models import Person
from goodstead.people.names import LONGEST
from goodstead.people.rules import LONGEST_DETAIL

_ANSWERS = [("yes", "Yes"), ("no", "No"), ("", "Not known")]
_MEANING = {"yes": True, "no": False, "": None}
_ORDER = ("may_phone", "may_voicemail", "may_text", "may_email", "may_post")


def _way(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=FIELD_NAMES[name], choices=_ANSWERS, required=False, widget=Radios(layout="inline")
    )


def _lines(label: str, name: str, hint: str = "") -> LongText:
    return LongText(
        label=label, help_text=hint, required=False, max_length=LENGTHS[name],
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ChangeContact(forms.Form):
    """How one person may be reached. ``contact`` is None while nothing is written down."""

    may = forms.ChoiceField(
        label="May we contact this person?",
        choices=[("yes", "Yes, in the ways they say are safe"), ("no", "No, do not contact them")],
        widget=Radios(
            hints={"no": "Nothing is sent and nobody calls. What waits to be sent is held."},
            reveals={"yes": list(_ORDER)},
        ),
        error_messages={"required": "Say whether we may contact this person"},
    )
    may_phone = _way("may_phone")
    may_voicemail = _way("may_voicemail")
    may_text = _way("may_text")
    may_email = _way("may_email")
    may_post = _way("may_post")
    flagged = forms.BooleanField(
        label="Care needed: somebody may harm them if they learn of this",
        help_text="Messages then use neutral words, and an old address is never told of a new one.",
        required=False,
    )
    safe_times = _lines(
        "When is it safe to contact them?", "safe_times", "For example, weekdays before 3pm"
    )
    who_must_not_know = _lines("Who must not know?", "who_must_not_know")
    code_word = forms.CharField(
        label="Code word", help_text="What they want us to say, so that they know it is us",
        required=False, max_length=LENGTHS["code_word"],
    )  # fmt: skip
    telephone = forms.CharField(
        label="Telephone number", required=False, max_length=LENGTHS["telephone"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "type": "tel"}),
    )  # fmt: skip
    email = forms.CharField(
        label="Email address", required=False, max_length=LENGTHS["email"],
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )  # fmt: skip
    address = _lines("Postal address", "address")
    interpreter = forms.CharField(
        label="Language for an interpreter", required=False, max_length=LENGTHS["interpreter"]
    )
    format_needed = forms.CharField(
        label="Format they need", help_text="For example, large print or easy read",
        required=False, max_length=LENGTHS["format_needed"],
    )  # fmt: skip
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, contact: SafeContact | None, always_flagged: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if always_flagged:
            del self.fields["flagged"]
        if contact is not None:
            self.initial = _as_asked(contact)

    @property
    def values(self) -> Details:
        """What the action is told. A "no" to the first question is a no to every way."""
        said = {name: self.cleaned_data[name] for name in LENGTHS}
        open_to_us = self.cleaned_data["may"] == "yes"
        mays = {name: _MEANING[self.cleaned_data[name]] if open_to_us else False for name in MAYS}
        flagged = bool(self.cleaned_data.get("flagged", True))
        return cast(Details, said | mays | {"flagged": flagged})


def _as_asked(contact: SafeContact) -> dict[str, Any]:
    said = {name: getattr(contact, name) for name in (*LENGTHS, "flagged")}
    answers = {True: "yes", False: "no", None: ""}
    mays = {name: answers[getattr(contact, name)] for name in MAYS}
    known = any(mays.values())
    first = "no" if contact.do_not_contact else "yes" if known else ""
    return said | mays | {"may": first, "instead_of": contact.version}


class ChangeName(forms.Form):
    name = forms.CharField(
        label="Full name", help_text="Leave empty if it is not known", required=False,
        max_length=LONGEST,
    )  # fmt: skip
    known_as = forms.CharField(
        label="What they like to be called, or how we know them", required=False, max_length=LONGEST
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": person.name, "known_as": person.known_as}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.values()):
            self.add_error("known_as", "Enter a name, or how you know this person")
        return found


class ChangeDetails(forms.Form):
    born_on = Date(label="Date of birth", help_text="For example, 27 3 1980", required=False)
    tenure = forms.ChoiceField(
        label="How do they live in their home?", choices=list(TENURES.items()), required=False,
        widget=Radios,
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"born_on": person.born_on, "tenure": person.tenure}


class NoteVulnerability(forms.Form):
    kind = forms.ChoiceField(
        label="What can make it worse for them?",
        choices=[
            ("", "Choose one"),
            *(
                (name, [(n.code, n.name) for n in NEEDS.values() if n.family == family])
                for family, name in FAMILIES.items()
            ),
        ],
    )
    source = forms.ChoiceField(
        label="Who told us?", choices=[(k, v) for k, v in SOURCES.items() if k != "report"],
        widget=Radios,
    )  # fmt: skip
    detail = LongText(
        label="What was said",
        help_text="Only what helps to keep them safe. They have a right to read it.",
        required=False, max_length=LONGEST_DETAIL, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    review_on = Date(
        label="When should we ask again?", required=False,
        help_text="Leave empty for the usual time, from one month to a year",
    )  # fmt: skip


class EndVulnerability(forms.Form):
    """Nothing to ask; the button says it."""
