"""Rows in batches, of which the last one is kept when the file breaks off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from .incoming import CannotRead

_T = TypeVar("_T")


def batches(rows: Iterable[_T], size: int) -> Iterator[list[_T] | CannotRead]:
    """Lists of at most ``size`` rows; where the rows break off, the reason comes last."""
    batch: list[_T] = []
    broken = None
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
    except CannotRead as error:
        broken = error
    if batch:
        yield batch
    if broken:
        yield broken
