"""Ending somebody's part in a case: the file keeps that they had it."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.ledger.models import Entry


@pytest.fixture
def party(case):
    return case.parties.get()


@pytest.fixture
def end(party, people, later):
    def act(**said):
        return actions.end_party(**({"by": people.officer, "at": later, "party": party} | said))

    return act


def test_the_part_ends_once_and_stays_in_the_file(end, later, story, case):
    assert end().ended_at == later
    assert "cases.party_ended" in story(case)
    assert case.parties.count() == 1
    with pytest.raises(NotNow, match="already ended"):
        end()


def test_the_same_part_may_begin_again(end, case, ann, people, later):
    end()
    again = actions.add_party(by=people.officer, at=later, case=case, person=ann, part="victim")
    assert again.ended_at is None


def test_who_cannot_work_on_the_case_cannot_end_it(end, people):
    with pytest.raises(PermissionDenied):
        end(by=people.other_officer)
    assert end()


def test_it_is_all_written_or_none_of_it(end, party, nothing_remains):
    nothing_remains(end)
    party.refresh_from_db()
    assert party.ended_at is None


def test_the_page_ends_it_and_knows_only_parties_of_the_case(page, case, party, open_case):
    other = open_case()
    assert page("cases:end-party", other, party.pk).status_code == 404
    assert "Ann Lee" in page("cases:end-party", case, party.pk).content.decode()
    assert page("cases:end-party", case, party.pk, because="mistake").status_code == 302
    party.refresh_from_db()
    assert party.ended_at and party.ended_because == "mistake"


def test_why_it_ends_is_said(end, story, case):
    with pytest.raises(NotNow, match="Say why this person’s part ends"):
        end(because="bored")
    end(because="mistake")
    entry = Entry.objects.get(verb="cases.party_ended")
    assert entry.facts["because"] == "mistake"
    assert "put down by mistake" in entry.sentence


def test_outsiders_learn_nothing(only_for, case, party):
    only_for("cases:end-party", case, party.pk, officer=200, other_officer=404, coordinator=403)


CONTACTS = {"first_contact", "interview", "plan_due", "next_contact"}


def test_when_nobody_harmed_is_left_nobody_is_promised_anything(end, case, dates):
    assert CONTACTS & set(dates(case))
    end()
    assert not CONTACTS & set(dates(case))
    assert "case_review" in dates(case)
    stopped = Entry.objects.filter(verb="clocks.stopped").order_by("sequence").last()
    assert stopped.facts["outcome"] == "no longer needed: nobody harmed is left in it"


def test_what_is_promised_to_somebody_else_stays(end, case, people, later, dates):
    actions.add_party(by=people.officer, at=later, case=case, part="complainant", name="Bea Hall")
    before = dates(case)
    end()
    assert dates(case) == before


def test_who_comes_back_is_promised_contact_again(end, case, ann, people, later, dates):
    end()
    actions.add_party(by=people.officer, at=later, case=case, person=ann, part="victim")
    assert {"first_contact", "interview", "plan_due"} <= set(dates(case))
