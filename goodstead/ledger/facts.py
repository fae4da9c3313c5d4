"""What may be noted beside a verb: plain values that mean the same in ten years."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID


def to_json(facts: Mapping[str, object]) -> str:
    """Facts as text. Raises ``TypeError`` naming the fact that is not a plain value."""
    plain = {name: _plain(name, value) for name, value in facts.items()}
    return json.dumps(plain, separators=(",", ":"), sort_keys=True, allow_nan=False)


def _plain(name: str, value: object) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)  # also of a lazy or safe string: the bare text
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return _plain_collection(name, value)


def _plain_collection(name: str, value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(name, one) for one in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _plain(f"{name}.{key}", one) for key, one in value.items()}
    raise TypeError(
        f"The fact {name!r} is a {type(value).__name__}. Give text, a number, a date, yes or no,"
        " or a list or dictionary of these; name a record by its reference."
    )
