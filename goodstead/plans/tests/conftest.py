"""A case with a victim who may be emailed and telephoned, and what refusals are checked with."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.correspondence import actions as correspondence
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions as people_actions
from goodstead.plans import actions
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given


@pytest.fixture
def contact(db, now):
    return correspondence.add_contact(
        by=None, at=now, email="ann@example.com", telephone="07700 900123", may_email=True,
        may_phone=True, may_voicemail=False, safe_times="After 6pm",
    )  # fmt: skip


@pytest.fixture
def ann(contact, now):
    return people_actions.add_person(by=None, at=now, name="Ann Lee", contact=contact)


@pytest.fixture
def open_case(people, now):
    def act(**said):
        values = {"by": people.officer, "at": now, "category": "noise", "patch": people.patch}
        return cases.open_case(**(values | said))

    return act


@pytest.fixture
def case(open_case, ann):
    return open_case(parties=[(ann, "victim")])


@pytest.fixture
def later(now):
    return now + timedelta(hours=1)


@pytest.fixture
def add_step(case, people, later):
    def act(**said):
        values = {
            "by": people.officer, "at": later, "case": case, "text": "Speak with the neighbour",
            "kind": "early_intervention", "owner": people.officer,
            "due_on": (later + timedelta(days=7)).date(),
        }  # fmt: skip
        return actions.add_step(**(values | said))

    return act


@pytest.fixture
def log_contact(case, people, ann, later):
    def act(**said):
        values = {
            "by": people.officer, "at": later, "case": case, "person": ann, "how": "phone",
            "reached": True, "summary": "She is sleeping badly",
        }  # fmt: skip
        return actions.log_contact(**(values | said))

    return act


@pytest.fixture
def assess(case, people, ann, later):
    def act(at=None, person=ann, **answers):
        asked = answers or {"frequency": "daily"}
        return risk.assess_risk(
            by=people.officer, case=case, person=person, answers=given(asked, source="victim"),
            at=at or later,
        )  # fmt: skip

    return act


@pytest.fixture
def dates():
    """What is due on a case: code and last day."""

    def read(case):
        running = Deadline.objects.filter(about=key_of(case), stopped_at=None)
        return dict(running.values_list("code", "last_day"))

    return read


@pytest.fixture
def story():
    """The verbs in the file of a case, in order, without those of its clocks."""

    def read(case):
        entries = Entry.objects.filter(file=key_of(case)).order_by("sequence")
        return [entry.verb for entry in entries if not entry.verb.startswith("clocks.")]

    return read


@pytest.fixture
def nothing_remains(monkeypatch):
    """Break one beat of an action: the ledger stays as it was."""

    def check(act, fails="goodstead.ledger.actions.record"):
        def broken(*args, **kwargs):
            raise RuntimeError("broken on purpose")

        before = Entry.objects.count()
        with monkeypatch.context() as broken_off:
            broken_off.setattr(fails, broken)
            with pytest.raises(RuntimeError, match="broken on purpose"):
                act()
        assert Entry.objects.count() == before

    return check


@pytest.fixture
def today(monkeypatch, later):
    """The pages read this time as now."""
    monkeypatch.setattr("goodstead.design.pages.timezone.now", lambda: later)
    return later


@pytest.fixture
def page(client, people, today):
    """A page of a case as somebody sees it: get without values, post with them."""

    def open_page(name, case, /, *more, by="officer", **values):
        client.force_login(getattr(people, by))
        url = reverse(name, args=[case.reference, *more])
        return client.post(url, values) if values else client.get(url)

    return open_page


@pytest.fixture
def only_for(page):
    """Who gets which answer from a page."""

    def check(name, case, /, *more, **expected):
        found = {who: page(name, case, *more, by=who).status_code for who in expected}
        assert found == expected

    return check
