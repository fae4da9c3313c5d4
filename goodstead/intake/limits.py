"""How many reports may come from one part of the network in a short time.

Kept in the cache only, for ten minutes, under a keyed hash: no address is written down, and
nothing of it is kept with a report.
"""

from __future__ import annotations

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 20
SECONDS = 600


def too_many(request: HttpRequest) -> bool:
    """Count this one; whether it is one too many. Never ask about somebody who is in danger."""
    name = f"intake.rate.{salted_hmac('goodstead.intake.rate', _network(request)).hexdigest()}"
    try:
        cache.add(name, 0, timeout=SECONDS)
        return cache.incr(name) > MOST
    except (ValueError, DatabaseError):
        # It ended between the two, or the cache is away: a report is worth more than a count.
        return False


def _network(request: HttpRequest) -> str:
    """The part of the network: 256 addresses of the old kind, one site of the new."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request) or "")
    except ValueError:
        return "unknown"
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
