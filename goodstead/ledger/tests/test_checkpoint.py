"""A checkpoint outside the database is whole, is chained, and is not believed when altered."""

import gzip
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from goodstead.ledger import actions as ledger
from goodstead.ledger import chain, checkpoints, queries, triggers
from goodstead.ledger.checking import check
from goodstead.ledger.models import Checkpoint, Entry, Head, key_of


@pytest.fixture
def folder(organisation, now, tmp_path):
    """Two days, each with an entry and a checkpoint."""
    for day in range(2):
        at = now + timedelta(days=day)
        ledger.record(None, "tests.thing_done", organisation, at=at)
        ledger.write_checkpoint(at=at, to=tmp_path)
    return tmp_path


def lines(path):
    with gzip.open(path) as file:
        return [json.loads(line) for line in file]


def test_it_says_where_every_file_ends(folder, organisation):
    first, second = checkpoints.in_folder(folder)
    head, foot = lines(first)[1:]
    entry = Entry.objects.get(file=key_of(organisation), sequence=1)
    assert head == [key_of(organisation), 1, entry.hash]
    assert foot["heads"] == 1
    assert second.name == "ledger-2026-03-03-00002.jsonl.gz"


def test_each_follows_from_the_one_before_and_is_in_the_ledger(folder):
    first, second = (lines(path) for path in checkpoints.in_folder(folder))
    assert (first[0]["previous"], second[0]["previous"]) == ("", first[-1]["digest"])
    newest = queries.last_checkpoint()
    assert (newest.number, newest.digest) == (2, second[-1]["digest"])
    assert Entry.objects.get(file=key_of(newest)).facts == {"number": 2, "heads": 2}


def test_both_are_checked(folder):
    report = check(checkpoints=folder)
    assert report.good and report.checkpoints == 2


def spoil(path, change):
    content = bytearray(gzip.decompress(path.read_bytes()))
    path.write_bytes(gzip.compress(bytes(change(content))))


def flip(content):
    content[len(content) // 2] ^= 1
    return content


@pytest.mark.parametrize(
    "change",
    [flip, lambda content: content[:-10], lambda content: b"", lambda content: content * 2],
)
def test_an_altered_file_is_told_of_and_not_believed(folder, change):
    path = checkpoints.in_folder(folder)[0]
    spoil(path, change)
    report = check(checkpoints=folder)
    assert [problem.file for problem in report.problems] == [f"Checkpoint {path.name}"]


def test_a_file_cut_short_or_not_compressed_is_told_of(folder):
    path = checkpoints.in_folder(folder)[0]
    path.write_bytes(path.read_bytes()[:-20])
    assert "cannot be read" in str(check(checkpoints=path).problems[0])
    path.write_text("not compressed")
    assert "cannot be read" in str(check(checkpoints=path).problems[0])


def test_another_key_cannot_vouch_for_a_checkpoint(folder, settings):
    path = checkpoints.in_folder(folder)[0]
    settings.LEDGER_KEY = "another key"
    with pytest.raises(checkpoints.BadCheckpoint, match="another key"):
        checkpoints.read(path, lambda *head: None)


def test_a_missing_link_between_two_is_told_of(folder, tmp_path):
    second = checkpoints.in_folder(folder)[1]
    content = lines(second)
    content[0]["previous"] = "0" * 64
    other = checkpoints.Header(**content[0])
    second.unlink()
    with checkpoints.draft(folder, other, [tuple(line) for line in content[1:-1]]):
        pass
    said = [problem.said for problem in check(checkpoints=folder).problems]
    assert any("does not follow" in one for one in said)


def test_an_earlier_database_put_back_is_found_out(folder, organisation):
    """Everything agrees with itself: only the checkpoint knows that there was more."""
    triggers.take_away(connection)
    Entry.objects.filter(pk__gt=1 + Entry.objects.earliest("pk").pk).delete()
    entry = Entry.objects.get(file=key_of(organisation))
    Head.objects.filter(sequence=2).update(
        sequence=1, hash=entry.hash, seal=chain.seal(entry.file, 1, entry.hash)
    )
    newest = Checkpoint.objects.get(number=2)
    Head.objects.filter(file=key_of(newest)).delete()
    newest.delete()
    assert check().good
    problems = check(checkpoints=folder).problems
    assert "put back to an earlier state" in problems[0].said
    assert (problems[1].file, problems[1].sequence) == (key_of(organisation), 2)
    assert "was there and is gone" in problems[1].said


@pytest.fixture
def put_back(folder, organisation, now):
    """The database as it was after the first checkpoint, which has no trace of the second."""
    triggers.take_away(connection)
    newest = Checkpoint.objects.get(number=2)
    Entry.objects.filter(file=key_of(newest)).delete()
    Head.objects.filter(file=key_of(newest)).delete()
    newest.delete()
    Entry.objects.filter(file=key_of(organisation), sequence=2).delete()
    entry = Entry.objects.get(file=key_of(organisation))
    Head.objects.filter(file=key_of(organisation)).update(
        sequence=1, hash=entry.hash, seal=chain.seal(entry.file, 1, entry.hash)
    )
    return folder


def test_a_checkpoint_of_the_same_day_is_never_written_over(put_back, now):
    before = {path: path.read_bytes() for path in put_back.iterdir()}
    with pytest.raises(checkpoints.InTheWay, match="put back to an earlier state"):
        ledger.write_checkpoint(at=now + timedelta(days=1), to=put_back)
    assert {path: path.read_bytes() for path in put_back.iterdir()} == before
    assert not Checkpoint.objects.filter(number=2).exists()
    assert "put back to an earlier state" in check(checkpoints=put_back).problems[0].said


def test_with_the_old_one_written_over_nobody_would_know(put_back, now):
    """The twin: the reason for the rule above."""
    checkpoints.in_folder(put_back)[1].unlink()
    ledger.write_checkpoint(at=now + timedelta(days=1), to=put_back)
    assert check(checkpoints=put_back).good


def test_the_next_day_checkpoints_go_on_and_the_old_one_still_tells(put_back, now):
    ledger.write_checkpoint(at=now + timedelta(days=2), to=put_back)
    assert len(checkpoints.in_folder(put_back)) == 3
    assert not check(checkpoints=put_back).good


def test_the_command_says_it_in_words(put_back, now, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    with pytest.raises(CommandError, match="There is another checkpoint at"):
        call_command("write_checkpoint", "--to", str(put_back))


@pytest.mark.parametrize("links", [True, False])
def test_one_that_came_in_between_is_not_written_over_either(folder, now, monkeypatch, links):
    """Two services with one folder. On some disks elsewhere a file has only one name."""

    def unknown(*args):
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(checkpoints.os, "link", unknown)
    header = checkpoints.Header(3, now.isoformat(), "")
    with pytest.raises(checkpoints.InTheWay):
        with checkpoints.draft(folder, header, []) as written:
            written.path.write_text("first")
    assert written.path.read_text() == "first"
    written.path.unlink()
    with checkpoints.draft(folder, header, []):
        pass
    assert written.path.exists() and len(list(folder.iterdir())) == 3


def test_it_exists_only_when_the_ledger_says_so(organisation, now, tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    ledger.record(None, "tests.thing_done", organisation, at=now)
    monkeypatch.setattr("goodstead.ledger.actions.checkpoints.record", broken)
    with pytest.raises(RuntimeError):
        ledger.write_checkpoint(at=now, to=tmp_path)
    assert not list(tmp_path.iterdir()) and not Checkpoint.objects.exists()


def test_two_workers_cannot_write_the_same_one(folder, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint.objects.create(number=2, at=now, name="x", heads=0, digest="x")


def test_the_command_writes_one_a_day(organisation, tmp_path):
    def run(*args):
        out = StringIO()
        call_command("write_checkpoint", "--to", str(tmp_path), *args, stdout=out)
        return out.getvalue()

    assert run().startswith(f"Wrote {tmp_path}")
    assert run().startswith("Today's checkpoint is there already")
    assert run("--again").startswith("Wrote")
    assert run("--again", "--verbosity", "0") == ""
    assert len(checkpoints.in_folder(tmp_path)) == 3
