"""Nobody opens a file before the antivirus has said that nothing is in it. No answer is no yes."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.http import Http404

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import actions, antivirus, periodic, queries, responses
from goodstead.evidence import store as disk
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import Entry, key_of
from goodstead.ledger.verbs import sentence

from .clamd import MARK, Clamd
from .conftest import picture

pytestmark = pytest.mark.django_db
INFECTED = b"A note. " + MARK
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings):
    running = Clamd(unix=request.param == "unix")
    settings.CLAMD = running.address
    yield running
    running.stop()


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(antivirus, "CONNECT", 0.2)
    monkeypatch.setattr(antivirus, "ANSWER", 0.2)


def cannot_be_opened(file, people, now, words):
    file.refresh_from_db()
    with pytest.raises(NotNow, match=words):
        actions.open_original(by=people.officer, at=now, file=file, about=people.team)
    for answer in (responses.original, responses.copy_of):
        with pytest.raises(Http404):
            answer(file)
    return True


def test_a_file_waits_until_it_is_checked_and_is_then_ready(clamd, store, now, people):
    file = store()
    assert (file.state, file.checked) == ("received", "waiting")
    assert cannot_be_opened(file, people, now, "is being checked") and "virus" in file.told
    assert periodic.make_copies(now) == 1 and clamd.seen == 1
    file.refresh_from_db()
    assert (file.state, file.checked, file.checked_at) == ("clean", "clean", now)
    assert queries.safe_copy(file) and file.told == "No virus found."
    answer = responses.original(file)
    assert b"".join(answer.streaming_content), "the bytes are out"
    answer.file_to_stream.close()
    told = [
        sentence(entry) for entry in Entry.objects.filter(subject=key_of(file)).order_by("id")[1:]
    ]
    assert told[0].endswith("nothing found") and told[1].startswith("Copy for viewing made")


def test_every_byte_is_sent_also_of_a_large_file(clamd, store, now):
    held = picture() + b"\0" * 3_000_000
    assert antivirus.check(disk.path_of(store("a.jpg", held).stored_as)) == ""
    late = held + MARK
    assert antivirus.check(disk.path_of(store("b.jpg", late).stored_as)) == "Eicar-Test-Signature"


@pytest.mark.parametrize("name, body", [("a.txt", INFECTED), ("a.jpg", picture() + MARK)])
def test_a_virus_is_sealed_and_told_and_never_handed_out(
    clamd, store, now, people, file, name, body
):
    kept = store(name, body)
    periodic.make_copies(now)
    assert cannot_be_opened(kept, people, now, "A virus was found")
    assert (kept.state, kept.found, kept.copy_as) == ("infected", "Eicar-Test-Signature", "")
    assert kept.told.startswith("A virus was found in it (Eicar-Test-Signature).")
    assert disk.sealed(kept.stored_as, kept.sha256), "the original stays as it came"
    entry = Entry.objects.get(verb="evidence.virus_found")
    assert entry.file == key_of(file) and "Eicar-Test-Signature" in sentence(entry)
    assert queries.progress(key_of(file)).infected == 1
    assert periodic.make_copies(now) == 0 and clamd.seen == 1


MOODS = ("silent", "error", "rubbish", "break", "limit")


@pytest.mark.parametrize("mood", MOODS)
def test_whatever_is_no_clear_answer_leaves_the_file_where_nobody_opens_it(
    clamd, store, now, people, quick, mood
):
    file = store()
    clamd.mood = mood
    assert periodic.make_copies(now) == 0
    assert cannot_be_opened(file, people, now, "is being checked") and file.copy_as == ""
    clamd.mood = "ok"
    assert periodic.make_copies(now + timedelta(hours=1)) == 1
    file.refresh_from_db()
    assert file.state == "clean"


def test_the_name_of_a_virus_is_only_ever_letters(clamd, store):
    clamd.mood = "odd"
    assert antivirus.check(disk.path_of(store().stored_as)) == "_b____x_"


def test_one_that_is_away_costs_one_call_and_is_alarmed_after_a_quarter_of_an_hour(
    clamd, store, now, quick, file, caplog
):
    clamd.stop()
    kept = [store(f"{n}.jpg") for n in range(3)]
    assert periodic.make_copies(now) == 0
    assert set(StoredFile.objects.values_list("tries", flat=True)) == {0}, "none was tried"
    assert periodic.alarm(now + timedelta(minutes=15)) == 0
    assert not queries.waiting(now + timedelta(minutes=15)).alarm
    late = now + timedelta(minutes=16)
    assert periodic.alarm(late) == 3 and periodic.alarm(late) == 0
    assert "3 files wait to be checked, the oldest for 16 minutes." in caplog.text
    assert queries.waiting(late).alarm and "Nobody can open" in queries.waiting(late).words
    told = Entry.objects.filter(verb="evidence.check_overdue")
    assert told.count() == 3 and {entry.file for entry in told} == {key_of(file)}
    assert sentence(told.first()).startswith("ALARM: a file has waited too long")
    assert {one.pk for one in kept} == {one.pk for one in queries.to_make_ready(9, at=late)}


def test_one_file_that_it_cannot_check_does_not_hold_up_the_others(clamd, store, now):
    first = store("first.jpg")
    clamd.mood = "error"
    periodic.make_copies(now)
    clamd.mood = "ok"
    others = [store(f"{n}.jpg") for n in range(2)]
    later = [one.pk for one in queries.to_make_ready(9, at=now + timedelta(hours=1))]
    assert later[-1] == first.pk, "those that were tried least go first"
    assert periodic.make_copies(now) == 2, "the first is asked again after a minute"
    for minutes in (1, 3, 7, 15):
        clamd.mood = "error"
        periodic.make_copies(now + timedelta(minutes=minutes))
    first.refresh_from_db()
    assert first.tries == 5 and first.try_after == now + timedelta(minutes=31)
    assert Entry.objects.filter(verb="evidence.check_failed").count() == 1
    assert all(StoredFile.objects.get(pk=one.pk).state == "clean" for one in others)


def test_without_antivirus_a_file_is_ready_and_says_that_nobody_checked_it(store, now):
    file = periodic.make_copy(store(), now)
    assert (file.state, file.told) == ("clean", "Not checked for viruses.")
    assert periodic.check_old(now) == 0


def test_what_was_taken_without_antivirus_is_checked_once_there_is_one(
    store, now, people, settings
):
    good, bad = store(), store("b.txt", INFECTED)
    for file in (good, bad):
        periodic.make_copy(file, now)
    running = Clamd()
    settings.CLAMD = running.address
    assert periodic.check_old(now) == 2 and periodic.check_old(now) == 0
    running.stop()
    good.refresh_from_db()
    assert (good.state, good.checked) == ("clean", "clean")
    assert cannot_be_opened(bad, people, now, "A virus was found")


def test_antivirus_that_is_taken_away_again_opens_nothing(clamd, store, now, people, settings):
    file = store()
    settings.CLAMD = ""
    assert periodic.make_copies(now) == 0
    assert cannot_be_opened(file, people, now, "is being checked")
    actions.note_copy(by=None, at=now, file=file, copy_as="copies/aa/" + "a" * 32)
    assert cannot_be_opened(file, people, now, "is being checked"), "no way around the check"


def test_a_file_that_was_taken_back_is_not_checked_and_not_alarmed(clamd, store, now):
    file = store()
    actions.withdraw_file(by=None, at=now, file=file)
    later = now + timedelta(hours=1)
    assert (periodic.make_copies(later), periodic.alarm(later), clamd.seen) == (0, 0, 0)
    assert actions.note_check(by=None, at=now, file=file, found="X").state == "withdrawn"


def test_only_the_worker_says_what_the_antivirus_said(store, now, people):
    file = store()
    for act in (actions.note_no_answer, actions.raise_alarm):
        with pytest.raises(PermissionDenied):
            act(by=people.administrator, at=now, file=file)
    with pytest.raises(PermissionDenied):
        actions.note_check(by=people.administrator, at=now, file=file, found="")


@pytest.mark.parametrize("found", ["", "A-Virus"])
def test_the_check_and_its_entry_are_both_written_or_neither(clamd, store, now, monkeypatch, found):
    def broken(*args, **kwargs):
        raise RuntimeError

    file = store()
    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.note_check(by=None, at=now, file=file, found=found)
    assert StoredFile.objects.get().checked == "waiting"


def test_without_the_guard_a_file_that_waits_would_be_handed_out(clamd, store, monkeypatch):
    """The twin: what keeps the bytes in is ``may_leave``."""
    file = store()
    monkeypatch.setattr(StoredFile, "may_leave", True)
    answer = responses.original(file)
    assert b"".join(answer.streaming_content), "the bytes are out"
    answer.file_to_stream.close()


def ids():
    return {found.id for found in run_checks(include_deployment_checks=True)}


def test_the_operator_is_warned_of_none_of_a_silent_one_and_of_a_wrong_address(
    settings, clamd, quick
):
    assert not {"goodstead.W010", "goodstead.W011", "goodstead.E010"} & ids()
    clamd.mood = "silent"
    assert "goodstead.W011" in ids()
    settings.CLAMD = "/run/clamd"
    assert "goodstead.E010" in ids()
    settings.CLAMD = ""
    assert not {"goodstead.W010", "goodstead.W011"} & ids(), "a demo needs none"
    settings.PRODUCTION = True
    assert "goodstead.W010" in ids()
