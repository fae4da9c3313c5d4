"""May this person, and may it now; what comes next on the form; how much harm answers tell of."""

from .harm import Harm, harm_of, inbox_rank, made_high, ram_1_answers
from .journey import applies, asked, first_undone, is_hate, is_restricted
from .triage import (
    AlreadySent,
    require_can_add_draft_file,
    require_can_attach,
    require_can_clear_drafts,
    require_can_decide,
    require_can_land_incidents,
    require_can_note_answer,
    require_can_submit_report,
    require_names_somebody,
    require_same_answers,
    unanswered_because,
)

__all__ = [
    "AlreadySent",
    "Harm",
    "applies",
    "asked",
    "first_undone",
    "harm_of",
    "inbox_rank",
    "made_high",
    "is_hate",
    "is_restricted",
    "ram_1_answers",
    "require_can_add_draft_file",
    "require_can_attach",
    "require_can_clear_drafts",
    "require_can_decide",
    "require_can_land_incidents",
    "require_can_submit_report",
    "require_can_note_answer",
    "require_names_somebody",
    "require_same_answers",
    "unanswered_because",
]
