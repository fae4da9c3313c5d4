"""Sending: checked at the last moment, at least once, tried again, loud when stuck."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from goodstead.access.permissions import PermissionDenied
from goodstead.correspondence import actions, queries, rules
from goodstead.correspondence.definitions.delivery import MOST_TRIES, STUCK_AFTER, wait_after
from goodstead.correspondence.models import Message, SafeContact
from goodstead.correspondence.periodic import GIVE_UP_AFTER, PERIODIC, send_due
from goodstead.correspondence.transport import AddressRefused, TransportDown
from goodstead.ledger.models import Entry
from goodstead.ledger.verbs import sentence

from .conftest import Remembers

pytestmark = pytest.mark.django_db


def test_what_is_due_is_sent_once_and_the_file_says_so(queue, mail, now, later, file):
    queue(), queue()
    assert send_due(at=now, transport=mail) == 2
    assert send_due(at=later, transport=mail) == 0
    assert [letter.to for letter in mail.letters] == ["Amina@Example.com"] * 2
    message = Message.objects.first()
    assert (message.state, message.sent_at, message.attempts) == ("sent", now, 1)
    entry = Entry.objects.filter(verb="correspondence.message_sent").first()
    assert (entry.file, entry.by) == (f"access.team:{file.pk}", None)
    assert sentence(entry) == "Your officer: email sent"


def test_the_personal_link_is_gone_from_the_database_once_it_was_delivered(queue, mail, now):
    link = {"reference": "1", "survey_link": "/survey/secret-token", "answer_by": "Monday"}
    queue(template="survey_invitation", **link)
    send_due(at=now, transport=mail)
    message = Message.objects.get()
    assert "secret-token" in mail.letters[0].body
    assert "secret-token" not in message.body + message.variables_json


def test_the_demonstration_shows_instead_and_keeps_the_link(queue, now, settings):
    settings.MESSAGES_SHOWN_NOT_SENT = True
    link = {"reference": "1", "survey_link": "/survey/token", "answer_by": "Monday"}
    queue(template="survey_invitation", **link)
    [job] = PERIODIC
    assert (job.name, job.run(now)) == ("correspondence.outbox", 1)
    message = Message.objects.get()
    assert message.state == "shown" and "/survey/token" in message.body_for_staff


@pytest.mark.parametrize(
    "change", [{"may_email": False}, {"may_email": None}, {"email": ""}, {"flagged": True}]
)
def test_rules_that_changed_behind_our_back_are_seen_at_the_last_moment(
    queue, contact, mail, now, change, monkeypatch
):
    """Past ``change_contact`` and its hold, on purpose: the recheck must stand alone."""
    message = queue()
    SafeContact.objects.filter(pk=contact.pk).update(version=2, **change)
    with transaction.atomic():
        sent = actions.send_message(at=now, message=message, transport=mail)
        assert sent.state == "held" and mail.letters == []
        transaction.set_rollback(True)
    monkeypatch.setattr(rules, "held_because", lambda *a, **k: None)  # the twin: recheck off
    actions.send_message(at=now, message=message, transport=mail)
    assert len(mail.letters) == 1


def test_after_do_not_contact_nothing_leaves_until_a_person_releases_it(
    people, queue, contact, mail, now
):
    message = queue()
    contact = actions.change_contact(by=None, at=now, contact=contact, may_email=False)
    assert send_due(at=now, transport=mail) == 0
    actions.change_contact(by=None, at=now, contact=contact, may_email=True)
    assert send_due(at=now, transport=mail) == 0
    actions.release(by=people.officer, at=now, message=message, reason="Asked")
    assert send_due(at=now, transport=mail) == 1


def test_a_refused_address_fails_at_once_and_is_somebodys_business(queue, mail, now, file):
    queue()
    mail.trouble = AddressRefused("The mail server says that there is no such mailbox.")
    assert send_due(at=now, transport=mail) == 0
    message = Message.objects.get()
    assert (message.state, message.reason) == ("failed", str(mail.trouble))
    entry = Entry.objects.get(verb="correspondence.message_failed")
    assert entry.file == f"access.team:{file.pk}"
    assert sentence(entry) == f"Your officer: email not delivered. {mail.trouble}"


def test_trouble_is_tried_again_after_a_doubling_wait_and_fails_after_the_last(queue, mail, now):
    queue()
    mail.trouble = TransportDown("The mail server refused (451).")
    at, waits = now, []
    for _ in range(MOST_TRIES):
        send_due(at=at, transport=mail)
        message = Message.objects.get()
        waits.append(message.next_try_at - at)
        assert send_due(at=message.next_try_at - timedelta(seconds=1), transport=mail) == 0
        assert Message.objects.get().attempts == message.attempts
        at = message.next_try_at
    assert waits == [timedelta(minutes=2**n) for n in range(MOST_TRIES)]
    assert (message.state, message.last_error) == ("failed", "The mail server refused (451).")
    assert wait_after(99) == wait_after(MOST_TRIES)


def test_a_mail_server_that_is_away_uses_up_no_tries(queue, mail, now):
    queue()
    mail.away = True
    assert send_due(at=now, transport=mail) == 0
    assert Message.objects.get().attempts == 0
    mail.away = False
    assert send_due(at=now, transport=mail) == 1


def test_a_server_in_trouble_is_left_alone_for_this_round(queue, mail, now):
    for _ in range(GIVE_UP_AFTER + 5):
        queue()
    mail.trouble = TransportDown("The connection to the mail server broke.")
    send_due(at=now, transport=mail)
    assert Message.objects.filter(attempts=1).count() == GIVE_UP_AFTER


class Dies(BaseException):
    """As if the power went."""


@pytest.mark.parametrize("taken_first", [True, False])
def test_a_worker_that_dies_loses_nothing_and_does_not_send_without_end(queue, now, taken_first):
    queue()
    mail = Remembers()

    def die(letter):
        if taken_first:
            mail.letters.append(letter)
        raise Dies

    mail.deliver, deliver = die, mail.deliver
    at = now
    for _ in range(MOST_TRIES):
        with pytest.raises(Dies):
            send_due(at=at, transport=mail)
        message = Message.objects.get()
        assert message.state == "queued"
        at = message.next_try_at
    assert len(mail.letters) == (MOST_TRIES if taken_first else 0)
    assert send_due(at=at, transport=mail) == 0
    message = Message.objects.get()
    assert (message.state, message.reason) == ("failed", "We could not learn whether it arrived.")
    mail.deliver = deliver
    actions.release(by=None, at=at, message=message)
    assert send_due(at=at, transport=mail) == 1


def test_a_crash_between_taking_and_marking_sends_again_and_then_marks_once(
    queue, mail, now, monkeypatch
):
    queue()
    record = "goodstead.ledger.actions.record"
    with monkeypatch.context() as broken:
        broken.setattr(record, lambda *a, **k: (_ for _ in ()).throw(Dies()))
        with pytest.raises(Dies):
            send_due(at=now, transport=mail)
    again = Message.objects.get().next_try_at
    assert send_due(at=again, transport=mail) == 1
    assert len(mail.letters) == 2 and mail.letters[0].uid == mail.letters[1].uid
    assert Entry.objects.filter(verb="correspondence.message_sent").count() == 1


def test_two_workers_do_not_take_one_message(queue, now, later):
    queue(), queue()
    first, second = actions.claim_due(by=None, at=now), actions.claim_due(by=None, at=now)
    assert {first.pk, second.pk} == set(Message.objects.values_list("pk", flat=True))
    assert actions.claim_due(by=None, at=now) is None
    assert actions.claim_due(by=None, at=later) is not None, "due again if nobody marks it"


def test_a_message_that_left_is_not_sent_again_by_a_second_call(queue, mail, now):
    message = queue()
    actions.send_message(at=now, message=message, transport=mail)
    actions.send_message(at=now, message=message, transport=mail)
    assert len(mail.letters) == 1


def test_only_the_worker_sends(people, queue, mail, now):
    message = queue()
    with pytest.raises(PermissionDenied):
        actions.send_message(by=people.leader, at=now, message=message, transport=mail)
    with pytest.raises(PermissionDenied):
        actions.claim_due(by=people.leader, at=now)
    assert actions.send_message(by=None, at=now, message=message, transport=mail).state == "sent"


def test_a_message_that_waits_too_long_is_an_alarm(queue, mail, now, settings):
    assert queries.stuck(now).words == "No message is waiting."
    queue()
    assert not queries.stuck(now + STUCK_AFTER).alarm
    late = now + STUCK_AFTER + timedelta(seconds=1)
    assert queries.stuck(late).alarm and "15 minutes" in queries.stuck(late).words
    send_due(at=late, transport=mail)
    assert not queries.stuck(late).alarm


def test_the_command_sends_and_ends_badly_when_stuck(queue, now, settings, capsys):
    settings.MESSAGES_SHOWN_NOT_SENT = True
    queue()
    call_command("send_outbox", at="2026-03-02T10:00")
    assert capsys.readouterr().out == "1 message sent.\n"
    queue()
    with pytest.raises(CommandError, match="Check the mail server"):
        call_command("send_outbox", at="2026-03-02T11:00+00:00", limit=0)
    with pytest.raises(CommandError, match="like 2026"):
        call_command("send_outbox", at="yesterday")
    call_command("send_outbox")


def test_the_worker_reads_a_million_row_outbox_by_index(queue, now):
    with connection.cursor() as cursor:
        query, values = Message.objects.due(now)[:20].query.sql_with_params()
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {query}", values)
            plan = " ".join(row[3] for row in cursor.fetchall())
            assert "correspondence_due" in plan and "TEMP B-TREE" not in plan
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {query}", values)
            plan = " ".join(row[0] for row in cursor.fetchall())
            assert "correspondence_due" in plan and "Sort" not in plan


def test_sending_one_message_asks_the_database_a_fixed_number_of_times(
    queue, mail, now, django_assert_max_num_queries
):
    queue()
    with django_assert_max_num_queries(24):
        send_due(at=now, transport=mail)


def test_a_change_while_a_letter_is_leaving_stops_the_next_one_and_hides_nothing(
    queue, mail, contact, now
):
    """The first had been taken by the mail server, so it is told as sent. The second stays here."""
    queue(), queue()
    deliver = mail.deliver

    def changed_meanwhile(letter):
        actions.change_contact(by=None, at=now, contact=contact, may_email=False)
        deliver(letter)

    mail.deliver = changed_meanwhile
    assert send_due(at=now, transport=mail) == 1
    assert len(mail.letters) == 1
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "held"]
    verbs = [e.verb for e in Entry.objects.filter(subject__startswith="correspondence.message")]
    assert verbs.count("correspondence.message_sent") == 1


def test_what_was_taken_back_while_the_mail_server_was_down_stays_taken_back(
    queue, mail, contact, now, later
):
    queue()

    def changed_and_down(letter):
        actions.change_contact(by=None, at=now, contact=contact, may_email=False)
        raise TransportDown("away")

    mail.deliver = changed_and_down
    send_due(at=now, transport=mail)
    assert Message.objects.get().state == "held"


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_answers(queue, mail, now):
    """On SQLite an open one would keep every report waiting; on PostgreSQL it could clash."""
    queue()
    deliver = mail.deliver

    def looked(letter):
        assert not connection.in_atomic_block
        deliver(letter)

    mail.deliver = looked
    assert send_due(at=now, transport=mail) == 1
