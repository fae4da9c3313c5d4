"""The last email that waited becomes a report while another one is set apart."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from goodstead.clocks.models import Deadline
from goodstead.exchange import actions, post
from goodstead.exchange.actions import mail_dates
from goodstead.exchange.models import InboundMail, Mailbox

from .letters import letter

SPAM = letter("He will kill me", X_Spam_Flag="YES")


def waits():
    return Deadline.objects.running().filter(code="mail_set_apart")


@pytest.mark.django_db
def test_whoever_changes_what_waits_locks_the_mailbox_first(arrive, people, now, monkeypatch):
    arrive(SPAM)
    first, box = InboundMail.objects.get(), Mailbox.objects.get()
    mail, locked = post.mail_of(first), []
    lock = QuerySet.select_for_update

    def noted(rows, *args, **more):
        locked.append(rows.model)
        return lock(rows, *args, **more)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    seen = {}
    for name, act in {
        "receive": lambda: actions.receive_mail(
            by=None, at=now, mailbox=box, uid=2, raw=SPAM, mail=mail
        ),
        "apart": lambda: actions.set_mail_apart(by=None, at=now, mailbox=box, uid=3, why="Broken"),
        "take up": lambda: actions.take_up_mail(by=people.leader, at=now, letter=first, mail=mail),
        "look": lambda: actions.look_through_mail(by=people.leader, at=now, seen=first.pk + 9),
    }.items():
        locked.clear()
        act()
        seen[name] = list(locked)
    assert {name: models[0] for name, models in seen.items()} == dict.fromkeys(seen, Mailbox)
    assert seen["take up"][1] is InboundMail


def test_one_that_is_set_apart_meanwhile_has_a_date(
    transactional_db, arrive, people, now, monkeypatch
):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; two at once are tried on PostgreSQL")
    arrive(SPAM)
    first, box = InboundMail.objects.get(), Mailbox.objects.get()
    mail, trouble = post.mail_of(first), []
    nothing_waits, is_apart = threading.Event(), threading.Event()
    stop = mail_dates.clocks.stop

    def slow(record, code, **more):
        if code == "mail_set_apart":
            nothing_waits.set()
            is_apart.wait(3)  # in the right order this never comes, because the other waits
        return stop(record, code, **more)

    def take_up():
        try:
            actions.take_up_mail(by=people.leader, at=now, letter=first, mail=mail)
        except BaseException as error:  # shown below
            trouble.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(mail_dates.clocks, "stop", slow)
    takes = threading.Thread(target=take_up, daemon=True)
    takes.start()
    assert nothing_waits.wait(30)
    other = actions.set_mail_apart(by=None, at=now, mailbox=box, uid=9, why="Broken")
    is_apart.set()
    takes.join(60)
    assert not trouble
    assert waits().get().subject == f"exchange.inboundmail:{other.pk}"
