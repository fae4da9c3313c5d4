"""It is getting worse: somebody is to contact them, by a day that they are told."""

import uuid

import pytest

from goodstead.access.models import User
from goodstead.design.dates import weekday
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.ledger.models import Entry, key_of
from goodstead.risk.models import Told

from .linked import decide, post, running
from .telling import EVERYDAY

WORSE = {"danger": "no", "changed": ["often", "afraid"], "text": "canary-worse"}


@pytest.fixture
def say(now):
    def say(report, **told):
        return actions.say_worse(
            by=None, at=now, report=report, submission=uuid.uuid4().hex, **told
        )

    return say


@pytest.fixture
def case(report, people, now):
    made = decide("opened", report, people, now)
    type(made).objects.filter(pk=made.pk).update(harm_band="standard", harm_rank=0)
    report.refresh_from_db()
    made.refresh_from_db()
    return made


def test_the_officer_is_to_contact_them_by_the_next_working_day(say, report, case):
    added = say(report, changed=["often"])
    (due,) = running(report)
    assert (due.code, due.owner, due.harm) == ("follow_worse", case.officer, 3)
    assert f"{due.last_day}" == "2026-03-03" and due.about == key_of(case)
    entry = Entry.objects.get(file=key_of(case), verb="intake.worse_said")
    assert entry.subject == key_of(added)


def test_it_is_not_for_an_officer_who_has_left(say, report, case, people):
    User.objects.filter(pk=case.officer_id).update(is_active=False)
    report.refresh_from_db()
    say(report, changed=["often"])
    owner = running(report).get().owner
    assert owner is not None and owner.is_active


@pytest.mark.parametrize(
    "told, urgent",
    [
        ({"changed": ["often", "damage", "afraid"]}, False),
        ({"changed": ["threat"]}, True),
        ({"changed": ["hurt"]}, True),
        ({"danger": True}, True),
        ({}, False),
    ],
)
def test_threats_harm_and_danger_make_the_case_urgent(say, report, case, told, urgent):
    say(report, **told)
    case.refresh_from_db()
    assert (case.harm_band == "high") is urgent
    assert Told.objects.filter(case=case, reference__contains="/").exists() is urgent


def test_what_was_said_before_the_case_was_opened_makes_it_urgent_too(say, submit, people, now):
    report, _ = submit(EVERYDAY | {"category": "noise", "description": "Loud", "follow": "yes"})
    assert report.harm_band == "standard"
    say(report, changed=["threat"])
    case = decide("opened", report, people, now, track="asb", track_reason="A threat")
    case.refresh_from_db()
    assert case.harm_band == "high" and "threatened" in case.harm_words


def test_danger_after_less_brings_the_day_forward_and_less_after_danger_does_not_move_it(
    say, report, case
):
    say(report)
    say(report, danger=True)
    assert f"{running(report).get().last_day}" == "2026-03-02"
    say(report, text="more")
    assert f"{running(report).get().last_day}" == "2026-03-02"


def test_a_closed_case_wakes_its_officer_by_the_report(say, report, case, people, now):
    from goodstead.cases import actions as cases

    told = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    cases.close_case(by=people.leader, **told)
    say(report, danger=True)
    (due,) = running(report)
    assert due.owner == case.officer and due.about == key_of(report)


def test_the_page_asks_about_danger_first_and_says_by_when(client, submit):
    report, token = submit()
    html = client.get(f"/follow/{token}/worse").content.decode()
    assert html.index("tel:999") < html.index("Is anybody in danger now?") < html.index("changed")
    assert "tel:101" in html
    done = post(client, token, "worse", WORSE, follow=True).content.decode()
    assert (
        "contacts you" in done
        and weekday(running(report).get().last_day) in done
        and "canary" not in done
    )
    assert Addition.objects.get().details == {"changed": ["often", "afraid"]}


def test_somebody_in_danger_is_told_to_call_999_on_the_page_after(client, submit):
    _, token = submit()
    done = post(client, token, "worse", WORSE | {"danger": "yes"}, follow=True).content.decode()
    assert "Call 999 first" in done and "press <strong>55</strong>" in done


def test_who_stayed_anonymous_is_not_promised_a_call(client, submit):
    _, token = submit(may_contact="no")
    done = post(client, token, "worse", WORSE, follow=True).content.decode()
    assert "contacts you" not in done and "You stayed anonymous" in done


def test_sent_twice_it_is_one_thing(client, submit):
    _, token = submit()
    page = client.get(f"/follow/{token}/worse")
    sent = WORSE | {"submission": page.context["form"]["submission"].value()}
    for _ in range(2):
        client.post(f"/follow/{token}/worse", sent)
    assert Addition.objects.count() == 1
