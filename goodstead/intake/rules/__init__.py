"""May this person, and may it now; what comes next on the form; how much harm answers tell of."""

from .expecting import heard_within, read_within
from .harm import Harm, harm_of, inbox_rank, made_high, ram_1_answers
from .journey import applies, asked, first_undone, is_hate, is_restricted
from .links import (
    AlreadyTaken,
    is_heavy,
    require_can_add,
    require_can_stop_link,
    require_may_answer,
    require_same_words,
    require_says_something,
)
from .track import Proposed, require_can_take_track, track_for
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
    "AlreadyTaken",
    "Harm",
    "Proposed",
    "applies",
    "asked",
    "first_undone",
    "harm_of",
    "heard_within",
    "inbox_rank",
    "made_high",
    "is_hate",
    "is_heavy",
    "is_restricted",
    "ram_1_answers",
    "read_within",
    "require_can_add",
    "require_can_add_draft_file",
    "require_can_attach",
    "require_can_take_track",
    "require_can_clear_drafts",
    "require_can_decide",
    "require_can_land_incidents",
    "require_can_stop_link",
    "require_can_submit_report",
    "require_can_note_answer",
    "require_may_answer",
    "require_names_somebody",
    "require_same_answers",
    "require_same_words",
    "require_says_something",
    "track_for",
    "unanswered_because",
]
