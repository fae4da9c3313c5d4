"""Fields that other apps ask with, and the bound field that lets every field draw itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext

from . import widgets
from .definitions.wording import ASKED, MONTHS, PLAIN_ERRORS, Wording


class Drawn(BoundField):
    """A bound field that knows how GOV.UK would draw it and which words to refuse with."""

    @property
    def kind(self) -> str:
        """Which template of ``design/fields/`` draws the field."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if widget.use_fieldset and not isinstance(widget, forms.FileInput):
            return "group"
        if isinstance(widget, forms.Textarea) and widget.attrs.get("maxlength"):
            return "counted"
        return "password" if isinstance(widget, forms.PasswordInput) else "single"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the first input of the field."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return widget.id_for_label(self.auto_id) or self.auto_id

    @property
    def is_optional(self) -> bool:
        """Whether the label says so. A form with ``mark_optional = False`` says it elsewhere."""
        plain = self.kind in ("single", "counted") or isinstance(
            self.field.widget, widgets.DateParts
        )
        marked = getattr(self.form, "mark_optional", True) and "optional" not in str(self.label)
        return bool(marked and plain and not self.field.required and not self.is_revealed)

    @property
    def is_revealed(self) -> bool:
        """Whether another field of the form draws this one under one of its answers."""
        return any(self.name in names for names in _reveals(self.form))

    @property
    def plain_errors(self) -> list[str]:
        """The errors in words that say what to do. A form's own words are left as they are:
        Django's alone are translated late."""
        found = self.form.errors.as_data().get(self.name, [])
        return [self._plain(error) for error in found]

    def _plain(self, error: ValidationError) -> str:
        said = str(next(iter(error)))
        wording = PLAIN_ERRORS.get(error.code or "")
        if wording is None or not isinstance(error.message, Promise):
            return said
        return _fill(wording, str(self.label), self._asks_to_choose(), error.params or {})

    def _asks_to_choose(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect | forms.Select)

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> Any:
        drawn = widget or self.field.widget
        if isinstance(drawn, widgets.Radios | widgets.Checkboxes):
            drawn.revealed = {
                value: [self.form[name] for name in names] for value, names in drawn.reveals.items()
            }
        return super().as_widget(widget, attrs, only_initial)


def _reveals(form: Any) -> Iterable[list[str]]:
    for field in form.fields.values():
        yield from getattr(field.widget, "reveals", {}).values()


def _fill(wording: Wording, label: str, choose: bool, params: dict[str, Any]) -> str:
    what = label = gettext(label)
    if label.endswith("?"):
        ask = "answer"
    else:
        ask = "choose" if choose else "enter"
        what = label[:1].lower() + label[1:] if not label[:2].isupper() else label
    asked = gettext(ASKED[ask].text).format(what=what)
    return gettext(wording.text).format(asked=asked, label=label, **params)


class Date(forms.Field):
    """A date in three boxes. Months may be words; errors say which part is missing."""

    widget = widgets.DateParts

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        day, month, year = (str(part or "").strip() for part in value)
        parts = {gettext("a day"): day, gettext("a month"): month, gettext("a year"): year}
        missing = [name for name, typed in parts.items() if not typed]
        if len(missing) == len(parts):
            return None
        if missing:
            both = gettext("{one} and {other}").format(one=missing[0], other=missing[-1])
            said = gettext("{date} must include {what}")
            named = both if missing[1:] else missing[0]
            raise self._refuse(said, "incomplete", what=named)
        if not re.fullmatch(r"[0-9]{4}", year):
            said = gettext("{date} must have a year of 4 numbers, such as 2026")
            raise self._refuse(said, "year")
        number = MONTHS.get(month.lower()[:3], month)
        try:
            return date(int(year), int(number), int(day))
        except (ValueError, OverflowError):
            said = gettext("{date} must be a real date, such as 27 3 2026")
            raise self._refuse(said, "unreal") from None

    def _refuse(self, said: str, code: str, **facts: str) -> ValidationError:
        label = gettext(str(self.label or "Date"))
        answer = gettext("Your answer to “{label}”").format(label=label)
        subject = answer if label.endswith("?") else label
        return ValidationError(said.format(date=subject, **facts), code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class TimeOfDay(forms.Field):
    """A time as people write it: 9am, 9.30 pm, 21:30, midnight, midday."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})
    _pattern = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)

    def to_python(self, value: Any) -> time | None:
        typed = str(value or "").strip().lower()
        if not typed:
            return None
        if typed in ("midnight", "midday", "noon"):
            return time(0 if typed == "midnight" else 12)
        found = self._pattern.fullmatch(typed)
        hour, minute, half = found.groups() if found else ("99", None, None)
        hours = int(hour)
        if half and 1 <= hours <= 12:
            hours = hours % 12 + (12 if half == "p" else 0)
        elif half:
            hours = 99
        try:
            return time(hours, int(minute or 0))
        except ValueError:
            raise ValidationError("Enter a time, such as 9:30am or 21:30", code="time") from None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


class LongText(forms.CharField):
    """Several lines. With ``max_length`` the page counts down, and counts as the browser does."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class Files(forms.FileField):
    """Any number of files; the cleaned value is a list."""

    widget = widgets.SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        given = [one for one in given if one]
        if not given:
            super().clean(None, initial)  # refuses when an answer is required
        return [super(Files, self).clean(one, initial) for one in given]
