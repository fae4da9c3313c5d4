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
_HEAD = ("Code", "What is due", "For", "Period", "May it change?", "Source", "Worked example")


def _held(value: object, whose: str = "") -> Iterator[tuple[Clock, str]]:
    """Clocks in a value, each with the name of the definition that holds it, if one does."""
    if isinstance(value, Clock):
        yield value, whose
    elif isinstance(value, dict):
        yield from _held(list(value.values()), whose)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _held(part, whose)
    elif is_dataclass(value) and not isinstance(value, type):
        name = str(getattr(value, "name", "") or getattr(value, "label", "") or whose)
        for field in fields(value):
            yield from _held(getattr(value, field.name), name)


def _modules() -> Iterator[object]:
    for app in settings.APPS:
        name = f"goodstead.{app}.definitions"
        spec = find_spec(name)
        if spec is None:
            continue
        yield importlib.import_module(name)
        for found in pkgutil.walk_packages(spec.submodule_search_locations or [], f"{name}."):
            yield importlib.import_module(found.name)


def all_clocks() -> list[tuple[Clock, str]]:
    """Every clock of every app, by code, with the names of what it is for.

    One code may stand for several periods: a promise that is shorter where harm is higher.
    """
    found: dict[Clock, set[str]] = {}
    for module in _modules():
        for clock, whose in _held(list(vars(module).values())):
            found.setdefault(clock, set()).add(whose)
    rows = [(clock, ", ".join(sorted(names - {""}))) for clock, names in found.items()]
    return sorted(rows, key=lambda row: (row[0].code, list(Unit).index(row[0].unit), row[0].amount))


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
        (f"`{c.code}`", c.label, whose, rules.period_in_words(c), _change(c), c.source, _example(c))
        for c, whose in all_clocks()
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
