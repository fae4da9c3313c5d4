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
from .recordings import HearRecording, SendRecording
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
    "HearRecording",
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
    "SendRecording",
    "Start",
    "StopLink",
    "SubmitReport",
    "TellIncident",
    "WriteDiary",
    "WriteUpdate",
]
