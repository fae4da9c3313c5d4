"""What an earlier story left on the disk, and what is not the demo's and must stay.

A council's service may keep its database in the same place. The demo never touches that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from goodstead.access.models import User
from goodstead.evidence import store
from goodstead.evidence.models import StoredFile
from goodstead.ledger import checkpoints
from goodstead.ledger.models import Checkpoint

from . import staff


@dataclass(frozen=True)
class Left:
    """An earlier story in the database of the settings: ``told`` is false when there is none."""

    told: bool = False
    files: tuple[str, ...] = ()
    checkpoints: frozenset[str] = frozenset()


def found(database: Path) -> Left:
    """Look, change nothing. Raises ``CommandError`` for a database that is not a demo's."""
    if not database.exists():
        return Left()
    try:
        if not connection.introspection.table_names():
            return Left()
        demos = [staff.address(post) for post in staff.posts()]
        if User.objects.filter(email__in=demos).exists():
            names = StoredFile.objects.values_list("stored_as", "copy_as")
            kept = Checkpoint.objects.values_list("name", flat=True)
            files = tuple(name for pair in names for name in pair if name)
            return Left(True, files, frozenset(kept))
    except DatabaseError:
        pass  # what we cannot read is not known to be a demo's, so it is refused below
    finally:
        connection.close()
    raise CommandError(
        f"{database} is not the demo's. It was left as it is. Move it away, or give the demo"
        " another place: DATABASE_URL=sqlite:////tmp/goodstead-demo.sqlite3 make run"
    )


def throw_away(database: Path, left: Left) -> None:
    """The database with its side files, the files of its reports, and a demo's checkpoints."""
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    for name in left.files:
        store.remove(name)
    folder = Path(settings.CHECKPOINTS)
    for path in checkpoints.in_folder(folder) if folder.is_dir() else []:
        if path.name in left.checkpoints or _a_demos(path):
            path.unlink()


def _a_demos(path: Path) -> bool:
    """Whether it was written with the demo's key, which no service has."""
    try:
        checkpoints.read(path, lambda *head: None)
    except checkpoints.BadCheckpoint:
        return False
    return True
