"""What the diary asks: few presses, and nothing has to be written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from goodstead.access.models import User
from goodstead.design import fields, widgets

from ..definitions.diary import AFFECTED, AFFECTED_FOR_STAFF, LASTED, NOW, OTHER, WHAT, WHEN
from ..models import Report
from .answering import WasRead
from .follow import Sent
from .report import PastDate

_SMALL_BOX = forms.Textarea(attrs={"rows": 3})


class WriteDiary(Sent):
    """When, how long, what, and how it affected them."""

    when = forms.ChoiceField(
        label="When did it begin?",
        choices=list(WHEN.items()),
        initial=NOW,
        widget=widgets.Radios(reveals={OTHER: ["day", "time"]}, layout="small"),
        error_messages={"required": "Choose when it began"},
    )
    what = forms.MultipleChoiceField(
        label="What happened?",
        choices=list(WHAT.items()),
        required=False,
        widget=widgets.Checkboxes(layout="small"),
    )
    lasted = forms.ChoiceField(
        label="How long did it last?",
        choices=list(LASTED.items()),
        required=False,
        widget=widgets.Radios(layout="small"),
    )
    affected = forms.MultipleChoiceField(
        label="How did it affect you?",
        choices=list(AFFECTED.items()),
        required=False,
        widget=widgets.Checkboxes(layout="small"),
    )
    text = fields.LongText(
        label="Do you want to say more?", required=False, max_length=2000, widget=_SMALL_BOX
    )
    time = fields.TimeOfDay(label="At about what time?", required=False, help_text="Such as 11pm")
    field_order = ("when", "day", "time", "what", "lasted", "affected", "text")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = PastDate(
            label="On which day?",
            today=today,
            required=False,
            help_text=gettext("For example {day}, which is today").format(
                day=f"{today.day} {today.month} {today.year}"
            ),
        )
        self.order_fields(self.field_order)

    @property
    def asked(self) -> list[Any]:
        """The day and the time are drawn under the answer that asks for them."""
        return [one for one in super().asked if one.name not in {"day", "time"}]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("when") == OTHER:
            if not found.get("day") and "day" not in self.errors:
                self.add_error("day", "Enter the day on which it happened")
        else:
            found |= {"day": None, "time": None}
            for name in {"day", "time"} & set(self.errors):
                del self.errors[name]
        if not found.get("what") and not found.get("text") and "text" not in self.errors:
            self.add_error("what", "Choose what happened, or write a few words below")
        return found


class LogDiary(WriteDiary):
    """The same, written down by staff for somebody who called or handed in a sheet."""

    def __init__(self, *args: Any, report: Report, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.initial.setdefault("when", OTHER)
        self.fields["text"].label = "Their words"
        self.fields["affected"] = forms.MultipleChoiceField(
            label="How did it affect them?",
            choices=list(AFFECTED_FOR_STAFF.items()),
            required=False,
            widget=widgets.Checkboxes(layout="small"),
        )
        self.order_fields(self.field_order)


class ReadDiary(WasRead):
    """It is read."""
