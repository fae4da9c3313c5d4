"""Settings as somebody wrote them: taken as they are meant, or refused in one plain sentence.

Each function raises ``ImproperlyConfigured``. A setting that was misread would run for months with
nobody knowing, so nothing is guessed, and nothing starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("demo", "test", "production")
ONLY_A_SERVICE_HAS = ("GOODSTEAD_SECRET_KEY", "GOODSTEAD_LEDGER_KEY", "GOODSTEAD_HOSTS")


def kind_of_service(given: Mapping[str, str]) -> str:
    """``GOODSTEAD_ENV``; the demo when nothing at all was set.

    The demo's keys are public. So a misspelt name is no demo, and neither is a service with keys
    or hosts of its own for which the name was forgotten.
    """
    name = given.get("GOODSTEAD_ENV")
    if name in ENVIRONMENTS:
        return name
    if name is not None:
        raise ImproperlyConfigured(
            f"GOODSTEAD_ENV must be demo, test or production. It is “{name}”."
        )
    if named := [each for each in ONLY_A_SERVICE_HAS if given.get(each)]:
        raise ImproperlyConfigured(
            f"GOODSTEAD_ENV is not set, but {named[0]} is. Set GOODSTEAD_ENV=production for a"
            " service, or GOODSTEAD_ENV=demo."
        )
    return "demo"


def whole_number(given: Mapping[str, str], name: str, *, most: int) -> int | None:
    """A number from 0 to ``most``; ``None`` when it is not set or empty."""
    text = given.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}", text, re.A) or int(text) > most:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from 0 to {most}. It is “{text}”."
        )
    return int(text)


def days(given: Mapping[str, str], name: str) -> list[str]:
    """Days as ``2026-12-24``, with commas between them; in order, each once."""
    found = set()
    for text in filter(None, (part.strip() for part in given.get(name, "").split(","))):
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.A):
                raise ValueError
            found.add(date.fromisoformat(text))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be days such as 2026-12-24, with commas between them."
                f" “{text}” is not one."
            ) from None
    return [day.isoformat() for day in sorted(found)]
