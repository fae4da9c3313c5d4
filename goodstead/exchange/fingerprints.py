"""How a police row is known again, and how landed rows are known to be untouched.

Rows about anti-social behaviour carry no number of their own, and several may be exactly alike:
each is a real incident. A row is therefore known by its month, its force, what it says, and the
how-manieth row it is that says so. The order of the rows in a file makes no difference.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from .street_file import StreetRow

PREFIX = 14
_MODULUS = 1 << 256
_COVERED = (
    "source_key", "channel", "category", "happened_month", "easting", "northing", "cell50",
    "ward_code", "lsoa_code", "location_text", "source",
)  # fmt: skip


@lru_cache(maxsize=256)
def prefix_of(month: str, force: str) -> str:
    """The first 14 letters of the key of every incident of this month ("202601") and force."""
    return month + hashlib.sha256(force.encode()).hexdigest()[:8]


def content_of(row: StreetRow) -> bytes:
    """What makes two rows alike: the Crime ID if there is one, otherwise place and words.

    The LSOA is left out: later editions of a file may carry another year's codes.
    """
    if row.crime_id:
        said = f"id\n{row.crime_id}\n{row.crime_type}"
    elif row.longitude is None:
        said = f"nowhere\n{row.location}\n{row.crime_type}"
    else:
        said = f"{row.longitude:.6f}\n{row.latitude:.6f}\n{row.location}\n{row.crime_type}"
    return hashlib.sha256(said.encode()).digest()[:20]


class Occurrences:
    """Counts how often a key was met, on disk, so that memory stays flat however long the file."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)  # private, gone when closed
        self._store.execute("PRAGMA cache_size=-8000")
        self._store.execute("PRAGMA journal_mode=OFF")
        self._store.execute("CREATE TABLE met (key TEXT PRIMARY KEY, times INT) WITHOUT ROWID")
        self._store.execute("BEGIN")

    def nth(self, key: str) -> int:
        """1 the first time, 2 the second."""
        times: int = self._store.execute(
            "INSERT INTO met VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 "
            "RETURNING times",
            (key,),
        ).fetchone()[0]
        return times

    def close(self) -> None:
        self._store.close()


def source_key(row: StreetRow, occurrences: Occurrences) -> str:
    """64 letters: month, force, content, and which of the rows alike this is."""
    said = prefix_of(f"{row.month:%Y%m}", row.force) + content_of(row).hex()
    return f"{said}{occurrences.nth(said):010x}"


def _state(incident: Mapping[str, Any]) -> bytes:
    return json.dumps([str(incident[name]) for name in _COVERED]).encode()


def fingerprint_of(incidents: Iterable[Mapping[str, Any]]) -> str:
    """A keyed sum over these incidents, the same in any order.

    Without the ledger's key nobody can change an incident and make up for it in another.
    """
    key = settings.LEDGER_KEY.encode()
    total = 0
    for incident in incidents:
        total += int.from_bytes(hmac.digest(key, _state(incident), "sha256"))
    return f"{total % _MODULUS:064x}"


def together(fingerprints: Iterable[str]) -> str:
    """The fingerprint of all the incidents of several."""
    return f"{sum(int(one, 16) for one in fingerprints) % _MODULUS:064x}"


COVERED = _COVERED
