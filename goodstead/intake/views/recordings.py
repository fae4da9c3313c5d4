"""Recordings: made or sent behind the private link, and heard by staff."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from goodstead.access import limits
from goodstead.access.permissions import NotNow, Permission
from goodstead.design.pages import ShowPage
from goodstead.evidence import content, copies, responses
from goodstead.evidence.definitions.limits import (
    A_DAY,
    FROM_ONE_NETWORK_A_DAY,
    LARGEST_FILE,
    MEGABYTE,
)

from .. import actions, forms, queries, rules
from ..definitions.recordings import LONGEST, device_of
from ..models import Recording
from .answering import AboutALink
from .follow import Adding
from .triage import AboutOneReport

# The one page that asks for the microphone. Everything else stays refused, as everywhere.
MICROPHONE = "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), display-capture=()"


class SendRecording(Adding):
    """Record the noise on the page, or send a recording as a file."""

    public = True
    form_class = forms.SendRecording
    template_name = "intake/send_recording.html"
    kind = "recording"
    for_good = False  # what was sent can never be taken: the telephone need not keep it

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answered = super().dispatch(request, *args, **kwargs)
        answered["Permissions-Policy"] = MICROPHONE
        # To play it back before it is sent.
        answered._csp_update = {"media-src": ["blob:"]}  # type: ignore[attr-defined]
        return answered

    def add(self, **values: Any) -> object:
        day = int(A_DAY.total_seconds())
        if limits.too_much(
            self.request, "intake.file_bytes", amount=values["upload"].size,
            most=FROM_ONE_NETWORK_A_DAY, seconds=day,
        ):  # fmt: skip
            raise NotNow("This was not sent: too many files came from your network today.")
        device = device_of(self.request.headers.get("User-Agent", ""))
        return actions.send_recording(
            by=None, at=self.at, report=self.report, device=device, **values
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        if upload := form.files.get("upload"):
            upload.seek(0)
            self.for_good = rules.is_never_taken(head=upload.read(content.HEAD), size=upload.size)
        return super().form_invalid(form)

    def context(self) -> dict[str, Any]:
        return {
            "for_good": self.for_good,
            # Which waiting recordings are this link's. The key itself stays on no device.
            "place": (self.report.follow_hash or "")[:16],
            "as_wav": not copies.has_ffmpeg(),
            "longest": LONGEST,
            "largest": LARGEST_FILE // MEGABYTE,
        }


class OneRecording(AboutOneReport):
    """A recording of a report: the report is asked for first, on every byte."""

    abstract = True
    recording: Recording

    def prepare(self) -> None:
        super().prepare()
        found = queries.recording_of(self.report, self.kwargs["recording"])
        if found is None:
            raise Http404
        self.recording = found

    def viewed(self) -> Iterable[Model]:
        return (self.report, self.recording)


class HearRecording(OneRecording, AboutALink):
    """Listen to it, with its picture and the diary beside it, and say that it was heard."""

    permission = Permission.REPORT_TRIAGE
    form_class = forms.HearRecording
    template_name = "intake/hear_recording.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answered = super().dispatch(request, *args, **kwargs)
        answered._csp_update = {"media-src": ["'self'"]}  # type: ignore[attr-defined]
        return answered

    def act(self, form: Any) -> object:
        return actions.hear_recording(
            by=self.user, at=self.at, recording=self.recording, **form.cleaned_data
        )

    def get_done_message(self) -> str:
        return "Noted: you listened to it."

    def get_success_url(self) -> str:
        return reverse("intake:diary", args=[self.report.reference])

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "recording": self.recording,
            "heard": queries.heard(self.recording),
            "entries": queries.diary_beside(self.recording),
            "story": queries.story_of(self.recording),
        }


class RecordingSound(OneRecording, ShowPage):
    """The safe copy, for the player in the page. Each hearing is written down.

    Whatever part is handed out is a hearing, unless it goes on with one of a moment ago.
    """

    permission = Permission.REPORT_TRIAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.recording.file is None:
            raise Http404
        wanted = request.headers.get("Range", "")
        answer = responses.sound_of(self.recording.file, wanted)
        goes_on = _first_byte(answer) > 0 and queries.is_hearing(
            self.user, self.recording, at=self.at
        )
        if answer.status_code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and not goes_on:
            self.write_viewing([self.report, self.recording])
        return answer


def _first_byte(answer: HttpResponse) -> int:
    """Where the part begins that is handed out: as it was understood, however it was asked for."""
    found = re.match(r"bytes ([0-9]+)-", answer.headers.get("Content-Range", ""))
    return int(found[1]) if found else 0
