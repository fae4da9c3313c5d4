"""Every change of a case file."""

from .closing import close_case, reopen_case
from .holding import add_reader, change_officer, remove_reader, restrict_case
from .opening import link_cases, open_case
from .parties import add_party, end_party
from .standing import change_status, mark_hate, set_harm
from .writing import add_note, write_summary

__all__ = [
    "add_note",
    "add_party",
    "add_reader",
    "change_officer",
    "change_status",
    "close_case",
    "end_party",
    "link_cases",
    "mark_hate",
    "open_case",
    "remove_reader",
    "reopen_case",
    "restrict_case",
    "set_harm",
    "write_summary",
]
