"""Reports and what comes after them: more of the same, the diary, recordings, and decisions."""

from .diary import DiaryEntry
from .recordings import Recording
from .reports import (
    Addition,
    Decision,
    Draft,
    Incident,
    IncidentQuerySet,
    Report,
    ReportQuerySet,
    Update,
)

__all__ = [
    "Addition",
    "Decision",
    "DiaryEntry",
    "Draft",
    "Incident",
    "IncidentQuerySet",
    "Recording",
    "Report",
    "ReportQuerySet",
    "Update",
]
