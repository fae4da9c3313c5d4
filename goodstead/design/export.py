"""Rows as a CSV file that a spreadsheet opens without running what is in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

Column = tuple[str, Callable[[Any], object]]

# A cell that begins so is a formula to a spreadsheet. The last four are their full-width twins.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else


class _Echo:
    def write(self, line: str) -> str:
        return line


def cell(value: object) -> object:
    """What a cell holds: numbers as numbers, times in local time, text that cannot be a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(FORMULA) else text


def lines(columns: Sequence[Column], chunks: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file, a chunk of rows at a time."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow([cell(name) for name, _ in columns]))
    for chunk in chunks:
        yield "".join(
            str(writer.writerow([cell(read(row)) for _, read in columns])) for row in chunk
        )


def stream(
    name: str, columns: Sequence[Column], chunks: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A response that never holds more than one chunk."""
    return StreamingHttpResponse(
        lines(columns, chunks),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
