"""What the pages of reports ask."""

from .follow import SayWorse, StopLink, TellIncident
from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport
from .triage import (
    AdviseReport,
    AttachToCase,
    LogReport,
    MarkNotAsb,
    OpenCase,
    ReadAdditions,
    ReferReport,
    RevokeLink,
)

__all__ = [
    "AddReportFile",
    "AdviseReport",
    "AttachToCase",
    "LogReport",
    "MarkNotAsb",
    "OpenCase",
    "ReadAdditions",
    "ReferReport",
    "RemoveReportFile",
    "ReportStep",
    "RevokeLink",
    "SayWorse",
    "Start",
    "StopLink",
    "SubmitReport",
    "TellIncident",
]
