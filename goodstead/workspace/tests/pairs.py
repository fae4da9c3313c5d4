"""Pairs of records to put together, made through the actions, for the tests."""

from datetime import date, timedelta

from django.apps import apps
from django.db.models import F

from goodstead.cases import actions as cases
from goodstead.clocks.calendar import day_of
from goodstead.correspondence import actions as correspondence
from goodstead.engagement import actions as engagement  # noqa: F401  its verbs must be registered
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.intake.tests.telling import EVERYTHING, key
from goodstead.people import actions as persons
from goodstead.plans import actions as plans
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given
from goodstead.workspace import actions
from goodstead.workspace.definitions.merging import UNDECIDED
from goodstead.workspace.rules.merging import differing

WHY = "The same telephone and the same date of birth; she said so on the telephone."


def one_record(people, now, name, **contact):
    """A person with contact details, who has no file yet."""
    made = correspondence.add_contact(by=None, at=now, about=people.team, **contact)
    return persons.add_person(by=None, at=now, name=name, contact=made, about=people.team)


def case_of(people, now, person, part="victim", officer=None, **changes):
    given_ = dict(
        by=None, at=now, category="noise", officer=officer or people.officer, team=people.team,
        patch=people.patch, parties=[(person, part)],
    )  # fmt: skip
    return cases.open_case(**given_ | changes)


def report_of(people, now, **changed):
    made, _ = intake.submit_report(
        by=None, at=now, submission_key=key(), answers=EVERYTHING | changed, channel="web"
    )
    Report.objects.filter(pk=made.pk).update(patch=people.patch)
    return Report.objects.select_related("person__contact", "contact", "premises").get(pk=made.pk)


def smiths(people, now):
    """Two records of Vera, each with everything a person can have; some of it in one case."""
    kept = one_record(
        people, now, "Vera Smith", telephone="01632 960055", may_phone=True, may_email=True,
        email="vera@example.org", safe_times="After 6pm", who_must_not_know="Her brother",
    )  # fmt: skip
    report = report_of(
        people, now, name="Vera Smyth", telephone="01632 960055", email="v@x.example"
    )
    other = report.person
    case = case_of(people, now, kept, part="complainant")
    cases.add_party(by=people.officer, at=now, case=case, person=other, part="complainant")
    cases.add_party(by=people.officer, at=now, case=case, person=other, part="witness")
    alone = case_of(people, now, other)
    for person, detail in ((kept, "In her flat"), (other, "Since her husband died")):
        persons.note_vulnerability(
            by=people.officer, at=now, person=person, kind="alone", source="person",
            detail=detail, about=case,
        )  # fmt: skip
    persons.note_vulnerability(
        by=people.officer, at=now, person=other, kind="fled", source="agency", about=alone
    )
    for about, person in ((case, kept), (alone, other)):
        risk.assess_risk(
            by=None, case=about, person=person, answers=given({"violence": "yes"}), at=now
        )
    correspondence.queue(
        by=None, at=now, to=other.contact, template="case_opened", about=alone,
        reference=alone.reference, officer="Ola", contact_by=day_of(now),
    )  # fmt: skip
    plans.log_contact(
        by=people.officer, at=now, case=alone, person=other, how="phone", summary="Spoke", against_rules_because="They rang and asked us to ring",
        next_contact_on=day_of(now) + timedelta(days=4), reached=True,
    )  # fmt: skip
    persons.change_details(
        by=people.officer,
        at=now,
        person=other,
        born_on=date(1980, 3, 4),
        tenure="council",
        about=alone,
    )
    kept.refresh_from_db()
    other.refresh_from_db()
    return kept, other, case, alone, report


def choices(kept, other, side="kept"):
    return dict.fromkeys(differing(kept, other), side)


def proposed(people, now, kept, other, by=None, **changes):
    given_ = dict(
        by=by or people.officer, at=now, kept=kept, other=other, why=WHY,
        chosen=choices(kept, other),
    )  # fmt: skip
    return actions.propose_merge(**given_ | changes)


# What records a merge and every history, which are only ever added to.
_HISTORY = ("people.merge", "people.moved", "ledger.", "correspondence.safecontactversion", "sessions.", "search.")  # fmt: skip


def snapshot():
    """Every row of every table but the histories, as the database holds it."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if not label.startswith(_HISTORY):
            names = [f.attname for f in model._meta.concrete_fields]
            if label == "correspondence.safecontact":
                names.remove("version")  # the counter of its history
            if label == "correspondence.message":
                names = [n for n in names if n not in ("state", "held_because")]
            for row in model._base_manager.values(*names, its_key=F("pk")):
                if row.get("code") == UNDECIDED.code:
                    continue  # the date by which it is decided: met, and stays so
                found[label, row.pop("its_key")] = row
    return found
