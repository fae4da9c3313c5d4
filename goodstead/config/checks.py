"""What refuses to start: the web server and the worker when they begin, and every command.

A name of GOODSTEAD_ENV that is none refuses earlier still, in the settings.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connections

from goodstead.access.models import User
from goodstead.correspondence.mailbox import BadAddress, address_of

from .durability import faults
from .outage import CANNOT

log = logging.getLogger("goodstead.start")

SHORTEST_KEY = 50


def _key_faults(name: str, key: str) -> list[str]:
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        return [
            f"{name} is missing or too short: give it at least {SHORTEST_KEY} random characters"
        ]
    if key == settings.DEMO_KEY:
        return [f"{name} is the demo's key, which everybody knows"]
    return []


def production_faults() -> list[str]:
    """What a production service may not be started with."""
    wrong = _key_faults("GOODSTEAD_SECRET_KEY", settings.SECRET_KEY)
    wrong += _key_faults("GOODSTEAD_LEDGER_KEY", settings.LEDGER_KEY)
    if settings.SECRET_KEY == settings.LEDGER_KEY:
        wrong.append("GOODSTEAD_LEDGER_KEY must differ from GOODSTEAD_SECRET_KEY")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        wrong.append("GOODSTEAD_HOSTS must name the host that people type, and no star")
    if settings.INBOX_URL:
        try:
            address_of(settings.INBOX_URL)
        except BadAddress as reason:
            wrong.append(f"GOODSTEAD_INBOX_URL: {reason}")
    if settings.DEBUG:
        wrong.append("Debug pages show personal data")
    if not settings.PUBLIC_URL.startswith("https://"):
        wrong.append("GOODSTEAD_URL must begin with https://")
    return wrong


@register(Tags.security)
def refuse_unsafe_settings(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Missing keys, open hosts and debug pages stop a production service."""
    if not settings.PRODUCTION:
        return []
    return [Error(fault, id="goodstead.E002") for fault in production_faults()]


@register(Tags.database)
def refuse_forgetful_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A database that may forget an acknowledged report is refused."""
    if not databases or DEFAULT_DB_ALIAS not in databases:
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    return [Error(fault, id="goodstead.E003") for fault in faults(connection)]


def holds_the_demo() -> bool:
    """Whether the database is a demo's: its sign-ins have a password that everybody knows."""
    try:
        return bool(User.objects.filter(email__iendswith=f"@{settings.DEMO_DOMAIN}").exists())
    except (*CANNOT, ProgrammingError):  # no tables yet, or the database is away
        return False


def refuse_unsafe_start() -> None:
    """Called by the web server and the worker before they do anything.

    Raises ``ImproperlyConfigured`` with every fault in words. A database that is away is no fault:
    after a power cut the machines come back in any order, and a web server that gave up would
    stay down after the database is up. Until then the pages say what to do instead, and /healthz
    says 503, as it does when the database comes back set unsafely.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    wrong = production_faults() if settings.PRODUCTION else []
    try:
        wrong += faults(connection)
    except CANNOT:
        log.error("The database does not answer. Started without it; /healthz says when it does.")
    if settings.PRODUCTION and holds_the_demo():
        wrong.append("This database holds the demo: begin with an empty one")
    if wrong:
        sentences = "".join(f"\n- {fault}." for fault in wrong)
        raise ImproperlyConfigured(
            f"Goodstead does not start, because it would be unsafe:{sentences}"
        )
