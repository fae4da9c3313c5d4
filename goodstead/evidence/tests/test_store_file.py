"""A file given with a report is kept as it came, sealed, and on the disk before its row."""

import hashlib
import os
import stat
from datetime import timedelta

import pytest
from django.db import transaction

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import actions, periodic, queries
from goodstead.evidence import store as disk
from goodstead.evidence.definitions.limits import MEGABYTE
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import Entry, key_of
from goodstead.ledger.verbs import sentence

from .conftest import on_disk, picture, upload

pytestmark = pytest.mark.django_db


def test_the_original_is_kept_byte_for_byte_under_a_random_name_for_us_alone(
    store, store_folder, now, file
):
    content = picture()
    kept = store("Front door.JPG", content)
    path = disk.path_of(kept.stored_as)
    assert path.read_bytes() == content
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.size, kept.kind, kept.original_name) == (len(content), "jpeg", "Front door.JPG")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "door" not in str(path)
    assert on_disk(store_folder) == [path]


def test_the_chain_of_custody_begins_without_the_files_name(store, file):
    kept = store("Mrs Jones's window.jpg")
    entry = Entry.objects.get(verb="evidence.file_received")
    assert entry.file == key_of(file) and kept.sha256 in sentence(entry)
    assert "Jones" not in entry.facts_json
    assert sentence(entry).startswith("File received: photo, 1 kB, sealed with SHA-256 ")


def test_the_file_is_forced_to_the_disk_before_the_row_that_names_it(store, monkeypatch):
    done = []
    fsync, create = os.fsync, StoredFile.objects.create
    monkeypatch.setattr(
        os,
        "fsync",
        lambda fd: (
            done.append("folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file"),
            fsync(fd),
        ),
    )
    monkeypatch.setattr(
        StoredFile.objects, "create", lambda **k: (done.append("row"), create(**k))[1]
    )
    store()
    assert done[-3:] == ["file", "folder", "row"]
    assert done.count("folder") >= 3, "each new folder is forced into the one that holds it"


def test_a_change_that_is_undone_leaves_no_row_and_a_stray_that_goes_after_a_day(
    store, store_folder, now, next_day
):
    with pytest.raises(RuntimeError), transaction.atomic():
        store()
        raise RuntimeError
    assert not StoredFile.objects.exists() and len(on_disk(store_folder)) == 1
    assert periodic.sweep(now) == 0, "a file that is young may get its row yet"
    assert periodic.sweep(next_day) == 1
    assert on_disk(store_folder) == []


def test_the_sweep_keeps_what_a_row_names(store, store_folder, now, next_day):
    kept = store()
    periodic.make_copy(kept, now)
    assert len(on_disk(store_folder)) == 2
    assert periodic.sweep(next_day) == 0 and periodic.sweep(next_day) == 0
    assert len(on_disk(store_folder)) == 2


def test_it_is_all_written_or_none_of_it(store, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        store()
    assert not StoredFile.objects.exists()


def test_a_full_disk_leaves_nothing_and_is_not_hidden(store, store_folder, monkeypatch):
    def full(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store()
    assert on_disk(store_folder) == [] and not StoredFile.objects.exists()


def test_limits_are_said_in_words_that_name_the_file(store, store_folder, people, monkeypatch):
    large = picture() + b"\0" * 20 * MEGABYTE
    with pytest.raises(NotNow, match=r"^IMG_1\.heic is larger than 20 MB\."):
        store("IMG_1.heic", large)
    for number in range(10):
        store(f"{number}.jpg")
    with pytest.raises(NotNow, match=r"^11\.jpg was not added\. You can add 10 files at most\."):
        store("11.jpg")
    store("another record.jpg", about=people.other_team)
    monkeypatch.setattr("goodstead.evidence.rules.LARGEST_REPORT", 1000)
    with pytest.raises(NotNow, match=r"together can be"):
        store("too much.jpg", picture(size=(400, 400)), about=people.patch)
    assert len(on_disk(store_folder)) == 11


def test_a_day_has_a_limit_for_the_public_and_for_each_person(store, now, people, monkeypatch):
    size = len(picture())
    for who in ("FROM_THE_PUBLIC_A_DAY", "FROM_ONE_PERSON_A_DAY"):
        monkeypatch.setattr(f"goodstead.evidence.rules.{who}", 2 * size)
    back = [store("1.jpg"), store("2.jpg", about=people.patch)]
    actions.withdraw_file(by=None, at=now, file=back[0])
    with pytest.raises(NotNow, match=r"^3\.jpg was not added: too many files came today\. Send "):
        store("3.jpg")
    for name in ("1.jpg", "2.jpg"):
        store(name, by=people.officer)
    with pytest.raises(NotNow, match=r"^3\.jpg was not added\. You have added too much in 24"):
        store("3.jpg", by=people.officer)
    store("3.jpg", by=people.other_officer)
    later = {"by": None, "upload": upload("3.jpg"), "about": people.patch}
    actions.store_file(at=now + timedelta(hours=24), **later)


def test_a_file_that_lies_about_its_size_is_stopped_while_it_is_read(now, file, store_folder):
    liar = upload("photo.jpg", picture() + b"\0" * 20 * MEGABYTE)
    liar.size = 1000
    with pytest.raises(NotNow, match="larger than 20 MB"):
        actions.store_file(by=None, at=now, upload=liar, about=file)
    assert on_disk(store_folder) == []


@pytest.mark.parametrize("who", ["auditor", "administrator", "councillor", "partner", "leaver"])
def test_those_who_do_not_work_with_reports_cannot_add_files(people, store, who):
    with pytest.raises(PermissionDenied):
        store(by=getattr(people, who))
    assert store(by=people.call_handler).received_by == people.call_handler


def test_files_follow_the_report_into_the_case(people, store, now, file):
    kept = store()
    with pytest.raises(PermissionDenied):
        actions.move_files(by=people.auditor, at=now, source=file, to=people.patch)
    actions.move_files(by=people.officer, at=now, source=file, to=people.patch)
    assert list(StoredFile.objects.about(key_of(people.patch))) == [kept]
    assert not StoredFile.objects.about(key_of(file)).exists()
    assert Entry.objects.get(verb="evidence.file_moved").file == key_of(people.patch)


def test_a_file_taken_back_is_gone_from_the_record_and_then_from_the_disk(
    store, store_folder, now, next_day, file, people
):
    kept = store()
    with pytest.raises(PermissionDenied):
        actions.withdraw_file(by=people.officer, at=now, file=kept)
    actions.withdraw_file(by=None, at=now, file=kept)
    assert queries.how_much(key_of(file)) == (0, 0)
    with pytest.raises(NotNow):
        actions.withdraw_file(by=None, at=now, file=kept)
    with pytest.raises(NotNow, match="taken back"):
        actions.open_original(by=people.officer, at=now, file=kept, about=file)
    assert periodic.sweep(next_day) == 1 and on_disk(store_folder) == []


def test_nobody_lists_files_and_no_other_name_is_ever_a_path(people, store):
    store()
    assert not StoredFile.objects.visible_to(people.leader).exists()
    for name in ("../../etc/passwd", "originals/../../x", "/etc/passwd", "originals/aa/b\0", ""):
        with pytest.raises(ValueError, match="Not a name"):
            disk.path_of(name)


def test_storing_asks_the_database_a_fixed_number_of_times(store, django_assert_max_num_queries):
    for number in range(5):
        store(f"{number}.jpg")
    with django_assert_max_num_queries(12):
        store("last.jpg")
