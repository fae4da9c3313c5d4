"""How a person may be reached: seen, changed and kept, from the case."""

import pytest

from goodstead.cases import actions as cases
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence import queries
from goodstead.correspondence.models import Message, SafeContact
from goodstead.ledger.models import Entry, Viewing, key_of
from goodstead.people import actions as persons
from goodstead.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case):
    return f"/cases/{case.reference}/parties/{case.parties.get().pk}/contact"


@pytest.fixture
def send(signed_in, people, url, victim):
    """What a browser sends back: the form as it stands, with these changes."""

    def send(user=None, **changes):
        client = signed_in(user or people.officer)
        form = client.get(url).context["form"]
        shown = {name: form.initial.get(name) or "" for name in form.fields}
        shown["flagged"] = "on" if form.initial.get("flagged") else ""
        sent = {k: v for k, v in (shown | changes).items() if v != ""}
        return client.post(url, sent)

    return send


def reload(victim):
    return SafeContact.objects.get(pk=victim.contact_id)


def test_do_not_contact_is_recorded_after_the_report_and_holds_what_waits(
    send, case, victim, people, now, client
):
    send(may="yes", may_email="yes", email="vera@example.org")
    correspondence.queue(
        by=None, at=now, to=reload(victim), template="case_opened", about=case,
        reference=case.reference, officer="Ola", contact_by=now.date(),
    )  # fmt: skip
    answer = send(may="no")
    assert answer.status_code == 302 and answer["Location"] == f"/cases/{case.reference}/people"
    contact = reload(victim)
    assert contact.do_not_contact and contact.ways == []
    assert set(Message.objects.values_list("state", flat=True)) == {"held"}
    page = client.get(answer["Location"]).content.decode()
    assert "Do not contact" in page and "held until somebody checks" in page
    assert "Do not contact" in client.get(f"/cases/{case.reference}").content.decode()
    entry = Entry.objects.filter(verb="correspondence.contact_changed").last()
    assert (entry.file, entry.by, entry.facts["held"]) == (key_of(case), people.officer, 1)


def test_every_field_is_kept_and_the_history_says_what_it_was(
    send, url, victim, client, people, now
):
    send(
        may="yes", may_phone="no", may_voicemail="no", may_email="yes", email="v@example.org",
        telephone="01632 960077", address="1 High Street\nTown", safe_times="Before 3pm",
        who_must_not_know="Her brother\nHis friend", code_word="Bluebell", interpreter="Polish",
        format_needed="Large print", flagged="on",
    )  # fmt: skip
    contact = reload(victim)
    assert contact.may_phone is False and contact.may_email is True and contact.may_post is None
    assert (contact.code_word, contact.flagged, contact.version) == ("Bluebell", True, 2)
    page = client.get(url).content.decode()
    assert "Telephone number: 01632 960077 (before: 01632 960055)" in page
    assert "Who must not know: Her brother" in page and people.officer.name in page
    assert "Telephone: yes" in page, "the first version"
    assert Viewing.objects.filter(subject=key_of(victim), by=people.officer).exists()
    lines = [line for change in queries.history(contact) for line in change.lines]
    assert "Email: yes (before: not known)" in lines


def test_saving_nothing_new_writes_nothing(send, victim):
    send()
    assert reload(victim).version == 1
    assert not Entry.objects.filter(verb="correspondence.contact_changed").exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(send, victim):
    answer = send(may="yes", email="not an address", safe_times="After dark")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Enter an email address in the correct format" in body and "After dark" in body
    assert reload(victim).email == ""


def test_two_officers_do_not_overwrite_each_other(send, victim, people, now):
    correspondence.change_contact(by=None, at=now, contact=reload(victim), may_phone=False)
    answer = send(instead_of="1", may_phone="yes", may="yes")
    assert "Somebody else changed these details" in answer.content.decode()
    assert reload(victim).may_phone is False, "do not telephone stays"
    assert send(may="yes", may_phone="yes").status_code == 302
    answer = send(instead_of="", may="no")
    assert answer.status_code == 200, "a form that does not say what it saw changes nothing"


def test_an_old_address_is_told_of_a_new_one_only_where_no_care_is_needed(send, victim):
    send(may="yes", may_email="yes", email="old@example.org")
    send(email="new@example.org")
    assert Message.objects.filter(template="contact_changed").count() == 1
    send(email="third@example.org", flagged="on")
    send(email="fourth@example.org")
    assert Message.objects.filter(template="contact_changed").count() == 1


def test_care_is_ended_only_by_somebody_trained_for_it(send, victim, people):
    send(flagged="on")
    answer = send(flagged="")
    assert "Only somebody trained for restricted cases" in answer.content.decode()
    assert reload(victim).flagged
    send(people.leader, flagged="")
    assert not reload(victim).flagged, "a team leader may"


def test_in_a_restricted_case_care_is_always_needed(
    send, victim, case, people, now, signed_in, url
):
    cases.change_officer(
        by=None, at=now, case=case, officer=people.restricted_worker, reason="Trained"
    )
    cases.restrict_case(by=None, at=now, case=case, reason="Threats")
    client = signed_in(people.restricted_worker)
    assert 'name="flagged"' not in client.get(url).content.decode()
    send(people.restricted_worker, may="yes", safe_times="Mornings")
    assert reload(victim).flagged


def test_somebody_of_whom_nothing_is_known_gets_details(
    signed_in, people, open_case, now, victim, client
):
    person = persons.add_person(by=None, at=now, name="Wes Witness", about=people.team)
    case = open_case(parties=[(person, "witness")])
    url = f"/cases/{case.reference}/parties/{case.parties.get().pk}/contact"
    client = signed_in(people.officer)
    assert client.get(url).status_code == 200
    said = {"may": "yes", "may_phone": "yes", "telephone": "01632 960001"}
    assert client.post(url, said).status_code == 302
    contact = Person.objects.get(pk=person.pk).contact
    assert contact.ways == ["telephone"]
    verbs = Entry.objects.filter(file=key_of(case)).values_list("verb", flat=True)
    assert {"correspondence.contact_added", "people.contact_linked"} <= set(verbs)
    answer = client.post(url, said | {"may": "no"})
    assert answer.status_code == 200, "a page opened before them does not overwrite the details"
    assert not SafeContact.objects.get(pk=contact.pk).do_not_contact


def test_details_of_nobody_and_of_another_case_are_not_found(
    signed_in, people, case, open_case, now, url
):
    other = persons.add_person(by=None, at=now, name="Other", about=people.team)
    elsewhere = open_case(parties=[(other, "victim")])
    party = elsewhere.parties.get().pk
    client = signed_in(people.officer)
    assert client.get(f"/cases/{case.reference}/parties/{party}/contact").status_code == 404
    assert signed_in(people.other_officer).get(url).status_code == 404
    assert signed_in(people.coordinator).get(url).status_code == 403


def test_all_of_it_is_written_or_none(send, victim, monkeypatch, people, now, case):
    def broken(*args, **kwargs):
        raise RuntimeError

    stranger = persons.add_person(by=None, at=now, name="New", about=people.team)
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        persons.add_contact(by=people.officer, at=now, person=stranger, may_phone=True)
    assert SafeContact.objects.count() == 1 and Person.objects.get(pk=stranger.pk).contact is None


def test_the_page_asks_no_more_of_the_database_for_a_long_history(
    signed_in, people, url, victim, now, django_assert_max_num_queries
):
    client = signed_in(people.officer)
    for number in range(12):
        correspondence.change_contact(
            by=None, at=now, contact=reload(victim), safe_times=f"After {number}"
        )
    with django_assert_max_num_queries(22):
        assert client.get(url).status_code == 200
