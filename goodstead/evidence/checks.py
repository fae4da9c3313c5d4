"""What the operator is told when files are not checked for viruses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from . import antivirus

_HINT = "Install clamav-daemon and set GOODSTEAD_CLAMD=unix:/run/clamav/clamd.ctl"


@register(Tags.security)
def warn_of_unchecked_files(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A production service without antivirus runs, and says so; a wrong address does not run."""
    if antivirus.configured() and not antivirus.well_addressed(settings.CLAMD):
        return [
            Error(
                "GOODSTEAD_CLAMD must be unix:/path or tcp:host:port",
                hint=_HINT,
                id="goodstead.E010",
            )
        ]
    if settings.PRODUCTION and not antivirus.configured():
        told = "Files are not checked for viruses: no antivirus is set"
        return [Warning(told, hint=_HINT, id="goodstead.W010")]
    return []


@register(Tags.security, deploy=True)
def warn_of_silent_antivirus(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """``manage.py check --deploy`` asks clamd whether it is there."""
    if not antivirus.configured() or antivirus.awake():
        return []
    told = "clamd does not answer: until it does, nobody can open new files"
    return [Warning(told, id="goodstead.W011")]
