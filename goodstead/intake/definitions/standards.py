"""What the council promises about a report, before anything is decided about it.

Local defaults, drawn from the published response times of English councils and landlords
(acknowledged within 1, 3 or 5 working days by harm).
"""

from __future__ import annotations

from datetime import date

from goodstead.cases.definitions.standards import LOCAL_DEFAULT, Standard
from goodstead.clocks.definitions.counting import Clock, Count, Unit

# Kept when something was sent or said to them: an acknowledgement by email counts when it left.
ACKNOWLEDGE = Standard(
    "acknowledge", "Answer the person who reported it", Unit.WORKING_DAYS, 1, 3, 5,
    date(2000, 1, 1),
)  # fmt: skip
UNLINKED = Clock(
    "report_unlinked", "Decide what becomes of the report", 1, Unit.WORKING_DAYS, Count.FOLLOWING,
    LOCAL_DEFAULT,
)  # fmt: skip
