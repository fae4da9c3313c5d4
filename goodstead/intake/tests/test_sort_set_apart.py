"""Reports that a machine may have sent wait apart, and a person looks through them. None is lost."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.correspondence.models import Message
from goodstead.intake import actions
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry

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
    def sort(*reports, by=None, let_in=True, reason=""):
        by = by or people.leader
        return actions.sort_set_apart(by=by, at=now, reports=reports, let_in=let_in, reason=reason)

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
