"""A clock starts with the sum in words, once for each record."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goodstead.clocks import actions
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry

from .conftest import APPEAL, CONTACT, COURT, VISIT, at, broken, reload, told


def test_a_deadline_keeps_its_end_its_words_and_its_holder(start, people, file, record, now):
    deadline = start(APPEAL, harm=2)
    assert (deadline.last_day, deadline.due_at) == (
        date(2026, 3, 22),
        at("2026-03-22T23:59:59.999999"),
    )
    assert deadline.why == "2 March counts as day 1; last day 22 March 2026; section 46(2)"
    assert (deadline.owner, deadline.team, deadline.harm) == (people.officer, people.team, 2)
    assert (deadline.subject, deadline.about) == (
        f"access.patch:{record.pk}",
        f"access.team:{file.pk}",
    )
    assert told(file) == ["Due: Last day to appeal by 22 March 2026"]


def test_several_clocks_make_one_quiet_entry(people, record, file, now):
    actions.start(record, [APPEAL, COURT], by=None, at=now, about=file)
    assert told(file) == [
        "Due: Last day to appeal by 22 March 2026 and Go to court by 4 March 2026 at 10am"
    ]
    entry = Entry.objects.get(verb="clocks.started")
    assert set(entry.states) == {f"clocks.deadline:{d.pk}" for d in Deadline.objects.all()}


def test_no_clocks_make_no_entry(record, file, now):
    assert actions.start(record, [], by=None, at=now, about=file) == []
    assert told(file) == []


def test_it_counts_from_the_day_on_which_it_happened(start):
    assert start(APPEAL, since=date(2026, 3, 1)).last_day == date(2026, 3, 21)
    assert start(COURT, since=at("2026-12-24T10:00")).due_at == at("2026-12-27T10:00")


def test_without_a_file_the_record_is_its_own(record, now):
    [deadline] = actions.start(record, [VISIT], by=None, at=now)
    assert deadline.about == deadline.subject
    assert (deadline.owner, deadline.team) == (None, None)


def test_a_second_of_the_same_kind_is_refused_unless_it_takes_the_place_of_the_first(start, file):
    first = start(CONTACT)
    with pytest.raises(ValueError, match="already running"):
        start(CONTACT)
    second = start(CONTACT, restart=True)
    assert reload(first).met is False and reload(second).stopped_at is None
    assert told(file)[1] == "Contact the victim: no longer needed"


def test_the_database_itself_lets_only_one_run(start):
    deadline = start(CONTACT)
    deadline.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        deadline.save(force_insert=True)


def test_a_later_change_of_the_definition_leaves_a_running_clock_alone(start):
    assert reload(start(COURT)).clock == _explicit(COURT)
    assert reload(start(CONTACT)).clock == _explicit(CONTACT)


def _explicit(clock):
    from dataclasses import replace

    return replace(clock, movable=clock.may_move)


def test_a_date_can_be_agreed_instead_of_counted(people, record, file, now):
    deadline = actions.agree(
        record, VISIT, by=people.officer, at=now, due=date(2026, 3, 12), about=file
    )
    assert deadline.due_at == at("2026-03-12T23:59:59.999999")
    assert deadline.why == "agreed date 12 March 2026"
    hour = actions.agree(
        record, VISIT, by=None, at=now, due=at("2026-03-05T14:30"), about=file, restart=True
    )
    assert (hour.due_at, hour.last_day) == (at("2026-03-05T14:30"), date(2026, 3, 5))


def test_what_the_law_counts_cannot_be_agreed(record, now):
    with pytest.raises(ValueError, match="set by law"):
        actions.agree(record, APPEAL, by=None, at=now, due=date(2026, 3, 12))


def test_it_is_all_started_or_none_of_it(start, monkeypatch, file):
    first = start(CONTACT)
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        start(CONTACT, restart=True)
    assert Deadline.objects.get() == first and reload(first).stopped_at is None


def test_starting_costs_the_same_number_of_queries_however_many_run_elsewhere(
    people, start, file, now, django_assert_max_num_queries
):
    start(VISIT)
    with django_assert_max_num_queries(16):
        actions.start(people.other_patch, [CONTACT, APPEAL], by=None, at=now, about=file)
