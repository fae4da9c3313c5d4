"""What is done across many apps at once, each as one transaction."""

from .merging import (
    confirm_merge,
    decline_merge,
    propose_merge,
    take_merge_apart,
    withdraw_merge,
)

__all__ = [
    "confirm_merge",
    "decline_merge",
    "propose_merge",
    "take_merge_apart",
    "withdraw_merge",
]
