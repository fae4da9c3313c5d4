"""The harm bands in words, and how the badge of each looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """``words`` are always shown: the colour only repeats them."""

    code: str
    words: str
    look: str


BANDS: dict[str, Band] = {
    band.code: band
    for band in (
        Band("high", "High harm", "high"),
        Band("medium", "Medium harm", "medium"),
        Band("standard", "Standard harm", "standard"),
        Band("", "Not assessed yet", "unknown"),
    )
}
