"""What the pages of reports ask."""

from .report import AddReportFile, RemoveReportFile, ReportStep, Start, SubmitReport

__all__ = ["AddReportFile", "RemoveReportFile", "ReportStep", "Start", "SubmitReport"]
