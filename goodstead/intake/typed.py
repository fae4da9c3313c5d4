"""What somebody has typed so far. It lives in the server's session, never in the browser."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse

from goodstead.access import limits

from . import following, rules
from .definitions.asking import Kind, ReportForm, Step
from .definitions.report_forms import FORM, FORMS

_KEY, _SENT, _LEFT, _ADDED = "report", "report_sent", "report_left", "report_added"
_FILES, _MOST_MOMENTS = "report_files", 20
# Pages of their own; every other step is drawn from its questions.
_PAGES = {"files": "intake:add-report-file"}


class Typed:
    """The answers of one unfinished report, the version of the form, and the steps that are done."""

    def __init__(self, session: SessionBase, at: datetime | None = None) -> None:
        self.session, self.at = session, at
        kept = session.get(_KEY)
        self.begun = isinstance(kept, dict) and kept.get("version") in FORMS
        self._kept: dict[str, Any] = kept if self.begun and isinstance(kept, dict) else {}

    def begin(self) -> None:
        """A new report with a key of its own, unless one is being written."""
        self.session.pop(_LEFT, None)
        if not self.begun:
            self._kept = {
                "version": FORM.version,
                "key": secrets.token_urlsafe(32),
                "answers": {},
                "done": [],
                "began": self.at.timestamp() if self.at else 0,
            }
            self.begun = True
            self._keep()

    def begin_another(self) -> None:
        """The same answers as another report, because this one's key has made one already."""
        self._kept["key"] = secrets.token_urlsafe(32)
        self._keep()

    def _keep(self) -> None:
        self.session[_KEY] = self._kept

    def seconds_since_begun(self, at: datetime) -> float:
        """How long they have been writing; very long where that is not known."""
        return at.timestamp() - float(self._kept.get("began", 0))

    @property
    def form(self) -> ReportForm:
        return FORMS[self._kept.get("version", FORM.version)]

    @property
    def key(self) -> str:
        """Makes one submission one report."""
        return str(self._kept.get("key", ""))

    @property
    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = self._kept.get("answers", {})
        return found

    @property
    def done(self) -> list[str]:
        found: list[str] = self._kept.get("done", [])
        return found

    @property
    def places(self) -> list[dict[str, Any]]:
        """What the search for a place found."""
        found: list[dict[str, Any]] = self._kept.get("places", [])
        return found

    @property
    def restricted(self) -> bool:
        return rules.is_restricted(self.answers)

    @property
    def needs_way_out(self) -> bool:
        """Whether somebody may look over a shoulder: by what it is about, or who is in danger."""
        return self.restricted or self.answers.get("danger") == "yes"

    @property
    def steps(self) -> list[Step]:
        return rules.asked(self.form, self.answers)

    def answer(self, step: Step, cleaned: Mapping[str, Any]) -> None:
        """Keep the answers of one step, and mark it done."""
        self.begin()
        answers = dict(cleaned)
        if "places" in answers:  # a new search: which place it is must be asked again
            self._kept["places"] = answers.pop("places")
            self._undo("which-place", "place", "describe-place")
        for code, value in answers.items():
            self.answers[code] = value.isoformat() if isinstance(value, date) else value
        if step.code not in self.done:
            self.done.append(step.code)
        limits.never_refuse(self.session, self.answers.get("danger") == "yes")
        self._keep()

    def bring(self, *, category: str = "", description: str = "") -> None:
        """What was answered elsewhere, to be looked over: its questions are still asked, filled in.

        A kind of trouble that was chosen here stays. Words are added to the words that are here.
        """
        self.begin()
        if not self.answers.get("category"):
            self.answers["category"] = category
        here = str(self.answers.get("description") or "")
        if description and description not in here:
            self._undo("describe")
            self.answers["description"] = f"{here}\n\n{description}".strip()
        self._keep()

    def _undo(self, *codes: str) -> None:
        for code in codes:
            self.answers.pop(code, None)
            if code in self.done:
                self.done.remove(code)

    def next_url(self) -> str:
        """The first step still to do, or the page on which the answers are checked."""
        step = rules.first_undone(self.form, self.answers, self.done)
        return url_of(step) if step else reverse("intake:submit-report")

    def may_open(self, step: Step) -> bool:
        """Whether every step before this one is done."""
        before = self.steps[: self.steps.index(step)] if step in self.steps else None
        return before is not None and all(one.code in self.done for one in before)

    def url_before(self, step: Step | None) -> str:
        """Where "Back" leads from a step; from the check page when there is none."""
        steps = self.steps
        place = steps.index(step) if step and step in steps else len(steps)
        return url_of(steps[place - 1]) if place else reverse("intake:start")

    def initial(self, step: Step) -> dict[str, Any]:
        """The answers of a step as the form shows them again."""
        found = {}
        for question in step.questions:
            value = self.answers.get(question.code)
            if question.kind == Kind.DATE and isinstance(value, str):
                value = date.fromisoformat(value)
            found[question.code] = value
        return found

    def forget(self) -> None:
        """Drop every answer."""
        self.session.pop(_KEY, None)
        self._kept, self.begun = {}, False

    # After it was sent

    def note_sent(self, *, reference: str, key: str) -> None:
        """Drop the answers; remember what the last page shows. The link is shown once."""
        restricted = self.needs_way_out or bool(self.sent.get("restricted"))
        self.forget()
        self.session[_SENT] = {
            "reference": reference,
            "key": key,
            "show_link": True,
            "restricted": restricted,
        }

    @property
    def sent(self) -> dict[str, Any]:
        found: dict[str, Any] = self.session.get(_SENT, {})
        return found

    def link_was_shown(self) -> None:
        self.session[_SENT] = self.sent | {"show_link": False}

    # Added through a private link

    def note_added(self, *, token: str, kind: str, danger: bool, by: date) -> None:
        """Which kind it was and what is promised, for the page that says so. Nothing of the words,
        and of the link only what the database keeps of it."""
        self.session[_ADDED] = {
            "link": following.hash_of(token),
            "kind": kind,
            "danger": danger,
            "by": by.isoformat(),
        }

    def added(self, token: str) -> dict[str, Any]:
        """What was just sent through this link; nothing for another one."""
        found: dict[str, Any] = self.session.get(_ADDED, {})
        return found if found.get("link") == following.hash_of(token) else {}

    def forget_added(self) -> None:
        """Whoever goes on from the page that told of it has read it."""
        self.session.pop(_ADDED, None)

    def note_files(self, *, token: str, at: datetime) -> None:
        """When files were sent through this link from this browser: it alone is told how far they
        are, because others with the link must not learn that somebody sent some."""
        moments = [*self._files_of(token), at.isoformat()][-_MOST_MOMENTS:]
        self.session[_FILES] = {"link": following.hash_of(token), "at": moments}

    def files_sent(self, token: str) -> list[datetime]:
        """The moments at which this browser sent files through this link."""
        return [datetime.fromisoformat(moment) for moment in self._files_of(token)]

    def _files_of(self, token: str) -> list[str]:
        known: dict[str, Any] = self.session.get(_FILES, {})
        return list(known["at"]) if known.get("link") == following.hash_of(token) else []

    # Leaving in a hurry

    @property
    def holds_anything(self) -> bool:
        """Whether the session has anything but that they left."""
        return bool(set(self.session.keys()) - {_LEFT})

    def leave(self) -> None:
        """Drop everything, and let no page of the form be opened by going back."""
        self.session.flush()
        self.session[_LEFT] = True

    def come_back(self) -> None:
        """Somebody who left opened their private link anew, so its pages open again."""
        self.session.pop(_LEFT, None)

    @property
    def left(self) -> bool:
        return bool(self.session.get(_LEFT))


def url_of(step: Step) -> str:
    """The address of a step."""
    name = _PAGES.get(step.code)
    return reverse(name) if name else reverse("intake:report-step", args=[step.code])
