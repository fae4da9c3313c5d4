"""Asking people how we did after their case is closed."""

from datetime import date, timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.correspondence.models import Message
from goodstead.engagement import queries
from goodstead.engagement.followers import FOLLOWERS
from goodstead.engagement.models import Survey
from goodstead.ledger.following import follow
from goodstead.ledger.models import Entry
from goodstead.people import actions as people_actions
from goodstead.plans import actions as plans
from goodstead.plans.actions import Told
from goodstead.plans.models import Closing

from .conftest import token_of


def invitations():
    return Message.objects.filter(template="survey_invitation")


def test_the_person_gets_a_link_that_is_kept_as_its_hash_alone(invite, case, ann, now):
    survey = invite()
    message = invitations().get()
    token = token_of(message)
    assert len(token) >= 43  # 32 random bytes
    assert survey.token_hash == queries.hash_of(token) and token not in str(survey.__dict__)
    assert (message.to, message.about) == (ann.contact, f"cases.case:{case.pk}")
    assert survey.expires_at.date() == date(2026, 5, 1)  # 2 March and 60 days
    assert "Friday 1 May 2026" in message.body
    assert token not in message.body_for_staff


def test_it_is_told_in_the_case_without_a_name(invite, case):
    invite()
    entry = Entry.objects.get(verb="engagement.survey_sent")
    assert (entry.file, entry.facts) == (f"cases.case:{case.pk}", {})


@pytest.mark.parametrize("reason", ["duplicate", "deceased"])
def test_nobody_is_asked_about_a_duplicate_or_after_a_death(invite, open_case, close, ann, reason):
    survey = invite(case=close(open_case(ann), reason=reason))
    assert survey.not_sent_because == "reason" and not invitations().exists()


def test_nobody_is_asked_where_asking_could_put_them_in_danger(
    invite, open_case, close, people, someone, now
):
    restricted = open_case(
        someone("Bea Ray"), category="domestic_abuse", officer=people.restricted_worker
    )
    close(restricted)
    survey = invite(case=restricted, person=queries.to_ask(restricted)[0])
    assert survey.not_sent_because == "restricted"
    con = someone("Con Roe", flagged=True)
    assert invite(case=close(open_case(con)), person=con).not_sent_because == "flagged"
    assert not invitations().exists()


@pytest.mark.parametrize("said", [{"may_email": None}, {"may_email": False}, {"email": ""}])
def test_nobody_is_asked_against_their_contact_rules(invite, open_case, close, someone, said):
    bea = someone("Bea Ray", **said)
    survey = invite(case=close(open_case(bea)), person=bea)
    assert survey.not_sent_because == "contact_rules" and not invitations().exists()
    entry = Entry.objects.get(verb="engagement.survey_not_sent")
    assert entry.facts["why"].startswith("The person has not said")


def test_somebody_we_cannot_reach_is_kept_as_not_asked(invite, open_case, close, now):
    person = people_actions.add_person(by=None, at=now, name="Dee Poe")
    survey = invite(case=close(open_case(person)), person=person)
    assert (survey.not_sent_because, survey.token_hash) == ("no_contact", "")


def test_asking_twice_asks_once(invite):
    assert invite() == invite()
    assert Survey.objects.count() == invitations().count() == 1


def test_when_the_case_is_closed_again_who_has_not_answered_gets_a_new_link(
    invite, case, close, people, now
):
    first = invite()
    old = token_of(invitations().get())
    cases.reopen_case(by=None, at=now + timedelta(days=2), case=case, reason="It began again")
    again = now + timedelta(days=9)
    case.refresh_from_db()
    close(case, at=again)
    second = invite(at=again)
    assert second.pk == first.pk and second.token_hash != first.token_hash
    assert queries.behind_link(old, again) is None
    assert queries.behind_link(token_of(invitations().latest("pk")), again) == second


def test_only_the_system_or_who_may_close_it_asks_and_only_about_a_closed_case(
    invite, people, open_case, ann
):
    for by in (people.other_officer, people.call_handler, people.auditor):
        with pytest.raises(PermissionDenied):
            invite(by=by)
    with pytest.raises(NotNow, match="after the case is closed"):
        invite(case=open_case(ann))
    assert not Survey.objects.exists()
    assert invite(by=people.officer)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.correspondence.actions.queue"]
)
def test_it_is_all_written_or_none_of_it(invite, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        invite()
    monkeypatch.undo()
    assert not Survey.objects.exists() and not invitations().exists()


def test_the_follower_asks_each_complainant_of_a_closed_case_once(open_case, close, someone, now):
    ann, bea = someone("Ann Lee"), someone("Bea Ray")
    close(open_case(ann, bea))
    for _ in range(2):
        follow(FOLLOWERS, at=now)
    assert Survey.objects.count() == invitations().count() == 2
    assert {survey.person for survey in Survey.objects.all()} == {ann, bea}


def test_the_follower_leaves_a_case_alone_that_is_open_again(case, now):
    cases.reopen_case(by=None, at=now + timedelta(days=1), case=case, reason="It began again")
    follow(FOLLOWERS, at=now + timedelta(days=1))
    assert not Survey.objects.exists()


def test_victims_are_asked_where_nobody_is_down_as_complainant(open_case, close, ann, someone):
    bea = someone("Bea Ray")
    case = close(open_case(parties=[(ann, "victim"), (bea, "witness")]))
    assert queries.to_ask(case) == [ann]
    assert queries.to_ask(close(open_case(parties=[(bea, "witness")]))) == []
    case = close(open_case(bea, parties=[(ann, "victim"), (bea, "complainant")]))
    assert queries.to_ask(case) == [bea]


def test_who_must_not_be_told_of_the_closing_is_not_asked_about_it(
    open_case, ann, someone, now, monkeypatch
):
    """The others in the case are asked; the reason is kept, so that the figures can be checked."""
    bea = someone("Bea Ray")
    case = open_case(ann, bea)
    monkeypatch.setattr("goodstead.plans.queries.closing_checks", lambda *given: [])
    told = [
        Told(person=ann, how="not_told", because="Her partner reads her email"),
        Told(person=bea, how="spoken"),
    ]
    plans.close_case(
        by=None, at=now, case=case, reason="no_further_incidents", outcome="resolved",
        summary="We spoke with them", told=told,
    )  # fmt: skip
    follow(FOLLOWERS, at=now)
    assert invitations().get().to == bea.contact
    survey = Survey.objects.get(person=ann)
    assert (survey.not_sent_because, survey.token_hash) == ("not_told", "")
    why = Entry.objects.get(verb="engagement.survey_not_sent").facts["why"]
    assert why.startswith("This person must not be told")
    assert queries.answers_for_cases_closed(now.date(), now.date()).sent == 1


def test_who_is_told_when_the_case_is_closed_again_is_asked(open_case, close, ann, now):
    case = close(open_case(ann))
    said = {"case": case, "person": ann, "not_told_because": ""}
    Closing.objects.create(**said | {"not_told_because": "x"}, told="not_told", at=now)
    assert queries.is_not_told(case, ann)
    Closing.objects.create(**said, told="spoken", at=now + timedelta(days=9))
    assert not queries.is_not_told(case, ann)
