"""What is taken in from other systems: every change."""

from .deliveries import (
    bring_delivery,
    finish_delivery,
    land_rows,
    save_mapping,
    take_in_delivery,
    withdraw_delivery,
)
from .police import begin_police_import, finish_police_import, land_police_rows

__all__ = [
    "begin_police_import",
    "bring_delivery",
    "finish_delivery",
    "finish_police_import",
    "land_police_rows",
    "land_rows",
    "save_mapping",
    "take_in_delivery",
    "withdraw_delivery",
]
