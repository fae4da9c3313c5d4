"""``manage.py demo``: what it refuses, and what of an earlier story it throws away."""

import fcntl
import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError

from goodstead.access.actions import add_organisation
from goodstead.demo import old_story
from goodstead.demo.management.commands import demo
from goodstead.evidence import store
from goodstead.ledger import actions as ledger
from goodstead.ledger import checkpoints
from goodstead.ledger.checking import check
from tests import made
from tests.architecture.source import ROOT


@pytest.fixture
def database(tmp_path):
    return tmp_path / "demo.sqlite3"


@pytest.fixture
def manage(database, tmp_path):
    """A command over that database, from its own process: did it go well, and what did it say?"""

    def _manage(*command):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOODSTEAD", "DJANGO"))}
        places = {
            "DATABASE_URL": f"sqlite:///{database}",
            "GOODSTEAD_CHECKPOINTS": str(tmp_path / "checkpoints"),
            "GOODSTEAD_FILES": str(tmp_path / "files"),
        }
        ran = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=kept | places, check=False,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return ran.returncode == 0, ran.stdout + ran.stderr

    return _manage


@pytest.fixture
def taken():
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.once
def test_a_taken_port_is_said_at_once_and_nothing_is_begun(manage, taken, database, tmp_path):
    good, said = manage("demo", "--port", str(taken))
    assert not good and "Goodstead is running." not in said and "Traceback" not in said
    assert f"Another program is using port {taken}" in said and "make run PORT=" in said
    assert not list(tmp_path.iterdir())


def test_a_free_port_is_free(taken):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    demo.require_free(free)


def test_a_port_that_cannot_be_is_said():
    with pytest.raises(CommandError, match="There is no port 90000"):
        demo.require_free(90_000)


@pytest.mark.once
@pytest.mark.parametrize("anew", [["--anew"], []])
def test_a_database_that_is_not_the_demos_is_left_as_it_is(manage, database, anew):
    """A council's service may lie in the same place, and a setting may have been forgotten."""
    made.copy_to(database)
    before = database.read_bytes()
    good, said = manage("demo", "--only-seed", *anew)
    assert not good and "is not the demo's. It was left as it is" in said
    assert database.read_bytes() == before


@pytest.mark.once
def test_what_is_no_database_is_left_as_it_is(manage, database):
    database.write_text("my shopping list " * 99)
    good, said = manage("demo", "--anew", "--only-seed")
    assert not good and "is not the demo's" in said and "Traceback" not in said
    assert database.read_text().startswith("my shopping")


@pytest.mark.once
def test_two_never_tell_the_story_in_one_place(manage, database):
    with database.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        good, said = manage("demo", "--only-seed")
    assert not good and "being told already" in said


def test_the_links_of_the_story_lead_to_the_port_that_was_given(database, monkeypatch):
    """A survey link in a message of the story led to port 8000, wherever the service was."""
    told = []
    monkeypatch.setattr(demo.Command, "run", lambda self, command, env, lock: told.append(env))
    with pytest.raises(CommandError, match="could not be told"):
        demo.Command().tell(database, old_story.Left(False, (), frozenset()), 9123)
    assert told[0]["GOODSTEAD_URL"] == "http://127.0.0.1:9123"
    assert told[0]["DATABASE_URL"].endswith("demo.draft")


@pytest.fixture
def old(settings, tmp_path, db, now, database):
    """What an earlier story left: a database, a file of a report, a checkpoint of each of two days."""
    settings.CHECKPOINTS = tmp_path / "checkpoints"
    settings.MEDIA_ROOT = tmp_path / "files"
    for day in range(2):
        at = now + timedelta(days=day)
        add_organisation(by=None, name=f"Council {day}", is_council=not day, at=at)
        ledger.write_checkpoint(at=at)
    for ending in ("", "-wal", "-shm", ".backup"):
        database.with_name(database.name + ending).write_text("x")
    file = store.write([b"a photo"], folder="originals", limit=99)
    return old_story.Left(True, (file.name,), frozenset())


def test_a_new_story_takes_the_old_ones_files_and_checkpoints_away(old, database, settings):
    """Else the old checkpoints say of the new ledger that it was tampered with."""
    assert store.path_of(old.files[0]).exists()
    old_story.throw_away(database, old)
    assert [path.name for path in database.parent.glob("demo*")] == ["demo.sqlite3.backup"]
    assert not store.path_of(old.files[0]).exists()
    assert checkpoints.in_folder(settings.CHECKPOINTS) == []
    assert check(checkpoints=settings.CHECKPOINTS).good


def test_checkpoints_with_another_key_and_other_files_stay(old, database, settings, tmp_path):
    first, second = checkpoints.in_folder(settings.CHECKPOINTS)
    kept, settings.LEDGER_KEY = settings.LEDGER_KEY, "the key of a council's service"
    header = checkpoints.Header(3, "2026-03-04T10:00:00+00:00", "")
    with checkpoints.draft(settings.CHECKPOINTS, header, []) as theirs:
        pass
    settings.LEDGER_KEY = kept
    note = settings.CHECKPOINTS / "note.txt"
    note.write_text("x")
    photo = store.write([b"another"], folder="originals", limit=99)
    old_story.throw_away(database, old)
    assert theirs.path.exists() and note.exists() and store.path_of(photo.name).exists()
    assert not first.exists() and not second.exists()


def test_an_altered_checkpoint_of_the_old_story_goes_by_its_name(old, database, settings):
    first, second = checkpoints.in_folder(settings.CHECKPOINTS)
    first.write_text("altered")
    old_story.throw_away(database, old_story.Left(True, (), frozenset({first.name})))
    assert not first.exists()
