"""The service does not start with a council colour on which white text cannot be read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from . import colours


def council_colour(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    text = str(settings.COUNCIL["colour"])
    try:
        ratio = colours.contrast_with_white(colours.parse(text))
    except ValueError as reason:
        return [Error(f"COUNCIL_COLOUR: {reason}", id="design.E001")]
    if ratio < colours.ENOUGH:
        return [
            Error(
                f"COUNCIL_COLOUR {text}: white text on it has a contrast of {ratio:.1f}; it needs "
                f"{colours.ENOUGH}. Choose a darker colour.",
                id="design.E002",
            )
        ]
    return []


# What only the council knows, and the law wants said to the people whose data it is.
OWED = {
    "address": ("COUNCIL_ADDRESS", "your postal address"),
    "data_officer": ("COUNCIL_DATA_OFFICER", "how to reach your data protection officer"),
    "kept": ("COUNCIL_KEPT", "how long you keep reports and cases"),
    "complaints": ("COUNCIL_COMPLAINTS", "how to complain about the council"),
}


def council_details(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``check --deploy``: what the privacy notice and the accessibility statement still lack."""
    return [
        Warning(
            f"{name} is not set: the privacy notice must say {words}.",
            hint="Until then the page tells people to ask you.",
            id="design.W003",
        )
        for key, (name, words) in OWED.items()
        if not settings.COUNCIL[key]
    ]
