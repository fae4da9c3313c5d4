"""Staff listen to a recording with its picture and the diary beside it, and say that they did."""

import re
from datetime import timedelta

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import periodic
from goodstead.intake import actions, rules
from goodstead.intake.models import Recording
from goodstead.ledger.models import Entry, key_of

from .linked import running
from .sounds import tone, upload


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT, settings.FFMPEG = tmp_path, ""


@pytest.fixture
def recording(report, now):
    sent = actions.send_recording(
        by=None, at=now, report=report, submission="once", device="Chrome on Android",
        upload=upload(tone((1, 0.1), (0.5, 0.8), (1, 0.1), (0.5, 0.6))), made_at=now,
    )  # fmt: skip
    periodic.make_copies(now)
    return Recording.objects.get(pk=sent.pk)


def here(recording):
    return f"/reports/{recording.report.reference}/recordings/{recording.pk}"


def test_the_page_has_the_picture_its_words_the_player_and_the_diary(
    client, recording, people, now
):
    actions.write_diary(
        by=None, at=now, report=recording.report, submission="x", when="now", what=["music"]
    )
    client.force_login(people.officer)
    page = client.get(here(recording))
    html = page.content.decode()
    for said in ("0:03 long. Loudest at 0:01. Loud 2 times", "<audio", "Loud music", "Chrome on"):
        assert said in html, said
    assert "They are no decibels" in html and html.count("<rect") == 120
    assert "media-src &#x27;self&#x27;" not in page["Content-Security-Policy"]
    assert "media-src 'self'" in page["Content-Security-Policy"]


def test_who_listened_and_when_is_part_of_it_and_its_date_is_met(client, recording, people):
    client.force_login(people.officer)
    client.post(here(recording), {"words": "Bass from 0:01"})
    recording.refresh_from_db()
    assert (recording.heard_by, recording.heard_words) == (people.officer, "Bass from 0:01")
    assert recording.heard_at and not running(recording.report, "recording_unheard")
    line = Entry.objects.get(verb="intake.recording_heard", file=key_of(recording.report))
    assert "Bass" not in line.facts_json
    again = client.get(here(recording)).content.decode()
    assert "Bass from 0:01" in again and "<audio" in again and "I have listened" not in again
    html = client.get(f"/reports/{recording.report.reference}/diary").content.decode()
    assert "Heard by" in html and "Bass from 0:01" in html and "Not heard" not in html


def test_the_date_stays_until_the_last_one_is_heard(recording, people, now):
    actions.send_recording(
        by=None, at=now, report=recording.report, submission="other", upload=upload()
    )
    actions.hear_recording(by=people.officer, at=now, recording=recording)
    assert running(recording.report, "recording_unheard").exists()
    actions.hear_recording(
        by=people.officer, at=now, recording=Recording.objects.get(submission="other")
    )
    assert not running(recording.report, "recording_unheard").exists()


def test_who_may_not_see_the_report_hears_nothing_and_the_service_hears_for_nobody(
    client, recording, people, now
):
    for who in (people.auditor, people.other_officer, people.call_handler):
        with pytest.raises(PermissionDenied):
            actions.hear_recording(by=who, at=now, recording=recording)
    with pytest.raises(NotNow):
        actions.hear_recording(by=None, at=now, recording=recording)
    client.force_login(people.other_officer)
    assert client.get(here(recording)).status_code == 404


def test_it_is_heard_once(recording, people, now):
    actions.hear_recording(by=people.officer, at=now, recording=recording)
    with pytest.raises(NotNow, match="already"):
        actions.hear_recording(by=people.leader, at=now + timedelta(1), recording=recording)


def test_all_of_it_happens_or_nothing(recording, people, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.clocks.actions.stop", broken)
    with pytest.raises(RuntimeError):
        actions.hear_recording(by=people.officer, at=now, recording=recording)
    recording.refresh_from_db()
    assert recording.heard_at is None


def test_its_file_can_be_looked_at_and_its_original_is_only_downloaded(client, recording, people):
    client.force_login(people.officer)
    one = f"/reports/{recording.report.reference}"
    assert client.get(f"{one}/files/{recording.file.pk}/about").status_code == 200
    original = client.get(f"{one}/originals/{recording.file.pk}")
    assert original["Content-Disposition"].startswith("attachment")
    original.close()


@pytest.mark.parametrize("place", ["report", "case"])
def test_what_nobody_heard_comes_first_and_every_one_can_be_reached(
    client, report, people, now, monkeypatch, place
):
    """Nobody may be kept from closing a case by a recording that no page leads to."""
    monkeypatch.setattr("goodstead.intake.queries.recordings.MOST", 2)
    sent = [
        actions.send_recording(
            by=None, at=now + timedelta(minutes=number), report=report, submission=f"{number}",
            upload=upload(),
        )
        for number in range(5)
    ]  # fmt: skip
    for heard in (sent[1], sent[3]):
        actions.hear_recording(by=people.officer, at=now + timedelta(hours=1), recording=heard)
    page = f"/reports/{report.reference}/diary"
    if place == "case":
        case = actions.open_case(by=people.leader, at=now, report=report, reason="Noise")
        page = f"/cases/{case.reference}/diary"
        client.force_login(people.leader)
    else:
        client.force_login(people.officer)
    seen, after = [], ""
    for more in (3, 1, 0):
        html = client.get(f"{page}?after={after}").content.decode()
        seen += [int(pk) for pk in re.findall(r"/recordings/(\d+)", html)]
        assert (f"{more} more recording" in html) == bool(more)
        after = (re.findall(r"after=(\d+)#recordings", html) or [""])[0]
    assert seen == [sent[number].pk for number in (0, 2, 4, 3, 1)] and not after
    assert client.get(f"{page}?after=x").status_code == 200


@pytest.mark.parametrize(
    "peaks, words",
    [
        ([100, 1000, 100, 900], "Loudest at 0:05. Loud 2 times"),
        ([500] * 4, "About as loud from beginning to end"),
        ([1, 2, 3, 4], "Almost silent"),
    ],
)
def test_the_picture_has_words_that_say_the_same(peaks, words):
    assert words in rules.levels(peaks, 20).words


def test_a_quiet_recording_looks_like_a_loud_one_because_nothing_is_measured():
    assert rules.levels([20, 40], 2).bars == rules.levels([400, 800], 2).bars
    assert rules.levels([], None) is None
