"""Photos and other files, while the report is written."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.access import limits
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import actions as evidence
from goodstead.evidence.models import StoredFile
from goodstead.intake import actions
from goodstead.intake.models import Draft, Report
from goodstead.intake.periodic import PERIODIC
from goodstead.ledger.models import Entry, key_of

from .linked import running
from .sounds import upload
from .telling import LITTLE, key
from .walking import CHECK, key_on, url, walk

pytestmark = pytest.mark.django_db
FILES = url("files")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def note(name="note.txt", content=b"It was loud."):
    return SimpleUploadedFile(name, content)


def test_good_files_stay_when_others_are_refused_by_name(client):
    walk(client, until=FILES)
    page = client.post(FILES, {"uploads": [note(), note("bad.exe", b"MZ\x90")]})
    html = page.content.decode()
    assert page.status_code == 200
    assert "bad.exe is not a kind of file" in html and "note.txt" in html
    assert StoredFile.objects.count() == 1


def test_an_empty_file_is_named_and_the_good_ones_beside_it_stay(client):
    walk(client, until=FILES)
    given = [note("one.txt"), note("nothing.txt", b""), note("two.txt"), note("three.txt")]
    html = client.post(FILES, {"uploads": given}).content.decode()
    assert "nothing.txt is empty" in html
    kept = StoredFile.objects.values_list("original_name", flat=True)
    assert set(kept) == {"one.txt", "two.txt", "three.txt"}


def test_files_are_kept_across_steps_and_move_to_the_report(client, people):
    walk(client, until=FILES)
    assert client.post(FILES, {"uploads": [note()], "add": "yes"}).url == FILES
    assert client.post(FILES, {}).url == CHECK
    assert "note.txt" in client.get(CHECK).content.decode()
    client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
    assert StoredFile.objects.get().about == key_of(Report.objects.get())
    assert not Draft.objects.exists()


def test_a_file_chosen_before_continue_is_not_lost(client):
    walk(client, until=FILES)
    assert client.post(FILES, {"uploads": [note()]}).url == CHECK
    assert StoredFile.objects.exists()


def test_the_page_of_files_is_not_opened_too_early(client):
    assert client.get(FILES).url == "/report/danger"


def test_too_many_files_from_one_network_are_refused(client, monkeypatch):
    walk(client, until=FILES)
    monkeypatch.setattr(limits, "MOST", 0)
    assert "Too many files" in client.post(FILES, {"uploads": [note()]}).content.decode()
    assert not StoredFile.objects.exists()


def test_a_network_that_sent_too_much_in_a_day_reports_without_files(client, monkeypatch):
    walk(client, until=FILES)
    monkeypatch.setattr("goodstead.intake.views.report.FROM_ONE_NETWORK_A_DAY", 5)
    assert client.post(FILES, {"uploads": [note()], "add": "yes"}).url == FILES
    html = client.post(FILES, {"uploads": [note("two.txt")]}).content.decode()
    assert "Too many files came from your network today" in html and "note.txt" in html
    assert StoredFile.objects.count() == 1
    assert client.post(FILES, {}).url == CHECK, "the report goes on without it"


def test_nothing_is_added_to_a_report_that_was_sent(people, now, submit):
    sent = key()
    submit(submission_key=sent)
    with pytest.raises(NotNow, match="has been sent"):
        actions.add_report_file(by=None, at=now, submission_key=sent, uploads=[note()])


def test_all_or_nothing(people, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.add_report_file(by=None, at=now, submission_key=key(), uploads=[note()])
    assert not Draft.objects.exists() and not StoredFile.objects.exists()


def test_what_nobody_sent_is_cleared_after_a_day(people, now):
    actions.add_report_file(by=None, at=now, submission_key=key(), uploads=[note()])
    (job,) = PERIODIC
    assert job.run(now + timedelta(hours=23)) == 0
    assert job.run(now + timedelta(hours=25)) == 1
    assert job.run(now + timedelta(hours=25)) == 0
    assert not Draft.objects.exists() and StoredFile.objects.get().state == "withdrawn"
    assert Entry.objects.filter(verb="intake.draft_cleared").count() == 1


def test_a_file_left_behind_in_the_moment_of_sending_joins_the_report(people, now):
    name = key()
    report, _ = actions.submit_report(by=None, at=now, submission_key=name, answers=LITTLE)
    draft = Draft.objects.create(key=name, begun_at=now)
    evidence.store_file(by=None, at=now, upload=note(), about=draft)
    (job,) = PERIODIC
    assert job.run(now) == 1 and job.run(now) == 0
    assert StoredFile.objects.get().about == key_of(report) and not Draft.objects.exists()
    assert Entry.objects.get(verb="intake.draft_joined").file == key_of(report)


def test_sound_left_behind_in_that_moment_has_somebody_to_hear_it(people, now):
    name = key()
    report, _ = actions.submit_report(by=None, at=now, submission_key=name, answers=LITTLE)
    draft = Draft.objects.create(key=name, begun_at=now)
    evidence.store_file(by=None, at=now, upload=upload(), about=draft)
    (job,) = PERIODIC
    job.run(now)
    assert report.recordings.get().way == "report"
    assert running(report, "recording_unheard").exists()


def test_only_the_service_takes_over_files(people, now):
    report, _ = actions.submit_report(by=None, at=now, submission_key=key(), answers=LITTLE)
    with pytest.raises(PermissionDenied):
        actions.take_files(by=people.officer, at=now, source=report, report=report)


def test_only_the_system_clears(people, now):
    with pytest.raises(PermissionDenied):
        actions.clear_drafts(by=people.administrator, at=now)
