"""One case and one report of each kind, made through the actions, for the access matrix."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import URLPattern
from PIL import Image

from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.clocks.calendar import add_working_days, day_of
from goodstead.clocks.queries import running_about
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence import incoming
from goodstead.engagement import actions as engagement  # noqa: F401  its verbs must be registered
from goodstead.evidence import actions as evidence
from goodstead.evidence import periodic
from goodstead.exchange import actions as exchange
from goodstead.exchange import taking
from goodstead.intake import actions as intake
from goodstead.intake.tests.sounds import tone
from goodstead.partnership import actions as partnership
from goodstead.people import actions as persons
from goodstead.plans import actions as plans
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given
from goodstead.workspace.actions import propose_merge
from tests.personas import People

NOBODY = "ZZZ-ZZZ-ZZZ"
# The guide of a page, where it is not the one that ends in a letter.
GUIDE_OF = {"engagement:print-diary": "log", "engagement:tick-checklist": "stay-safe"}


@dataclass
class World:
    """What the addresses are made of: the records by kind, and the parts of each."""

    cases: dict[str, Case]
    parts: dict[str, dict[str, Any]]
    reports: dict[str, Any]
    files: dict[str, int]
    recordings: dict[str, int]
    account: int
    delivery: int
    mapping: int
    letter: int
    invitation: int

    def url(self, name: str, pattern: URLPattern, record: str) -> str:
        """The address of a page for one record."""
        values: dict[str, Any] = {"token": "not-a-token", "step": "what", "code": "K2"}
        values |= {"month": "2026-03", "file": 1, "user": self.account}
        values |= {"delivery": self.delivery, "mapping": self.mapping, "letter": self.letter}
        values |= {"invitation": self.invitation}
        values |= {"guide": GUIDE_OF.get(name, "talk")}
        if (
            name.startswith("intake:report")
            or record in self.reports
            and "reports/" in str(pattern.pattern)
        ):
            report = self.reports.get(record)
            values |= {"reference": report.reference if report else NOBODY}
            values |= {"file": self.files.get(record, 1)}
            values |= {"recording": self.recordings.get(record, 1)}
        elif "cases/" in str(pattern.pattern):
            case = self.cases.get(record)
            values |= {"reference": case.reference if case else NOBODY}
            values |= self.parts.get(record, self.parts["mine"])
            values |= {"number": values["lowering" if "lowering" in name else "assessment"]}
        elif str(pattern.pattern).startswith("people/"):
            values |= {"person": 0, "other": 0, "merge": 0} | self.parts.get(record, {})
        elif str(pattern.pattern).startswith(("messages/<", "due/<")):
            values |= {"message": 0, "date": 0} | self.parts.get(record, {})
        elif "reports/" in str(pattern.pattern):
            values |= {"reference": NOBODY, "file": 1, "recording": 1}
        address = "/" + str(pattern.pattern)
        for key in pattern.pattern.converters:
            converter = pattern.pattern.converters[key]
            kind = {"StringConverter": "str", "IntConverter": "int", "SlugConverter": "slug"}[
                type(converter).__name__
            ]
            if kind == "int" and not isinstance(values[key], int):
                values[key] = 1
            address = address.replace(f"<{kind}:{key}>", str(values[key]))
        return address

    @staticmethod
    def no_store(response: HttpResponse) -> bool:
        return response.status_code != 200 or "no-store" in response.get("Cache-Control", "")


def make_world(people: People, at: datetime) -> World:
    """Mine is the officer's, elsewhere another patch's, restricted the restricted worker's."""
    owners = {
        "mine": (people.officer, people.patch, False),
        "elsewhere": (people.other_officer, people.other_patch, False),
        "restricted": (people.restricted_worker, people.patch, True),
    }
    made, parts = {}, {}
    for kind, (officer, patch, restricted) in owners.items():
        made[kind] = case = _case(kind, officer, patch, restricted, people, at)
        parts[kind] = _parts(case, officer, people, at)
    reports = {
        "mine": _report("mine", at, "noise", people.patch),
        "elsewhere": _report("elsewhere", at, "noise", people.other_patch),
        "restricted": _report("restricted", at, "domestic_abuse", people.patch),
        "logged": _report("logged", at, "noise", people.other_patch, by=people.call_handler),
        "hidden": _report("hidden", at, "noise", people.patch, by=people.call_handler),
    }
    # An open report that came to a case before the case was restricted.
    type(reports["hidden"]).objects.filter(pk=reports["hidden"].pk).update(case=made["restricted"])
    files = {kind: _file(report, at) for kind, report in reports.items()}
    recordings = {kind: _recording(report, at) for kind, report in reports.items()}
    return World(
        made,
        parts,
        reports,
        files,
        recordings,
        people.officer.pk,
        *_delivery(people, at),
        _letter(at),
        _invitation(people, at),
    )


def _invitation(people: People, at: datetime) -> int:
    made, _ = partnership.invite_partner(
        by=people.leader, at=at, organisation="A school", person="Canary Head", email="",
        purpose="To refer", days="90", times="10",
    )  # fmt: skip
    return int(made.pk)


def _letter(at: datetime) -> int:
    """An email that was set apart."""
    box = exchange.note_mailbox(by=None, at=at, name="asb@mail.example/INBOX", validity=1)
    raw = b"From: mailer-daemon@mail.example\r\n\r\nCanary of the email\r\n"
    letter = exchange.receive_mail(
        by=None, at=at, mailbox=box, uid=1, raw=raw, mail=incoming.read(raw)
    )
    return int(letter.pk)


def _delivery(people: People, at: datetime) -> tuple[int, int]:
    """A log that somebody brought and nobody has taken in, with the one mapping there is."""
    columns = {"number": "Number", "day": "Date", "text": "Text"}
    mapping = exchange.save_mapping(
        by=people.leader, at=at, kind="incident_log", name="Weekly log", columns=columns
    )
    file = SimpleUploadedFile("log.csv", b"Number,Date,Text\n1,2026-03-01,Canary of the log\n")
    brought = taking.bring(
        by=people.leader, at=at, upload=file, kind="incident_log", mapping=mapping
    )
    return int(brought.pk), int(mapping.pk)


def _case(
    kind: str, officer: Any, patch: Any, restricted: bool, people: People, at: datetime
) -> Case:
    contact = correspondence.add_contact(by=None, at=at, about=people.team, may_phone=True)
    victim = persons.add_person(
        by=None, at=at, name=f"Victim {kind}", contact=contact, about=people.team
    )
    return cases.open_case(
        by=None, at=at, category="noise", officer=officer, team=people.team, patch=patch,
        restricted=restricted, parties=[(victim, "victim")],
    )  # fmt: skip


def _parts(case: Case, officer: Any, people: People, at: datetime) -> dict[str, Any]:
    party = case.parties.get()
    done = risk.assess_risk(
        by=None, case=case, person=party.person, answers=given({"violence": "yes"}), at=at
    )
    asked = risk.ask_to_lower_band(
        by=officer, assessment=done, to_band="medium", at=at,
        reason="The person has moved a long way away and nothing has happened since.",
    )  # fmt: skip
    step = plans.add_step(
        by=None, at=at, case=case, text="Talk", kind="early_intervention", owner=officer,
        due_on=add_working_days(day_of(at), 5),
    )  # fmt: skip
    message = correspondence.queue(
        by=None, at=at, to=party.person.contact, template="case_opened", about=case,
        reference=case.reference, officer=officer.name, contact_by=day_of(at),
    )  # fmt: skip
    need = persons.note_vulnerability(
        by=None, at=at, person=party.person, kind="alone", source="person", about=case,
        owner=officer,
    )  # fmt: skip
    twice = persons.add_person(by=None, at=at, name="Twice", about=case)
    cases.add_party(by=officer, at=at, case=case, person=twice, part="witness")
    merge = propose_merge(
        by=officer, at=at, kept=party.person, other=twice, why="Twice", chosen={"name": "kept"}
    )
    reader = None
    if case.restricted:
        reader = cases.add_reader(by=None, at=at, case=case, reader=people.restricted_worker)
    return {
        "party": party.pk,
        "person": party.person_id,
        "other": twice.pk,
        "merge": merge.pk,
        "assessment": done.pk,
        "lowering": asked.pk,
        "step": step.pk,
        "message": message.pk,
        "vulnerability": need.pk,
        "date": running_about(case)[0].pk,
        "reader": getattr(reader, "pk", 1),
    }


def _report(key: str, at: datetime, category: str, patch: Any, by: Any = None) -> Any:
    report, _ = intake.submit_report(
        by=by, at=at, submission_key=f"matrix-{key}", files=[],
        answers={"category": category, "description": f"Canary {key}", "may_contact": "no",
                 "follow": "yes"},
        channel="phone" if by else "web",
    )  # fmt: skip
    type(report).objects.filter(pk=report.pk).update(patch=patch)
    return report


def _recording(report: Any, at: datetime) -> int:
    """A sound, with the copy that staff play."""
    # Those that staff wrote down have no link; a recording comes to them all the same.
    sound = SimpleUploadedFile("sound.wav", tone((0.1, 0.5)))
    kept = intake.add_recording(
        by=None, at=at, report=report, submission="sound", way="Noise App", text="x",
        uploads=[sound],
    ).report.recordings.get()  # fmt: skip
    periodic.make_copy(kept.file, at)
    return int(kept.pk)


def _file(report: Any, at: datetime) -> int:
    """A photograph, with the copy that staff see."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    stored = evidence.store_file(
        by=None, at=at, about=report, upload=SimpleUploadedFile("photo.png", drawn.getvalue())
    )
    periodic.make_copy(stored, at)
    return int(stored.pk)
