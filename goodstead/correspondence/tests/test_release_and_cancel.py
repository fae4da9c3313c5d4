"""What was held or failed is decided by a person."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.correspondence import actions, queries
from goodstead.correspondence.definitions.contact import Channel
from goodstead.correspondence.definitions.delivery import Held
from goodstead.correspondence.models import Message, MessageQuerySet
from goodstead.ledger.models import Entry

from .conftest import CASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(queue, contact, now):
    message = queue()
    actions.change_contact(by=None, at=now, contact=contact, email="new@example.com", flagged=True)
    return message


def test_a_released_message_goes_to_the_new_address_in_words_that_fit_now(
    people, held, now, later, mail
):
    message = actions.release(by=people.officer, at=later, message=held, reason="Asked")
    assert (message.state, message.contact_version, message.attempts) == ("queued", 2, 0)
    assert message.subject == "A message from Hartsmere Borough Council"
    actions.send_message(at=later, message=message, transport=mail)
    assert [letter.to for letter in mail.letters] == ["new@example.com"]
    assert Entry.objects.filter(verb="correspondence.message_released", by=people.officer).exists()


@pytest.mark.parametrize(
    "change, words",
    [
        ({"may_email": False}, "Ask the person first"),
        ({"email": ""}, "Record an address"),
    ],
)
def test_a_release_cannot_overrule_the_person(people, held, now, contact, change, words):
    actions.change_contact(by=None, at=now, contact=contact, **change)
    with pytest.raises(NotNow, match=words):
        actions.release(by=people.officer, at=now, message=held, reason="Asked")
    assert Message.objects.get(pk=held.pk).state == "held"


def test_only_those_who_work_on_cases_release_and_cancel(people, held, now):
    for act in (actions.release, actions.cancel):
        for who in (people.call_handler, people.auditor, people.coordinator, people.leaver):
            with pytest.raises(PermissionDenied):
                act(by=who, at=now, message=held, reason="Asked")
    assert (
        actions.cancel(by=people.officer, at=now, message=held, reason="Asked").state == "cancelled"
    )


def test_staff_say_why_and_the_reason_is_kept_beside_the_message_and_not_in_the_ledger(
    people, held, now
):
    for act in (actions.release, actions.cancel):
        for reason in ("", " \n"):
            with pytest.raises(NotNow, match="Say why"):
                act(by=people.officer, at=now, message=held, reason=reason)
        with pytest.raises(NotNow, match="500 characters"):
            act(by=people.officer, at=now, message=held, reason="x" * 501)
    assert not held.decisions.exists()
    actions.release(by=people.officer, at=now, message=held, reason="She asked for it")
    actions.cancel(by=people.leader, at=now, message=held, reason="Told by telephone")
    decided = held.decisions.order_by("pk").values_list("released", "reason", "by")
    assert list(decided) == [
        (True, "She asked for it", people.officer.pk),
        (False, "Told by telephone", people.leader.pk),
    ]
    assert not Entry.objects.filter(facts_json__contains="telephone").exists()


def test_what_was_cancelled_or_has_left_stays_so(people, queue, now, mail):
    gone, left = queue(), queue()
    actions.cancel(by=people.officer, at=now, message=gone, reason="Asked")
    actions.send_message(at=now, message=left, transport=mail)
    actions.send_message(at=now, message=gone, transport=mail)
    assert len(mail.letters) == 1
    for message in (gone, left):
        with pytest.raises(NotNow):
            actions.cancel(by=people.officer, at=now, message=message, reason="Asked")
        with pytest.raises(NotNow):
            actions.release(by=people.officer, at=now, message=message, reason="Asked")


def test_a_release_is_forgotten_when_the_details_change_again(people, held, now, contact, mail):
    message = actions.release(by=people.officer, at=now, message=held, reason="Asked")
    actions.change_contact(by=None, at=now, contact=contact, safe_times="mornings")
    message.refresh_from_db()
    assert (message.state, message.approved) == ("held", False)


def test_it_is_all_written_or_none_of_it(people, held, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    for act in (actions.release, actions.cancel):
        with pytest.raises(RuntimeError):
            act(by=people.officer, at=now, message=held, reason="Asked")
    assert Message.objects.get(pk=held.pk).state == "held"


def test_a_release_cannot_put_telling_words_before_a_person_in_danger(people, queue, now, contact):
    message = queue(reference="HB-1", officer="Victim Support", contact_by="Monday")
    actions.change_contact(by=None, at=now, contact=contact, flagged=True)
    with pytest.raises(NotNow, match="first lines would show"):
        actions.release(by=people.officer, at=now, message=message, reason="Asked")
    assert Message.objects.get(pk=message.pk).state == "held"


def test_a_released_notice_still_goes_to_the_address_before_the_change(people, now, contact, mail):
    contact = actions.change_contact(by=None, at=now, contact=contact, email="new@example.com")
    notice = Message.objects.get(template="contact_changed")
    actions.hold(by=people.officer, at=now, message=notice, why=Held.SHARED)
    actions.release(by=people.officer, at=now, message=notice, reason="Asked")
    actions.send_message(at=now, message=notice, transport=mail)
    assert [letter.to for letter in mail.letters] == ["Amina@Example.com"]


def test_staff_can_hold_only_what_still_waits(people, queue, now, mail):
    message = queue()
    with pytest.raises(PermissionDenied):
        actions.hold(by=people.auditor, at=now, message=message, why=Held.SHARED)
    actions.hold(by=people.officer, at=now, message=message, why=Held.SHARED)
    with pytest.raises(NotNow, match="waits to be sent"):
        actions.hold(by=people.officer, at=now, message=message, why=Held.SHARED)
    actions.send_message(at=now, message=message, transport=mail)
    assert mail.letters == []


@pytest.mark.parametrize("channel", ["text", "post"])
def test_a_way_that_is_not_built_yet_never_counts_as_open(queue, now, mail, channel):
    message = queue()
    Message.objects.filter(pk=message.pk).update(channel=channel)
    held = actions.send_message(at=now, message=message, transport=mail)
    assert (held.state, held.held_because, mail.letters) == ("held", "no_channel", [])
    with pytest.raises(NotNow, match="another way"):
        actions.release(by=None, at=now, message=held)


def test_a_text_shared_with_another_record_is_noticed_by_its_number(now, people):
    one = actions.add_contact(by=None, at=now, telephone="07700 900123")
    assert not queries.is_shared(one, Channel.TEXT)
    actions.add_contact(by=people.officer, at=now, telephone="+44 7700 900 123")
    assert queries.is_shared(one, Channel.TEXT) and not queries.is_shared(one, Channel.POST)


def test_an_address_that_somebody_else_had_before_is_shared_too(people, now, file, mail):
    """They may still read what comes there."""
    other = actions.add_contact(by=people.officer, at=now, email="Home@example.com", may_email=True)
    actions.change_contact(by=people.officer, at=now, contact=other, email="new@example.com")
    one = actions.add_contact(
        by=None, at=now, email="home@example.com", may_email=True, flagged=True
    )
    assert queries.is_shared(one, Channel.EMAIL) and not queries.is_shared(other, Channel.EMAIL)
    message = actions.queue(by=None, at=now, to=one, template="case_opened", about=file, **CASE)
    assert (message.state, message.held_because) == ("held", Held.SHARED)


def test_what_only_the_public_form_made_before_stops_nobodys_messages(now):
    other = actions.add_contact(by=None, at=now, email="home@example.com")
    actions.change_contact(by=None, at=now, contact=other, email="new@example.com")
    one = actions.add_contact(by=None, at=now, email="home@example.com", flagged=True)
    assert not queries.is_shared(one, Channel.EMAIL)


def written_down(people, now, other, file):
    actions.add_contact(by=people.officer, at=now, email="new@example.com")


def moved(people, now, other, file):
    actions.change_contact(by=people.officer, at=now, contact=other, email="New@example.com")


def moved_away_and_then_written_to(people, now, other, file):
    actions.change_contact(by=None, at=now, contact=other, email="new@example.com")
    actions.change_contact(by=None, at=now, contact=other, email="elsewhere@example.com")
    actions.queue(by=people.officer, at=now, to=other, template="case_opened", about=file, **CASE)


@pytest.mark.parametrize("comes", [written_down, moved, moved_away_and_then_written_to])
def test_what_was_released_waits_again_when_somebody_else_turns_out_to_have_the_address(
    people, now, held, file, mail, comes
):
    other = actions.add_contact(by=None, at=now, email="two@example.com")
    actions.release(by=people.officer, at=now, message=held, reason="Asked")
    comes(people, now, other, file)
    again = Message.objects.get(pk=held.pk)
    assert (again.state, again.held_because, again.approved) == ("held", Held.SHARED, False)
    actions.release(by=people.officer, at=now, message=again, reason="It is her sister")
    actions.send_message(at=now, message=again, transport=mail)
    assert [letter.to for letter in mail.letters] == ["new@example.com"]


@pytest.fixture
def released(people, now, held):
    """To a person in danger, at an address that nobody else has yet."""
    return actions.release(by=people.officer, at=now, message=held, reason="Asked")


@pytest.fixture
def sister(people, now, released):
    """Somebody else at this address, which whoever released the message knows."""
    sister = actions.add_contact(by=people.officer, at=now, email="new@example.com", may_email=True)
    waits = Message.objects.get(pk=released.pk)
    assert waits.held_because == Held.SHARED
    actions.release(by=people.officer, at=now, message=waits, reason="It is her sister, I know")
    return sister


def still_leaves(message, now, mail):
    actions.send_message(at=now, message=Message.objects.get(pk=message.pk), transport=mail)
    return [letter.uid for letter in mail.letters] == [str(message.uid)]


@pytest.mark.parametrize("comes", [written_down, moved, moved_away_and_then_written_to])
def test_what_is_not_private_leaves_whoever_else_has_the_address(
    people, queue, contact, now, file, mail, comes
):
    other = actions.add_contact(by=None, at=now, email="two@example.com")
    plain = queue()
    actions.change_contact(by=None, at=now, contact=contact, email="new@example.com")
    actions.release(by=people.officer, at=now, message=plain, reason="Asked")
    comes(people, now, other, file)
    assert still_leaves(plain, now, mail)


def test_who_was_known_at_the_release_may_be_written_to_again(
    people, queue, now, released, sister, mail
):
    queue(to=sister)
    assert still_leaves(released, now, mail)


@pytest.mark.parametrize(
    "change", [{"safe_times": "mornings"}, {"email": "New@Example.com"}, {"email": "x@example.com"}]
)
def test_another_change_of_who_was_known_at_the_release_holds_nothing(
    people, now, released, sister, mail, change
):
    actions.change_contact(by=people.officer, at=now, contact=sister, **change)
    assert still_leaves(released, now, mail)


def test_who_left_the_address_and_comes_back_is_looked_at_once_more(people, now, released, sister):
    for email in ("elsewhere@example.com", "new@example.com"):
        actions.change_contact(by=people.officer, at=now, contact=sister, email=email)
    assert Message.objects.get(pk=released.pk).held_because == Held.SHARED


def test_any_change_by_staff_makes_somebody_known_and_one_by_the_public_does_not(
    people, now, released
):
    other = actions.add_contact(by=None, at=now, email="new@example.com")
    actions.change_contact(by=None, at=now, contact=other, safe_times="mornings")
    assert Message.objects.get(pk=released.pk).state == "queued"
    actions.change_contact(by=people.officer, at=now, contact=other, safe_times="evenings")
    assert Message.objects.get(pk=released.pk).held_because == Held.SHARED


def test_what_was_released_as_private_is_held_though_its_file_is_open_at_this_moment(
    people, queue, now, file, monkeypatch
):
    """The file may be restricted again before it leaves."""
    monkeypatch.setattr(queries, "file_of", lambda message: file)
    message = queue()
    actions.hold(by=people.officer, at=now, message=message, why=Held.RESTRICTED)
    monkeypatch.setattr(file, "restricted", True, raising=False)
    actions.release(by=people.officer, at=now, message=message, reason="Asked")
    monkeypatch.setattr(file, "restricted", False)
    actions.add_contact(by=people.officer, at=now, email="amina@example.com")
    assert Message.objects.get(pk=message.pk).held_because == Held.SHARED


def left(message):
    Message.objects.filter(pk=message.pk).update(state="sent")


def was_held(message):
    Message.objects.filter(pk=message.pk).update(state="held", held_because=Held.DOUBTED)


def was_cancelled(message):
    Message.objects.filter(pk=message.pk).update(state="cancelled", variables_json="{}")


@pytest.mark.parametrize("meanwhile", [left, was_held, was_cancelled])
@pytest.mark.parametrize("comes", [written_down, moved, moved_away_and_then_written_to])
def test_an_officer_is_not_stopped_by_what_becomes_of_a_message_at_the_same_moment(
    people, now, file, released, monkeypatch, comes, meanwhile
):
    """It is no longer waiting when its row is locked."""
    other = actions.add_contact(by=None, at=now, email="two@example.com")
    lock, found = MessageQuerySet.lock, []

    def lost_the_race(self, message):
        if message.pk == released.pk and not found:
            meanwhile(message)
            found.append(Message.objects.get(pk=message.pk))
        return lock(self, message)

    monkeypatch.setattr(MessageQuerySet, "lock", lost_the_race)
    comes(people, now, other, file)
    (decided,) = found
    kept = Message.objects.get(pk=released.pk)
    assert (kept.state, kept.held_because) == (decided.state, decided.held_because)
