"""A progress bar over a file, and printing around it. Shown on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from .incoming import BadRow, Watch, shown

WRONG = 1
"""How a command ends when a file could not be read, or not to its end."""


@contextmanager
def bar(path: Path) -> Iterator[Watch]:
    """Shows how many of the bytes of the file were read."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it will say why
    with tqdm(
        total=size, unit="B", unit_scale=True, desc=shown(path.name), disable=None, file=sys.stderr
    ) as drawn:

        def watch(read: int) -> None:
            drawn.n = read
            drawn.refresh()

        yield watch
        watch(size)


def say_bad(path: Path, bad: BadRow, unit: str = "line") -> None:
    """Name a row that was left out, without breaking the bar."""
    tqdm.write(
        f"{shown(path.name, 80)}, {unit} {bad.line}: {bad.reason}. Left out.", file=sys.stderr
    )


@contextmanager
def lines_bar(lines: int, name: str) -> Iterator[Watch]:
    """Shows how many of the lines of a file were dealt with."""
    with tqdm(total=lines, unit=" lines", desc=name, disable=None, file=sys.stderr) as drawn:

        def watch(read: int) -> None:
            drawn.n = read
            drawn.refresh()

        yield watch
        watch(lines)
