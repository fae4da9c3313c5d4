"""The sound for the player: asked for on every byte, in parts, and nothing in it can run."""

from datetime import timedelta

import pytest

from goodstead.evidence import periodic
from goodstead.intake import actions
from goodstead.ledger.models import Viewing

from .sounds import tone, upload


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT, settings.FFMPEG = tmp_path, ""


@pytest.fixture
def address(report, now):
    sent = actions.send_recording(
        by=None, at=now, report=report, submission="once", upload=upload(tone((0.5, 0.5)))
    )
    periodic.make_copies(now)
    return f"/reports/{report.reference}/recordings/{sent.pk}/sound"


def test_the_copy_is_played_in_parts(client, address, people):
    client.force_login(people.officer)
    whole = client.get(address)
    assert whole.status_code == 200 and whole.content[:4] == b"RIFF"
    part = client.get(address, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, whole.content[4:8])
    assert part["Content-Range"] == f"bytes 4-7/{len(whole.content)}"
    last = client.get(address, headers={"Range": "bytes=-3"})
    assert last.content == whole.content[-3:]


@pytest.mark.parametrize("wanted", ["bytes=9999999-", "bytes=5-2", "bytes=-", "x", "bytes=0-1,3-4"])
def test_a_part_that_is_not_there_is_refused(client, address, people, wanted):
    client.force_login(people.officer)
    assert client.get(address, headers={"Range": wanted}).status_code == 416


def test_nothing_in_it_can_run_and_nobody_keeps_it(client, address, people):
    client.force_login(people.officer)
    for wanted in ({}, {"Range": "bytes=0-1"}, {"Range": "bytes=9999999-"}):
        answer = client.get(address, headers=wanted)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
        if answer.status_code != 416:
            assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("wanted", [{}, {"Range": "bytes=4-7"}])
def test_who_may_not_see_the_report_gets_no_byte(client, address, people, wanted):
    assert client.get(address, headers=wanted).status_code == 302
    client.force_login(people.other_officer)
    assert client.get(address, headers=wanted).status_code == 404
    client.force_login(people.auditor)
    assert client.get(address, headers=wanted).status_code == 403


def test_a_hearing_is_written_down_once_and_not_for_each_part(client, address, people):
    client.force_login(people.officer)
    before = Viewing.objects.count()
    for wanted in ("bytes=0-", "bytes=100-", "bytes=200-"):
        client.get(address, headers={"Range": wanted})
    assert Viewing.objects.count() - before == 2  # the report and the recording


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes=0-", "bytes=00-", " bytes=0-1", "bytes=-99999999", "bytes=-3", "bytes=1-"],
)
def test_nobody_hears_any_of_it_without_a_line(client, address, people, wanted):
    """However the part is asked for; and the page that leads to the sound is no hearing yet."""
    client.force_login(people.officer)
    client.get(address.removesuffix("/sound"))
    answer = client.get(address, headers={"Range": wanted} if wanted else {})
    assert answer.status_code in {200, 206}
    assert hearings(people.officer) == 2  # the report and the recording


def test_a_part_asked_for_later_or_by_somebody_else_is_another_hearing(
    client, address, people, monkeypatch
):
    client.force_login(people.officer)
    client.get(address)
    monkeypatch.setattr("goodstead.intake.queries.recordings.ONE_HEARING", timedelta(0))
    client.get(address, headers={"Range": "bytes=100-"})
    assert hearings(people.officer) == 4
    client.force_login(people.leader)
    client.get(address, headers={"Range": "bytes=100-"})
    assert hearings(people.leader) == 2


def hearings(user):
    return Viewing.objects.filter(by=user, page="intake:recording-sound").count()
