"""Reports that a machine may have sent wait apart, and a person looks through them. None is lost."""

from datetime import timedelta

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.correspondence.models import Message
from goodstead.intake import actions, queries
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of

from .telling import EVERYTHING, LITTLE, key

PAGE = "/inbox/set-apart"


@pytest.fixture
def apart(people, now):
    """Makes reports that were set apart."""

    def apart(answers=EVERYTHING, **more):
        return actions.submit_report(
            by=None, at=now, submission_key=key(), answers=answers, set_apart="trap", **more
        )[0]

    return apart


@pytest.fixture
def sort(people, now):
    def sort(*reports, by=None, let_in=True, reason="", at=now):
        by = by or people.leader
        return actions.sort_set_apart(by=by, at=at, reports=reports, let_in=let_in, reason=reason)

    return sort


def test_the_inbox_says_how_many_there_are_and_shows_none(client, people, apart):
    report = apart()
    client.force_login(people.leader)
    html = client.get("/inbox").content.decode()
    assert "1 report set apart" in html and report.reference not in html
    html = client.get(PAGE).content.decode()
    assert report.reference in html and "They shout at me" in html


def test_one_that_is_let_in_goes_on_as_if_nothing_had_been(client, people, apart):
    report = apart()
    client.force_login(people.leader)
    assert client.post(PAGE, {"reports": [report.reference]}).url == PAGE
    report.refresh_from_db()
    assert report in Report.objects.in_the_inbox()
    assert [m.template for m in Message.objects.all()] == ["report_received"]
    assert "/follow/" in Message.objects.get().body
    assert Entry.objects.filter(verb="intake.report_let_in", by=people.leader).count() == 1


def test_one_in_which_there_is_nothing_is_decided_with_a_reason_and_kept(client, people, apart):
    report = apart()
    client.force_login(people.leader)
    posted = {"reports": [report.reference], "nothing": "yes"}
    assert "Say how you know" in client.post(PAGE, posted).content.decode()
    assert client.post(PAGE, posted | {"reason": "An advertisement"}).url == PAGE
    report.refresh_from_db()
    assert report.outcome == "not_asb" and report.set_apart == "trap"
    assert not Message.objects.exists()


def owed(report):
    return set(Deadline.objects.filter(subject=key_of(report)).values_list("code", flat=True))


def test_no_answer_is_owed_to_a_machine_but_a_person_looks_in_time(apart, sort, now):
    """Thousands that a machine sent would else stand in the figures as promises that were broken."""
    report = apart()
    assert owed(report) == {"report_unlinked"}
    sort(report, let_in=False, reason="An advertisement")
    assert owed(report) == {"report_unlinked"}


def test_once_it_is_let_in_an_answer_is_owed_from_the_day_on_which_it_came(apart, sort, now):
    report = apart()
    sort(report, at=now + timedelta(days=1))
    clock = Deadline.objects.get(subject=key_of(report), code="acknowledge")
    assert clock.started_at == report.received_at and clock.last_day == queries.answer_by(report)


def test_one_that_is_let_in_late_promises_no_day_that_is_past(apart, sort, now):
    late = now + timedelta(days=30)  # Wednesday 1 April
    sort(apart(), at=late)
    body = Message.objects.get().body
    assert "April 2026" in body and "March 2026" not in body


@pytest.mark.parametrize(
    "act, more, letter",
    [
        (actions.open_case, {}, "report_received"),
        (actions.refer_report, {"to": "The landlord"}, "report_read"),
        (actions.advise_report, {}, "report_read"),
        (actions.mark_not_asb, {}, "report_read"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_whoever_decides_on_one_at_once_has_let_it_in(apart, people, now, act, more, letter):
    report = apart()
    act(by=people.leader, at=now, report=report, reason="A person sent it", **more)
    report.refresh_from_db()
    assert report.set_apart == "" and "acknowledge" in owed(report)
    assert letter in {m.template for m in Message.objects.about(key_of(report))}
    assert Entry.objects.filter(verb="intake.report_let_in").count() == 1


def test_who_was_told_is_not_written_to_as_well(apart, people, now):
    report = apart()
    actions.advise_report(by=people.leader, at=now, report=report, reason="Told", told=True)
    assert not Message.objects.exists()
    assert Deadline.objects.get(subject=key_of(report), code="acknowledge").met


def test_who_gave_no_safe_way_is_not_written_to(apart, people, now):
    report = apart(EVERYTHING | {"ways": ["phone"]})
    actions.advise_report(by=people.leader, at=now, report=report, reason="Advice")
    assert not Message.objects.exists()


def test_nothing_ticked_changes_nothing(client, people, apart):
    apart()
    client.force_login(people.leader)
    assert "Tick the reports" in client.post(PAGE, {}).content.decode()
    assert Report.objects.set_apart().count() == 1


def test_two_people_at_once_sort_each_once(apart, sort):
    report = apart()
    assert (sort(report), sort(report)) == (1, 0)
    assert Message.objects.count() == 1


def test_others_are_refused_and_nothing_is_changed(people, apart, sort):
    report = apart()
    with pytest.raises(PermissionDenied):
        sort(report, by=people.call_handler)
    assert Report.objects.set_apart().get() == report and not Message.objects.exists()


def test_all_or_nothing(people, apart, sort, monkeypatch):
    reports = [apart(), apart(LITTLE)]

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", fails)
    with pytest.raises(RuntimeError):
        sort(*reports)
    assert Report.objects.set_apart().count() == 2


def test_a_restricted_one_is_shown_to_the_trained_alone(client, people, apart):
    report = apart(EVERYTHING | {"category": "domestic_abuse"})
    client.force_login(people.officer)
    assert report.reference not in client.get(PAGE).content.decode()
    client.post(PAGE, {"reports": [report.reference]})
    assert Report.objects.set_apart().exists()
    client.force_login(people.restricted_worker)
    assert report.reference in client.get(PAGE).content.decode()


def test_its_page_says_that_it_was_set_apart(client, people, apart):
    client.force_login(people.leader)
    html = client.get(f"/reports/{apart().reference}").content.decode()
    assert "Set apart from the inbox" in html and "A box was filled in" in html


def test_fifty_cost_no_more_questions_than_one(
    client, people, apart, django_assert_max_num_queries
):
    for _ in range(6):
        apart(LITTLE)
    client.force_login(people.leader)
    with django_assert_max_num_queries(25):
        assert len(client.get(PAGE).context["reports"]) == 6
