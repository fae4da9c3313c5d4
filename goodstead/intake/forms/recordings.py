"""What is asked about a recording: the file and, from the page that made it, when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from goodstead.design import fields

from .answering import OneButton
from .follow import Sent


class DeviceTime(forms.CharField):
    """Milliseconds since 1970 by the clock of a device. What makes no sense is as good as nothing."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> datetime | None:
        try:
            return datetime.fromtimestamp(int(value) / 1000, tz=UTC)
        except (TypeError, ValueError, OverflowError, OSError):
            return None


class SendRecording(Sent):
    """A recording, made on the page or chosen as a file."""

    # Without "capture": telephones then offer their recorder and the recordings that there are.
    upload = forms.FileField(
        label="Choose a recording",
        allow_empty_file=True,  # refused by name when it is stored
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        error_messages={"required": "Choose a recording, or make one"},
    )
    made_at = DeviceTime(required=False)
    sent_at = DeviceTime(required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def asked(self) -> list[Any]:
        """The times are filled in by the script alone."""
        return [self["upload"]]


class HearRecording(OneButton):
    """Say that it was listened to."""

    words = fields.LongText(
        label="What do you hear?",
        required=False,
        max_length=2000,
        help_text="What it sounds like and from when. Not how many decibels: nobody can tell.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
