"""Who may use, stop and answer what comes through a private link."""

from __future__ import annotations

from goodstead.access.models import User
from goodstead.access.permissions import Permission, PermissionDenied, require

from ..models import Report


def require_can_stop_link(by: User | None, report: Report) -> None:
    """Whoever has it (``None``), and staff who decide on reports and see this one."""
    require_may_answer(by, report)


def require_may_answer(by: User | None, report: Report) -> None:
    """The public itself, or staff who may triage and can see this report."""
    if by is None:
        return
    require(by, Permission.REPORT_TRIAGE)
    if not Report.objects.visible_to(by).filter(pk=report.pk).exists():
        raise PermissionDenied("Not a report of theirs")
