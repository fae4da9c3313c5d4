"""What happens to reports and incidents: every change."""

from .additions import read_additions, say_worse, tell_incident
from .contacting import answer_contact_change, ask_contact_change
from .diary import read_diary, write_diary
from .drafts import add_report_file, clear_drafts, remove_report_file
from .incidents import land_incidents
from .links import stop_link
from .looking_again import answer_case_review, answer_dispute, ask_case_review, dispute_outcome
from .recordings import hear_recording, send_recording, take_files
from .reports import sort_set_apart, submit_report
from .sending import add_recording, send_file
from .triage import (
    advise_report,
    attach_to_case,
    mark_not_asb,
    note_answer,
    open_case,
    refer_report,
)
from .updates import write_update

__all__ = [
    "add_recording",
    "add_report_file",
    "advise_report",
    "answer_case_review",
    "answer_contact_change",
    "answer_dispute",
    "ask_case_review",
    "ask_contact_change",
    "attach_to_case",
    "clear_drafts",
    "dispute_outcome",
    "hear_recording",
    "land_incidents",
    "mark_not_asb",
    "note_answer",
    "open_case",
    "read_additions",
    "read_diary",
    "refer_report",
    "remove_report_file",
    "say_worse",
    "send_file",
    "sort_set_apart",
    "send_recording",
    "stop_link",
    "submit_report",
    "take_files",
    "tell_incident",
    "write_diary",
    "write_update",
]
