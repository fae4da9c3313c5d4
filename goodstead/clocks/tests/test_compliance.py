"""How dates were kept, by kind and month."""

from dataclasses import replace
from datetime import date

from goodstead.clocks import actions, periodic
from goodstead.clocks.queries import Kept, compliance

from .conftest import CONTACT, at

NOW = at("2026-03-20T12:00")


def figures(until=date(2026, 12, 31)):
    return compliance(since=date(2026, 1, 1), until=until, at=NOW)


def story(people, record, file, now):
    """Seven promises, one of each ending; the last two run: one late, one in time."""

    def begin(code, **more):
        one = replace(CONTACT, code="contact")
        user = getattr(people, code)
        return actions.start(user, [one], by=None, at=now, about=file, **more)[0]

    in_time, late = at("2026-03-05T12:00"), at("2026-03-09T12:00")
    who = people.officer
    begin("officer")
    actions.stop(people.officer, "contact", by=who, at=in_time)
    begin("other_officer")
    actions.stop(people.other_officer, "contact", by=who, at=late)
    begin("leader")
    actions.stop(people.leader, "contact", by=who, at=late, done_at=in_time)
    begin("coordinator")
    actions.stop(people.coordinator, "contact", by=who, at=in_time, met=False)
    moved = begin("auditor")
    actions.move(
        moved, by=who, at=late, due_on=date(2026, 3, 12), reason="Away", missed_reason="Ill"
    )
    actions.stop(people.auditor, "contact", by=who, at=late)
    begin("partner")
    paused = begin("councillor")
    actions.pause(paused, by=who, at=in_time, reason="In hospital")
    begin("administrator", since=at("2026-03-30T12:00"))


def test_each_ending_is_counted_once_in_the_month_of_its_last_day(people, record, file, now):
    story(people, record, file, now)
    march = Kept(
        code="contact",
        label="Contact the victim",
        month=date(2026, 3, 1),
        in_time=2,
        late=2,
        missed=1,
        running=1,
        cancelled=1,
    )
    april = replace(march, month=date(2026, 4, 1), in_time=0, late=0, missed=0, cancelled=0)
    assert figures() == [march, april]
    assert (march.counted, april.counted) == (5, 0)
    assert figures(until=date(2026, 3, 31)) == [march]


def test_a_tick_that_ran_late_or_never_changes_no_figure(people, record, file, now):
    story(people, record, file, now)
    before = figures()
    periodic.mark_missed(NOW)
    assert figures() == before


def test_the_figures_are_one_query(people, record, file, now, django_assert_num_queries):
    story(people, record, file, now)
    with django_assert_num_queries(1):
        figures()
