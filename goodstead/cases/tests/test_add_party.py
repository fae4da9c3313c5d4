"""Who has a part in a case."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.people.models import Person


@pytest.fixture
def add(case, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later, "case": case, "part": "witness"}
        return actions.add_party(**(values | said))

    return act


def test_one_person_may_have_several_parts_but_each_only_once(add, ann, case):
    add(person=ann)
    with pytest.raises(NotNow, match="already has that part"):
        add(person=ann)
    assert sorted(case.parties.values_list("part", flat=True)) == ["victim", "witness"]


def test_somebody_new_is_written_down_by_what_is_known(add, story, case):
    party = add(part="alleged_perpetrator", known_as="The man at number 12")
    assert party.person.called == "The man at number 12"
    assert party.person.contact is None
    assert story(case)[-2:] == ["people.person_added", "cases.party_added"]


def test_what_they_did_not_say_is_safe_is_not_known_which_means_no(add):
    contact = {"telephone": "07700 900123", "email": "bea@example.com", "may_phone": True}
    found = add(name="Bea", contact=contact).person.contact
    assert (found.may_phone, found.may_email, found.may_voicemail) == (True, None, None)
    assert not found.flagged


def test_in_a_restricted_case_every_message_to_them_is_neutral(add, open_case, people):
    secret = open_case(category="domestic_abuse")
    party = add(case=secret, by=people.restricted_worker, name="Bea", contact={"email": "b@x.org"})
    assert party.person.contact.flagged


def test_a_part_that_does_not_exist_is_refused(add, ann):
    with pytest.raises(NotNow, match="what part"):
        add(person=ann, part="bystander")


def test_who_cannot_work_on_the_case_cannot_add_anybody(add, ann, people):
    for who in (people.other_officer, people.coordinator, people.call_handler):
        with pytest.raises(PermissionDenied):
            add(person=ann, by=who)
    assert add(person=ann)


def test_nobody_is_added_to_a_closed_case(add, ann, case, later):
    actions.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    with pytest.raises(NotNow, match="Reopen it first"):
        add(person=ann)


def test_it_is_all_written_or_none_of_it(add, case, nothing_remains):
    people = Person.objects.count()
    nothing_remains(lambda: add(name="Bea", contact={"email": "bea@example.com"}))
    assert Person.objects.count() == people
    assert case.parties.count() == 1


def test_the_page_takes_somebody_new_with_what_is_safe_for_them(page, case):
    done = page(
        "cases:add-party", case, part="victim", who="new", name="Bea Hall", telephone="07700 900123",
        ways=["may_phone"], safe_times="After 6pm",
    )  # fmt: skip
    assert done.status_code == 302
    person = case.parties.last().person
    assert person.name == "Bea Hall"
    assert person.contact.may_phone and person.contact.may_voicemail is None
    assert person.contact.safe_times == "After 6pm"


def test_the_page_offers_the_people_of_this_case_and_asks_who_else(page, case, ann):
    assert "Ann Lee" in page("cases:add-party", case).content.decode()
    assert page("cases:add-party", case, part="witness", who=ann.pk).status_code == 302
    assert case.parties.filter(person=ann, part="witness").exists()
    nameless = page("cases:add-party", case, part="witness", who="new")
    assert "how you know this person" in nameless.content.decode()


def test_somebody_of_another_case_cannot_be_posted(page, case, people, now):
    from goodstead.people import actions as people_actions

    stranger = people_actions.add_person(by=None, at=now, name="Stranger")
    answer = page("cases:add-party", case, part="witness", who=stranger.pk)
    assert answer.status_code == 200
    assert not case.parties.filter(person=stranger).exists()


def test_a_telephone_number_that_cannot_be_one_is_refused_and_what_was_typed_stays(page, case):
    answer = page(
        "cases:add-party", case, part="victim", who="new", name="Bea Hall", telephone="12"
    ).content.decode()
    assert "Error" in answer
    assert "Bea Hall" in answer


def test_outsiders_learn_nothing(only_for, case):
    only_for("cases:add-party", case, officer=200, other_officer=404, coordinator=403, partner=403)
