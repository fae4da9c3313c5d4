"""The public form: a Django form made from each step of the definition."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from goodstead.correspondence.addresses import phone_key
from goodstead.design import fields, widgets
from goodstead.places.queries import find_places

from ..definitions.asking import Kind, Question, Step
from ..definitions.report_form_v1 import NOT_SAID
from ..rules.journey import NO_PLACE

OLDEST_YEARS = 100
_NEEDS_DETAIL = {
    "email": ("email", "Enter your email address, or do not choose email"),
    "phone": ("telephone", "Enter your phone number, or do not choose phone call"),
    "text": ("telephone", "Enter your phone number, or do not choose text message"),
    "post": ("address", "Enter your postal address, or do not choose letter"),
}


def field_for(question: Question, *, today: date, places: list[dict[str, Any]]) -> forms.Field:
    """The Django field that asks a question."""
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": bool(question.needed),
    }
    if question.needed:
        common["error_messages"] = {"required": question.needed, "invalid_choice": question.needed}
    return _MAKERS[question.kind](question, common, today, places)


def _one(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    codes = [answer.code for answer in question.answers]
    return forms.ChoiceField(
        choices=[(a.code, a.text) for a in question.answers],
        widget=widgets.Radios(
            hints={a.code: a.hint for a in question.answers if a.hint},
            divider_before=NOT_SAID if NOT_SAID in codes else "",
            layout="inline" if codes == ["yes", "no"] and len(question.answers[1].text) < 4 else "",
        ),
        **common,
    )


def _many(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    codes = [answer.code for answer in question.answers]
    return forms.MultipleChoiceField(
        choices=[(a.code, a.text) for a in question.answers],
        widget=widgets.Checkboxes(
            hints={a.code: a.hint for a in question.answers if a.hint},
            divider_before=NOT_SAID if NOT_SAID in codes else "",
        ),
        **common,
    )


def _line(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    attrs = {"autocomplete": question.autocomplete} if question.autocomplete else {}
    return forms.CharField(
        max_length=question.longest, widget=forms.TextInput(attrs=attrs), **common
    )


def _text(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    attrs = {"rows": question.rows}
    return fields.LongText(
        max_length=question.longest, widget=forms.Textarea(attrs=attrs), **common
    )


def _date(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    return PastDate(today=today, **common)


def _email(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    attrs = {"autocomplete": "email", "spellcheck": "false"}
    common["error_messages"] = {"invalid": "Enter an email address like name@example.com"}
    return forms.EmailField(
        max_length=question.longest, widget=forms.EmailInput(attrs=attrs), **common
    )


def _phone(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    attrs = {"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
    return PhoneNumber(max_length=question.longest, widget=forms.TextInput(attrs=attrs), **common)


def _place(question: Question, common: Any, today: date, places: Any) -> forms.Field:
    choices = [(place["key"], place["label"]) for place in places]
    return forms.ChoiceField(
        choices=[*choices, (NO_PLACE, "None of these")],
        widget=widgets.Radios(divider_before=NO_PLACE),
        **common,
    )


_MAKERS = {
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.PLACE: _place,
}


class PastDate(fields.Date):
    """A date up to today, and within a life."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        if found and found > self.today:
            raise forms.ValidationError("The date must be today or in the past", code="future")
        if found and found.year < self.today.year - OLDEST_YEARS:
            raise forms.ValidationError("Check the year, such as 2026", code="past")
        return found


class PhoneNumber(forms.CharField):
    """A telephone number, however it is written."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        key = phone_key(text)
        # A mobile number that lost a digit would send a text to nobody, or to somebody else.
        if not key or (key.startswith("7") and text.strip().startswith("0") and len(key) != 10):
            raise forms.ValidationError(
                "Enter a whole phone number, like 01632 960 001 or 07700 900 982", code="phone"
            )
        return text


class ReportStep(forms.Form):
    """One step. The cleaned data are answers."""

    def __init__(
        self,
        *args: Any,
        step: Step,
        today: date,
        places: list[dict[str, Any]],
        ways: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.places = step, places
        self.mark_optional = not step.categories  # there the page says once that all of them are
        for question in step.questions:
            if question.only_way and question.only_way not in ways:
                continue
            self.fields[question.code] = field_for(question, today=today, places=places)
        if self.place_unknown and "search" in self.fields:
            self.fields["search"].required = False

    @property
    def place_unknown(self) -> bool:
        """The other button of the search: they cannot say where it is by postcode or street."""
        return self.is_bound and "unknown" in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.step.questions:
            ticked = cleaned.get(question.code)
            if question.kind == Kind.MANY and ticked and NOT_SAID in ticked and len(ticked) > 1:
                cleaned[question.code] = [code for code in ticked if code != NOT_SAID]
        if "search" in self.fields:
            cleaned |= self._found(str(cleaned.get("search") or ""))
        if "place" in self.fields:
            cleaned |= self._chosen(str(cleaned.get("place") or ""))
        if "ways" in self.fields:
            require_details(self, cleaned)
        if "language" in self.fields:
            require_language(self, cleaned)
        return cleaned

    def _found(self, text: str) -> dict[str, Any]:
        if self.place_unknown:
            return {"place_unknown": True, "places": []}
        places = [as_choice(place) for place in find_places(text)] if text else []
        if text and not places:
            self.add_error(
                "search",
                gettext(
                    "We could not find “{text}”. Check it, or choose “I cannot say the address”"
                ).format(text=text),
            )
        return {"place_unknown": False, "places": places}

    def _chosen(self, key: str) -> dict[str, Any]:
        empty = dict.fromkeys(
            ("place_label", "postcode", "street", "town", "easting", "northing"), None
        )
        found = next((place for place in self.places if place["key"] == key), {})
        return (
            empty
            | {name: found[name] for name in empty if name in found}
            | ({"place_label": found["label"]} if found else {})
        )


def require_details(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Each way of contact that was chosen needs its address or number."""
    for way in cleaned.get("ways") or ():
        field, said = _NEEDS_DETAIL[way]
        if not cleaned.get(field) and field not in form.errors:
            form.add_error(field, said)


def require_language(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """An interpreter of no language cannot be found."""
    if "interpreter" in (cleaned.get("needs") or ()) and not cleaned.get("language"):
        form.add_error("language", "Enter the language, so that we can find an interpreter")


def as_choice(place: Any) -> dict[str, Any]:
    """A place as the session keeps it."""
    street, _, town = place.label.partition(", ")
    named = (
        {"postcode": place.label} if place.kind == "postcode" else {"street": street, "town": town}
    )
    return {
        "key": f"{place.kind}:{place.key}",
        "label": place.label,
        "easting": place.easting,
        "northing": place.northing,
        **named,
    }


class Start(forms.Form):
    """The button on the first page."""


class AddReportFile(forms.Form):
    """Photos and other files, as many as they like, up to the limits."""

    # An empty one is refused by its name, with the others kept, when they are stored.
    uploads = fields.Files(
        label="Choose photos or other files", required=False, allow_empty_file=True
    )
    mark_optional = False


class RemoveReportFile(forms.Form):
    """The button beside a file."""


class SubmitReport(forms.Form):
    """The last button. ``website`` is a box that people do not see and simple robots fill in.

    A person may have filled it all the same, or a program that fills in forms for them. So nothing
    is refused and nothing is said: the report is taken, and set apart until somebody has looked.
    """

    submission_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    mark_optional = False
