"""The service does not start with a council colour on which white text cannot be read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

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
