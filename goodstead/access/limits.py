"""How often one part of the network may do one thing in a short time.

Kept in the cache only, under a keyed hash, for ten minutes (a day for the bytes of files): no
address is written down. Time is cut into windows of that length, and each thing (``what``) has a
count of its own in each.
"""

from __future__ import annotations

import ipaddress
import logging
import time

from allauth.account.adapter import get_adapter
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 20
SECONDS = 600
log = logging.getLogger("goodstead.access")


def too_many(request: HttpRequest, what: str) -> bool:
    """Count this one; whether it is one too many. Never ask about somebody who is in danger."""
    return too_much(request, what, amount=1, most=MOST, seconds=SECONDS)


def too_much(request: HttpRequest, what: str, *, amount: int, most: int, seconds: int) -> bool:
    """Add an amount to the count; whether the count had reached ``most`` before.

    Yes only when it is sure: a report is worth more than a count. Not ``cache.incr``, because on
    the database that forgets how long the count was to be kept. Two at the same moment may be
    counted as one. Behind a front server the address is the one that the server saw
    (``GOODSTEAD_FRONT_SERVERS``), not one that the sender wrote.
    """
    network = network_of(request)
    if not network:
        log.error("Nobody's network address is known, so nothing is counted: see the settings")
        return False
    hashed = salted_hmac("goodstead.access.limits", network).hexdigest()
    return _counted(f"{what}.{int(time.time()) // seconds}.{hashed}", amount, most, seconds)


def too_much_in_all(what: str, most: int, seconds: int) -> bool:
    """The same for everybody together: many networks may each send a little."""
    return _counted(f"{what}.{int(time.time()) // seconds}.all", 1, most, seconds)


def _counted(counted: str, amount: int, most: int, seconds: int) -> bool:
    name = f"limit.{counted}"
    try:
        before = cache.get(name, 0)
        if before >= most:
            return True
        cache.set(name, before + amount, timeout=seconds)
    except DatabaseError:  # the cache is away
        return False
    return False


_SPARED = "never_refused"


def never_refuse(session: SessionBase, spared: bool) -> None:
    """Whoever is in danger is let through a flood."""
    if spared:
        session[_SPARED] = True
    else:
        session.pop(_SPARED, None)


def is_never_refused(session: SessionBase) -> bool:
    return bool(session.get(_SPARED))


def network_of(request: HttpRequest) -> str:
    """The part of the network: 256 addresses of the old kind, one home of the new; "" for none."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied, ImproperlyConfigured):
        return ""
    bits = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
