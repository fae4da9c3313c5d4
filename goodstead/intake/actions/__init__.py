"""What happens to reports and incidents: every change."""

from .incidents import land_incidents

__all__ = ["land_incidents"]
