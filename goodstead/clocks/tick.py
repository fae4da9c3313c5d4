"""Finding and running the periodic work of every app."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Protocol

from django.conf import settings

logger = logging.getLogger(__name__)


class Work(Protocol):
    """What an app's ``PERIODIC`` holds: see ``periodic.Periodic``."""

    @property
    def name(self) -> str: ...
    @property
    def run(self) -> Callable[[datetime], int]: ...


@dataclass(frozen=True)
class Done:
    """What one piece of work did: how many changes, or the name of its failure."""

    name: str
    changes: int
    failure: str = ""


def periodic_work() -> Iterator[Work]:
    """Everything registered, the lowest app first."""
    for app in settings.APPS:
        name = f"goodstead.{app}.periodic"
        if find_spec(name) is not None:
            yield from importlib.import_module(name).PERIODIC


def run(at: datetime, work: Iterable[Work] | None = None) -> list[Done]:
    """Run each in turn. One that fails is logged and named, and does not hold up the others."""
    done = []
    for piece in periodic_work() if work is None else work:
        try:
            done.append(Done(piece.name, piece.run(at)))
        except Exception as error:
            logger.exception("Periodic work failed: %s", piece.name)
            done.append(Done(piece.name, 0, type(error).__name__))
    return done
