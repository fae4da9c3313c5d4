"""Something else happened: it joins the report and its case, and wakes the officer."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.design.dates import weekday
from goodstead.intake import actions
from goodstead.intake.models import Addition, Incident
from goodstead.ledger.models import Entry, key_of
from goodstead.risk.models import Told

from .linked import INCIDENT, decide, filled, leaked, post, running, url


@pytest.fixture
def case(report, people, now):
    made = decide("opened", report, people, now)
    report.refresh_from_db()
    return made


@pytest.fixture
def tell(now):
    def tell(report, *, by=None, **changed):
        return actions.tell_incident(by=by, at=now, report=report, **filled(**changed))

    return tell


def test_it_stands_in_the_story_of_the_case_and_is_an_incident(tell, report, case):
    added = tell(report)
    for file in (report, case):
        entry = Entry.objects.get(file=key_of(file), verb="intake.incident_told")
        assert entry.subject == key_of(added) and "canary" not in entry.facts_json
    assert Incident.objects.filter(report=report).count() == 2


def test_the_officer_of_the_case_has_it_to_read_by_the_next_working_day(tell, report, case, people):
    tell(report)
    (due,) = running(report)
    assert (due.code, due.owner, due.about) == ("follow_added", case.officer, key_of(case))
    assert f"{due.last_day}" == "2026-03-03"
    tell(report, text="And again")
    assert running(report).get() == due  # one thing to do, by the first date


def test_before_anything_is_decided_it_waits_with_the_report_and_then_comes_into_the_case(
    tell, report, people, now
):
    tell(report)
    (before,) = running(report)
    assert before.about == key_of(report) and before.owner == people.officer
    case = decide("opened", report, people, now)
    (after,) = running(report)
    assert (after.about, after.due_at) == (key_of(case), before.due_at)
    assert Entry.objects.filter(file=key_of(case), verb="intake.additions_carried").count() == 1


def test_who_decided_on_a_report_without_a_case_hears_of_it(tell, report, people, now):
    decide("advised", report, people, now)
    tell(report)
    assert running(report).get().owner == people.leader


def test_danger_is_due_today_and_makes_the_case_as_urgent_as_high_harm(tell, report, case):
    type(case).objects.filter(pk=case.pk).update(harm_band="standard", harm_rank=0)
    tell(report, danger=True)
    (due,) = running(report)
    case.refresh_from_db()
    assert due.code == "follow_worse" and f"{due.last_day}" == "2026-03-02" and due.harm == 3
    assert case.harm_band == "high" and Told.objects.filter(case=case, band="high").exists()


def test_danger_at_a_weekend_is_due_on_the_next_working_day(report, case, now):
    saturday = now + timedelta(days=5)
    actions.tell_incident(by=None, at=saturday, report=report, **filled(danger=True))
    assert f"{running(report).get().last_day}" == "2026-03-09"


def test_without_danger_the_case_stands_as_it_was_assessed(tell, report, case):
    told = Told.objects.count()
    tell(report)
    assert Told.objects.count() == told


def test_danger_brings_a_waiting_report_to_the_top_of_the_inbox(client, tell, report, people):
    tell(report, danger=True)
    report.refresh_from_db()
    assert report.inbox_rank == 9 and not report.danger  # what was typed first is not changed
    client.force_login(people.officer)
    html = client.get("/inbox").content.decode()
    assert "They wrote again" in html and "In danger now" in html
    assert "in danger now. Nobody has decided" in client.get("/my-day").content.decode()


def test_a_case_is_not_closed_over_what_nobody_has_read(tell, report, case, people, now):
    tell(report)
    close = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    with pytest.raises(NotNow, match="They wrote to us again"):
        cases.close_case(by=people.leader, **close)
    actions.read_additions(by=people.leader, at=now, report=report)
    assert cases.close_case(by=people.leader, **close).closed_at


def test_sent_twice_it_is_one_thing_and_other_words_are_never_lost(client, submit):
    report, token = submit()
    page = client.get(url(token, "more"))
    sent = INCIDENT | {"submission": page.context["form"]["submission"].value()}
    for _ in range(3):
        assert client.post(url(token, "more"), sent).status_code == 302
    assert Addition.objects.count() == 1
    refused = client.post(url(token, "more"), sent | {"text": "Other words"})
    html = refused.content.decode()
    assert "Press the button again" in html and "Other words" in html
    new = refused.context["form"]["submission"].value()
    assert client.post(url(token, "more"), sent | {"text": "Other words", "submission": new}).url
    assert Addition.objects.count() == 2


def test_the_page_says_by_when_it_is_read_and_shows_nothing_of_it_again(client, submit):
    report, token = submit()
    done = post(client, token, "more", INCIDENT, follow=True)
    assert done.redirect_chain == [(url(token, "done"), 302)]
    assert weekday(running(report).get().last_day) in done.content.decode()
    for path in ("", "more", "worse", "done", "stop"):
        assert not leaked(client.get(url(token, path))), path


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, submit):
    _, token = submit()
    refused = post(client, token, "more", INCIDENT | {"text": "", "danger": ""})
    html = refused.content.decode()
    assert "Choose yes if anybody is in danger now" in html and "Tell us what happened" in html
    assert "canary-affected" in html and not Addition.objects.exists()
    future = post(client, token, "more", INCIDENT | {"day_year": "2099"})
    assert "today or in the past" in future.content.decode()


def test_staff_do_not_write_through_a_link_and_a_stopped_one_takes_nothing(
    tell, report, people, now
):
    with pytest.raises(PermissionDenied):
        tell(report, by=people.officer)
    actions.stop_link(by=None, at=now, report=report)
    with pytest.raises(NotNow, match="no longer works"):
        tell(report)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_all_of_it_happens_or_nothing(tell, report, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        tell(report)
    assert not Addition.objects.exists() and Incident.objects.count() == 1


def test_too_much_from_one_network_is_refused_but_never_danger(client, submit, monkeypatch):
    _, token = submit()
    monkeypatch.setattr("goodstead.access.limits.MOST", 0)
    refused = post(client, token, "more", INCIDENT)
    assert "ten minutes" in refused.content.decode() and not Addition.objects.exists()
    assert post(client, token, "more", INCIDENT | {"danger": "yes"}).status_code == 302


def test_a_restricted_report_wakes_only_somebody_trained(tell, submit, people, now):
    report, _ = submit(category="domestic_abuse")
    tell(report)
    (due,) = running(report)
    assert due.restricted and due.owner == people.restricted_worker
