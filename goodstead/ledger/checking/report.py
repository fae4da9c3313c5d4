"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, field

KEEP = 100


@dataclass(frozen=True)
class Problem:
    """One place where the ledger is not as it was written. ``sequence`` 0 means the file as such."""

    file: str
    sequence: int
    said: str

    def __str__(self) -> str:
        where = f"{self.file}, entry {self.sequence}" if self.sequence else self.file
        return f"{where}: {self.said}"


@dataclass
class Report:
    """How much was checked and what is wrong; the first problem is the first that was come upon."""

    entries: int = 0
    files: int = 0
    records: int = 0
    checkpoints: int = 0
    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep the first hundred; count the rest."""
        if len(self.problems) < KEEP:
            self.problems.append(problem)
        else:
            self.more += 1

    @property
    def good(self) -> bool:
        return not self.problems
