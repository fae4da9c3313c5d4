"""What was set apart has a date and a team, and a mailbox that cannot be read has a person."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.correspondence import mailbox
from goodstead.exchange import actions, post, queries
from goodstead.exchange.models import InboundMail, Mailbox
from goodstead.ledger.models import Entry

from .letters import FakeBox, in_place_of_a_server, letter

pytestmark = pytest.mark.django_db
PAGE = "/imports/mail/look-through"
MACHINE = letter(Auto_Submitted="auto-replied")
SPAM = letter("Help me", message_id="<2@x>", X_Spam_Flag="YES")


def running(code="mail_set_apart"):
    return Deadline.objects.running().filter(code=code)


def test_what_was_set_apart_has_one_date_by_which_a_team_looks(arrive, people, now):
    arrive(MACHINE)
    arrive(MACHINE, SPAM, at=now + timedelta(hours=3))
    (clock,) = running()
    assert clock.team == people.team and clock.started_at == now
    assert clock.last_day == (now + timedelta(days=1)).date()


def test_one_that_could_not_be_read_has_one_and_one_that_is_a_report_already_has_none(arrive, now):
    arrive(letter(), letter())
    assert InboundMail.objects.filter(apart="again").exists() and not running()
    actions.set_mail_apart(by=None, at=now, mailbox=Mailbox.objects.get(), uid=9, why="Too large")
    assert running()


def test_who_looked_through_them_says_so_and_the_date_is_met(arrive, people, client):
    arrive(MACHINE, SPAM)
    client.force_login(people.leader)
    assert PAGE in client.get("/imports/mail").content.decode()
    page = client.get(PAGE)
    assert "2 emails were set apart" in page.content.decode()
    seen = page.context["form"]["seen"].value()
    assert client.post(PAGE, {"seen": seen}).url == "/imports/mail"
    assert not running() and Deadline.objects.get(code="mail_set_apart").met
    assert Entry.objects.get(verb="exchange.mail_looked_through").facts["letters"] == 2
    assert InboundMail.objects.set_apart().count() == 2  # nothing is deleted
    assert "There is nothing new" in client.get(PAGE).content.decode()


def test_the_list_of_dates_leads_to_where_it_is_done(arrive, people, client):
    arrive(MACHINE)
    client.force_login(people.leader)
    for page in (
        f"{reverse('workspace:due')}?whose=team",
        reverse("workspace:due-date", args=[running().get().pk]),
    ):
        html = client.get(page).content.decode()
        assert "Look through the emails" in html and f'href="{PAGE}"' in html, page


def test_what_came_after_the_page_was_opened_keeps_its_own_date(arrive, people, now):
    arrive(MACHINE)
    seen = queries.to_look_through().get().pk
    arrive(MACHINE, SPAM, at=now + timedelta(hours=3))
    assert actions.look_through_mail(by=people.leader, at=now + timedelta(hours=4), seen=seen) == 1
    assert running().get().started_at == now + timedelta(hours=3)
    assert [one.apart for one in queries.to_look_through()] == ["spam"]


def test_of_many_that_came_at_once_only_those_on_the_page_are_looked_through(
    arrive, people, client, monkeypatch
):
    monkeypatch.setattr("goodstead.exchange.views.A_PAGE", 1)
    arrive(MACHINE, SPAM)
    client.force_login(people.leader)
    for left in (1, 0):
        seen = client.get(PAGE).context["form"]["seen"].value()
        client.post(PAGE, {"seen": seen})
        assert queries.to_look_through().count() == left
    assert not running()


def test_those_that_are_only_counted_are_not_fetched(arrive, people, client, now, monkeypatch):
    """A flood of spam makes neither page slower, nor the report that is made of one of them."""
    monkeypatch.setattr("goodstead.exchange.views.A_PAGE", 2)
    arrive(*(letter(f"Spam {n}", X_Spam_Flag="YES") for n in range(5)))
    first, fetched, from_db = InboundMail.objects.earliest("pk"), [], InboundMail.from_db

    def noted(*row):
        fetched.append(row)
        return from_db(*row)

    monkeypatch.setattr(InboundMail, "from_db", noted)
    client.force_login(people.leader)
    page = client.get(PAGE)
    assert len(fetched) == 2 and page.context["more"] == 3
    fetched.clear()
    assert client.get("/imports/mail").context["unseen"] == 5
    assert len(fetched) == 5  # the rows of the list, once
    fetched.clear()
    post.take_up(by=people.leader, at=now, letter=first)
    assert len(fetched) == 1 and running()


def test_when_the_last_one_became_a_report_nothing_waits(arrive, people, now):
    arrive(SPAM)
    post.take_up(by=people.leader, at=now, letter=InboundMail.objects.get())
    assert not running()


def test_only_who_may_read_what_comes_in_and_only_when_something_waits(arrive, people, now):
    with pytest.raises(NotNow, match="Nothing new"):
        actions.look_through_mail(by=people.leader, at=now, seen=99)
    arrive(MACHINE)
    with pytest.raises(PermissionDenied):
        actions.look_through_mail(by=people.officer, at=now, seen=99)
    assert running()


def test_all_or_nothing(arrive, people, now, monkeypatch):
    arrive(MACHINE)

    def broken(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.look_through_mail(by=people.leader, at=now, seen=99)
    assert running()


# The mailbox itself


@pytest.fixture
def down(people, now, monkeypatch, settings):
    """The mail server is away for so many minutes."""

    def down(minutes):
        gone = mailbox.MailboxDown("The mail server is not running.")
        in_place_of_a_server(monkeypatch, settings, gone)
        for minute in range(0, minutes + 1, 10):
            post.read(now + timedelta(minutes=minute))

    return down


def test_a_mailbox_that_fails_for_half_an_hour_is_on_somebodys_day(down, people, client, now):
    down(20)
    assert not running("mailbox_down")
    down(60)
    clock = running("mailbox_down").get()
    assert clock.owner == people.leader and clock.last_day == now.date()
    client.force_login(people.leader)
    html = client.get("/my-day").content.decode()
    assert "Get the mailbox read again" in html and 'href="/channels"' in html


def disk_full(**facts):
    raise OSError("No space left on device")


def no_answer(box, uid):
    raise mailbox.MailboxDown("The mail server did not answer in time.")


BEHIND_THE_DOOR = {
    "the disk is full": (post.actions, "receive_mail", disk_full, post.NOT_STORED),
    "no list": (FakeBox, "after", no_answer, "The mail server did not answer in time."),
}


@pytest.mark.parametrize("where, name, breaks, said", BEHIND_THE_DOOR.values(), ids=BEHIND_THE_DOOR)
def test_so_is_one_that_opens_and_of_which_nothing_comes_through(
    where, name, breaks, said, people, client, now, monkeypatch, settings
):
    """That one may sign in each minute ends no failure: people write, and nobody reads it."""
    in_place_of_a_server(monkeypatch, settings, FakeBox({1: letter()}))
    with monkeypatch.context() as broken:
        broken.setattr(where, name, breaks)
        for minute in range(36):
            assert bool(running("mailbox_down")) == (minute > 30)
            with suppress(OSError):
                post.read(now + timedelta(minutes=minute))
    box = Mailbox.objects.get()
    assert box.failing_since == now and box.failure == said and box.last_read_at is None
    verbs = Entry.objects.filter(verb__startswith="exchange.mailbox_").order_by("pk")
    heard = ["exchange.mailbox_read", "exchange.mailbox_failing"]  # of opening it at all, once
    assert list(verbs.values_list("verb", flat=True)) == heard
    assert running("mailbox_down").get().owner == people.leader
    client.force_login(people.leader)
    assert "Get the mailbox read again" in client.get("/my-day").content.decode()

    assert post.read(now + timedelta(minutes=36)) == 1
    box.refresh_from_db()
    assert not running("mailbox_down") and not box.failure and box.failing_since is None
    assert verbs.count() == 3 and verbs.last().verb == "exchange.mailbox_read"


def test_that_it_is_read_is_noted_by_the_service_and_whole_or_not_at_all(
    down, people, now, monkeypatch
):
    down(60)
    box = Mailbox.objects.get()
    with pytest.raises(PermissionDenied):
        actions.note_mail_read(by=people.leader, at=now, mailbox=box)

    def broken(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.note_mail_read(by=None, at=now, mailbox=box)
    box.refresh_from_db()
    assert box.failure and running("mailbox_down")


def test_when_it_is_read_again_the_alarm_ends(down, arrive, now):
    down(60)
    arrive(at=now + timedelta(hours=2))
    assert not running("mailbox_down") and Deadline.objects.get(code="mailbox_down").met


def test_a_mailbox_that_is_not_used_any_more_alarms_nobody(down, settings, now):
    down(60)
    settings.INBOX_URL = ""
    post.read(now + timedelta(hours=2))
    assert not running("mailbox_down") and Mailbox.objects.get().failing_since is None
    post.read(now + timedelta(hours=3))
    assert Entry.objects.filter(verb="exchange.mailbox_not_read").count() == 1
