"""Going through many things a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``, in order. Holds one list at a time."""
    walk = iter(items)
    while batch := list(islice(walk, size)):
        yield batch
