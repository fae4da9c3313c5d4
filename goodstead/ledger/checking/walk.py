"""The whole check: chains, then witnesses, then records, then checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import promises, reading, records, witnesses
from .chains import Chains
from .report import Report
from .scratch import scratch


def check(
    *,
    file: str | None = None,
    checkpoints: Path | None = None,
    began: Callable[[int], Callable[[int], object]] | None = None,
) -> Report:
    """Check the whole ledger, or the chain of one file, as it stands at this moment.

    ``began`` is told how many entries there are and answers what to call with each number checked.
    With ``file`` neither records nor witnesses are checked: they may be told of in other files.
    """
    report = Report()
    with reading.one_moment(), scratch() as notes:
        progress = began(reading.count(file)) if began else int
        chains = Chains(notes, report)
        chains.walk(file, progress)
        if file is None:
            witnesses.walk(report)
            records.walk(notes, report)
        if checkpoints is not None:
            promises.walk(checkpoints, notes, report, file)
    return report
