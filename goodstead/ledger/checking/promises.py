"""What checkpoints outside the database promise, against the ledger."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from .. import checkpoints
from ..batches import batches
from ..models import Checkpoint
from .report import Problem, Report
from .scratch import Scratch

AT_ONCE = 400  # pairs of file and sequence


def walk(where: Path, scratch: Scratch, report: Report, file: str | None = None) -> None:
    """Read the checkpoints of a folder, or one, and find every head that they name."""
    previous = ""
    for path in checkpoints.in_folder(where):
        previous = _read(path, previous, scratch, report)
    kept = (one for one in scratch.promised() if file in (None, one[0]))
    for batch in batches(kept, AT_ONCE):
        there = _hashes([(name, sequence) for name, sequence, _, _ in batch])
        for name, sequence, hash_, checkpoint in batch:
            if said := fault_of(there.get((name, sequence)), hash_):
                report.add(Problem(name, sequence, f"{said} (says checkpoint {checkpoint})"))


def fault_of(now: str | None, promised: str) -> str:
    """What is wrong with an entry whose hash a checkpoint keeps; empty when nothing."""
    if now is None:
        return "this entry was there and is gone"
    return "" if now == promised else "this entry or one before it was written anew"


def _read(path: Path, previous: str, scratch: Scratch, report: Report) -> str:
    """Take in one checkpoint. Answers its digest, for the next one to follow from."""

    def promise(file: str, sequence: int, hash_: str) -> None:
        scratch.promise(file, sequence, hash_, path.name)

    try:
        header, digest = checkpoints.read(path, promise)
    except checkpoints.BadCheckpoint as bad:
        scratch.take_back(path.name)
        report.add(Problem(f"Checkpoint {path.name}", 0, str(bad)))
        return ""
    report.checkpoints += 1
    if previous and header.previous != previous:
        said = "it does not follow from the checkpoint before it in the folder"
        report.add(Problem(f"Checkpoint {path.name}", 0, said))
    known = Checkpoint.objects.filter(number=header.checkpoint).first()
    if known is None or known.digest != digest:
        said = "the database does not know this checkpoint: it was put back to an earlier state"
        report.add(Problem(f"Checkpoint {path.name}", 0, said))
    return digest


def _hashes(places: list[tuple[str, int]]) -> dict[tuple[str, int], str]:
    marks = ", ".join(["(%s, %s)"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH asked (file, sequence) AS (VALUES {marks})
                SELECT e.file, e.sequence, e.hash FROM asked CROSS JOIN ledger_entry e
                WHERE e.file = asked.file AND e.sequence = asked.sequence""",  # noqa: S608
            [value for place in places for value in place],
        )
        return {(file, sequence): hash_ for file, sequence, hash_ in cursor.fetchall()}
