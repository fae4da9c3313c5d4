"""The council's colour: shades of it, and whether white can be read on it."""

from __future__ import annotations

import re

ENOUGH = 4.5  # WCAG 2.2, 1.4.3
Colour = tuple[int, int, int]


def parse(text: str) -> Colour:
    """``#00594c`` as numbers. Raises ValueError for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError(f"{text!r} is not a colour such as #00594c")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def darker(colour: Colour, share: float = 0.3) -> str:
    """The same colour with a share of its light taken away."""
    return "#" + "".join(f"{round(part * (1 - share)):02x}" for part in colour)


def paler(colour: Colour, share: float = 0.9) -> str:
    """The same colour, mostly white."""
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in colour)


def contrast_with_white(colour: Colour) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
