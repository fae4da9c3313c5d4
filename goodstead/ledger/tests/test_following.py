"""An app higher up is handed each entry once, whatever fails."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from goodstead.ledger import actions as ledger
from goodstead.ledger import following, queries
from goodstead.ledger.following import Follower, follow
from goodstead.ledger.management.commands import follow_ledger
from goodstead.ledger.models import Entry, Followed, Mark, Stumble


class Listener:
    """Remembers what it was handed; fails on the entries it was told to fail on."""

    def __init__(self, name="listener", verbs=("tests.thing_done",)):
        self.heard, self.fails_on = [], set()
        self.follower = Follower(name, frozenset(verbs), self.act)

    def act(self, entry):
        self.heard.append(entry.pk)
        if entry.pk in self.fails_on:
            raise ValueError("Mrs Jones, 3 Mill Lane")


@pytest.fixture
def write(organisation, now):
    def write_(about=organisation, verb="tests.thing_done"):
        return ledger.record(None, verb, about, at=now).pk

    return write_


def test_each_entry_is_handed_over_once_and_in_order(write, now):
    listener = Listener()
    entries = [write(), write()]
    write(verb="tests.other_done")
    assert follow([listener.follower], at=now) == 2
    entries.append(write())
    assert follow([listener.follower], at=now) == 1
    assert follow([listener.follower], at=now) == 0
    assert listener.heard == entries


def test_two_followers_each_have_their_own_place(write, now):
    one, other = Listener("one"), Listener("other")
    entry = write()
    follow([one.follower], at=now)
    follow([one.follower, other.follower], at=now)
    assert one.heard == other.heard == [entry]


def test_what_failed_is_tried_again_and_blocks_only_its_own_file(
    write, make_organisation, now, caplog
):
    listener, bystander = Listener(), Listener("bystander")
    first, second = write(), write()
    elsewhere = write(make_organisation("Elsewhere"))
    listener.fails_on = {first}
    assert follow([listener.follower, bystander.follower], at=now) == 4
    assert listener.heard == [first, elsewhere]
    assert bystander.heard == [first, second, elsewhere]
    follow([listener.follower], at=now + timedelta(minutes=1))
    stumble = queries.stumbles().get()
    assert (stumble.entry_id, stumble.attempts) == (first, 2)
    assert (stumble.first_at, stumble.last_at) == (now, now + timedelta(minutes=1))
    assert stumble.error.startswith("ValueError at test_following.py:")
    assert "Jones" not in stumble.error + caplog.text
    listener.fails_on = set()
    assert follow([listener.follower], at=now) == 2
    assert listener.heard[-2:] == [first, second]
    assert not Stumble.objects.exists()


def test_what_the_follower_did_is_undone_when_it_fails(write, now):
    def act(entry):
        Followed.objects.create(follower="made by act", entry=entry, at=now)
        raise RuntimeError

    write()
    assert follow([Follower("clumsy", frozenset({"tests.thing_done"}), act)], at=now) == 0
    assert not Followed.objects.exists()


def test_an_entry_that_another_worker_has_taken_is_left_to_it(write, now, monkeypatch):
    listener = Listener()
    entry = write()
    both_saw_it = list(following.unfollowed(listener.follower))
    follow([listener.follower], at=now)
    monkeypatch.setattr(following, "_waiting", lambda follower, mark: iter(both_saw_it))
    assert follow([listener.follower], at=now) == 0
    assert listener.heard == [entry]


def days(number):
    return timedelta(days=number)


def test_an_entry_that_was_committed_late_is_not_skipped(write, now):
    """A lower number may be committed after a higher one: it is there when nobody expects it."""
    listener = Listener()
    early, late = write(), write()
    Followed.objects.create(follower="listener", entry_id=early, at=now)  # as if not there yet
    follow([listener.follower], at=now)
    Followed.objects.filter(entry_id=early).delete()
    assert listener.heard == [late]
    follow([listener.follower], at=now + timedelta(hours=23))
    assert listener.heard == [late, early]


def test_the_mark_moves_a_day_later_and_history_is_not_read_again(
    write, now, django_assert_max_num_queries
):
    listener = Listener()
    for _ in range(3):
        write()
    follow([listener.follower], at=now)
    assert Mark.objects.get().done_id == 0
    follow([listener.follower], at=now + days(1))
    newest = Entry.objects.latest("pk").pk
    assert (Mark.objects.get().done_id, Mark.objects.get().next_id) == (newest, newest)
    Followed.objects.all().delete()
    listener.heard.clear()
    assert follow([listener.follower], at=now + days(1)) == 0
    with django_assert_max_num_queries(2):
        follow([listener.follower], at=now + days(1))


def test_the_mark_does_not_pass_what_has_failed(write, make_organisation, now):
    listener = Listener()
    first, failing = write(), write()
    write(make_organisation("Elsewhere"))
    listener.fails_on = {failing}
    for day in range(4):
        follow([listener.follower], at=now + days(day))
    assert Mark.objects.get().done_id == failing - 1 >= first
    listener.fails_on = set()
    assert follow([listener.follower], at=now + days(5)) == 1


def test_more_entries_than_are_read_at_once(write, now, monkeypatch):
    monkeypatch.setattr(following, "BATCH", 2)
    entries = [write() for _ in range(5)]
    listener = Listener()
    assert follow([listener.follower], at=now) == 5
    assert listener.heard == entries


def test_the_command_finds_the_followers_of_every_app(db, monkeypatch):
    out = StringIO()
    monkeypatch.setattr(follow_ledger, "listed", lambda: [Listener().follower])
    call_command("follow_ledger", stdout=out)
    assert out.getvalue() == "0 entries followed.\n"
    call_command("follow_ledger", stdout=out, verbosity=0)
    assert out.getvalue() == "0 entries followed.\n"


def test_two_followers_cannot_have_one_name(settings, monkeypatch):
    class Module:
        FOLLOWERS = [Listener().follower]

    monkeypatch.setattr(follow_ledger, "find_spec", lambda name: True)
    monkeypatch.setattr(follow_ledger, "import_module", lambda name: Module)
    settings.APPS = ["one"]
    assert follow_ledger.listed() == Module.FOLLOWERS
    settings.APPS = ["one", "other"]
    with pytest.raises(ValueError, match="same name"):
        follow_ledger.listed()
