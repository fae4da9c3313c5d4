"""Every instrument that was ever published here. A version is added, never edited or taken out."""

from .instruments import Instrument
from .ram_1 import RAM_1

INSTRUMENTS: dict[tuple[str, int], Instrument] = {
    (instrument.code, instrument.version): instrument for instrument in (RAM_1,)
}
CURRENT = RAM_1


def instrument_of(code: str, version: int) -> Instrument:
    """The instrument as it was published under this code and version. Raises ``KeyError``."""
    return INSTRUMENTS[code, version]
