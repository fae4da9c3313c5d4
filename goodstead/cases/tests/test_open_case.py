"""Opening a case: a named officer always, and every date that the standard promises."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from goodstead.access.actions import suspend_user
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.cases.actions import opening
from goodstead.cases.models import Case, Party, StatusChange
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of


def dates(case):
    running = Deadline.objects.filter(about=key_of(case), stopped_at=None)
    return dict(running.values_list("code", "last_day"))


def test_a_case_has_a_reference_that_can_be_read_out_and_not_mistaken(case):
    assert re.fullmatch(
        r"ASB-[2346789CDFHJKMNPQRTVWX]{3}-[2346789CDFHJKMNPQRTVWX]{3}", case.reference
    )


def test_a_reference_that_is_taken_is_drawn_again(open_case, case, monkeypatch):
    drawn = iter([case.reference, "ASB-222-222"])
    monkeypatch.setattr(opening, "_reference", lambda: next(drawn))
    assert open_case().reference == "ASB-222-222"


def test_another_broken_rule_of_the_table_is_not_taken_for_a_taken_reference(open_case):
    with pytest.raises(IntegrityError):
        open_case(track=None)


def test_the_officer_of_the_patch_gets_it_and_the_ledger_says_why(case, people):
    assert case.officer == people.officer
    entry = Entry.objects.get(verb="cases.case_opened")
    assert entry.file == key_of(case)
    assert entry.facts["officer"] == "Ola Officer"
    assert entry.facts["why"] == "looks after North"


def test_without_a_patch_it_goes_to_whoever_of_the_team_has_least(open_case, people):
    first = open_case(patch=None, team=people.team)
    second = open_case(patch=None, team=people.team)
    third = open_case(patch=None, team=people.team)
    assert [c.officer.name for c in (first, second, third)] == [
        "Ola Officer", "Otto Elsewhere", "Ola Officer",
    ]  # fmt: skip
    assert Entry.objects.filter(verb="cases.case_opened").last().facts["why"] == (
        "has the fewest open cases in ASB team"
    )


def test_a_team_without_officers_is_helped_by_the_council(open_case, people):
    assert open_case(patch=None, team=people.other_team).officer == people.officer


def test_who_has_left_is_given_nothing(open_case, people, now):
    suspend_user(by=None, user=people.officer, at=now)
    assert open_case(by=people.leader).officer == people.other_officer
    with pytest.raises(NotNow, match="no longer works here"):
        open_case(by=people.leader, officer=people.leaver)


def test_a_council_without_any_officer_is_told_so(open_case, people, now):
    for user in (people.officer, people.other_officer, people.restricted_worker, people.leader):
        suspend_user(by=None, user=user, at=now)
    with pytest.raises(NotNow, match="nobody who can be given"):
        open_case(by=people.coordinator)


def test_a_restricted_case_goes_only_to_somebody_trained_for_it(open_case, people):
    case = open_case(category="domestic_abuse")
    assert case.restricted
    assert case.officer == people.restricted_worker
    with pytest.raises(NotNow, match="not trained"):
        open_case(restricted=True, officer=people.officer)


def test_a_restricted_case_is_there_for_its_officer_and_nobody_else(open_case, people):
    case = open_case(category="hate")
    assert case.hate
    seen_by = {
        name
        for name in ("officer", "leader", "coordinator", "information_officer", "restricted_worker")
        if Case.objects.visible_to(getattr(people, name)).filter(pk=case.pk).exists()
    }
    assert seen_by == {"restricted_worker"}


def test_an_ordinary_case_keeps_the_trained_officer_and_the_leader_free(open_case, people):
    officers = {open_case(patch=None, team=people.team).officer for _ in range(4)}
    assert officers == {people.officer, people.other_officer}


def test_only_triage_opens_cases_and_only_officers_hold_them(open_case, people):
    with pytest.raises(PermissionDenied):
        open_case(by=people.call_handler)
    with pytest.raises(NotNow, match="does not work on cases"):
        open_case(officer=people.coordinator)
    assert open_case(by=people.coordinator).officer == people.officer


def test_every_promise_starts_to_run_at_the_rhythm_of_medium_harm(case):
    assert dates(case) == {
        "first_contact": date(2026, 3, 5),
        "interview": date(2026, 3, 9),
        "plan_due": date(2026, 3, 9),
        "case_review": date(2026, 3, 30),
        "manager_review": date(2026, 4, 27),
        "oversight_review": date(2026, 5, 25),
    }
    owners = Deadline.objects.filter(about=key_of(case)).values_list("owner", "team", "harm")
    assert set(owners) == {(case.officer_id, case.team_id, 1)}


def test_contact_is_promised_once_there_is_somebody_to_promise_it_to(open_case, ann, people, now):
    case = open_case()
    assert "first_contact" not in dates(case) and "case_review" in dates(case)
    actions.add_party(by=people.officer, at=now, case=case, person=ann, part="witness")
    assert "first_contact" not in dates(case)
    actions.add_party(by=people.officer, at=now, case=case, person=ann, part="victim")
    assert "first_contact" in dates(case)


def test_what_the_reporter_was_promised_counts_from_the_report(open_case, ann, now):
    case = open_case(
        reported_at=now - timedelta(days=3), parties=[(ann, "complainant")]
    )  # a Friday
    found = dates(case)
    assert found["first_contact"] == date(2026, 3, 4)
    assert found["case_review"] == date(2026, 3, 30)


def test_the_dates_of_a_restricted_case_are_hidden_too(open_case):
    case = open_case(category="domestic_abuse")
    assert set(Deadline.objects.filter(about=key_of(case)).values_list("restricted")) == {(True,)}


def test_its_parties_and_first_status_and_story_are_written(open_case, ann):
    case = open_case(
        parties=[(ann, "complainant"), (ann, "victim"), (ann, "victim")], summary="Drums at night"
    )
    assert sorted(case.parties.values_list("part", flat=True)) == ["complainant", "victim"]
    assert case.status_changes.get().status == "opened"
    assert case.summaries.get().text == case.summary == "Drums at night"


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_it_is_all_written_or_none_of_it(open_case, ann, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    before = Entry.objects.count()
    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        open_case(parties=[(ann, "victim")])
    assert not Case.objects.exists()
    assert not Party.objects.exists()
    assert not StatusChange.objects.exists()
    assert Entry.objects.count() == before


def test_the_system_itself_may_open_a_case(open_case, people):
    assert open_case(by=None).officer == people.officer
    assert actions.open_case is opening.open_case
