"""The follow link: how far we are, and nothing else."""

from datetime import timedelta

import pytest

from goodstead.intake import actions
from goodstead.intake.models import Report

CANARIES = (
    "Vera", "Victim", "vera@", "960001", "shout", "stairs", "flat below", "AL7", "R-", "ASB-",
    "Ola", "Lena", "Otto", "North", "Verbal", "Domestic", "domestic", "hate", "noise", "Noise",
    "Anti-social", "anti-social", "high", "High", "reason-canary", "Environment-canary",
)  # fmt: skip


@pytest.fixture
def follow(client):
    def follow(token):
        return client.get(f"/follow/{token}")

    return follow


def main(page):
    html = page.content.decode()
    return html[html.index("<title>") : html.index("<footer")]


def decide(outcome, report, people, now):
    told = {"by": people.leader, "at": now, "report": report, "reason": "reason-canary"}
    if outcome == "opened":
        return actions.open_case(**told)
    if outcome == "attached":
        other = Report.objects.exclude(pk=report.pk).get()
        case = actions.open_case(**told | {"report": other})
        return actions.attach_to_case(**told | {"by": case.officer}, case=case)
    if outcome == "referred":
        return actions.refer_report(**told, to="Environment-canary")
    act = {"advised": actions.advise_report, "not_asb": actions.mark_not_asb}.get(outcome)
    return act(**told) if act else None


@pytest.mark.parametrize("category", ["verbal", "domestic_abuse", "hate", "noise"])
@pytest.mark.parametrize("outcome", ["", "opened", "attached", "referred", "advised", "not_asb"])
def test_no_status_of_any_kind_of_report_tells_more_than_how_far_we_are(
    follow, submit, people, now, category, outcome
):
    report, token = submit(category=category)
    if outcome == "attached":
        submit(category=category)
    decide(outcome, report, people, now)
    said = main(follow(token))
    assert not [canary for canary in CANARIES if canary in said]


def test_the_test_of_canaries_sees_one(follow, submit, monkeypatch):
    report, token = submit()
    monkeypatch.setattr("goodstead.intake.queries.WAITING", f"For {report.person.name}")
    assert [canary for canary in CANARIES if canary in main(follow(token))] == ["Vera", "Victim"]


def test_what_waits_says_by_when_an_answer_was_promised(follow, submit):
    _, token = submit()
    said = main(follow(token))
    assert "We have your report" in said and "3 March 2026" in said


def test_a_promise_that_was_not_kept_is_owned_up_to(follow, submit, now):
    _, token = submit(at=now - timedelta(days=60))
    assert "We are late, and we are sorry" in main(follow(token))


@pytest.mark.parametrize(
    "outcome, words",
    [("opened", "We are working on"), ("advised", "We have read your report")],
)
def test_it_moves_with_what_was_decided(follow, submit, people, now, outcome, words):
    report, token = submit()
    decide(outcome, report, people, now)
    assert words in main(follow(token))


def test_it_tells_to_call_when_it_gets_worse(follow, submit):
    _, token = submit()
    assert "999" in main(follow(token)) and "01632 960100" in main(follow(token))


def test_a_wrong_link_is_like_any_page_that_is_not_there(follow, submit, client):
    submit()
    wrong, never = follow("A" * 32), client.get("/nothing-here")
    assert wrong.status_code == never.status_code == 404
    assert wrong.content == never.content


@pytest.mark.parametrize("made", ["%00", "a" * 5000, "%ff", "..", "a/b", "'--"])
def test_a_strange_link_is_not_found(client, made, db):
    assert client.get(f"/follow/{made}").status_code == 404


def test_the_reference_opens_nothing(follow, submit):
    report, _ = submit()
    assert follow(report.reference).status_code == 404


def test_the_address_is_not_passed_on_to_other_sites(follow, submit):
    _, token = submit()
    page = follow(token)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
