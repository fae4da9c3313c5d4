"""Where a photo or a video says that it was made. Read from the original when somebody asks for it.

It is never kept beside the file and never in a copy. A telephone may be wrong about it by streets,
and anybody can write anything there: it is a suggestion.
"""

from __future__ import annotations

import math
import mmap
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags

from . import content
from .definitions.kinds import Kind

_NORTH, _LATITUDE, _EAST, _LONGITUDE = 1, 2, 3, 4  # tags of the GPS block
# Telephones write a video's place as ISO 6709, such as +51.5074-000.1278+011/, in one of two boxes.
_ISO_6709 = rb"([+-]\d{2}\.\d{1,9})([+-]\d{3}\.\d{1,9})"
_IN_VIDEO = re.compile(rb"(?:\xa9xyz.{4}|data\0\0\0\x01.{4})" + _ISO_6709, re.DOTALL)


@dataclass(frozen=True)
class Place:
    """Degrees, as the camera wrote them."""

    latitude: float
    longitude: float


def place_of(path: Path, kind: Kind) -> Place | None:
    """Where the file says that it was made; ``None`` when it says nothing that can be read.

    Raises ``OSError`` when the file is not there.
    """
    path.stat()
    try:
        return _of_picture(path, kind) if kind.picture else _of_video(path)
    except Exception:  # what a stranger wrote may break the reader in any way
        return None


def _of_picture(path: Path, kind: Kind) -> Place | None:
    with content.opened(path, kind) as picture:
        block = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(block[_LATITUDE], str(block[_NORTH]).strip("\0 "), "NS")
    longitude = _degrees(block[_LONGITUDE], str(block[_EAST]).strip("\0 "), "EW")
    return _on_earth(latitude, longitude)


def _degrees(parts: Any, letter: str, letters: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    sign = {letters[0]: 1, letters[1]: -1}[letter]
    return sign * (degrees + minutes / 60 + seconds / 3600)


def _of_video(path: Path) -> Place | None:
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body,
    ):
        found = _IN_VIDEO.search(body)
        return _on_earth(float(found[1]), float(found[2])) if found else None


def _on_earth(latitude: float, longitude: float) -> Place | None:
    """Nothing for what is no place, and for 0, 0, which a telephone writes when it does not know."""
    sound = math.isfinite(latitude) and math.isfinite(longitude)
    if not sound or abs(latitude) > 90 or abs(longitude) > 180 or latitude == longitude == 0:
        return None
    return Place(round(latitude, 5), round(longitude, 5))
