"""What the pages of reports ask."""

from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport
from .triage import AdviseReport, AttachToCase, LogReport, MarkNotAsb, OpenCase, ReferReport

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
    "Start",
    "SubmitReport",
]
