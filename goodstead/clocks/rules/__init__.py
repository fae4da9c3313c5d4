"""How a period is counted, how that is said, and who may change a deadline when."""

from .changing import (
    open_changes,
    require_can_explain_miss,
    require_can_move,
    require_can_pause,
    require_can_resume,
)
from .counting import due_at, last_day, resumed_due
from .words import day_in_words, moment_in_words, period_in_words, standing, sum_in_words

__all__ = [
    "day_in_words",
    "due_at",
    "last_day",
    "moment_in_words",
    "open_changes",
    "period_in_words",
    "require_can_explain_miss",
    "require_can_move",
    "require_can_pause",
    "require_can_resume",
    "resumed_due",
    "standing",
    "sum_in_words",
]
