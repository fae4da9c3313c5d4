"""Names in the order that people expect: Patch 2 before Patch 10."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    name: str


One = TypeVar("One", bound=Named)


def natural(name: str) -> list[tuple[int, str]]:
    """What to sort a name by: its letters without their case, its numbers by their size."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def by_name(found: Iterable[One]) -> list[One]:
    """These, by name."""
    return sorted(found, key=lambda one: natural(one.name))
