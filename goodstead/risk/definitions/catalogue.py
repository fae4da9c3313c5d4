"""Every instrument that was ever published here. A version is added, never edited or taken out."""

from .instruments import Instrument
from .ram_1 import RAM_1
from .ram_2 import RAM_2

INSTRUMENTS: dict[tuple[str, int], Instrument] = {
    (instrument.code, instrument.version): instrument for instrument in (RAM_1, RAM_2)
}
CURRENT = RAM_2


def instrument_of(code: str, version: int) -> Instrument:
    """The instrument as it was published under this code and version. Raises ``KeyError``."""
    return INSTRUMENTS[code, version]
