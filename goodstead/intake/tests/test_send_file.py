"""Files that come later go through the same safety, and wake the officer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.access.permissions import NotNow
from goodstead.evidence.models import StoredFile
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.intake.rules import AlreadyTaken
from goodstead.ledger.models import Entry, key_of

from .linked import decide, leaked, post, running, url


def text(name="canary-name.txt", words=b"canary-words"):
    return SimpleUploadedFile(name, words)


def wrong():
    return SimpleUploadedFile("canary-wrong.exe", b"MZ\x90\x00")


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path


@pytest.fixture
def send(now):
    def send(report, uploads, submission="once"):
        return actions.send_file(
            by=None, at=now, report=report, submission=submission, uploads=uploads
        )

    return send


def files_of(report):
    return StoredFile.objects.about(key_of(report))


def test_it_stands_with_the_report_and_in_the_case_and_wakes_the_officer(send, report, people, now):
    case = decide("opened", report, people, now)
    added, refused = send(report, [text()])
    assert not refused and files_of(report).count() == 1
    for file in (report, case):
        entry = Entry.objects.get(file=key_of(file), verb="intake.file_sent")
        assert entry.subject == key_of(added) and entry.facts == {"files": 1}
    (due,) = running(report)
    assert (due.code, due.owner) == ("follow_added", case.officer)


def test_another_photo_of_the_same_name_is_not_taken_for_the_one_before(send, report):
    """Telephones call every photo image.jpg, and a browser's Back keeps the number of the page."""
    send(report, [text("image.txt", b"one")])
    with pytest.raises(AlreadyTaken):
        send(report, [text("image.txt", b"another")])
    send(report, [text("image.txt", b"one")])
    assert files_of(report).count() == 1 and Addition.objects.count() == 1


def test_good_ones_stay_when_others_are_refused(client, submit):
    report, token = submit()
    html = post(client, token, "files", {"uploads": [text(), wrong()]}).content.decode()
    assert "canary-wrong.exe" in html and "Some files are kept" in html
    assert files_of(report).count() == 1
    assert "Some files" not in client.get(url(token, "files")).content.decode()


def test_none_are_kept_and_nobody_is_woken_when_all_are_refused(send, report):
    added, refused = send(report, [wrong()])
    assert added is None and len(refused) == 1
    assert not Addition.objects.exists() and not running(report)
    with pytest.raises(NotNow, match="at least one"):
        send(report, [])


def test_sent_twice_they_are_kept_once(client, submit):
    report, token = submit()
    key = client.get(url(token, "files")).context["form"]["submission"].value()
    for _ in range(2):
        sent = {"submission": key, "uploads": [text()]}
        assert client.post(url(token, "files"), sent).status_code == 302
    assert files_of(report).count() == 1 and Addition.objects.count() == 1
    other = client.post(url(token, "files"), {"submission": key, "uploads": [text("other.txt")]})
    assert "Press the button again" in other.content.decode()


def test_no_page_shows_what_was_sent(client, submit):
    _, token = submit()
    done = post(client, token, "files", {"uploads": [text()]}, follow=True)
    assert "An officer reads it" in done.content.decode() and not leaked(done)
    assert not leaked(client.get(url(token, "files"))) and not leaked(client.get(url(token)))


def test_choosing_nothing_is_said(client, submit):
    _, token = submit()
    assert "Choose at least one" in post(client, token, "files", {}).content.decode()


def test_all_of_it_happens_or_nothing(send, report, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.clocks.actions.start", broken)
    with pytest.raises(RuntimeError):
        send(report, [text()])
    assert not Addition.objects.exists() and not files_of(report).exists()
