"""What an assessment asks for the same day stands on the case until the plan has it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.people import actions as people_actions
from goodstead.plans import actions, queries

REFERRAL = "Make a safeguarding referral today"


@pytest.fixture
def wanted(case):
    def read():
        case.refresh_from_db()
        return [one.code for one in queries.wanted_steps(case)]

    return read


def test_it_is_wanted_until_a_step_is_there_and_again_when_it_is_cancelled(
    assess, add_step, wanted, people, later
):
    assess(self_harm="yes")
    assert wanted() == ["safeguarding"]
    add_step(text="Safeguarding")  # not ticked, so closing does not count it either
    assert wanted() == ["safeguarding"]
    step = add_step(safeguarding=True)
    assert wanted() == []
    actions.cancel_step(by=people.officer, at=later, step=step, reason="Sent back")
    assert wanted() == ["safeguarding"]
    actions.finish_step(by=people.officer, at=later, step=add_step(safeguarding=True))
    assert wanted() == []


@pytest.mark.parametrize(
    ("code", "text", "partner"),
    [("police", "Give it to them", "The police"), ("dash", "Domestic abuse assessment", "")],
)
def test_other_steps_are_known_by_their_words(assess, add_step, wanted, code, text, partner):
    assess(violence="yes", relationship="household", intimidation="now")
    assert code in wanted()
    add_step(text="Speak with the policeman's neighbour at 1010 Dashwood Road")
    assert code in wanted()
    add_step(text=text, partner=partner)
    assert code not in wanted()


def test_what_the_page_offers_answers_what_was_asked(
    assess, add_step, wanted, client, people, case, today
):
    assess(violence="yes", relationship="household", self_harm="yes", intimidation="now")
    client.force_login(people.officer)
    url = reverse("plans:add-step", args=[case.reference])
    for code in wanted():
        form = client.get(f"{url}?for={code}").context["form"]
        offered = {name: form[name].value() for name in ("text", "safeguarding", "due_on")}
        assert offered["due_on"] == today.date()
        add_step(text=offered["text"], safeguarding=bool(offered["safeguarding"]))
        assert code not in wanted()
    assert wanted() == []


def test_only_the_newest_assessment_asks_of_who_is_still_here(
    assess, wanted, ann, case, people, later
):
    bea = people_actions.add_person(by=None, at=later, name="Bea")
    party = cases.add_party(by=people.officer, at=later, case=case, person=bea, part="victim")
    assess(self_harm="yes")
    assess(person=bea, violence="yes")
    assert set(wanted()) == {"safeguarding", "police"}
    assess(at=later + timedelta(days=1), self_harm="no")
    assert wanted() == ["police"]
    cases.end_party(by=people.officer, at=later, party=party, because="left")
    assert wanted() == []


def test_hate_marks_the_case_by_itself(assess, wanted):
    assess(hate="yes")
    assert wanted() == []


def test_it_stands_at_the_top_of_the_case_with_the_way_to_the_step(
    page, client, case, assess, add_step, people, today, django_assert_max_num_queries
):
    assert REFERRAL not in page("workspace:case", case).content.decode()
    assess(self_harm="yes")
    client.force_login(people.officer)
    url = reverse("workspace:case", args=[case.reference])
    client.get(url)
    with django_assert_max_num_queries(19):
        shown = client.get(url).content.decode()
    assert REFERRAL in shown
    assert shown.index(REFERRAL) < shown.index("What is due")
    assert f"{reverse('plans:add-step', args=[case.reference])}?for=safeguarding" in shown
    add_step(safeguarding=True)
    assert REFERRAL not in page("workspace:case", case).content.decode().split("What is due")[0]


def test_a_case_that_is_closed_asks_for_nothing(page, case, assess, later):
    assess(self_harm="yes")
    cases.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    assert REFERRAL not in page("workspace:case", case).content.decode()
