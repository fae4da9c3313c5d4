"""How a person may be reached is written down, kept by version, and changed with care."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.correspondence import actions, queries
from goodstead.correspondence.addresses import phone_key
from goodstead.correspondence.models import Message, SafeContact, SafeContactVersion
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_what_nobody_said_is_not_known_and_counts_as_no(now):
    contact = actions.add_contact(by=None, at=now, email="a@example.com", telephone="07700 900123")
    assert contact.ways == []
    assert [contact.may_email, contact.may_post] == [None, None]


def test_the_entry_holds_no_address_and_no_code_word(now):
    contact = actions.add_contact(
        by=None, at=now, email="secret@example.com", telephone="07700 900123", code_word="heron"
    )
    actions.change_contact(by=None, at=now, contact=contact, email="other@example.com")
    written = " ".join(entry.facts_json for entry in Entry.objects.all())
    assert "fields" in written
    assert not [word for word in ("secret", "900123", "heron", "other") if word in written]
    assert str(contact) == f"Contact {contact.pk}"


def test_every_version_is_kept_with_who_and_when(people, now, later):
    contact = actions.add_contact(by=None, at=now, email="a@example.com", may_email=True)
    actions.change_contact(by=people.officer, at=later, contact=contact, email="b@example.com")
    kept = list(contact.versions.order_by("version").values_list("version", "email", "by", "at"))
    assert kept == [
        (1, "a@example.com", None, now),
        (2, "b@example.com", people.officer.pk, later),
    ]


def test_nothing_changed_is_no_new_version(now):
    contact = actions.add_contact(by=None, at=now, email="a@example.com")
    before = Entry.objects.count()
    same = actions.change_contact(by=None, at=now, contact=contact, email=" a@example.com ")
    assert (same.version, Entry.objects.count()) == (1, before)


def test_a_change_holds_everything_that_waits_and_says_so_in_its_file(people, now, queue, contact):
    first, second = queue(), queue()
    actions.change_contact(by=people.officer, at=now, contact=contact, safe_times="after six")
    states = set(Message.objects.values_list("state", "held_because"))
    assert states == {("held", "changed")}
    held = Entry.objects.filter(verb="correspondence.message_held")
    assert {entry.subject for entry in held} == {
        f"correspondence.message:{first.pk}",
        f"correspondence.message:{second.pk}",
    }
    assert {entry.file for entry in held} == {f"access.team:{people.team.pk}"}


def test_the_old_address_is_told_of_a_change(people, now, contact, mail):
    actions.change_contact(by=people.officer, at=now, contact=contact, email="new@example.com")
    message = Message.objects.get(template="contact_changed")
    actions.send_message(at=now, message=message, transport=mail)
    assert [letter.to for letter in mail.letters] == ["Amina@Example.com"]
    assert "new@example.com" not in mail.letters[0].body


@pytest.mark.parametrize(
    "before, change",
    [
        ({"flagged": True}, {"email": "new@example.com"}),
        ({}, {"email": "new@example.com", "flagged": True}),
        ({}, {"email": "new@example.com", "may_email": False}),
        ({}, {"email": "new@example.com", "may_email": None}),
        ({}, {"email": ""}),
        ({}, {"email": "AMINA@example.com"}),
    ],
)
def test_the_old_address_is_not_told_when_that_could_harm(people, now, contact, before, change):
    if before:
        contact = actions.change_contact(by=None, at=now, contact=contact, **before)
    actions.change_contact(by=people.officer, at=now, contact=contact, **change)
    assert not Message.objects.filter(template="contact_changed").exists()


def test_a_notice_to_the_old_address_is_stopped_by_a_flag_set_before_it_leaves(now, contact, mail):
    actions.change_contact(by=None, at=now, contact=contact, email="new@example.com")
    message = Message.objects.get(template="contact_changed")
    SafeContact.objects.filter(pk=contact.pk).update(flagged=True)  # past the hold, on purpose
    assert actions.send_message(at=now, message=message, transport=mail).state == "held"
    assert mail.letters == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "not an address"},
        {"email": "a@example.com,b@example.com"},
        {"email": "Eve <eve@example.com>"},
        {"email": f"{'a' * 250}@example.com"},
        {"telephone": "call me"},
        {"address": "x" * 501},
        {"code_word": "x" * 61},
    ],
)
def test_what_cannot_be_an_address_is_refused_in_plain_words(now, wrong):
    with pytest.raises(NotNow, match=r"^(Enter|The) .*\.$"):
        actions.add_contact(by=None, at=now, **wrong)
    assert not SafeContact.objects.exists()


def test_hostile_characters_are_left_out_and_nothing_breaks(now):
    contact = actions.add_contact(
        by=None, at=now, safe_times="a\x00\ud800\u202eb\r\nc", interpreter="Urdu\nBcc: x"
    )
    assert (contact.safe_times, contact.interpreter) == ("ab\nc", "Urdu Bcc: x")
    with pytest.raises(NotNow):
        actions.add_contact(by=None, at=now, email="a@example.com\nBcc: b@example.com")


@pytest.mark.parametrize("who", ["auditor", "administrator", "councillor", "partner", "leaver"])
def test_those_who_do_not_work_with_people_cannot_change_contact(people, now, contact, who):
    with pytest.raises(PermissionDenied):
        actions.change_contact(by=getattr(people, who), at=now, contact=contact, may_email=False)
    assert contact.versions.count() == 1
    changed = actions.change_contact(
        by=people.call_handler, at=now, contact=contact, may_email=False
    )
    assert changed.version == 2


def test_it_is_all_written_or_none_of_it(people, now, queue, contact, monkeypatch):
    queue()

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.add_contact(by=None, at=now, email="x@example.com")
    with pytest.raises(RuntimeError):
        actions.change_contact(by=None, at=now, contact=contact, email="x@example.com")
    assert SafeContact.objects.get().email == "Amina@Example.com"
    assert SafeContactVersion.objects.count() == 1
    assert Message.objects.get().state == "queued"


def test_a_field_that_does_not_exist_is_a_mistake_in_the_code(now):
    with pytest.raises(TypeError, match="Unknown contact field"):
        actions.add_contact(by=None, at=now, e_mail="x@example.com")


def test_nobody_lists_contacts(people, contact):
    assert not SafeContact.objects.visible_to(people.leader).exists()


@pytest.mark.parametrize(
    "written",
    ["07700 900123", "+44 7700 900 123", "0044 (0)7700-900123", "(+44) 7700900123", "٠٧٧٠٠٩٠٠١٢٣"],
)
def test_a_number_is_one_number_however_it_is_written(written):
    assert phone_key(written) == "7700900123"


def test_too_few_digits_are_no_number_and_a_foreign_number_stays_whole():
    assert [phone_key("12345"), phone_key(""), phone_key("+33 6 12 34 56 78")] == [
        "",
        "",
        "33612345678",
    ]


def test_the_same_email_or_telephone_is_found_by_index_probes(now, django_assert_num_queries):
    first = actions.add_contact(by=None, at=now, email="A@example.com", telephone="07700 900123")
    second = actions.add_contact(by=None, at=now, email="a@EXAMPLE.com")
    third = actions.add_contact(by=None, at=now, telephone="+44 7700 900123")
    actions.add_contact(by=None, at=now, email="b@example.com")
    with django_assert_num_queries(2):
        assert queries.contacts_like(first) == [third.pk, second.pk]
    found = queries.contacts_with(email="a@example.com", telephone="07700900123")
    assert found == [third.pk, second.pk, first.pk]
