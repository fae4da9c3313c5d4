"""What an import found, counted while it runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .definitions.police import ASB, ASB_CATEGORY
from .fingerprints import PREFIX
from .street_file import StreetRow


@dataclass
class Tally:
    """Counts over one file. ``rows`` are all of its rows; ``taken`` those of the wanted types."""

    rows: int = 0
    asb_rows: int = 0
    taken: int = 0
    bad_rows: int = 0
    landed: int = 0
    without_location: int = 0
    off_the_grid: int = 0
    by_ward: Counter[str] = field(default_factory=Counter)
    by_month: Counter[str] = field(default_factory=Counter)  # rows about ASB by prefix of key

    @property
    def already_there(self) -> int:
        return self.taken - self.landed

    @property
    def in_wards(self) -> int:
        """Rows of the wanted types inside the wards whose boundaries are loaded."""
        return self.by_ward.total()

    def saw(self, row: StreetRow) -> None:
        """Count a row that could be read, wanted or not."""
        self.rows += 1
        self.asb_rows += row.crime_type == ASB

    def took(self, incidents: list[dict[str, Any]], landed: int) -> None:
        """Count a batch of wanted rows, placed, of which some landed now."""
        self.taken += len(incidents)
        self.landed += landed
        self.by_ward += Counter(i["ward_code"] for i in incidents if i["ward_code"])
        self.by_month += Counter(
            i["source_key"][:PREFIX] for i in incidents if i["category"] == ASB_CATEGORY
        )

    def facts(self) -> dict[str, int]:
        """What is kept about the file."""
        return {
            "rows": self.rows,
            "asb_rows": self.asb_rows,
            "taken_rows": self.taken,
            "bad_rows": self.bad_rows,
            "without_location": self.without_location,
        }
