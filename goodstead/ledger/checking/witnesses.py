"""Each entry names the newest entry of the whole ledger that it could see: is that still there?"""

from __future__ import annotations

from . import reading
from .report import Problem, Report


def walk(report: Report) -> None:
    """Tells of entries that others saw and that are gone or were exchanged."""
    for batch in reading.rows(
        """SELECT e.file, e.sequence, e.saw_id, s.file, s.sequence FROM ledger_entry e
           LEFT JOIN ledger_entry s ON s.id = e.saw_id
           WHERE e.saw_id IS NOT NULL AND (s.id IS NULL OR s.hash <> e.saw_hash) ORDER BY e.id"""
    ):
        for file, sequence, saw, seen_file, seen_sequence in batch:
            if seen_file is None:
                said = f"when it was written there was an entry with the key {saw}, which is gone"
                report.add(Problem(file, sequence, said))
            else:
                said = f"it is not the entry that {file}, entry {sequence} saw here"
                report.add(Problem(seen_file, seen_sequence, said))
