"""What the pages of reports ask."""

from .answering import (
    AnswerCaseReview,
    AnswerContactChange,
    AnswerDispute,
    ReadAdditions,
    RevokeLink,
    WriteUpdate,
)
from .diary import LogDiary, ReadDiary, WriteDiary
from .follow import (
    AskCaseReview,
    AskContactChange,
    DisputeOutcome,
    SayWorse,
    SendFile,
    StopLink,
    TellIncident,
)
from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport
from .triage import (
    AdviseReport,
    AttachToCase,
    LogReport,
    MarkNotAsb,
    OpenCase,
    ReferReport,
    SortSetApart,
)

__all__ = [
    "AddReportFile",
    "AdviseReport",
    "AnswerCaseReview",
    "AnswerContactChange",
    "AnswerDispute",
    "AskCaseReview",
    "AskContactChange",
    "AttachToCase",
    "DisputeOutcome",
    "LogDiary",
    "LogReport",
    "MarkNotAsb",
    "OpenCase",
    "ReadAdditions",
    "ReadDiary",
    "ReferReport",
    "RemoveReportFile",
    "ReportStep",
    "RevokeLink",
    "SayWorse",
    "SendFile",
    "SortSetApart",
    "Start",
    "StopLink",
    "SubmitReport",
    "TellIncident",
    "WriteDiary",
    "WriteUpdate",
]
