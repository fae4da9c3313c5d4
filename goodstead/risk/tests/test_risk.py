"""The page that says how everybody harmed in a case stands, and the dates that follow people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.clocks.models import Deadline
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry, Viewing
from goodstead.people import actions as people_actions
from goodstead.risk import actions, queries
from goodstead.risk.followers import FOLLOWERS

from .conftest import REASON


def page(case):
    return reverse("risk:risk", args=[case.reference])


def running():
    return Deadline.objects.filter(code="risk_assessment", stopped_at__isnull=True)


def test_it_shows_the_band_in_words_why_and_when_again(client, people, case, assess):
    assess({"violence": "yes", "frequency": "daily"})
    client.force_login(people.officer)
    text = client.get(page(case)).content.decode()
    assert "High harm" in text and "5 of at most 50 points" in text
    assert "Violence, a weapon, a threat to kill, arson or stalking" in text
    assert "16 March 2026" in text and "Ann Lee" in text
    assert "Tell the police today" in text


def test_the_trend_is_a_chart_with_its_table(client, people, case, assess, later):
    assess({"frequency": "daily"})
    client.force_login(people.officer)
    assert "<svg" not in client.get(page(case)).content.decode().split("gs-person")[1]
    assess(at=later)
    text = client.get(page(case)).content.decode()
    assert "Down from 5 to 0 points since the first assessment." in text
    assert "gs-chart__picture" in text and "gs-chart__table" in text


def test_somebody_not_yet_assessed_is_said_to_be(client, people, case):
    client.force_login(people.officer)
    text = client.get(page(case)).content.decode()
    assert "Nobody has assessed the risk to Ann Lee yet" in text and "Assess the risk" in text


def test_judgements_are_shown_with_their_reasons_and_who_waits_for_whom(
    client, people, case, assess, later
):
    high = assess({"violence": "yes"})
    actions.ask_to_lower_band(
        by=people.officer, assessment=high, to_band="medium", reason=REASON, at=later
    )
    client.force_login(people.leader)
    text = client.get(page(case)).content.decode()
    assert (
        REASON in text and "stands until a second person agrees" in text and "Decide this" in text
    )
    client.force_login(people.officer)
    assert "Decide this" not in client.get(page(case)).content.decode()


def test_only_who_may_see_the_case_sees_its_risk(client, people, case, assess):
    assess()
    shown = {}
    for name in (
        "officer", "leader", "coordinator", "information_officer", "other_officer",
        "restricted_worker", "auditor", "administrator", "councillor", "partner", "call_handler",
    ):  # fmt: skip
        client.force_login(getattr(people, name))
        shown[name] = client.get(page(case)).status_code
    assert shown == {
        "officer": 200, "leader": 200, "coordinator": 200, "information_officer": 200,
        "other_officer": 404, "restricted_worker": 404,
        "auditor": 403, "administrator": 403, "councillor": 403, "partner": 403,
        "call_handler": 403,
    }  # fmt: skip


def test_the_risk_of_a_restricted_case_is_closed_to_the_team(client, people, open_case, ann):
    case = open_case(
        category="domestic_abuse", officer=people.restricted_worker, parties=[(ann, "victim")]
    )
    for name, answer in {"restricted_worker": 200, "leader": 404, "coordinator": 404}.items():
        client.force_login(getattr(people, name))
        assert client.get(page(case)).status_code == answer


def test_that_it_was_looked_at_is_written_down(client, people, case):
    client.force_login(people.leader)
    client.get(page(case))
    assert Viewing.objects.filter(by=people.leader, subject=f"cases.case:{case.pk}").exists()


def test_it_costs_the_same_for_one_assessment_and_for_ten(
    client, people, case, assess, now, django_assert_max_num_queries
):
    assess()
    client.force_login(people.officer)
    client.get(page(case))
    with django_assert_max_num_queries(30) as one:
        client.get(page(case))
    for day in range(1, 10):
        assessment = assess(at=now + timedelta(days=day))
    actions.raise_band(
        by=people.officer, assessment=assessment, to_band="high", reason=REASON,
        at=now + timedelta(days=11),
    )  # fmt: skip
    with django_assert_max_num_queries(len(one) + 2):  # the people who judged
        client.get(page(case))


def test_when_a_case_is_opened_a_date_for_the_first_assessment_follows(case, people, now):
    follow(FOLLOWERS, at=now)
    deadline = running().get()
    # not yet known counts as medium: 5 working days after Monday 2 March
    assert (deadline.last_day, deadline.owner) == (date(2026, 3, 9), people.officer)
    assert deadline.about == f"cases.case:{case.pk}"
    assert queries.is_due(case, now + timedelta(days=7))
    follow(FOLLOWERS, at=now)
    assert running().count() == 1
    assert Entry.objects.filter(verb="risk.assessments_kept_due").count() == 1


def test_who_joins_later_gets_a_date_and_who_leaves_loses_it(case, people, now, later):
    follow(FOLLOWERS, at=now)
    bea = people_actions.add_person(by=None, at=now, name="Bea Ray")
    party = cases.add_party(by=people.officer, at=later, case=case, person=bea, part="complainant")
    follow(FOLLOWERS, at=later)
    assert sorted(running().values_list("last_day", flat=True)) == [
        date(2026, 3, 9),
        date(2026, 3, 10),
    ]
    cases.end_party(by=people.officer, at=later, party=party)
    follow(FOLLOWERS, at=later)
    assert running().get().last_day == date(2026, 3, 9)


def test_a_witness_or_the_other_party_gets_no_date(case, people, now):
    for name, part in (("Wil Ness", "witness"), ("Al Edge", "alleged_perpetrator")):
        person = people_actions.add_person(by=None, at=now, name=name)
        cases.add_party(by=people.officer, at=now, case=case, person=person, part=part)
    follow(FOLLOWERS, at=now)
    assert running().count() == 1


def test_a_person_with_two_parts_has_one_date(case, ann, people, now):
    cases.add_party(by=people.officer, at=now, case=case, person=ann, part="complainant")
    follow(FOLLOWERS, at=now)
    assert running().count() == 1


def test_a_date_follows_the_person_and_not_one_of_their_parts(
    open_case, ann, people, now, later, assess
):
    case = open_case(parties=[(ann, "complainant")])

    def date_of_ann():
        return running().get(about=f"cases.case:{case.pk}")

    follow(FOLLOWERS, at=now)
    victim = cases.add_party(by=people.officer, at=now, case=case, person=ann, part="victim")
    first = assess(case=case)
    assert date_of_ann().subject == f"cases.party:{victim.pk}"
    actions.raise_band(by=people.officer, assessment=first, to_band="high", reason=REASON, at=later)
    assert date_of_ann().last_day == date(2026, 3, 17)
    cases.end_party(by=people.officer, at=later, party=victim)
    follow(FOLLOWERS, at=later)
    # still the complainant, at high: 2 working days from the day that the part ended
    assert date_of_ann().last_day == date(2026, 3, 5)
    assert date_of_ann().subject != f"cases.party:{victim.pk}"


def test_a_judgement_about_somebody_who_has_left_does_not_move_the_case(
    case, ann, people, assess, now, later
):
    first = assess()
    cases.end_party(by=people.officer, at=later, party=case.parties.get(person=ann))
    follow(FOLLOWERS, at=later)
    actions.raise_band(by=people.officer, assessment=first, to_band="high", reason=REASON, at=later)
    case.refresh_from_db()
    assert case.harm_band == "" and not running().exists()


def test_only_what_happened_in_a_case_is_followed(people, now):
    entry = Entry.objects.first()
    assert not entry.file.startswith("cases.case")
    FOLLOWERS[0].act(entry)
    assert not running().exists()


def test_a_case_that_comes_back_is_assessed_again(case, assess, people, now):
    assess()
    cases.close_case(by=people.officer, at=now, case=case, reason="not_asb", outcome="resolved")
    assert not running().exists()
    back = now + timedelta(days=10)
    case.refresh_from_db()
    cases.reopen_case(by=people.officer, at=back, case=case, reason="It began again")
    follow(FOLLOWERS, at=back)
    # harm was standard: 10 working days after Thursday 12 March
    assert running().get().last_day == date(2026, 3, 26)


def test_what_follows_from_an_event_is_done_by_the_system_alone(case, people, now):
    with pytest.raises(Exception, match="by the system"):
        actions.keep_assessments_due(by=people.leader, case=case, at=now)


def test_while_nobody_is_named_it_is_due_to_find_out_who_is_harmed(
    open_case, ann, people, now, later
):
    case = open_case()
    follow(FOLLOWERS, at=now)
    follow(FOLLOWERS, at=now)
    looking = Deadline.objects.filter(code="find_harmed", stopped_at__isnull=True)
    found = looking.get()  # one, however often it is followed
    assert (found.label, found.owner) == ("Find out who is harmed", people.officer)
    assert found.last_day == date(2026, 3, 9)  # 5 working days, as harm is not yet known
    cases.add_party(by=people.officer, at=later, case=case, person=ann, part="victim")
    follow(FOLLOWERS, at=later)
    found.refresh_from_db()
    assert found.met and not looking.exists()
    assert running().get().owner == people.officer  # now she is assessed instead


def test_at_high_harm_there_are_two_days_to_find_out_who_it_is(open_case, now):
    case = open_case()
    cases.set_harm(by=None, at=now, case=case, band="high", score=None, words="From the report")
    follow(FOLLOWERS, at=now)
    found = Deadline.objects.get(code="find_harmed")
    assert found.last_day == date(2026, 3, 4)


def test_a_case_with_somebody_harmed_has_nobody_to_find(case, now):
    follow(FOLLOWERS, at=now)
    assert not Deadline.objects.filter(code="find_harmed").exists()
