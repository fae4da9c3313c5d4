"""How a person's risk stands, how it came to that, and when to look again."""

from .meaning import Meaning, meaning_of
from .overview import Overview, overview
from .parties import (
    awaited_in_vain,
    awaited_since,
    clocked,
    harmed,
    is_due,
    next_assessment,
    not_awaited,
    party_of,
    person_is_due,
)
from .standings import (
    Point,
    Standing,
    assessments,
    effective_band,
    latest_assessment,
    lines_of,
    lowerings,
    prompted,
    sent_as,
    standing,
    standing_of,
    standings,
    trend,
)

__all__ = [
    "Meaning",
    "Overview",
    "Point",
    "Standing",
    "assessments",
    "awaited_in_vain",
    "awaited_since",
    "clocked",
    "effective_band",
    "harmed",
    "is_due",
    "latest_assessment",
    "lines_of",
    "lowerings",
    "meaning_of",
    "next_assessment",
    "not_awaited",
    "overview",
    "party_of",
    "person_is_due",
    "prompted",
    "sent_as",
    "standing",
    "standing_of",
    "standings",
    "trend",
]
