"""The reference page of clocks, written from the definitions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from importlib.util import find_spec

from django.conf import settings

from . import rules
from .calendar import LONDON
from .definitions.counting import Clock, Unit

EXAMPLE_DAY = date(2026, 3, 2)
EXAMPLE_HOUR = datetime(2026, 3, 2, 10, 0, tzinfo=LONDON)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=LONDON)
_HEAD = ("Code", "What is due", "Period", "May it change?", "Source", "Worked example")


def _held(value: object) -> Iterator[Clock]:
    """Clocks in a value: itself, or inside a collection or another definition."""
    if isinstance(value, Clock):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _held(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _held(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(getattr(value, field.name))


def _modules() -> Iterator[object]:
    for app in settings.APPS:
        name = f"goodstead.{app}.definitions"
        spec = find_spec(name)
        if spec is None:
            continue
        yield importlib.import_module(name)
        for found in pkgutil.walk_packages(spec.submodule_search_locations or [], f"{name}."):
            yield importlib.import_module(found.name)


def all_clocks() -> list[Clock]:
    """Every clock of every app by code. Two different ones of one code are a ``ValueError``."""
    found: dict[str, Clock] = {}
    for module in _modules():
        for value in vars(module).values():
            for clock in _held(value):
                if found.setdefault(clock.code, clock) != clock:
                    raise ValueError(f"Two clocks are called {clock.code}")
    return [found[code] for code in sorted(found)]


def _change(clock: Clock) -> str:
    if clock.statutory and not clock.may_move:
        return "No: set by law"
    may = [word for word, yes in (("moved", clock.may_move), ("paused", clock.pausable)) if yes]
    law = "Set by law; " if clock.statutory else ""
    return f"{law}may be {' or '.join(may)}".capitalize() if may else "No"


def _example(clock: Clock) -> str:
    if clock.unit != Unit.HOURS:
        return rules.sum_in_words(clock, EXAMPLE_DAY)
    christmas = "christmas_day" in clock.disregard
    return rules.sum_in_words(clock, CHRISTMAS_EVE if christmas else EXAMPLE_HOUR)


def page() -> str:
    """The whole page in Markdown."""
    rows = [
        (f"`{c.code}`", c.label, rules.period_in_words(c), _change(c), c.source, _example(c))
        for c in all_clocks()
    ]
    lines = [
        "# Clocks",
        "",
        "Every period that the product counts. This page is written by"
        " `manage.py describe_clocks`; do not edit it.",
        "How days are counted, and why, is told in"
        " [How days are counted](../explanation/how-days-are-counted.md).",
        "",
        *(_row(cells) for cells in (_HEAD, ("---",) * len(_HEAD), *rows)),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
