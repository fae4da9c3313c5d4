"""Staff see the diary as a table, and as two charts with their numbers."""

from datetime import date, time

import pytest

from goodstead.intake import actions, queries
from goodstead.intake.queries import diary as queries_diary


@pytest.fixture
def filled(report, now):
    """Four entries: three about eleven at night, one of an unknown time."""
    told = [
        (date(2026, 2, 23), time(23, 10)),
        (date(2026, 2, 24), time(23, 40)),
        (date(2026, 3, 1), time(23, 5)),
        (date(2026, 3, 1), None),
    ]
    for number, (day, at_time) in enumerate(told):
        actions.write_diary(
            by=None, at=now, report=report, submission=f"{number}", when="other", day=day,
            time=at_time, what=["music"], affected=["woken"], lasted="hour",
            text="<b>bold</b>" if number == 3 else "",
        )  # fmt: skip
    return report


def test_the_table_tells_when_how_long_what_and_how_it_affected_them(client, filled, people):
    client.force_login(people.officer)
    html = client.get(f"/reports/{filled.reference}/diary").content.decode()
    for said in ("Monday 23 February", "11:10pm", "About an hour", "Loud music", "It woke them"):
        assert said in html
    assert "&lt;b&gt;" in html and "4 entries that nobody has read" in html


def test_the_charts_say_their_point_in_words_and_have_their_numbers(filled):
    diary = queries.diary_of_report(filled)
    assert "from 9pm to midnight: 3 times of 3. Of 1 no time is known" in diary.hours.summary
    assert dict(diary.hours.rows)["9pm to midnight"] == ["3"] and len(diary.hours.rows) == 8
    assert "Most often on a Sunday: 2 times of 4" in diary.week.summary


def test_two_entries_are_no_picture(filled):
    filled.diary.filter(submission__in=("0", "3")).delete()
    diary = queries.diary_of_report(filled)
    assert len(diary.entries) == 2 and (diary.hours, diary.week) == (None, None)


def test_nothing_written_is_said_and_draws_nothing(client, report, people):
    diary = queries.diary_of_report(report)
    assert (diary.entries, diary.hours, diary.week) == ([], None, None)
    client.force_login(people.officer)
    assert (
        "Nothing was written" in client.get(f"/reports/{report.reference}/diary").content.decode()
    )


def test_the_report_says_how_many_entries_there_are(client, filled, people):
    client.force_login(people.officer)
    html = client.get(f"/reports/{filled.reference}").content.decode()
    assert "4 entries, 4 that nobody has read" in html


def test_a_long_diary_is_cut_and_says_so(filled, monkeypatch):
    monkeypatch.setattr(queries_diary, "MOST_SHOWN", 3)
    diary = queries.diary_of_report(filled)
    assert (len(diary.entries), diary.more, diary.unread) == (3, 1, 4)


def test_what_nobody_has_read_comes_first_however_old_it_is(
    client, filled, people, now, monkeypatch
):
    actions.read_diary(by=people.officer, at=now, report=filled)
    told = {"by": None, "at": now, "report": filled, "when": "other", "what": ["drugs"]}
    old = actions.write_diary(**told, submission="old", day=date(2025, 6, 1))
    monkeypatch.setattr(queries_diary, "MOST_SHOWN", 3)
    diary = queries.diary_of_report(filled)
    assert (diary.entries[0], diary.unread, diary.more) == (old, 1, 2)
    client.force_login(people.officer)
    html = client.get(f"/reports/{filled.reference}/diary").content.decode()
    assert "1 entry that nobody has read" in html and "2 more are kept and not shown" in html


def test_the_queries_do_not_grow_with_the_diary(
    client, filled, people, django_assert_max_num_queries
):
    client.force_login(people.officer)
    with django_assert_max_num_queries(16):
        client.get(f"/reports/{filled.reference}/diary")
