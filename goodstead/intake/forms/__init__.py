"""What the pages of reports ask."""

from .answering import AnswerContactChange, ReadAdditions, RevokeLink, WriteUpdate
from .follow import AskContactChange, SayWorse, StopLink, TellIncident
from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport
from .triage import (
    AdviseReport,
    AttachToCase,
    LogReport,
    MarkNotAsb,
    OpenCase,
    ReferReport,
)

__all__ = [
    "AddReportFile",
    "AdviseReport",
    "AnswerContactChange",
    "AskContactChange",
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
    "WriteUpdate",
]
