"""A recording: kept once, sealed, with a date by which somebody hears it, whatever becomes of it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.clocks import tick
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import due_list
from goodstead.evidence.models import StoredFile
from goodstead.intake import actions
from goodstead.intake.definitions.recordings import device_of
from goodstead.intake.models import Recording
from goodstead.intake.rules import AlreadyTaken
from goodstead.ledger.models import Entry, key_of

from .linked import decide, leaked, post, running, url
from .sounds import tone, upload

CHROME = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def send(now):
    def send(report, content=None, *, by=None, at=now, submission="once", **more):
        return actions.send_recording(
            by=by, at=at, report=report, submission=submission, upload=upload(content), **more
        )

    return send


def unheard(report):
    return running(report, "recording_unheard")


def test_it_is_sealed_stands_in_the_story_and_somebody_has_it_to_hear(send, report, people, now):
    case = decide("opened", report, people, now)
    recording = send(report)
    file = StoredFile.objects.get()
    assert recording.file == file and file.about == key_of(recording)
    for story in (report, case):
        line = Entry.objects.get(file=key_of(story), verb="intake.recording_sent")
        assert "canary" not in line.facts_json
    (due,) = unheard(report)
    assert (due.owner, f"{due.last_day}") == (case.officer, "2026-03-03")


def test_nine_recordings_that_nobody_linked_are_not_unheard_for_five_months(
    send, report, people, now
):
    """What happened elsewhere, from January to June. Here they are late after one working day, and
    stay so also when the report was decided about without hearing them."""
    for number in range(9):
        send(report, tone((0.1, 0.1 * number)), submission=f"{number}")
    actions.advise_report(by=people.leader, at=now, report=report, reason="Advised")
    later = now + timedelta(days=2)
    tick.run(later)
    assert unheard(report).get().missed_at
    assert due_list(people.leader, at=later).filter(code="recording_unheard").exists()
    in_june = now + timedelta(days=150)
    tick.run(in_june)
    assert due_list(people.leader, at=in_june).filter(code="recording_unheard").exists()


def test_without_that_date_nobody_would_be_told(send, report, people, now, monkeypatch):
    """The twin: what the test above guards against."""
    monkeypatch.setattr("goodstead.intake.actions.recordings._wake", lambda *a, **k: None)
    send(report)
    tick.run(now + timedelta(days=150))
    assert not Deadline.objects.filter(code="recording_unheard").exists()


def test_the_date_comes_along_into_the_case_and_the_case_is_not_closed_over_it(
    send, report, people, now
):
    send(report)
    case = decide("opened", report, people, now)
    assert unheard(report).get().about == key_of(case)
    with pytest.raises(NotNow, match="Listen to the new recordings"):
        cases.close_case(
            by=people.leader, at=now, case=case, reason="unresolved", outcome="unresolved"
        )


def test_sound_that_came_as_a_file_or_with_the_report_is_heard_by_somebody_too(submit, now):
    report, _ = submit()
    actions.send_file(by=None, at=now, report=report, submission="x", uploads=[upload()])
    assert report.recordings.get().way == "file" and unheard(report).exists()
    other, _ = actions.submit_report(
        by=None, at=now, submission_key="with-sound", files=[upload()],
        answers={"category": "noise", "description": "Loud", "may_contact": "no"},
    )  # fmt: skip
    assert other.recordings.get().way == "report" and unheard(other).exists()


def test_sent_again_it_is_one_recording_and_another_is_never_lost(send, report, now):
    first = send(report)
    assert send(report, at=now + timedelta(hours=9)) == first
    with pytest.raises(AlreadyTaken):
        send(report, tone((0.3, 0.9)))
    assert Recording.objects.count() == StoredFile.objects.count() == 1


def test_the_times_of_the_device_and_of_the_server_are_both_kept(send, report, now):
    made = now - timedelta(hours=2)
    recording = send(report, made_at=made, sent_at=now + timedelta(minutes=5), device="Chrome")
    assert (recording.made_at, recording.received_at) == (made, now)
    assert recording.clock_words == "The clock of the device was 5 minutes ahead of ours."
    assert recording.way == "recorded"


@pytest.mark.parametrize(
    "said, device",
    [
        (CHROME, "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
         "Safari on an iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0",
         "Firefox on Windows"),
        ("canary", ""),
    ],
)  # fmt: skip
def test_of_the_device_only_the_family_is_kept(said, device):
    assert device_of(said) == device


def test_what_is_no_sound_is_refused_and_nothing_stays(send, report):
    with pytest.raises(NotNow, match="not a kind of file"):
        send(report, b"MZ\x90\x00")
    with pytest.raises(NotNow, match="is empty"):
        send(report, b"")
    assert not Recording.objects.exists() and not unheard(report)


def test_forty_a_day_are_enough_and_the_next_day_there_is_room_again(
    send, report, now, monkeypatch
):
    monkeypatch.setattr("goodstead.intake.rules.recordings.MOST_A_DAY", 2)
    for number in range(2):
        send(report, submission=f"{number}")
    with pytest.raises(NotNow, match="enough for today"):
        send(report, submission="more")
    assert send(report, submission="more", at=now + timedelta(days=1, minutes=1))


def test_staff_do_not_send_through_a_link_and_a_stopped_one_takes_nothing(
    send, report, people, now
):
    with pytest.raises(PermissionDenied):
        send(report, by=people.officer)
    actions.stop_link(by=None, at=now, report=report)
    with pytest.raises(NotNow, match="no longer works"):
        send(report)


@pytest.mark.parametrize(
    "fails", ["goodstead.ledger.actions.record", "goodstead.clocks.actions.start"]
)
def test_all_of_it_happens_or_nothing(send, report, monkeypatch, fails):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(fails, broken)
    with pytest.raises(RuntimeError):
        send(report)
    assert not Recording.objects.exists() and not StoredFile.objects.exists()


# The page


def test_a_file_is_sent_without_javascript_and_no_page_shows_it_again(client, submit):
    report, token = submit()
    sent = {"upload": upload()}
    done = post(client, token, "record", sent, follow=True, headers={"User-Agent": CHROME})
    assert "An officer listens to it" in done.content.decode()
    assert Recording.objects.get().device == "Chrome on Android"
    for path in ("", "record", "diary", "done"):
        assert not leaked(client.get(url(token, path))), path


def test_what_needs_a_script_is_not_there_without_one(client, submit):
    _, token = submit()
    html = client.get(url(token, "record")).content.decode()
    assert 'id="recorder" hidden' in html and 'accept="audio/*"' in html
    assert "<script>" not in html and "style=" not in html


def asked_for(script):
    """The names of the phrases in the page; of what has a number there is one more, for one."""
    asking = [line for line in script.splitlines() if "phrase(" in line]
    names = {name for line in asking for name in re.findall(r'"([a-z-]+)"', line)}
    counted = {name for line in asking for name in re.findall(r'phrase\("([a-z-]+)", \w', line)}
    answers = re.search(r"new Set\(\[([\d, ]+)\]", script)[1].split(", ")
    return names | {f"{name}-1" for name in counted} | {f"answer-{code}" for code in answers}


def test_all_that_the_recorder_says_stands_in_the_page_where_it_can_be_translated(client, submit):
    _, token = submit()
    html = client.get(url(token, "record")).content.decode()
    script = (Path(__file__).parents[1] / "static/intake/recorder.js").read_text()
    assert set(re.findall(r'data-name="([a-z0-9-]+)"', html)) == asked_for(script)
    assert not re.search(r'["`][A-Z][a-z]+ [a-z]', script)  # no sentence of its own
    assert asked_for(script + '\nphrase("forgotten", 2)') > asked_for(script)  # the twin


def test_a_clock_that_makes_no_sense_is_as_good_as_none(client, submit):
    _, token = submit()
    for strange in ("NaN", "9" * 400, "-1e9", "x"):
        post(client, token, "record", {"upload": upload(), "made_at": strange, "sent_at": strange})
    assert set(Recording.objects.values_list("made_at", "ahead")) == {(None, None)}


def test_only_this_page_may_ask_for_the_microphone_and_play_what_it_made(client, submit):
    _, token = submit()
    page, other = client.get(url(token, "record")), client.get(url(token, "diary"))
    refused = other["Permissions-Policy"]
    assert "microphone=()" in refused and "camera=()" in refused
    assert page["Permissions-Policy"] == refused.replace("microphone=()", "microphone=(self)")
    assert "media-src blob:" in page["Content-Security-Policy"]
    assert "media-src" not in other["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]


FOR_GOOD = 'data-refused="for-good"'


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"%PDF-1.7 a letter"])
def test_the_telephone_is_told_what_can_never_be_taken(client, submit, content):
    _, token = submit()
    page = post(client, token, "record", {"upload": upload(content)})
    assert page.status_code == 200 and FOR_GOOD in page.content.decode()


@pytest.mark.parametrize("refuses", ["network", "bytes", "day"])
def test_it_keeps_what_is_refused_only_for_now(client, submit, monkeypatch, refuses):
    _, token = submit()
    if refuses == "network":
        monkeypatch.setattr("goodstead.access.limits.too_many", lambda *a, **k: True)
    elif refuses == "bytes":
        monkeypatch.setattr("goodstead.access.limits.too_much", lambda *a, **k: True)
    else:
        monkeypatch.setattr("goodstead.intake.rules.recordings.MOST_A_DAY", 0)
    page = post(client, token, "record", {"upload": upload()})
    html = page.content.decode()
    assert page.status_code == 200 and "govuk-error-summary" in html and FOR_GOOD not in html
    assert not Recording.objects.exists()


def recorder(client, token):
    """The page as somebody sees it who looks over a shoulder, without what differs each time."""
    html = client.get(url(token, "record")).content.decode()
    mark = r"""(?<=["'])[\w-]{16,}(?=["'])|(?<=/follow/)[\w-]+"""
    return re.sub(mark, "MARK", html[html.index("<title>") :])


@pytest.mark.parametrize(
    "marked",
    [
        {"category": "domestic_abuse"},
        {"category": "hate"},
        {"danger": "yes"},
        {"must_not_know": "My son"},
        {"may_contact": "no"},
    ],
    ids=str,
)
def test_the_page_is_the_same_whatever_the_report_is_about(client, submit, marked):
    """Otherwise whoever looks over the shoulder learns that somebody fears them."""
    (_, plain), (_, token) = submit(category="noise"), submit(**marked)
    assert recorder(client, token) == recorder(client, plain)


def test_nothing_is_kept_on_the_telephone_unless_it_is_asked_for(client, submit):
    _, token = submit()
    (box,) = re.findall(r'<input [^>]*id="recorder-keep"[^>]*>', recorder(client, token))
    assert "checked" not in box


def test_leaving_clears_what_waits_on_the_telephone(client, submit):
    _, token = submit()
    client.get(url(token, "record"))
    assert client.get("/report/leave")["Clear-Site-Data"] == '"storage"'
