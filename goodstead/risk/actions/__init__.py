"""Assessing risk, judging it, and keeping assessments due."""

from .assessing import assess_risk, keep_told
from .judging import ask_to_lower_band, decide_lowering, lapse_lowerings, raise_band
from .keeping import keep_assessments_due

__all__ = [
    "ask_to_lower_band",
    "assess_risk",
    "decide_lowering",
    "keep_assessments_due",
    "keep_told",
    "lapse_lowerings",
    "raise_band",
]
