"""The diary: quick, immutable, read in time, and never shown to whoever has the link."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.design.dates import weekday
from goodstead.intake import actions
from goodstead.intake.definitions.diary import AFFECTED, AFFECTED_FOR_STAFF, WHAT
from goodstead.intake.models import DiaryEntry
from goodstead.intake.rules import AlreadyTaken
from goodstead.intake.rules import diary as rules_diary
from goodstead.ledger.models import Entry, key_of
from goodstead.risk.models import Told

from .linked import decide, leaked, post, running, shown, url
from .telling import EVERYDAY

PRESSED = {"when": "now", "what": ["music"], "lasted": "hour", "affected": ["woken"]}
WORDS = {"text": "canary-words of the diary"}
OTHER = {
    "when": "other", "day_day": "1", "day_month": "3", "day_year": "2026", "time": "11:15pm",
    "what": ["banging"],
}  # fmt: skip


def chosen(page):
    """The answers that are ticked on a page."""
    return re.findall(r'value="([a-z]+)"[^>]*\schecked', page.content.decode())


@pytest.fixture
def write(now):
    def write(report, *, by=None, at=now, submission="once", **changed):
        told = PRESSED | {"submission": submission} | changed
        return actions.write_diary(by=by, at=at, report=report, **told)

    return write


def test_an_entry_stands_in_the_story_of_the_report_and_the_case_without_its_words(
    write, report, people, now
):
    case = decide("opened", report, people, now)
    entry = write(report, **WORDS)
    for file in (report, case):
        line = Entry.objects.get(file=key_of(file), verb="intake.diary_written")
        assert line.subject == key_of(entry) and "canary" not in line.facts_json


@pytest.mark.parametrize(
    "when, day, at_time",
    [
        ("now", date(2026, 3, 29), time(2, 10)),
        ("hour", date(2026, 3, 29), time(0, 10)),  # the clocks went forward in between
        ("hours", date(2026, 3, 28), time(22, 10)),
    ],
)
def test_one_press_says_when_it_began_also_over_midnight_and_when_the_clocks_change(
    write, report, when, day, at_time
):
    at = datetime(2026, 3, 29, 2, 10, tzinfo=ZoneInfo("Europe/London"))
    entry = write(report, at=at, when=when)
    assert (entry.day, entry.time) == (day, at_time)


def test_what_is_quiet_is_read_in_five_days_and_what_frightens_by_the_next(write, report):
    write(report)
    (due,) = running(report)
    assert (due.code, f"{due.last_day}") == ("follow_diary", "2026-03-09")
    write(report, submission="again")
    assert running(report).get() == due  # one thing to do, by the first date
    write(report, submission="afraid", affected=["afraid"])
    (sooner,) = running(report)
    assert f"{sooner.last_day}" == "2026-03-03"


@pytest.mark.parametrize("more", [{"what": ["threat"]}, {"what": ["insulted"]}, WORDS])
def test_threats_and_words_are_read_by_the_next_working_day(write, report, more):
    write(report, **more)
    assert f"{running(report).get().last_day}" == "2026-03-03"


@pytest.mark.parametrize("staff", [False, True])
@pytest.mark.parametrize("before", [False, True])
def test_a_threat_makes_the_case_urgent_also_one_written_before_it_was_opened(
    write, submit, people, now, before, staff
):
    report, _ = submit(**EVERYDAY)
    by = people.leader if staff else None
    if before:
        write(report, by=by, what=["threat"])
    case = decide("opened", report, people, now, officer=people.officer)
    if not before:
        assert case.harm_band != "high"
        write(report, by=by, what=["threat"])
    case.refresh_from_db()
    assert case.harm_band == "high"
    told = Told.objects.get(case=case, reference__contains="/d")
    assert told.words == "Written in the diary: somebody threatened or hurt them"
    assert len(told.reference) <= 20


def test_the_date_comes_along_into_the_case_and_the_case_is_not_closed_over_it(
    write, report, people, now
):
    write(report)
    (before,) = running(report)
    case = decide("opened", report, people, now)
    (after,) = running(report)
    assert (after.about, after.due_at) == (key_of(case), before.due_at)
    close = {"at": now, "case": case, "reason": "unresolved", "outcome": "unresolved"}
    with pytest.raises(NotNow, match="Read the new entries of the diary"):
        cases.close_case(by=people.leader, **close)
    actions.read_diary(by=people.leader, at=now, report=report)
    assert cases.close_case(by=people.leader, **close).closed_at


def test_sent_twice_it_is_one_entry_also_a_minute_later_and_other_words_are_never_lost(
    write, report, now
):
    first = write(report)
    assert write(report, at=now + timedelta(minutes=1)) == first
    with pytest.raises(AlreadyTaken):
        write(report, what=["banging"])
    assert DiaryEntry.objects.count() == 1


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"what": []}, "Choose what happened"),
        ({"what": ["noise"]}, "what is on the page"),
        ({"when": "never"}, "when it happened"),
        ({"when": "other"}, "Enter the day"),
        ({"when": "other", "day": date(2026, 3, 3)}, "happened already"),
        ({"when": "other", "day": date(2026, 3, 2), "time": time(10, 1)}, "happened already"),
        ({"when": "other", "day": date(2024, 3, 2)}, "last year"),
    ],
)
def test_what_cannot_be_is_refused_in_words(write, report, wrong, words):
    with pytest.raises(NotNow, match=words):
        write(report, **wrong)
    assert not DiaryEntry.objects.exists() and not running(report)


def test_a_stopped_link_takes_nothing_and_strangers_write_nothing(write, report, people, now):
    for who in (people.auditor, people.call_handler, people.other_officer):
        with pytest.raises(PermissionDenied):
            write(report, by=who)
    actions.stop_link(by=None, at=now, report=report)
    with pytest.raises(NotNow, match="no longer works"):
        write(report)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_all_of_it_happens_or_nothing(write, report, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        write(report)
    assert not DiaryEntry.objects.exists()


# The page


def test_three_presses_are_enough_and_the_page_says_by_when_it_is_read(client, submit):
    report, token = submit()
    done = post(client, token, "diary", PRESSED, follow=True)
    assert done.redirect_chain == [(url(token, "done"), 302)]
    assert weekday(running(report).get().last_day) in done.content.decode()
    entry = DiaryEntry.objects.get()
    assert (entry.what, entry.affected, entry.way) == (["music"], ["woken"], "link")


@pytest.mark.parametrize("category", ["noise", "domestic_abuse"])
def test_the_page_says_nothing_of_what_was_written_nor_that_it_was(
    client, submit, write, people, category
):
    """Not to whoever has the link, and whether it is said does not tell what the report is about."""
    report, token = submit(category=category)
    before = shown(client.get(url(token, "diary")))
    write(report, **WORDS)
    write(report, by=people.leader, submission="again", when="other", day=date(2026, 2, 27))
    assert shown(client.get(url(token, "diary"))) == before
    for path in ("", "diary", "done", "more", "stop"):
        page = client.get(url(token, path))
        assert not leaked(page) and chosen(page) in ([], ["now"]), path


def test_the_choices_are_the_same_for_every_kind_of_trouble(client, submit):
    pages = []
    for category in ("noise", "domestic_abuse"):
        page = client.get(url(submit(category=category)[1], "diary"))
        assert not leaked(page)
        pages.append([str(f) for f in page.context["form"].asked])
    assert pages[0] == pages[1]


def test_another_time_asks_for_the_day_and_what_was_chosen_stays(client, submit):
    _, token = submit()
    wrong = post(client, token, "diary", PRESSED | {"when": "other"})
    html = wrong.content.decode()
    assert "Enter the day on which it happened" in html
    assert chosen(wrong) == ["other", "music", "hour", "woken"]
    assert post(client, token, "diary", OTHER).status_code == 302
    entry = DiaryEntry.objects.get()
    assert (entry.day, entry.time) == (date(2026, 3, 1), time(23, 15))


def test_a_day_that_was_not_asked_for_is_not_read(client, submit):
    """Without JavaScript the boxes always stand there, and somebody may have begun to fill them."""
    _, token = submit()
    assert post(client, token, "diary", PRESSED | {"day_day": "40"}).status_code == 302


def test_no_more_than_a_day_holds_and_what_was_typed_stays(
    client, submit, write, people, monkeypatch
):
    monkeypatch.setattr(rules_diary, "MOST_A_DAY", 2)
    report, token = submit()
    at = timezone.now()
    write(report, submission="long ago", at=at - timedelta(days=2))
    for number in range(2):
        write(report, submission=f"{number}", at=at)
    refused = post(client, token, "diary", PRESSED | WORDS)
    html = refused.content.decode()
    assert "this one was not sent" in html and WORDS["text"] in html
    assert chosen(refused) == ["now", "music", "hour", "woken"]
    assert write(report, submission="1", at=at)  # sent again it is the same entry
    write(report, by=people.leader, submission="sheet", at=at)
    assert DiaryEntry.objects.count() == 4


def test_nothing_chosen_is_said(client, submit):
    _, token = submit()
    html = post(client, token, "diary", {"when": "now"}).content.decode()
    assert "Choose what happened, or write a few words below" in html


def test_staff_read_the_same_effects_in_other_words():
    assert list(AFFECTED) == list(AFFECTED_FOR_STAFF)
    assert len(WHAT) <= 12, "more are not chosen from at two in the morning"
