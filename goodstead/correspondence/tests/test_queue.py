"""A message is queued with the change that caused it, or kept back with the reason."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from goodstead.access.models import Team
from goodstead.access.permissions import PermissionDenied
from goodstead.correspondence import actions, queries
from goodstead.correspondence.definitions.templates import WrongVariables
from goodstead.correspondence.models import Message
from goodstead.ledger.models import Entry
from goodstead.ledger.verbs import sentence

from .conftest import CASE

pytestmark = pytest.mark.django_db


def test_a_message_waits_in_the_words_of_the_moment_and_its_file_says_so(queue, file, contact):
    message = queue()
    assert (message.state, message.reason, message.contact_version) == ("queued", "", 1)
    assert message.subject == "Ola Officer is looking after your case: HB-1234"
    assert "by Thursday 5 March 2026" in message.body
    entry = Entry.objects.get(verb="correspondence.message_queued")
    assert (entry.file, sentence(entry)) == (
        f"access.team:{file.pk}",
        "Your officer: email queued",
    )
    assert list(Message.objects.about(entry.file)) == [message]


@pytest.mark.parametrize(
    "rules, reason",
    [
        ({"email": "a@example.com"}, "has not said"),
        ({"email": "a@example.com", "may_email": False}, "has not said"),
        ({"may_email": True}, "no address"),
    ],
)
def test_unknown_means_no_and_the_reason_is_a_sentence(queue, now, rules, reason, mail):
    message = queue(to=actions.add_contact(by=None, at=now, **rules))
    assert message.state == "held" and reason in message.reason
    entry = Entry.objects.get(verb="correspondence.message_held")
    assert sentence(entry) == f"Your officer: email not sent. {message.reason}"
    actions.send_message(at=now, message=message, transport=mail)
    assert mail.letters == []


def test_dates_are_written_out_and_our_own_paths_become_whole_links(queue, settings):
    settings.PUBLIC_URL = "https://council.example/"
    message = queue(
        template="survey_invitation",
        reference="HB-1",
        survey_link="/survey/abc",
        answer_by=date(2026, 3, 16),
    )
    assert "https://council.example/survey/abc" in message.body
    assert "Monday 16 March 2026" in message.body
    assert "abc" not in message.body_for_staff and "personal link" in message.body_for_staff


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {**CASE, "extra": "x"},
        {k: v for k, v in CASE.items() if k != "officer"},
        {**CASE, "officer": None},
        {**CASE, "officer": b"x"},
        {**CASE, "officer": True},
        {**CASE, "officer": "x" * 20_001},
    ],
)
def test_a_variable_too_many_or_too_few_is_a_mistake_in_the_code(
    people, now, file, contact, variables
):
    with pytest.raises(WrongVariables), transaction.atomic():
        actions.queue(
            by=people.officer, at=now, to=contact, template="case_opened", about=file, **variables
        )
    assert not Message.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example/x", "https://a b", "x"])
def test_a_link_is_a_web_address(queue, link):
    with pytest.raises(WrongVariables), transaction.atomic():
        queue(template="survey_invitation", reference="1", survey_link=link, answer_by="today")


def test_a_value_that_looks_like_a_variable_or_a_header_stays_text(queue):
    message = queue(
        reference="{officer}\r\nBcc: x@example.com", officer="E\x00ve\u202e", contact_by=1
    )
    assert message.subject == "Eve is looking after your case: {officer} Bcc: x@example.com"
    assert "\n" not in message.subject


def test_those_who_only_read_cannot_queue(people, now, file, contact):
    for who in (people.auditor, people.councillor, people.administrator, people.leaver):
        with pytest.raises(PermissionDenied):
            actions.queue(by=who, at=now, to=contact, template="case_opened", about=file, **CASE)
    for who in (people.call_handler, people.coordinator, people.leader, None):
        actions.queue(by=who, at=now, to=contact, template="case_opened", about=file, **CASE)
    assert Message.objects.count() == 4


def test_what_is_rolled_back_is_never_sent(queue, later, mail):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    assert actions.claim_due(by=None, at=later) is None


def test_it_is_all_written_or_none_of_it(queue, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
    assert not Message.objects.exists()


def test_an_address_that_somebody_else_has_is_looked_at_first_when_there_is_danger(
    queue, now, people
):
    actions.add_contact(by=people.officer, at=now, email="HOME@example.com", may_email=True)
    shared = {"email": "home@example.com", "may_email": True}
    safe = actions.add_contact(by=None, at=now, **shared)
    in_danger = actions.add_contact(by=None, at=now, flagged=True, **shared)
    assert queue(to=safe).state == "queued"
    held = queue(to=in_danger)
    assert (held.state, held.held_because) == ("held", "shared")
    assert actions.release(by=None, at=now, message=held).state == "queued"


def test_a_flagged_person_gets_neutral_words(queue, now):
    to = actions.add_contact(by=None, at=now, email="a@example.com", may_email=True, flagged=True)
    message = queue(
        to=to,
        template="plan_agreed",
        reference="HB-1",
        officer="Ola Officer",
        steps="Injunction against Mr Smith of 4 High Street",
        review_by=date(2026, 3, 30),
    )
    assert message.state == "queued"
    assert "Smith" not in message.body and "plan" not in message.subject.lower()


def test_a_telling_word_in_the_first_lines_keeps_the_message_back(queue, now):
    to = actions.add_contact(by=None, at=now, email="a@example.com", may_email=True, flagged=True)
    message = queue(to=to, reference="HB-1", officer="Victim Support", contact_by="Monday")
    assert (message.state, message.held_because) == ("held", "wording")


def test_the_outbox_is_for_those_who_may_and_flagged_people_for_fewer(people, queue, now):
    queue()
    flagged = actions.add_contact(
        by=None, at=now, email="f@example.com", may_email=True, flagged=True
    )
    queue(to=flagged)
    counts = {
        who: queries.outbox(getattr(people, who), files=[Team.objects.all()]).count()
        for who in ("leader", "coordinator", "officer", "auditor", "administrator", "partner")
    }
    assert counts == {
        "leader": 2, "coordinator": 1, "officer": 0, "auditor": 0, "administrator": 0, "partner": 0,
    }  # fmt: skip


ANSWER = {"reference": "R-1", "next_step": "An officer reads it", "next_by": "Monday"}


@pytest.fixture
def answer(now, file):
    """What the public form causes: a contact of its own and the answer to what was sent."""

    def answer(by=None, at=now, email="home@example.com", **said):
        to = actions.add_contact(
            by=by, at=at, about=file, email=email, may_email=True, flagged=True, **said
        )
        return actions.queue(
            by=by, at=at, to=to, template="report_received_without_link", about=file, **ANSWER
        )

    return answer


def test_who_types_a_known_address_gets_the_same_answer_as_who_types_an_unknown_one(
    answer, now, people
):
    """Held or not would tell the reader of the mailbox that somebody else wrote to us."""
    actions.add_contact(by=people.officer, at=now, email="home@example.com", may_email=True)
    assert {answer().state, answer(email="never@example.com").state} == {"queued"}


def test_what_staff_write_down_is_still_looked_at_first(answer, now, people):
    actions.add_contact(by=people.officer, at=now, email="home@example.com", may_email=True)
    assert answer(by=people.call_handler).held_because == "shared"


def test_a_stranger_who_types_the_address_does_not_stop_the_messages_of_the_person(
    answer, queue, now, people, mail
):
    victim = actions.add_contact(
        by=people.officer, at=now, email="home@example.com", may_email=True, flagged=True
    )
    waiting = queue(to=victim)
    stranger = answer()
    assert queue(to=victim).state == "queued"
    assert actions.send_message(at=now, message=waiting, transport=mail).state == "sent"
    # From when staff write to the other one, somebody must look.
    queue(to=stranger.to)
    assert queue(to=victim).held_because == "shared"


def test_one_mailbox_gets_three_answers_a_day_and_the_rest_are_kept_for_staff(answer, now, people):
    answers = [answer(at=now + timedelta(minutes=n)) for n in range(5)]
    assert [m.state for m in answers] == ["queued"] * 3 + ["held"] * 2
    assert answers[-1].reason.startswith("Many reports came with this address today")
    assert answer(email="another@example.com").state == "queued"
    tomorrow = now + timedelta(days=1, minutes=3)
    assert answer(at=tomorrow).state == "queued"
    assert actions.release(by=None, at=now, message=answers[-1]).state == "queued"
