"""How loud a recording is from its beginning to its end, against its own loudest moment.

Never a level that was measured: a telephone is no calibrated instrument, and how far it was away,
nobody knows. See ``docs/explanation/what-a-recording-shows.md``.
"""

from __future__ import annotations

import io
import sys
import wave
from array import array
from dataclasses import dataclass

POINTS = 120
LONGEST = 60 * 60  # seconds that are looked at
_BROKEN = (wave.Error, EOFError, ValueError, OverflowError)


@dataclass(frozen=True)
class Sound:
    """``peaks`` are the loudest moments of equal parts, 0 to 1,000 of what the file can hold."""

    peaks: tuple[int, ...]
    seconds: float


def sound_of(wav: bytes) -> Sound | None:
    """Read from plain WAV; ``None`` when it is not plain WAV or has nothing in it."""
    try:
        with wave.open(io.BytesIO(wav)) as opened:
            rate, width, channels = (
                opened.getframerate(), opened.getsampwidth(), opened.getnchannels()
            )  # fmt: skip
            frames = opened.readframes(min(opened.getnframes(), rate * LONGEST))
    except _BROKEN:
        return None
    if not frames or rate <= 0:
        return None
    samples, full = _samples(frames, width)
    seconds = len(frames) / (rate * width * channels)
    return Sound(_peaks(samples, full), round(seconds, 2)) if samples else None


def plain_wav(wav: bytes) -> bytes | None:
    """The same sound in a new file: nothing else of the old one is in it, no words, no place."""
    out = io.BytesIO()
    try:
        with wave.open(io.BytesIO(wav)) as opened, wave.open(out, "wb") as made:
            made.setnchannels(opened.getnchannels())
            made.setsampwidth(opened.getsampwidth())
            made.setframerate(opened.getframerate())
            frames = opened.readframes(opened.getnframes())
            made.writeframes(frames)
    except _BROKEN:
        return None
    return out.getvalue() if frames else None


def _samples(frames: bytes, width: int) -> tuple[array[int], int]:
    """All channels one after the other, and the largest number. Of wide ones the highest byte."""
    if width == 1:
        return array("h", (byte - 128 for byte in frames)), 128
    if width == 2:
        samples = array("h", frames[: len(frames) // 2 * 2])
        if sys.byteorder == "big":
            samples.byteswap()
        return samples, 32_768
    return array("b", frames[width - 1 :: width]), 128


def _peaks(samples: array[int], full: int) -> tuple[int, ...]:
    count, points = len(samples), min(POINTS, len(samples))
    edges = [count * place // points for place in range(points + 1)]
    parts = (samples[start:end] for start, end in zip(edges, edges[1:], strict=False))
    return tuple(min(1000, max(max(part), -min(part)) * 1000 // full) for part in parts)
