"""Charts drawn by the server: where each line, bar and label goes. The page always has the numbers
in a table too. Positions across are per cent, so that words keep their size on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

LEFT, RIGHT = 8.0, 96.0  # per cent of the width that points may use
TOP, HEIGHT = 26, 200  # pixels
ROW = 46  # pixels for a bar and its words
LONGEST_BAR = 84.0  # per cent
MOST_LABELS = 6

Value = float | None


@dataclass(frozen=True)
class Series:
    """One line. None is a gap: no figure, or one too small to publish."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """What a chart shows. ``summary`` is the sentence a reader should take away."""

    title: str
    summary: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    of: str = ""  # what is along the bottom: "Month"
    target: float | None = None
    target_words: str = "Target"
    unit: str = ""  # "%" or " days", set behind each number
    missing: str = "no figure"

    def number(self, value: Value) -> str:
        if value is None:
            return self.missing
        rounded = round(value, 1)
        return (
            f"{rounded:,.0f}{self.unit}" if rounded == int(rounded) else f"{rounded:,}{self.unit}"
        )

    @property
    def values(self) -> list[float]:
        return [value for one in self.series for value in one.values if value is not None]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The table: a label and its numbers."""
        return [
            (label, [self.number(one.values[place]) for one in self.series])
            for place, label in enumerate(self.labels)
        ]


def top_of(highest: float) -> float:
    """The round number that an axis ends with: 1 to 6, 8 or 10 times a power of ten."""
    if highest <= 0:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(power * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if power * step >= highest)


def lines(chart: Chart) -> dict[str, object]:
    """The geometry of a line chart."""
    highest = max([*chart.values, chart.target or 0.0], default=1.0)
    top = 100.0 if chart.unit == "%" and highest <= 100 else top_of(highest)
    count = len(chart.labels)
    across = [_across(place, count) for place in range(count)]
    longest = max((len(label) for label in chart.labels), default=0)
    every = max(1, ceil(count / (MOST_LABELS if longest <= 4 else MOST_LABELS // 2)))
    return {
        "height": TOP + HEIGHT + 30,
        "bottom": TOP + HEIGHT,
        "grid": [
            {"y": _down(value, top), "text_y": _down(value, top) - 5, "text": chart.number(value)}
            for value in (top * share for share in (0, 0.5, 1))
        ],
        "labels": [
            {"x": across[place], "text": label}
            for place, label in enumerate(chart.labels)
            if place % every == (count - 1) % every
        ],
        "label_y": TOP + HEIGHT + 22,
        "target_y": None if chart.target is None else _down(chart.target, top),
        "target_dy": 18 if _ends_above(chart) else -7,
        "series": [
            _line(one, across, top, number) for number, one in enumerate(chart.series, start=1)
        ],
    }


def _ends_above(chart: Chart) -> bool:
    """Whether the lines end above the target, so that its words belong under it."""
    last = [one.values[-1] for one in chart.series if one.values and one.values[-1] is not None]
    return chart.target is not None and bool(last) and min(last) >= chart.target


def _line(one: Series, across: Sequence[float], top: float, number: int) -> dict[str, object]:
    points = [
        None if value is None else (across[place], _down(value, top))
        for place, value in enumerate(one.values)
    ]
    return {
        "name": one.name,
        "number": number,
        "points": [point for point in points if point],
        "segments": [
            (*a, *b) for a, b in zip(points, points[1:], strict=False) if a is not None and b
        ],
    }


def bars(chart: Chart) -> dict[str, object]:
    """The geometry of a bar chart: one bar for each label of the first series."""
    values = chart.series[0].values
    top = max([*chart.values, chart.target or 0.0], default=0.0) or 1.0
    return {
        "height": ROW * len(values) + 4,
        "target_x": None if chart.target is None else round(chart.target / top * LONGEST_BAR, 2),
        "bars": [
            {
                "label": label,
                "text_y": ROW * place + 15,
                "y": ROW * place + 22,
                "value_y": ROW * place + 35,
                "width": round((value or 0) / top * LONGEST_BAR, 2),
                "value": chart.number(value),
            }
            for place, (label, value) in enumerate(zip(chart.labels, values, strict=True))
        ],
    }


def spark(values: Sequence[float], *, width: int = 96, height: int = 24) -> str:
    """The points of a sparkline."""
    low, high = min(values), max(values)
    span = (high - low) or 1
    step = (width - 8) / max(1, len(values) - 1)
    return " ".join(
        f"{4 + step * place:.1f},{height - 4 - (value - low) / span * (height - 8):.1f}"
        for place, value in enumerate(values)
    )


def _across(place: int, count: int) -> float:
    if count < 2:
        return (LEFT + RIGHT) / 2
    return round(LEFT + (RIGHT - LEFT) * place / (count - 1), 2)


def _down(value: float, top: float) -> float:
    return round(TOP + HEIGHT * (1 - value / top), 1)
