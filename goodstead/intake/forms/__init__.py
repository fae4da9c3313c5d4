"""What the pages of reports ask."""

from .follow import StopLink
from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport
from .triage import (
    AdviseReport,
    AttachToCase,
    LogReport,
    MarkNotAsb,
    OpenCase,
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
    "ReferReport",
    "RemoveReportFile",
    "ReportStep",
    "RevokeLink",
    "Start",
    "StopLink",
    "SubmitReport",
]
