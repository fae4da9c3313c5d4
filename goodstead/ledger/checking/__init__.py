"""Walks the whole ledger and says where it is not as it was written."""

from .report import Problem, Report
from .walk import check

__all__ = ["Problem", "Report", "check"]
