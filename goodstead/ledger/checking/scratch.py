"""A place on disk for what the walk must remember, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

CACHE_KIB = 48 * 1024


class Last(NamedTuple):
    """What the last entry about a record says of it. ``state`` None: it was deleted."""

    entry: int
    state: str | None


class Scratch:
    """Heads of files, the last known state of each record, and what checkpoints promise."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._do = connection
        connection.executescript(
            f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA temp_store = FILE; PRAGMA cache_size = -{CACHE_KIB};
            CREATE TABLE head (file TEXT PRIMARY KEY, sequence, hash, seal) WITHOUT ROWID;
            CREATE TABLE last (key TEXT PRIMARY KEY, entry INTEGER, state TEXT, seen INTEGER)
                WITHOUT ROWID;
            CREATE TABLE promised (file TEXT, sequence INTEGER, hash TEXT, checkpoint TEXT,
                PRIMARY KEY (file, sequence, hash)) WITHOUT ROWID;
            """
        )
        # Never committed: each commit would go through every page that is still in memory.
        connection.execute("BEGIN")

    def keep_heads(self, heads: Iterable[tuple[str, int, str, str]]) -> None:
        self._do.executemany("INSERT INTO head VALUES (?, ?, ?, ?)", heads)

    def take_head(self, file: str) -> tuple[int, str, str] | None:
        found: tuple[int, str, str] | None = self._do.execute(
            "DELETE FROM head WHERE file = ? RETURNING sequence, hash, seal", [file]
        ).fetchone()
        return found

    def heads_left(self) -> Iterator[tuple[str, int]]:
        yield from self._do.execute("SELECT file, sequence FROM head ORDER BY file")

    def keep_states(self, states: Iterable[tuple[str, int, str | None]]) -> None:
        """The newest entry about a record counts, whichever file it is in."""
        self._do.executemany(
            """INSERT INTO last VALUES (?, ?, ?, 0) ON CONFLICT (key) DO UPDATE
               SET entry = excluded.entry, state = excluded.state
               WHERE excluded.entry > last.entry""",
            states,
        )

    def see(self, keys: list[str]) -> dict[str, Last]:
        """What was last said of these records; they will not be among the unseen."""
        marks = ",".join("?" * len(keys))
        rows = self._do.execute(
            f"UPDATE last SET seen = 1 WHERE key IN ({marks}) RETURNING key, entry, state",  # noqa: S608
            keys,
        )
        return {key: Last(entry, state) for key, entry, state in rows}

    def unseen(self, label: str) -> Iterator[tuple[str, int]]:
        """Records of a model that should exist and were not seen."""
        yield from self._do.execute(
            """SELECT key, entry FROM last WHERE key > ? AND key < ? AND NOT seen
               AND state IS NOT NULL ORDER BY entry""",
            [f"{label}:", f"{label};"],
        )

    def labels(self) -> list[str]:
        """The models of all records that entries tell of."""
        found, after = [], ""
        while row := self._do.execute(
            "SELECT key FROM last WHERE key >= ? ORDER BY key LIMIT 1", [after]
        ).fetchone():
            found.append(row[0].partition(":")[0])
            after = f"{found[-1]};"  # the character after the colon
        return found

    def promise(self, file: str, sequence: int, hash_: str, checkpoint: str) -> None:
        self._do.execute(
            "INSERT OR IGNORE INTO promised VALUES (?, ?, ?, ?)",
            [file, sequence, hash_, checkpoint],
        )

    def take_back(self, checkpoint: str) -> None:
        """Forget what a checkpoint promised that turned out to be false itself."""
        self._do.execute("DELETE FROM promised WHERE checkpoint = ?", [checkpoint])

    def promised(self) -> Iterator[tuple[str, int, str, str]]:
        yield from self._do.execute(
            "SELECT file, sequence, hash, checkpoint FROM promised ORDER BY file, sequence"
        )


@contextmanager
def scratch() -> Iterator[Scratch]:
    """A private database on disk that is gone afterwards."""
    connection = sqlite3.connect("", isolation_level=None)
    try:
        yield Scratch(connection)
    finally:
        connection.close()
