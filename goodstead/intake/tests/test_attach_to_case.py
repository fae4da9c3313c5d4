"""A report is added to a case that is open."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.intake import actions, queries
from goodstead.intake.models import Report
from goodstead.ledger.following import follow
from goodstead.ledger.management.commands.follow_ledger import listed
from goodstead.ledger.models import Entry, key_of
from goodstead.risk import actions as risk
from goodstead.risk.definitions.answers import given
from goodstead.risk.tests.test_scoring import LOWEST

from .deciding import keeps_its_promises, page_decides


@pytest.fixture
def case(people, now):
    return cases.open_case(
        by=people.officer, at=now, category="noise", officer=people.officer, patch=people.patch
    )


@pytest.fixture
def attach(report, case, now):
    def attach(by, reason="Because of this", **changed):
        given = {"report": report, "case": case} | changed
        return actions.attach_to_case(by=by, at=now, reason=reason, **given)

    return attach


def test_it_is_decided_once_with_a_reason_and_stops_what_waited(
    attach, case, report, people, monkeypatch
):
    keeps_its_promises(attach, report, people, "intake.attached_to_case", "attached", monkeypatch)
    assert report.case == case
    assert case.parties.get().person == report.person
    assert Entry.objects.filter(file=key_of(case), verb="intake.attached_to_case").exists()


def test_the_co_ordinator_may_add_one_without_working_on_cases(attach, case, people, report):
    attach(people.coordinator)
    assert case.parties.get().person == report.person


@pytest.mark.parametrize("ended", [False, True])
def test_who_is_complained_about_never_comes_to_the_case_as_a_complainant(
    attach, case, people, report, now, ended
):
    """Threat T1: a counter-report would bring them what the complainant told us."""
    party = cases.add_party(
        by=people.officer, at=now, case=case, person=report.person, part="alleged_perpetrator"
    )
    if ended:
        cases.end_party(by=people.officer, at=now, party=party, because="left")
    with pytest.raises(NotNow, match="complained about in that case"):
        attach(people.officer)
    report.refresh_from_db()
    assert report.case is None and not case.parties.filter(part="complainant").exists()


def test_who_was_put_down_as_that_by_mistake_may_be_a_complainant(
    attach, case, people, report, now
):
    party = cases.add_party(
        by=people.officer, at=now, case=case, person=report.person, part="alleged_perpetrator"
    )
    cases.end_party(by=people.officer, at=now, party=party, because="mistake")
    attach(people.officer)
    assert case.parties.get(part="complainant").person == report.person


def test_a_closed_case_takes_no_report(attach, case, people, now):
    cases.close_case(
        by=people.officer, at=now, case=case, reason="early_intervention", outcome="resolved"
    )
    with pytest.raises(NotNow, match="closed"):
        attach(people.officer)


def test_a_restricted_report_does_not_go_where_others_can_read_it(submit, case, people, now):
    report, _ = submit(category="hate")
    with pytest.raises(NotNow, match="Restrict the case first"):
        actions.attach_to_case(by=people.leader, at=now, report=report, case=case, reason="B")
    report.refresh_from_db()
    assert report.outcome == "" and report.case is None


def test_the_page(client, people, report, case):
    assert (
        page_decides(
            client, people, report, "attach-to-case", {"case": case.reference.lower()}
        ).case
        == case
    )


def test_the_page_does_not_tell_of_cases_of_others(client, people, report, now):
    theirs = cases.open_case(
        by=people.leader, at=now, category="noise", officer=people.other_officer,
        patch=people.other_patch, premises=report.premises,
    )  # fmt: skip
    client.force_login(people.officer)
    where = f"/reports/{report.reference}/attach-to-case"
    assert theirs.reference not in client.get(where).content.decode()
    answers = [
        client.post(where, {"case": reference, "reason": "x"}).content.decode()
        for reference in (theirs.reference, "ASB-000-000")
    ]
    assert all("no open case of yours" in answer for answer in answers)


def running(case):
    found = Deadline.objects.filter(subject=key_of(case), stopped_at=None)
    return dict(found.values_list("code", "last_day"))


@pytest.mark.parametrize("somebody_else", [False, True])
def test_who_joins_by_a_report_is_promised_what_they_were_told(
    submit, case, people, now, somebody_else
):
    by = people.officer
    if somebody_else:
        cases.add_party(by=by, at=now, case=case, part="victim", name="Bea Hall")
    friday, monday = now + timedelta(days=4), now + timedelta(days=7)
    report, _ = submit(at=friday, category="violence", danger="yes")
    told = queries.promised(submission_key=report.submission_key)
    actions.attach_to_case(by=by, at=monday, report=report, case=case, reason="The same people")
    due = running(case)
    assert due["first_contact"] <= told.answer_by
    assert due["interview"] <= told.speak_by
    assert due["plan_due"] <= told.plan_by


def test_a_promise_that_comes_sooner_is_not_put_off(submit, case, people, now):
    cases.add_party(by=people.officer, at=now, case=case, part="victim", name="Bea Hall")
    before = running(case)
    said = {"frequency": "once", "daily_life": "none", "fear": "no", "targeted": "no"}
    report, _ = submit(at=now, category="noise", support="good", vulnerable=[], **said)
    actions.attach_to_case(by=people.officer, at=now, report=report, case=case, reason="The same")
    assert running(case) == before


@pytest.fixture
def assessed(people, now, case):
    """A case in which Bea was assessed and harm is standard; ``follow`` has set her next date."""
    party = cases.add_party(by=people.officer, at=now, case=case, part="victim", name="Bea Hall")
    follow(listed(), at=now)
    risk.assess_risk(
        by=people.officer, at=now, case=case, person=party.person, answers=given(LOWEST)
    )
    case.refresh_from_db()
    assert case.harm_band == "standard"
    return party


def next_assessment(party):
    found = Deadline.objects.get(subject=key_of(party), code="risk_assessment", stopped_at=None)
    return found.last_day


@pytest.mark.parametrize("named", [True, False])
def test_a_report_of_high_harm_makes_the_case_as_urgent_at_once(
    submit, case, assessed, people, now, named
):
    """Whoever made it, also somebody assessed before, and also without a name."""
    later, before = now + timedelta(days=1), next_assessment(assessed)
    said = {"name": "Bea Hall"} if named else {"may_contact": "no", "follow": "no"}
    report, _ = submit(at=later, category="violence", danger="yes", **said)
    if named:
        Report.objects.filter(pk=report.pk).update(person=assessed.person)
        report.refresh_from_db()
    assert report.harm_band == "high" and (report.person == assessed.person) is named
    actions.attach_to_case(by=people.officer, at=later, report=report, case=case, reason="Worse")
    case.refresh_from_db()
    assert (case.harm_band, case.harm_score) == ("high", None)
    assert case.harm_words.startswith("From the report")
    assert next_assessment(assessed) < before
    risk.assess_risk(
        by=people.officer, at=later + timedelta(hours=1), case=case, person=assessed.person,
        answers=given(LOWEST),
    )  # fmt: skip
    case.refresh_from_db()
    assert case.harm_band == "high", "answers that leave out what was told lower nothing"


def test_a_report_of_less_harm_lowers_nothing(submit, case, people, now):
    report, _ = submit(at=now, category="violence", danger="yes")
    actions.attach_to_case(by=people.officer, at=now, report=report, case=case, reason="First")
    said = {"frequency": "once", "daily_life": "none", "fear": "no", "targeted": "no"}
    less, _ = submit(at=now, category="noise", support="good", vulnerable=[], **said)
    actions.attach_to_case(by=people.officer, at=now, report=less, case=case, reason="Second")
    case.refresh_from_db()
    assert case.harm_band == "high"
